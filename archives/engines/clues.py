"""Clues on disk. A shard keeps small columns to sort by, and beside them the words as they are.

Columns go to Parquet, for DuckDB. Quote, note and mark go to a file of their own, at the place that
the columns name: DuckDB's sort holds what it carries along in memory (600,000 marks of 4.7 kB break
a limit of 500 MB), and a judge wants few of them. All words are bytes: text from the web may hold
lone surrogates, which are no UTF-8.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from archives.engines.found import ref_row
from articles import Ref
from checks.protocol import Fact

#: Columns are written when so many clues wait (a guess: some 20 MB of Python's own objects).
_ROWS = 50_000

_PLACE = [("block", pa.int32()), ("start", pa.int32()), ("end", pa.int32()), ("line", pa.int32())]
_SIZES = [("quote", pa.int32()), ("note", pa.int32()), ("mark", pa.int32())]
#: One clue: its rule and key, the article by shard and number, its place, where its words lie and
#: how many bytes quote, note and mark take there.
CLUES = pa.schema(
    [
        ("code", pa.string()),
        ("key", pa.binary()),
        ("shard", pa.uint64()),
        ("article", pa.int32()),
        *_PLACE,
        ("at", pa.int64()),
        *_SIZES,
    ]
)
#: One article: its lasting key, and where its whole name lies among the words.
ARTICLES = pa.schema(
    [
        ("shard", pa.uint64()),
        ("article", pa.int32()),
        ("key", pa.binary()),
        ("ref_at", pa.int64()),
        ("ref_size", pa.int32()),
    ]
)


def raw(text: str) -> bytes:
    """Any text as bytes that sort as the text does."""
    return text.encode("utf-8", "surrogatepass")


def text(raw_: bytes) -> str:
    """The inverse of `raw`."""
    return raw_.decode("utf-8", "surrogatepass")


def ref_of(raw_: bytes) -> Ref:
    """An article's name as `ClueWriter` wrote it."""
    return Ref(*json.loads(raw_))


@dataclass(slots=True)
class ClueWriter:
    """Writes what one shard leaves for later. Close it: only then is the last of it on disk."""

    shard: int
    columns: Path
    articles: Path
    words: BinaryIO
    at: int = 0
    number: int = 0
    codes: set[str] = field(default_factory=set)
    _clues: list[tuple[Any, ...]] = field(default_factory=list)
    _refs: list[tuple[Any, ...]] = field(default_factory=list)
    _out: list[pq.ParquetWriter] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._out = [
            pq.ParquetWriter(self.columns, CLUES, compression="zstd"),
            pq.ParquetWriter(self.articles, ARTICLES, compression="zstd"),
        ]

    def add(self, facts: Iterable[tuple[str, Fact]]) -> None:
        """The clues of one article. Those of one place go in the order in which they are judged."""
        numbers: dict[Ref, int] = {}
        for code, fact in sorted(facts, key=_order):
            ref = fact.span.article
            if ref not in numbers:
                numbers[ref] = self._name(ref)
            self._clues.append(self._clue(code, fact, numbers[ref]))
            self.codes.add(code)
        if len(self._clues) >= _ROWS:
            self._flush()

    def close(self) -> None:
        """Write what waits."""
        self._flush()
        for out in self._out:
            out.close()

    def _name(self, ref: Ref) -> int:
        """Enter an article; its number in this shard."""
        words = json.dumps(ref_row(ref), separators=(",", ":")).encode()
        self._refs.append((self.shard, self.number, raw(ref.key), self._put(words), len(words)))
        self.number += 1
        return self.number - 1

    def _clue(self, code: str, fact: Fact, article: int) -> tuple[Any, ...]:
        span, quote, note = fact.span, raw(fact.quote), raw(fact.note)
        place = span.block, span.start, span.end, span.line
        at = self._put(b"".join((quote, note, fact.mark)))
        sizes = len(quote), len(note), len(fact.mark)
        return (code, raw(fact.key), self.shard, article, *place, at, *sizes)

    def _put(self, words: bytes) -> int:
        at, self.at = self.at, self.at + len(words)
        self.words.write(words)
        return at

    def _flush(self) -> None:
        """A row group for each rule: a sort of one rule's clues passes over the others."""
        by_code: dict[str, list[tuple[Any, ...]]] = {}
        for row in self._clues:
            by_code.setdefault(row[0], []).append(row)
        for code in sorted(by_code):
            self._out[0].write_table(_table(by_code[code], CLUES))
        if self._refs:
            self._out[1].write_table(_table(self._refs, ARTICLES))
        self._clues, self._refs = [], []


def _order(item: tuple[str, Fact]) -> tuple[Any, ...]:
    """The order of clues of one article; tuples are compared faster than clues."""
    code, fact = item
    span = fact.span
    place = span.block, span.start, span.end, span.line
    return (code, fact.key, place, fact.quote, fact.note, fact.mark)


def _table(rows: list[tuple[Any, ...]], schema: pa.Schema) -> pa.Table:
    columns = zip(*rows, strict=True)
    arrays = [pa.array(c, f.type) for c, f in zip(columns, schema, strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema)
