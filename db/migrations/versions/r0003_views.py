"""Views for people who ask in SQL: v_finding and v_site_trend."""

from alembic import op

revision = "0003"
down_revision = "crawl01"
branch_labels = None
depends_on = None

_FINDING = """
CREATE VIEW v_finding AS
SELECT finding.fingerprint, finding.group_key, finding.code, finding.site, finding.status,
       finding.verdict, finding.severity, finding.confidence, finding.quote, finding.suggestion,
       finding.message, finding.first_run, finding.last_run, finding.gone_run,
       article.article_key, article.url, article_version.headline, article_version.published
FROM finding
LEFT JOIN article ON article.id = finding.article_id
LEFT JOIN article_version ON article_version.article_id = article.id
     AND article_version.n = article.current_version
"""
_TREND = """
CREATE VIEW v_site_trend AS
SELECT run.id AS run_id, run.started, run.kind, finding.site, substr(finding.code, 1, 3) AS family,
       sum(CASE WHEN finding_run.state = 'new' THEN 1 ELSE 0 END) AS came,
       sum(CASE WHEN finding_run.state = 'absent' THEN 1 ELSE 0 END) AS went,
       sum(CASE WHEN finding_run.state = 'reopened' THEN 1 ELSE 0 END) AS came_back,
       sum(CASE WHEN finding_run.state <> 'absent' THEN 1 ELSE 0 END) AS stood
FROM finding_run
JOIN run ON run.id = finding_run.run_id
JOIN finding ON finding.id = finding_run.finding_id
GROUP BY run.id, run.started, run.kind, finding.site, substr(finding.code, 1, 3)
"""


def upgrade() -> None:
    for view in (_FINDING, _TREND):
        op.execute(view)
