"""Which findings are asked for, as SQL; and how grave they are."""

from sqlalchemy import (
    ColumnElement,
    case,
    or_,
    select,
)

from checks.protocol import Severity
from db.models import ArticleRow, FindingRow
from db.records import Filter

RANK = case({str(grade): int(grade) for grade in Severity}, value=FindingRow.severity, else_=0)


def conditions(wanted: Filter) -> list[ColumnElement[bool]]:
    """The filter as SQL."""
    found: list[ColumnElement[bool]] = []
    if wanted.site:
        found.append(FindingRow.site == wanted.site)
    if wanted.statuses:
        found.append(FindingRow.status.in_(wanted.statuses))
    if wanted.codes:
        found.append(or_(*(FindingRow.code.startswith(c, autoescape=True) for c in wanted.codes)))
    if wanted.group:
        found.append(FindingRow.group_key == wanted.group)
    if any(wanted.article):
        site, key = wanted.article
        rows = select(ArticleRow.id).where(ArticleRow.site == site, ArticleRow.article_key == key)
        found.append(FindingRow.article_id.in_(rows))
    if wanted.since_run:
        found.append(FindingRow.first_run > wanted.since_run)
    if wanted.severities:
        found.append(FindingRow.severity.in_(wanted.severities))
    if wanted.min_confidence:
        found.append(FindingRow.confidence >= wanted.min_confidence)
    return found
