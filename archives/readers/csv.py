"""CSV, with a comma, a semicolon, a tab or a bar between the cells; the first row names them.

A row that does not fit the first one is reported, and reading goes on with the next line.
"""

import csv
import re
from collections.abc import Iterator

from archives.html_column import as_pages
from archives.reading import Record
from archives.rows import (
    NAMES,
    columns_of,
    has_content,
    has_text,
    headlines_only,
    plain,
    record_of,
    shown,
)
from archives.source import Desk, Source, from_gap
from archives.stream import Gap, Stream
from archives.wide import MARK, narrow, narrow_head
from archives.zeros import hole
from articles.encoding import encoding_of
from articles.model import DamageKind

FORMATS = ("csv",)

_DELIMITERS = ",;\t|"
_KNOWN = {name for names in NAMES.values() for name in names}
_CONTENT = {name for part in ("headline", "body", "html") for name in NAMES[part]}
#: A quote that is never closed swallows no more than this.
_MOST_LINES = 100_000
_TRIED = 1000
_SAMPLE = 1 << 16
#: How far lines are asked for the encoding where one of them is damaged.
_VOTERS = 1 << 22


def likeness(head: bytes, name: str) -> int:
    """By its first row, if that names columns of an article; else by its name."""
    head = narrow_head(head).removeprefix(MARK)
    first = re.split(rb"\r?\n", head, maxsplit=1)[0]
    cells = _cells(first.decode("utf-8", "replace"))
    if len(cells & _KNOWN) > 1 and cells & _CONTENT:
        return 75
    return 55 if name.lower().endswith((".csv", ".tsv")) else 0


def records(source: Source, desk: Desk) -> Iterator[Record]:
    """One record a row."""
    return as_pages(_Rows(source, desk).records(), source, desk)


class _GapError(Exception):
    """Met while the csv module asked for a line."""

    def __init__(self, gap: Gap) -> None:
        super().__init__(gap.damage.note)
        self.gap = gap


class _Lines:
    """Lines as text, which can be given back; knows which lines the row at hand took.

    They are UTF-8 until one is not. If no letter outside ASCII stood before it, the file may be in
    another encoding, unless the lines behind it are UTF-8; else the line is damaged.
    """

    def __init__(self, stream: Stream, limit: int) -> None:
        self._stream, self._limit = stream, limit
        self._encoding = ""
        self._returned: list[str] = []
        self._size = 0
        self.number = 0
        self.taken: list[str] = []

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._returned.pop() if self._returned else self._read()
        self.number += 1
        self.taken.append(line)
        self._size += len(line)
        if len(self.taken) > _MOST_LINES or self._size > self._limit:
            raise csv.Error("a quote that is never closed, or too large a row")
        return line

    def start(self) -> int:
        """A row begins; the number of its line."""
        self.taken, self._size = [], 0
        return self.number + 1

    def give_back(self) -> None:
        """All lines of the row but its first are read again."""
        self._returned += reversed(self.taken[1:])
        self.number -= max(0, len(self.taken) - 1)

    def skip_line(self) -> None:
        """Drop the rest of a line that something broke."""
        self._stream.skip_line()

    def at_end(self) -> bool:
        """Whether no line is left."""
        return not self._returned and self._stream.at_end()

    def _read(self) -> str:
        line = self._stream.readline(self._limit)
        if not line.endswith(b"\n") and (gap := self._stream.gap()):
            raise _GapError(gap)
        if not line:
            raise StopIteration
        return self._text(line.removeprefix(MARK))  # files that were joined have one amid them

    def _text(self, line: bytes) -> str:
        if not self._encoding and not line.isascii():
            self._encoding = self._found(line)
        if self._encoding in ("", "utf-8"):
            return line.decode("utf-8", "surrogateescape")
        return line.decode(self._encoding, "replace")

    def _found(self, line: bytes) -> str:
        """The encoding, by the first line with a letter outside ASCII and those behind it."""
        found = encoding_of(line + self._stream.peek(_SAMPLE))
        if found != "utf-8" and _mostly_utf8(line + self._stream.peek(_VOTERS)):
            return "utf-8"
        return found


