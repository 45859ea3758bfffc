"""One rule's clues, judged key by key from disk. What a key's clues do not fit in, stays there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import overload

import numpy as np

from archives.engines.clues import ref_of, text
from archives.engines.order import COLUMNS, Rows, Sorter, Words
from articles import Ref, Span
from checks.comparison import Survey
from checks.protocol import Check, Fact, Finding

#: Up to so many clues a key is judged in memory: some 10 MB.
HELD = 5_000
#: Names of articles that are kept at hand.
_NAMES = 20_000
_RANK, _SHARD, _BLOCK, _START, _END, _LINE, _AT, _QUOTE, _NOTE, _MARK, _REF_AT, _REF_SIZE = range(
    len(COLUMNS)
)
_SAME_PLACE = [_RANK, _BLOCK, _START, _END, _LINE]


def judge(check: Check, sorter: Sorter) -> Iterator[Finding]:
    """What all clues of this rule show together, in the order of its keys."""
    words = Words(sorter.work)
    try:
        with sorter.clues(check.code) as keys:
            shelf = _Shelf(words, {})
            for key, rows in keys:
                yield from _judge_key(check, text(key), rows, shelf)
    finally:
        words.close()


def _judge_key(check: Check, key: str, rows: Rows, shelf: "_Shelf") -> Iterator[Finding]:
    if len(rows) <= HELD or not isinstance(check, Survey):
        facts = shelf.facts(key, rows)
        facts.sort()  # one article in two inputs may tie
        yield from check.judge(key, facts)
        return
    rows = _untied(rows, key, shelf)
    for members, told in check.groups(Marks(rows, shelf.words)):
        yield from check.judge_group(key, shelf.facts(key, rows[members]), told)


class Marks(Sequence[bytes]):
    """The marks of a key's clues, in order, each read from disk when it is asked for."""

    def __init__(self, rows: Rows, words: Words) -> None:
        self._rows, self._words = rows, words

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, row: int) -> bytes: ...
    @overload
    def __getitem__(self, row: slice) -> "Marks": ...
    def __getitem__(self, row: int | slice) -> "bytes | Marks":
        if isinstance(row, slice):
            return Marks(self._rows[row], self._words)
        return self._read(self._rows[row].tolist())

    def __iter__(self) -> Iterator[bytes]:
        for start in range(0, len(self._rows), _AT_ONCE):
            for row in self._rows[start : start + _AT_ONCE].tolist():
                yield self._read(row)

    def _read(self, row: list[int]) -> bytes:
        start = row[_AT] + row[_QUOTE] + row[_NOTE]
        return self._words(row[_SHARD], start, row[_MARK])


#: Rows turned into Python's numbers in one step.
_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class _Shelf:
    """Makes clues of rows; remembers names of articles, which several clues bear."""

    words: Words
    names: dict[int, Ref]

    def facts(self, key: str, rows: Rows) -> list[Fact]:
        """The clues of these rows."""
        return [self._fact(key, row) for row in rows.tolist()]

    def _fact(self, key: str, row: list[int]) -> Fact:
        words = self.words(row[_SHARD], row[_AT], row[_QUOTE] + row[_NOTE] + row[_MARK])
        note = row[_QUOTE]
        mark = note + row[_NOTE]
        place = row[_BLOCK], row[_START], row[_END], row[_LINE]
        span = Span(self._name(row), *place)
        return Fact(key, span, text(words[:note]), text(words[note:mark]), words[mark:])

    def _name(self, row: list[int]) -> Ref:
        name = self.names.get(row[_RANK])
        if name is None:
            if len(self.names) >= _NAMES:
                self.names.clear()
            found = ref_of(self.words(row[_SHARD], row[_REF_AT], row[_REF_SIZE]))
            self.names[row[_RANK]] = name = found
        return name


def _untied(rows: Rows, key: str, shelf: _Shelf) -> Rows:
    """The same rows; where one place of one article has several, by their words too."""
    same = (rows[1:, _SAME_PLACE] == rows[:-1, _SAME_PLACE]).all(axis=1)
    done = 0
    for row in np.flatnonzero(same).tolist():
        if row < done:
            continue
        first, last = row, row + 1
        while last < len(same) and same[last]:
            last += 1
        facts = shelf.facts(key, rows[first : last + 1])
        order = sorted(range(len(facts)), key=facts.__getitem__)
        rows[first : last + 1] = rows[first : last + 1][order]
        done = last + 1
    return rows
