"""How many findings there are: by site, status, verdict, run. Only reading."""

from sqlalchemy import (
    Connection,
    and_,
    case,
    distinct,
    func,
    literal_column,
    select,
)

from db.filters import RANK, conditions
from db.models import FindingRow, FindingRun
from db.records import Filter
from db.verdicts import OPEN

# Literals: PostgreSQL does not see that two bound parameters are one.
_FAMILY = func.substr(FindingRow.code, literal_column("1"), literal_column("3"))


def count(connection: Connection, wanted: Filter) -> int:
    """How many findings the filter lets pass."""
    query = select(func.count()).select_from(FindingRow).where(*conditions(wanted))
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


def lives(connection: Connection, site: str = "") -> list[tuple[str, str, int, int, int]]:
    """Site, family, first run, run in which it went (0: still there), number of findings."""
    gone = func.coalesce(FindingRow.gone_run, literal_column("0"))
    query = select(FindingRow.site, _FAMILY, FindingRow.first_run, gone, func.count()).group_by(
        FindingRow.site, _FAMILY, FindingRow.first_run, gone
    )
    if site:
        query = query.where(FindingRow.site == site)
    return [(row[0], row[1], row[2], row[3], row[4]) for row in connection.execute(query)]


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
            at_least <= RANK,
        )
    )
    return int(connection.execute(query).scalar_one())
