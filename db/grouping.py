"""Groups of findings: the same fault in many articles, the unit of review. Only reading."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    Connection,
    distinct,
    func,
    select,
)

from checks.protocol import Severity
from db.filters import RANK, conditions
from db.models import FindingRow
from db.records import Filter, Group


def worst_groups(connection: Connection, wanted: Filter, limit: int) -> list[Group]:
    """Groups by how much a decision on them settles: articles x severity x confidence."""
    articles = func.count(distinct(FindingRow.article_id))
    worth = articles * func.max(RANK) * func.max(FindingRow.confidence)
    query = (
        select(
            FindingRow.group_key,
            func.count(),
            articles,
            func.count(distinct(FindingRow.site)),
            func.max(RANK),
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
