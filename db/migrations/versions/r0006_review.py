"""A review's queue and its undo are answered from indexes, whatever the filter."""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_FACETS = ["status", "site", "code", "severity", "confidence"]
_QUEUE = ["status", "group_key", "article_id", "site", "severity", "confidence", "code"]


def upgrade() -> None:
    op.drop_index("ix_finding_queue", "finding")
    op.create_index("ix_finding_queue", "finding", _QUEUE)
    op.drop_index("ix_finding_status_site_code_severity_confidence", "finding")
    _index("finding", *_FACETS, "fingerprint")
    _index("decision", "who", "at")
    _index("decision", "supersedes")


def _index(table: str, *columns: str) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, columns)
