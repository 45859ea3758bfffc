"""Flat records as rows: what the tables of the crawler share."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Table

from db.connect import insert_or

_AT_ONCE = 400


def values(record: Any) -> dict[str, Any]:
    """The fields of a flat record; `asdict` copies deeply and takes ten times as long."""
    return {name: getattr(record, name) for name in record.__dataclass_fields__}


def upsert(connection: Connection, table: type[Any], rows: list[dict[str, Any]]) -> None:
    """Insert rows, or put them in place of those with the same key."""
    into: Table = table.__table__
    adding = insert_or(connection, into)
    keys = [column.name for column in into.primary_key]
    rest = {name: adding.excluded[name] for name in rows[0] if name not in keys}
    connection.execute(adding.on_conflict_do_update(index_elements=keys, set_=rest), rows)


def parts(values: Iterable[Any]) -> Iterable[list[Any]]:
    """As many values at a time as one statement takes."""
    part: list[Any] = []
    for value in values:
        part.append(value)
        if len(part) == _AT_ONCE:
            yield part
            part = []
    if part:
        yield part
