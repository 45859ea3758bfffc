"""Clues in the order in which they are judged, by DuckDB's sort, under a limit of memory.

The order is that of `sorted(facts)` in Python: key, article, place, quote, note, mark. UTF-8 sorts
as its text does. Articles are ranked first, so that a clue carries a number instead of a name; what
still ties is one article's, and stands in order within its shard already.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from archives.engines.clues import ref_of
from archives.engines.work import FullDiskError, WorkFolder
from articles import Ref
from articles.errors import CopydeskError

_RANKS = pa.schema(
    [
        ("shard", pa.uint64()),
        ("article", pa.int32()),
        ("rank", pa.int64()),
        ("ref_at", pa.int64()),
        ("ref_size", pa.int32()),
    ]
)
#: Numbers that tell one clue: all columns but its rule and key.
COLUMNS = (
    *("rank", "shard", "block", "start", "end", "line"),
    *("at", "quote", "note", "mark", "ref_at", "ref_size"),
)
_BATCH = 8192
_SCARCE = "the clues cannot be sorted within --memory: give more, or select fewer rules"
_UNSIGNED = (1 << 64) - 1
_PARQUET = "read_parquet(getvariable('paths'))"

#: A row a clue, a column a number; a shard's name is kept as the signed number of its bits.
Rows = npt.NDArray[np.int64]


class ScarceMemoryError(CopydeskError):
    """DuckDB cannot sort within its limit."""

    exit_code = 3


class Words:
    """The words of all shards, read where a column says. Files stay open, a bounded number."""

    _OPEN = 200

    def __init__(self, work: WorkFolder) -> None:
        self._work = work
        self._files: dict[int, int] = {}

    def __call__(self, shard: int, at: int, size: int) -> bytes:
        """So many bytes from this place."""
        file = self._files.get(shard)
        if file is None:
            file = self._opened(shard)
        return os.pread(file, size, at)

    def close(self) -> None:
        """Let go of the files."""
        for file in self._files.values():
            os.close(file)
        self._files = {}

    def _opened(self, shard: int) -> int:
        if len(self._files) >= self._OPEN:
            os.close(self._files.pop(next(iter(self._files))))
        path = self._work.file(f"{shard & _UNSIGNED:016x}.words")
        self._files[shard] = file = os.open(path, os.O_RDONLY)
        return file


@dataclass(frozen=True, slots=True)
class Sorter:
    """Sorts what these shards left. `order` names the numbering of their articles; `memory` is
    DuckDB's own limit, in bytes."""

    work: WorkFolder
    names: tuple[str, ...]
    order: str
    memory: int
    threads: int

    @property
    def ranks(self) -> str:
        """The file that numbers the articles."""
        return f"{self.order}.ranks"

    def rank(self) -> None:
        """Number all articles in the order of their names; the same name has the same number."""
        words = Words(self.work)
        query = f"SELECT * FROM {_PARQUET} ORDER BY key"
        with (
            self.work.draft(self.ranks) as place,
            self._sorted(query, "articles") as batches,
            pq.ParquetWriter(place, _RANKS, compression="zstd") as out,
        ):
            for table in _ranked(_whole_keys(batches), words):
                out.write_table(table)
        words.close()

    @contextmanager
    def clues(self, code: str) -> Iterator[Iterator[tuple[bytes, Rows]]]:
        """The clues of a rule: its keys in order, each with the rows of its sorted clues."""
        query = f"""
            SELECT clues.key, {", ".join(f'"{name}"' for name in COLUMNS)}
            FROM {_PARQUET} AS clues
            JOIN read_parquet('{_quoted(self.work.file(self.ranks))}') USING (shard, article)
            WHERE code = '{code}'
            ORDER BY clues.key, rank, block, "start", "end", line, shard, "at" """
        with self._sorted(query, "clues") as batches:
            yield _by_key(batches)

    @contextmanager
    def _sorted(self, query: str, part: str) -> Iterator[Iterator[pa.RecordBatch]]:
        paths = [str(self.work.file(f"{name}.{part}")) for name in self.names]
        with TemporaryDirectory(dir=self.work.path, prefix="sort-", suffix=".part") as place:
            try:
                with duckdb.connect(config=self._settings(place)) as connection:
                    connection.execute("SET enable_progress_bar = false")  # it writes to stdout
                    connection.execute("SET VARIABLE paths = ?::VARCHAR[]", [paths])
                    yield iter(connection.sql(query).to_arrow_reader(_BATCH))
            except duckdb.OutOfMemoryException as error:
                if "disk" in str(error) or "max_temp_directory_size" in str(error):
                    raise FullDiskError.of(self.work.path, "no space left") from error
                raise ScarceMemoryError(_SCARCE) from error
            except duckdb.IOException as error:
                raise FullDiskError.of(self.work.path, _short(error)) from error

    def _settings(self, place: str) -> dict[str, Any]:
        return {
            "memory_limit": f"{self.memory}B",
            "threads": self.threads,
            "temp_directory": place,
            "preserve_insertion_order": False,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        }


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _short(error: Exception) -> str:
    return str(error).partition("\n")[0][:200]


