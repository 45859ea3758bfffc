"""Parquet, by row groups; needs the extra `parquet`. Only the columns of articles are read."""

from collections.abc import Iterator
from typing import Any, BinaryIO

from archives.html_column import as_pages
from archives.members import NoAccessError, random_access
from archives.reading import MissingPackageError, Record
from archives.rows import (
    columns_of,
    has_content,
    has_text,
    headlines_only,
    plain,
    record_of,
    shown,
)
from archives.source import Desk, Source
from articles.model import DamageKind

FORMATS = ("parquet",)

_ROWS = 64
#: What Arrow raises for a value that Python cannot hold.
_UNSAYABLE = (ValueError, OverflowError, LookupError)


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
                table = parquet.ParquetFile(file, page_checksum_verification=True)
            except broken as error:
                yield _without_end(source, file, error)
                return
            yield from as_pages(_groups(source, desk, table, broken), source, desk)
    except NoAccessError as error:
        yield source.damaged(DamageKind.OVERSIZE, str(error), lost=None)


def _without_end(source: Source, file: BinaryIO, error: Exception) -> Record:
    file.seek(max(0, file.seek(0, 2) - 4))
    if file.read(4) != b"PAR1":
        note = "the file's end, which holds its table of contents, is missing: nothing can be read"
        return source.damaged(DamageKind.TRUNCATED, note)
    note = f"not readable as Parquet: {_short(error)}"
    return source.damaged(DamageKind.CORRUPT, note, lost=None)


def _groups(
    source: Source, desk: Desk, table: Any, broken: tuple[type[Exception], ...]
) -> Iterator[Record]:
    columns = columns_of(desk.options)
    known = {name for names in columns.values() for name in names}
    every = table.schema_arrow.names
    names = [name for name in every if name in known or plain(name) in known]
    desk.row(every)
    if not has_content(names, columns):
        note = f"no column headline, text or html; --map names them (columns: {shown(every)})"
        yield source.damaged(DamageKind.UNSUPPORTED, note, lost=table.metadata.num_rows)
        return
    if not has_text(names, columns):
        desk.say(f"{source.shown}: {headlines_only(every)}")
    number = 0
    for group in range(table.num_row_groups):
        first, size = number, table.metadata.row_group(group).num_rows
        number += size
        done = 0
        try:
            for batch in table.iter_batches(_ROWS, [group], names, use_threads=False):
                for row in _rows(batch):
                    done += 1
                    place = f"row {first + done}"
                    if isinstance(row, str):
                        yield source.damaged(DamageKind.CORRUPT, row, place)
                        continue
                    limit = desk.options.max_bytes
                    yield record_of(row, columns, source.path, source.at(place), limit)
        except broken as error:
            left = size - done
            note = f"row group {group + 1} breaks, {left} of its rows are lost: {_short(error)}"
            yield source.damaged(DamageKind.CORRUPT, note, f"row {first + done + 1}", left)


def _rows(batch: Any) -> Iterator[dict[str, Any] | str]:
    """The rows; for one that holds bytes which are no text, what is wrong with it."""
    sayable = _sayable(batch)
    try:
        yield from sayable.to_pylist()
    except _UNSAYABLE:  # somewhere in these rows: it costs one
        for at in range(sayable.num_rows):
            yield _row(sayable.slice(at, 1))


def _row(one: Any) -> dict[str, Any] | str:
    row: dict[str, Any] = {}
    for name, column in zip(one.schema.names, one.columns, strict=True):
        try:
            (row[name],) = column.to_pylist()
        except UnicodeDecodeError:
            return f"its column {name[:40]} is not UTF-8"
        except _UNSAYABLE:
            row[name] = None  # a moment that Python's calendar lacks, or its zone
    return row


def _sayable(batch: Any) -> Any:
    """Moments in what Python's clock can say: no nanoseconds, no zone that is not known here.
    Behind a zone stands UTC, whatever it is called."""
    from pyarrow import RecordBatch, types

    def told(column: Any) -> Any:
        if not types.is_timestamp(column.type):
            return column
        return column.cast(_moment(column.type), safe=False)

    return RecordBatch.from_arrays([told(each) for each in batch.columns], batch.schema.names)


def _moment(kind: Any) -> Any:
    from pyarrow import timestamp

    unit = "us" if kind.unit == "ns" else kind.unit
    return timestamp(unit, "UTC" if kind.tz else None)


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:200]
