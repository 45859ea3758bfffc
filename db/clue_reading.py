"""Reading clues again: a key's at a time, or the marks of a key that is too large to hold."""

import tempfile
from array import array
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby, pairwise
from mmap import ACCESS_READ, mmap
from typing import IO, Any, overload

from sqlalchemy import Connection, Select, select

from articles import Ref
from checks.protocol import Fact
from db.clue_codec import digest, unpack_fact, unpack_ref
from db.clue_tables import Clue, ClueArticle
from db.clues import Rule
from db.shelf import chunks

_AT_ONCE = 500  # rows held between the database and us
_MOST_REFS = 20_000  # references kept unpacked: some 15 MB


class Refs:
    """References by article, each unpacked once while it is at hand."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, bytes], Ref] = {}

    def get(self, article_id: int, raw: bytes) -> Ref:
        """The reference that these bytes are."""
        found = self._known.get((article_id, raw))
        if found is None:
            if len(self._known) >= _MOST_REFS:
                self._known.clear()
            found = self._known[article_id, raw] = unpack_ref(raw)
        return found


def facts_of(
    connection: Connection, rule: Rule, keys: Collection[int], refs: Refs
) -> Iterator[tuple[int, str, list[Fact]]]:
    """Number, key and all its clues, sorted: one key at a time."""
    for part in chunks(keys):
        query = _clues().where(Clue.rule == rule.id, Clue.key.in_(part)).order_by(Clue.key)
        for number, rows in groupby(_stream(connection, query), key=lambda row: row.key):
            found = sorted(_fact(row, refs) for row in rows)
            for key, same in groupby(found, key=lambda fact: fact.key):
                yield number, key, list(same)


def members(
    connection: Connection, rule: Rule, key: int, rows: Collection[tuple[int, int]], refs: Refs
) -> list[Fact]:
    """The clues of these articles and numbers under a key, sorted."""
    query = _clues().where(Clue.rule == rule.id, Clue.key == key)
    return sorted(
        _fact(row, refs)
        for part in chunks({article for article, _ in rows})
        for row in connection.execute(query.where(Clue.article_id.in_(part)))
        if (row.article_id, row.n) in rows
    )


def looks(
    connection: Connection, rule: Rule, key: int, rows: Collection[tuple[int, int]]
) -> dict[tuple[int, int], bytes]:
    """A digest of each of these clues, of its mark and of its article's reference."""
    query = _clues().where(Clue.rule == rule.id, Clue.key == key)
    return {
        (row.article_id, row.n): digest(row.ref, row.fact, row.mark or b"")
        for part in chunks({article for article, _ in rows})
        for row in connection.execute(query.where(Clue.article_id.in_(part)))
    }


class Marks(Sequence[bytes]):
    """The marks of one key in the order of its sorted clues, in a temporary file.

    Memory holds 24 bytes for each: where its mark ends, and which clue it is.
    """

    def __init__(self, connection: Connection, rule: Rule, key: int) -> None:
        self._file: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115  # closed by `close`
        self._ends, self._articles, self._numbers = array("q", [0]), array("q"), array("q")
        query = select(Clue.article_id, Clue.n, Clue.mark).where(
            Clue.rule == rule.id, Clue.key == key
        )
        query = query.join(ClueArticle, ClueArticle.article_id == Clue.article_id)
        for row in _stream(connection, query.order_by(ClueArticle.place, Clue.n)):
            self._add(*row)
        self._file.flush()
        size = self._ends[-1]
        self._map = mmap(self._file.fileno(), size, access=ACCESS_READ) if size else b""

    def _add(self, article: int, n: int, mark: bytes | None) -> None:
        self._ends.append(self._ends[-1] + self._file.write(mark or b""))
        self._articles.append(article)
        self._numbers.append(n)

    def __len__(self) -> int:
        return len(self._articles)

    @overload
    def __getitem__(self, at: int) -> bytes: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[bytes]: ...
    def __getitem__(self, at: int | slice) -> bytes | Sequence[bytes]:
        if isinstance(at, slice):
            return [self[row] for row in range(*at.indices(len(self)))]
        row = at if at >= 0 else at + len(self)
        if not 0 <= row < len(self):
            raise IndexError(at)
        return self._map[self._ends[row] : self._ends[row + 1]]

    def __iter__(self) -> Iterator[bytes]:
        return (self._map[start:end] for start, end in pairwise(self._ends))

    def clue(self, row: int) -> tuple[int, int]:
        """The article and number of a clue."""
        return self._articles[row], self._numbers[row]

    def close(self) -> None:
        """Let go of the file."""
        if isinstance(self._map, mmap):
            self._map.close()
        self._file.close()


def _clues() -> Select[*tuple[Any, ...]]:
    columns = select(
        Clue.key, Clue.article_id, Clue.n, Clue.fact, Clue.mark, ClueArticle.ref, ClueArticle.place
    )
    return columns.join(ClueArticle, ClueArticle.article_id == Clue.article_id)


def _stream(connection: Connection, query: Select[*tuple[Any, ...]]) -> Iterator[Any]:
    return iter(connection.execute(query, execution_options={"yield_per": _AT_ONCE}))


def _fact(row: Any, refs: Refs) -> Fact:
    return unpack_fact(row.fact, row.mark, refs.get(row.article_id, row.ref))
