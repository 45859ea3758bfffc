"""What a report and a reviewer ask: findings, groups, counts. Only reading."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Text,
    and_,
    case,
    cast,
    distinct,
    func,
    literal_column,
    or_,
    select,
    tuple_,
)

from articles import Ref, Span
from checks.protocol import Finding, Related, Severity
from db.models import Alias, ArticleRow, ArticleVersion, FindingRow, FindingRun, Occurrence, Source
from db.records import Filter, Found, Group
from db.shelf import current
from db.story_tables import Story, StoryMember
from db.verdicts import OPEN

PAGE = 500
_RANK = case({str(grade): int(grade) for grade in Severity}, value=FindingRow.severity, else_=0)
# Literals: PostgreSQL does not see that two bound parameters are one.
_FAMILY = func.substr(FindingRow.code, literal_column("1"), literal_column("3"))
_KEYSET = (FindingRow.site, FindingRow.code, FindingRow.fingerprint)


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


def page(
    connection: Connection, wanted: Filter, after: tuple[str, str, str] | None, limit: int = PAGE
) -> list[Found]:
    """Findings by site, code and fingerprint, those that come after a place: keyset paging."""
    chosen = select(FindingRow.id).where(*conditions(wanted)).order_by(*_KEYSET).limit(limit)
    if after:
        chosen = chosen.where(tuple_(*_KEYSET) > after)
    return _chosen(connection, chosen, _KEYSET)


def worst(connection: Connection, wanted: Filter, limit: int) -> list[Found]:
    """The gravest findings of a filter."""
    order = (_RANK.desc(), FindingRow.confidence.desc(), *_KEYSET)
    chosen = select(FindingRow.id).where(*conditions(wanted)).order_by(*order).limit(limit)
    return _chosen(connection, chosen, order)


def _chosen(connection: Connection, chosen: Select[int], order: Sequence[Any]) -> list[Found]:
    """The rows first, then what belongs to them: sorting whole findings is slow."""
    rows = connection.execute(_found().where(FindingRow.id.in_(chosen)).order_by(*order))
    return [_read(row) for row in rows]


def count(connection: Connection, wanted: Filter) -> int:
    """How many findings the filter lets pass."""
    query = select(func.count()).select_from(FindingRow).where(*conditions(wanted))
    return int(connection.execute(query).scalar_one())


def by_fingerprint(connection: Connection, names: Sequence[str]) -> Iterator[Found]:
    """Findings of these fingerprints."""
    query = _found().where(FindingRow.fingerprint.in_(names)).order_by(*_KEYSET)
    return (_read(row) for row in connection.execute(query))


def worst_groups(connection: Connection, wanted: Filter, limit: int) -> list[Group]:
    """Groups by how much a decision on them settles: articles x severity x confidence."""
    articles = func.count(distinct(FindingRow.article_id))
    worth = articles * func.max(_RANK) * func.max(FindingRow.confidence)
    query = (
        select(
            FindingRow.group_key,
            func.count(),
            articles,
            func.count(distinct(FindingRow.site)),
            func.max(_RANK),
            func.max(FindingRow.confidence),
            func.min(FindingRow.id),
        )
        .where(*conditions(wanted))
        .group_by(FindingRow.group_key)
        .order_by(worth.desc(), FindingRow.group_key)
        .limit(limit)
    )
    rows = connection.execute(query).all()
    samples = _samples(connection, [row[-1] for row in rows])
    return [_group(row, samples[row[-1]]) for row in rows]


def count_groups(connection: Connection, wanted: Filter) -> int:
    """How many groups have a finding that the filter lets pass."""
    query = select(func.count(distinct(FindingRow.group_key))).where(*conditions(wanted))
    return int(connection.execute(query).scalar_one())


def by_site_and_family(connection: Connection, wanted: Filter) -> list[tuple[str, str, int]]:
    """Site, family of rules, number of findings."""
    query = (
        select(FindingRow.site, _FAMILY, func.count())
        .where(*conditions(wanted))
        .group_by(FindingRow.site, _FAMILY)
        .order_by(FindingRow.site, _FAMILY)
    )
    return [(row[0], row[1], row[2]) for row in connection.execute(query)]


def lives(connection: Connection, site: str = "") -> list[tuple[str, str, int, int, int]]:
    """Site, family, first run, run in which it went (0: still there), number of findings."""
    gone = func.coalesce(FindingRow.gone_run, literal_column("0"))
    query = select(FindingRow.site, _FAMILY, FindingRow.first_run, gone, func.count()).group_by(
        FindingRow.site, _FAMILY, FindingRow.first_run, gone
    )
    if site:
        query = query.where(FindingRow.site == site)
    return [(row[0], row[1], row[2], row[3], row[4]) for row in connection.execute(query)]


def by_status(connection: Connection, site: str = "") -> dict[str, int]:
    """Status -> number of findings."""
    query = select(FindingRow.status, func.count()).group_by(FindingRow.status)
    if site:
        query = query.where(FindingRow.site == site)
    return {row[0]: row[1] for row in connection.execute(query)}


def by_verdict(connection: Connection, site: str = "") -> dict[tuple[str, str], int]:
    """Code and verdict -> number of findings, those that were decided."""
    query = (
        select(FindingRow.code, FindingRow.verdict, func.count())
        .where(FindingRow.verdict != "")
        .group_by(FindingRow.code, FindingRow.verdict)
    )
    if site:
        query = query.where(FindingRow.site == site)
    return {(row[0], row[1]): row[2] for row in connection.execute(query)}


def moves(connection: Connection, after_run: int, site: str = "") -> dict[str, int]:
    """How many findings came, went and came back after a run."""
    new = and_(FindingRow.first_run > after_run, FindingRow.gone_run.is_(None))
    fixed = and_(FindingRow.gone_run > after_run, FindingRow.first_run <= after_run)
    query = select(func.sum(case((new, 1), else_=0)), func.sum(case((fixed, 1), else_=0)))
    back = (
        select(func.count(distinct(FindingRun.finding_id)))
        .join(FindingRow, FindingRow.id == FindingRun.finding_id)
        .where(
            FindingRun.run_id > after_run,
            FindingRun.state == "reopened",
            FindingRow.gone_run.is_(None),
        )
    )
    if site:
        query, back = query.where(FindingRow.site == site), back.where(FindingRow.site == site)
    row = connection.execute(query).one()
    reopened = connection.execute(back).scalar_one()
    return {"new": row[0] or 0, "fixed": row[1] or 0, "reopened": reopened}


def articles_by_site(connection: Connection) -> dict[str, tuple[int, int]]:
    """Site -> number of articles and of articles with an open finding; sites without any too."""
    found = {row[0]: (0, 0) for row in connection.execute(select(Source.site))}
    query = select(ArticleRow.site, func.count()).group_by(ArticleRow.site)
    affected = (
        select(FindingRow.site, func.count(distinct(FindingRow.article_id)))
        .where(FindingRow.status == OPEN)
        .group_by(FindingRow.site)
    )
    bad = {row[0]: row[1] for row in connection.execute(affected)}
    found |= {row[0]: (row[1], bad.get(row[0], 0)) for row in connection.execute(query)}
    return dict(sorted(found.items()))


def unchecked(connection: Connection) -> int:
    """Articles that the rules have not seen as they are now."""
    query = select(func.count()).where(ArticleRow.checked_version != ArticleRow.current_version)
    return int(connection.execute(query).scalar_one())


def plain_texts(connection: Connection, site: str = "") -> int:
    """Articles that came as plain text, without links or labels."""
    query = (
        select(func.count())
        .select_from(ArticleRow)
        .join(ArticleVersion, current())
        .where(cast(ArticleVersion.record, Text).not_like('%"markup":true%'))
    )
    if site:
        query = query.where(ArticleRow.site == site)
    return int(connection.execute(query).scalar_one())


def languages(connection: Connection, site: str = "") -> dict[str, int]:
    """Language -> number of articles; "" where none is known."""
    query = (
        select(ArticleVersion.language, func.count())
        .select_from(ArticleRow)
        .join(ArticleVersion, current())
        .group_by(ArticleVersion.language)
    )
    if site:
        query = query.where(ArticleRow.site == site)
    return {row[0]: row[1] for row in connection.execute(query)}


def newest(connection: Connection, run_id: int, at_least: int) -> int:
    """Open findings of this severity or above that a run saw for the first time or again."""
    query = (
        select(func.count())
        .select_from(FindingRow)
        .join(FindingRun, FindingRun.finding_id == FindingRow.id)
        .where(
            FindingRun.run_id == run_id,
            FindingRun.state.in_(("new", "reopened")),
            FindingRow.status == OPEN,
            at_least <= _RANK,
        )
    )
    return int(connection.execute(query).scalar_one())


def resolve(connection: Connection, name: str) -> tuple[list[str], list[str]]:
    """Fingerprints and groups whose names begin so; former fingerprints count."""

    def starting(column: Any) -> Select[str]:
        return select(column).where(column.startswith(name, autoescape=True)).distinct().limit(11)

    prints = set(connection.execute(starting(FindingRow.fingerprint)).scalars())
    former = select(FindingRow.fingerprint).join(Alias, Alias.finding_id == FindingRow.id)
    former = former.where(Alias.fingerprint.startswith(name, autoescape=True)).limit(11)
    prints |= set(connection.execute(former).scalars())
    groups = set(connection.execute(starting(FindingRow.group_key)).scalars())
    return sorted(prints), sorted(groups)


def _found() -> Any:
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


def _read(row: Any) -> Found:
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


def _samples(connection: Connection, ids: Sequence[int]) -> dict[int, Any]:
    """A member of each group; the one stored first was seen first."""
    columns = select(
        FindingRow.id,
        FindingRow.code,
        FindingRow.first_run,
        FindingRow.quote,
        FindingRow.suggestion,
        FindingRow.message,
    ).where(FindingRow.id.in_(ids))
    return {row.id: row for row in connection.execute(columns)}


def _group(row: Any, sample: Any) -> Group:
    return Group(
        key=row[0],
        code=sample.code,
        findings=row[1],
        articles=row[2],
        sites=row[3],
        first_run=sample.first_run,
        severity=str(Severity(row[4])),
        confidence=row[5],
        quote=sample.quote,
        suggestion=sample.suggestion,
        message=sample.message,
    )