def _whole_keys(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.Table]:
    """Tables in which no article's key is cut in two."""
    rest: pa.Table | None = None
    for batch in batches:
        table = pa.Table.from_batches([batch])
        table = pa.concat_tables([rest, table]) if rest is not None else table
        keys = table.column("key")
        last = keys[-1].as_py()
        if keys[0].as_py() == last:
            rest = table
            continue
        cut = len(table)
        while keys[cut - 1].as_py() == last:
            cut -= 1
        yield table.slice(0, cut)
        rest = table.slice(cut)
    if rest is not None:
        yield rest


def _ranked(tables: Iterator[pa.Table], words: Words) -> Iterator[pa.Table]:
    """The same articles with their numbers. Keys tell most apart, whole names the others."""
    first = 0
    for table in tables:
        keys = table.column("key").to_pylist()
        order, ranks = _order_of(keys, table, words)
        ranked = table.take(pa.array(order)).drop_columns(["key"])
        yield ranked.add_column(2, "rank", pa.array(np.array(ranks) + first)).cast(_RANKS)
        first += ranks[-1] + 1


def _order_of(keys: list[bytes], table: pa.Table, words: Words) -> tuple[list[int], list[int]]:
    """The rows in order of their articles' names, and each one's number, from 0."""
    order: list[int] = []
    ranks: list[int] = []
    start = 0
    while start < len(keys):
        stop = start + 1
        while stop < len(keys) and keys[stop] == keys[start]:
            stop += 1
        if stop == start + 1:
            order.append(start)
            ranks.append(ranks[-1] + 1 if ranks else 0)
        else:
            _rank_twins(_names(table, start, stop, words), start, order, ranks)
        start = stop
    return order, ranks


def _names(table: pa.Table, start: int, stop: int, words: Words) -> list[Ref]:
    part = table.slice(start, stop - start)
    columns = (part.column(name).to_pylist() for name in ("shard", "ref_at", "ref_size"))
    return [ref_of(words(*place)) for place in zip(*columns, strict=True)]


def _rank_twins(names: list[Ref], start: int, order: list[int], ranks: list[int]) -> None:
    """Articles of one key, by their whole names; those of one name share its number."""
    before: Ref | None = None
    for row in sorted(range(len(names)), key=names.__getitem__):
        last = ranks[-1] if ranks else -1
        ranks.append(last if names[row] == before else last + 1)
        order.append(start + row)
        before = names[row]


def _by_key(batches: Iterator[pa.RecordBatch]) -> Iterator[tuple[bytes, Rows]]:
    key: bytes | None = None
    parts: list[Rows] = []
    for batch in batches:
        rows = np.column_stack([_numbers(batch.column(name)) for name in COLUMNS])
        for found, start, stop in _runs(batch.column("key").to_pylist()):
            if found != key:
                if key is not None:
                    yield key, _joined(parts)
                key, parts = found, []
            parts.append(rows[start:stop])
    if key is not None:
        yield key, _joined(parts)


def _runs(keys: list[bytes]) -> Iterator[tuple[bytes, int, int]]:
    """Each key of a batch with the rows that bear it."""
    start = 0
    for row, key in enumerate(keys):
        if key != keys[start]:
            yield keys[start], start, row
            start = row
    if keys:
        yield keys[start], start, len(keys)


def _numbers(column: pa.Array) -> npt.NDArray[np.int64]:
    numbers: npt.NDArray[Any] = column.to_numpy()
    return numbers.view(np.int64) if numbers.dtype == np.uint64 else numbers.astype(np.int64)


def _joined(parts: list[Rows]) -> Rows:
    return parts[0] if len(parts) == 1 else np.concatenate(parts)
