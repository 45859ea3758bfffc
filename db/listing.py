"""Findings in order: pages of them, the gravest, those of a name. Only reading."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import (
    Connection,
    Select,
    select,
    tuple_,
)

from db.filters import RANK, conditions
from db.finding_rows import found_of, stored
from db.models import Alias, FindingRow
from db.records import Filter, Found

PAGE = 500
_KEYSET = (FindingRow.site, FindingRow.code, FindingRow.fingerprint)


def page(
    connection: Connection, wanted: Filter, after: tuple[str, str, str] | None, limit: int = PAGE
) -> list[Found]:
    """Findings by site, code and fingerprint, those that come after a place: keyset paging."""
    order: Sequence[Any] = _KEYSET
    if wanted.group or any(wanted.article):
        # Few rows: SQLite must not walk the whole index of the order for them (7 ms, not 0.1).
        order = [column.concat("") for column in _KEYSET]
    chosen = select(FindingRow.id).where(*conditions(wanted)).order_by(*order).limit(limit)
    if after:
        chosen = chosen.where(tuple_(*_KEYSET) > after)
    return _chosen(connection, chosen, _KEYSET)


def worst(connection: Connection, wanted: Filter, limit: int) -> list[Found]:
    """The gravest findings of a filter."""
    order = (RANK.desc(), FindingRow.confidence.desc(), *_KEYSET)
    chosen = select(FindingRow.id).where(*conditions(wanted)).order_by(*order).limit(limit)
    return _chosen(connection, chosen, order)


def by_fingerprint(connection: Connection, names: Sequence[str]) -> Iterator[Found]:
    """Findings of these fingerprints."""
    query = stored().where(FindingRow.fingerprint.in_(names)).order_by(*_KEYSET)
    return (found_of(row) for row in connection.execute(query))


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


def _chosen(connection: Connection, chosen: Select[int], order: Sequence[Any]) -> list[Found]:
    """The rows first, then what belongs to them: sorting whole findings is slow."""
    rows = connection.execute(stored().where(FindingRow.id.in_(chosen)).order_by(*order))
    return [found_of(row) for row in rows]