class _Rows:
    def __init__(self, source: Source, desk: Desk) -> None:
        self._source, self._desk = source, desk
        self._columns = columns_of(desk.options)
        self._limit = 2 * desk.options.max_bytes
        self._stream = narrow(source.stream)
        self._lines = _Lines(self._stream, self._limit)
        self._delimiter = ","
        self._names: list[str] = []

    def records(self) -> Iterator[Record]:
        """All rows behind the first one, which names the columns."""
        csv.field_size_limit(self._limit)
        self._delimiter = max(_DELIMITERS, key=self._first_line().count)
        while not self._lines.at_end():
            row = self._row(self._lines.start())
            if isinstance(row, Record):
                yield row
            elif row and self._names:
                yield self._record(row)
            elif row:
                self._names = [cell.strip() for cell in row]
                self._desk.row(self._names)
                if not has_content(self._names, self._columns):
                    yield self._nothing()
                    return
                if not has_text(self._names, self._columns):
                    self._desk.say(f"{self._source.shown}: {headlines_only(self._names)}")

    def _first_line(self) -> str:
        head = self._stream.peek(_SAMPLE).removeprefix(MARK)
        return head.partition(b"\n")[0].decode("utf-8", "replace")

    def _row(self, first: int) -> list[str] | Record:
        """The next row, or why it cannot be used; an empty one for a blank line."""
        try:
            row = next(csv.reader(self._lines, delimiter=self._delimiter), [])
        except _GapError as error:
            self._lines.skip_line()
            return from_gap(self._source, error.gap, f"line {first}")
        except csv.Error as error:
            return self._broken(first, str(error))
        text = "".join(self._lines.taken)
        if self._names and row and len(row) != len(self._names):
            return self._broken(first, f"{len(row)} cells; the first row has {len(self._names)}")
        if self._lines.at_end() and self._open(text):
            return self._broken(first, "a quote is not closed")
        if found := hole(text.encode("utf-8", "replace")):
            return self._source.damaged(DamageKind.CORRUPT, found.damage.note, f"line {first}")
        if not _is_clean(text):
            return self._source.damaged(DamageKind.CORRUPT, "not UTF-8", f"line {first}")
        return row

    def _open(self, text: str) -> bool:
        """Whether a quote that begins a cell is not closed; one amid a cell is an inch."""
        if '"' not in text:
            return False
        try:
            list(csv.reader(self._lines.taken, delimiter=self._delimiter, strict=True))
        except csv.Error as error:
            return "end of data" in str(error)
        return False

    def _broken(self, first: int, why: str) -> Record:
        cut = self._lines.at_end() and not self._lines.taken[-1].endswith("\n")
        if not cut or self._holds_rows(self._lines.taken[1:]):
            self._lines.give_back()
        kind = DamageKind.TRUNCATED if cut else DamageKind.MALFORMED
        return self._source.damaged(kind, why, f"line {first}")

    def _holds_rows(self, lines: list[str]) -> bool:
        """Whether a quote swallowed rows: else the file was cut within one."""
        between = len(self._names) - 1
        return any(line.count(self._delimiter) == between for line in lines[:_TRIED])

    def _record(self, row: list[str]) -> Record:
        place = self._source.at(f"line {self._lines.number - len(self._lines.taken) + 1}")
        cells = dict(zip(self._names, row, strict=True))
        limit = self._desk.options.max_bytes
        return record_of(cells, self._columns, self._source.path, place, limit)

    def _nothing(self) -> Record:
        names = shown(self._names)
        note = f"no column headline, text or html; --map names them (columns: {names})"
        return self._source.damaged(DamageKind.UNSUPPORTED, note, lost=None)


def _cells(line: str) -> set[str]:
    delimiter = max(_DELIMITERS, key=line.count)
    return {plain(cell.strip().strip('"')) for cell in line[:4000].split(delimiter)}


def _mostly_utf8(data: bytes) -> bool:
    """Whether as many lines with letters outside ASCII are UTF-8 as are not: another encoding
    hardly ever looks like it. The last line may be cut and does not count."""
    lines = [line for line in data.split(b"\n")[:-1] if not line.isascii()]
    clean = sum(_is_clean(line.decode("utf-8", "surrogateescape")) for line in lines)
    return 0 < clean >= len(lines) - clean


def _is_clean(text: str) -> bool:
    """Whether every byte could be decoded."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
