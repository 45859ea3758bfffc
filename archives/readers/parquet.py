"""Parquet, by row groups; needs the extra `parquet`. Only the columns of articles are read."""

from collections.abc import Iterator
from typing import Any, BinaryIO

from archives.members import NoAccessError, random_access
from archives.reading import MissingPackageError, Record
from archives.rows import columns_of, has_content, record_of
from archives.source import Desk, Source
from articles.model import DamageKind

FORMATS = ("parquet",)

_ROWS = 64


def likeness(head: bytes, name: str) -> int:
    """By its first bytes."""
    if head.startswith(b"PAR1"):
        return 100
    return 60 if name.lower().endswith(".parquet") else 0


def records(source: Source, desk: Desk) -> Iterator[Record]:
    """One record a row; a row group that breaks is reported, and the next one read."""
    try:
        from pyarrow import ArrowException, parquet
    except ImportError:
        raise MissingPackageError("Parquet files", "parquet") from None
    broken = (ArrowException, OSError, ValueError)
    try:
        with random_access(source) as file:
            try:
                table = parquet.ParquetFile(file)
            except broken as error:
                yield _without_end(source, file, error)
                return
            yield from _groups(source, desk, table, broken)
    except NoAccessError as error:
        yield source.damaged(DamageKind.OVERSIZE, str(error))


def _without_end(source: Source, file: BinaryIO, error: Exception) -> Record:
    file.seek(max(0, file.seek(0, 2) - 4))
    if file.read(4) != b"PAR1":
        note = "the file's end, which holds its table of contents, is missing: nothing can be read"
        return source.damaged(DamageKind.TRUNCATED, note)
    return source.damaged(DamageKind.CORRUPT, f"not readable as Parquet: {_short(error)}")


def _groups(
    source: Source, desk: Desk, table: Any, broken: tuple[type[Exception], ...]
) -> Iterator[Record]:
    columns = columns_of(desk.options)
    known = {name for names in columns.values() for name in names}
    names = [name for name in table.schema_arrow.names if name in known]
    desk.row(table.schema_arrow.names)
    if not has_content(dict.fromkeys(names), columns):
        shown = ", ".join(str(name)[:40] for name in table.schema_arrow.names[:8])
        note = f"no column headline, text or html; --map names them (columns: {shown})"
        yield source.damaged(DamageKind.UNSUPPORTED, note)
        return
    number = 0
    for group in range(table.num_row_groups):
        first, size = number, table.metadata.row_group(group).num_rows
        number += size
        done = 0
        try:
            for batch in table.iter_batches(_ROWS, [group], names, use_threads=False):
                for row in batch.to_pylist():
                    done += 1
                    place = source.at(f"row {first + done}")
                    limit = desk.options.max_bytes
                    yield record_of(row, columns, source.path, place, limit)
        except broken as error:
            note = (
                f"row group {group + 1} breaks, {size - done} of its rows are lost: {_short(error)}"
            )
            yield source.damaged(DamageKind.CORRUPT, note, f"row {first + done + 1}")


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:200]
