"""Clues on disk until they are judged: an archive's clues do not fit into memory.

Rules that compare articles leave about a hundred clues an article (940 news pages: 98), and one
takes some 2 kB of memory. Here they wait in a temporary file that is gone with the process.
"""

import pickle
import sqlite3
from collections.abc import Iterator, Mapping
from itertools import groupby

from sqlalchemy import Column, LargeBinary, MetaData, Table, create_engine, insert, select
from sqlalchemy.pool import StaticPool

from checks.protocol import Fact

_TABLE = Table(
    "fact",
    MetaData(),
    Column("code", LargeBinary),
    Column("key", LargeBinary),
    Column("facts", LargeBinary),
)
_AT_ONCE = 1000


class FactFile:
    """Clues by rule and key. What goes in was made by this process and leaves with it."""

    def __init__(self) -> None:
        # An empty name is SQLite's own temporary file: kept in memory while it is small.
        self._engine = create_engine(
            "sqlite://", creator=lambda: sqlite3.connect(""), poolclass=StaticPool
        )
        _TABLE.metadata.create_all(self._engine)

    def add(self, facts: Mapping[tuple[str, str], list[Fact]]) -> None:
        """Put clues aside."""
        rows = [
            {"code": _raw(code), "key": _raw(key), "facts": pickle.dumps(found, protocol=5)}
            for (code, key), found in facts.items()
        ]
        if rows:
            with self._engine.begin() as connection:
                connection.execute(insert(_TABLE), rows)

    def __iter__(self) -> Iterator[tuple[str, str, list[Fact]]]:
        """Rule, key and all their clues, sorted; one key at a time."""
        query = select(_TABLE).order_by(_TABLE.c.code, _TABLE.c.key)
        with self._engine.begin() as connection:
            rows = connection.execution_options(yield_per=_AT_ONCE).execute(query)
            for (code, key), same in groupby(rows, key=lambda row: (row[0], row[1])):
                found = [fact for row in same for fact in pickle.loads(row[2])]
                yield _text(code), _text(key), sorted(found)

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()


def _raw(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "surrogatepass")
