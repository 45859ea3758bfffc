"""Looking after the file: is it sound, how large is it, what may go."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, select

from db import connect, decisions
from db.models import (
    Alias,
    ArticleRow,
    ArticleVersion,
    Base,
    DecisionRow,
    FindingRow,
    FindingRun,
    Run,
    Unread,
)
from db.story_tables import Story
from db.verdicts import UNDO, Subject, status


@dataclass(frozen=True, slots=True)
class Pruned:
    """What was let go."""

    versions: int
    sightings: int
    unread: int


def problems(connection: Connection, now: str) -> Iterator[str]:
    """What is wrong with the database, one sentence each."""
    yield from connect.integrity(connection)
    yield from _without_version(connection)
    yield from _without_fingerprint(connection)
    yield from _wrong_status(connection, now)


def loose_decisions(connection: Connection) -> list[str]:
    """Decisions that speak of nothing in the database: harmless, they wait."""
    known = {
        "finding": set(connection.execute(select(FindingRow.fingerprint)).scalars())
        | set(connection.execute(select(Alias.fingerprint)).scalars()),
        "group": set(connection.execute(select(FindingRow.group_key)).scalars())
        | set(connection.execute(select(Story.name)).scalars()),
    }
    return [
        f"{row.scope} {row.key} ({row.verdict} by {row.who})"
        for row in decisions.read(connection)
        if row.scope in known and row.key not in known[row.scope]
    ]


def sizes(connection: Connection) -> list[tuple[str, int]]:
    """Table -> number of rows, by name."""
    tables = sorted(Base.metadata.tables.items())
    return [
        (name, connection.execute(select(func.count()).select_from(table)).scalar_one())
        for name, table in tables
    ]


def prune(connection: Connection, before: str) -> Pruned:
    """Let go of what is older and only history: former versions of articles, what runs saw
    unchanged, unread inputs. Articles, findings, decisions and runs stay for ever."""
    old = select(Run.id).where(Run.started < before)
    former = (
        select(ArticleVersion.id)
        .join(ArticleRow, ArticleRow.id == ArticleVersion.article_id)
        .where(ArticleVersion.n != ArticleRow.current_version, ArticleVersion.last_seen < before)
    )
    sightings = delete(FindingRun).where(
        FindingRun.state == "unchanged", FindingRun.run_id.in_(old)
    )
    return Pruned(
        versions=connection.execute(
            delete(ArticleVersion).where(ArticleVersion.id.in_(former))
        ).rowcount,
        sightings=connection.execute(sightings).rowcount,
        unread=connection.execute(delete(Unread).where(Unread.run_id.in_(old))).rowcount,
    )


def _without_version(connection: Connection) -> Iterator[str]:
    query = (
        select(ArticleRow.site, ArticleRow.article_key)
        .outerjoin(
            ArticleVersion,
            (ArticleVersion.article_id == ArticleRow.id)
            & (ArticleVersion.n == ArticleRow.current_version),
        )
        .where(ArticleVersion.id.is_(None))
    )
    for site, key in connection.execute(query):
        yield f"article {key} of {site or 'no site'} lacks its current version"


def _without_fingerprint(connection: Connection) -> Iterator[str]:
    both = select(Alias.fingerprint).join(FindingRow, FindingRow.fingerprint == Alias.fingerprint)
    for name in connection.execute(both).scalars():
        yield f"fingerprint {name} is both a finding's name and another's former name"
    undone = select(DecisionRow.key).where(
        DecisionRow.verdict == UNDO, DecisionRow.supersedes.is_(None)
    )
    for key in connection.execute(undone).scalars():
        yield f"a decision on {key} takes back one that is not there"


def _wrong_status(connection: Connection, now: str) -> Iterator[str]:
    """Statuses are derived: a wrong one means that somebody else wrote to the table."""
    columns = select(
        FindingRow.fingerprint,
        FindingRow.group_key,
        FindingRow.code,
        FindingRow.site,
        FindingRow.gone_run,
        FindingRow.silenced,
        FindingRow.status,
    )
    rows = connection.execute(columns).all()
    held = decisions.verdicts_of(connection, [Subject(*row[:4]) for row in rows], now)
    for row in rows:
        decision = held.get(row.fingerprint)
        verdict = decision.verdict if decision else ""
        right = status(verdict, row.gone_run is not None, row.silenced)
        if row.status != right:
            yield f"finding {row.fingerprint} says {row.status} and is {right}: `copydesk recheck`"
