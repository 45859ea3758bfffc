"""Findings as they are stored, and as their rule made them."""

from typing import Any

from sqlalchemy import (
    ColumnElement,
    and_,
    func,
    select,
)

from articles import Ref, Span
from checks.protocol import Finding, Related, Severity
from db.models import ArticleRow, ArticleVersion, FindingRow, Occurrence
from db.records import Found
from db.story_tables import Story, StoryMember


def stored() -> Any:
    """Findings with their article and the place where they were seen last."""
    last = (
        select(func.max(Occurrence.id))
        .where(Occurrence.finding_id == FindingRow.id)
        .correlate(FindingRow)
        .scalar_subquery()
    )
    return (
        select(
            FindingRow.fingerprint,
            FindingRow.group_key,
            FindingRow.code,
            FindingRow.site,
            FindingRow.status,
            FindingRow.verdict,
            FindingRow.silenced,
            FindingRow.severity,
            FindingRow.confidence,
            FindingRow.message,
            FindingRow.quote,
            FindingRow.suggestion,
            FindingRow.subject,
            FindingRow.scope,
            FindingRow.text_changed,
            FindingRow.first_run,
            FindingRow.last_run,
            FindingRow.gone_run,
            ArticleRow.article_key,
            ArticleRow.url,
            Occurrence.block,
            Occurrence.start,
            Occurrence.end,
            Occurrence.prefix,
            Occurrence.suffix,
            Occurrence.details,
            ArticleVersion.headline,
            ArticleVersion.published,
            Story.name.label("story"),
        )
        .outerjoin(ArticleRow, ArticleRow.id == FindingRow.article_id)
        .outerjoin(Occurrence, Occurrence.id == last)
        .outerjoin(ArticleVersion, ArticleVersion.id == Occurrence.version_id)
        .outerjoin(StoryMember, _in_a_story())
        .outerjoin(Story, Story.id == StoryMember.story_id)
    )


def _in_a_story() -> ColumnElement[bool]:
    here = StoryMember.article_id == FindingRow.article_id
    return and_(here, StoryMember.group_digest.is_not(None))


def found_of(row: Any) -> Found:
    """A finding from a row of `stored`."""
    return Found(
        finding=_finding(row, row.details or {}),
        fingerprint=row.fingerprint,
        group=row.group_key,
        status=row.status,
        verdict=row.verdict,
        silenced=row.silenced,
        text_changed=row.text_changed,
        first_run=row.first_run,
        last_run=row.last_run,
        gone_run=row.gone_run or 0,
        story=row.story or "",
    )


def _finding(row: Any, details: dict[str, Any]) -> Finding:
    """The finding as the rule made it, from where it was seen last."""
    site_wide = row.scope == ["*"]
    return Finding(
        code=row.code,
        span=_span(row, details),
        quote=row.quote,
        message=row.message,
        severity=Severity[row.severity.upper()],
        confidence=row.confidence,
        suggestion=row.suggestion,
        why=details.get("why", ""),
        subject=row.subject,
        related=tuple(Related(**other) for other in details.get("related", ())),
        across=() if site_wide else tuple(row.scope),
        site_wide=site_wide,
        same_story=details.get("same_story", False),
        before=row.prefix or "",
        after=row.suffix or "",
    )


def _span(row: Any, details: dict[str, Any]) -> Span:
    article = Ref(
        key=row.article_key or "",
        id=details.get("article", "") or row.article_key or "",
        site=row.site,
        url=row.url or "",
        path=details.get("path", ""),
        record=details.get("record", ""),
        headline=row.headline or "",
        published=row.published or "",
    )
    if row.block is None:
        return Span(article)
    return Span(article, row.block, row.start, row.end, details.get("line", 0))
