"""JSON lines: one object a line, one article an object. Also one array of objects, or one object.

A line that cannot be read is reported with its number; the lines after it are read.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from archives.reading import Record
from archives.rows import columns_of, has_content, record_of
from archives.source import Desk, Source, from_gap
from articles.model import DamageKind

FORMATS = ("jsonl",)

_BEGINS = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:\[\s*)?\{\s*(?:\"|\})")
_OURS = {"run", "summary", "finding"}
_NOTED = 1000


def likeness(head: bytes, name: str) -> int:
    """By its first characters; a file that bears the name may begin with a damaged line."""
    if _BEGINS.match(head):
        return 80
    return 50 if name.lower().endswith((".jsonl", ".ndjson", ".json")) else 0


def records(source: Source, desk: Desk) -> Iterator[Record]:
    """One record a line."""
    return _Lines(source, desk).records()


class _Lines:
    def __init__(self, source: Source, desk: Desk) -> None:
        self._source, self._desk, self._stream = source, desk, source.stream
        self._columns = columns_of(desk.options)
        self._number = 0
        self._good = False
        self._bare: list[int] = []  # lines without content, before the first one that has some
        self._bare_count = 0
        self._bare_keys: tuple[str, ...] = ()

    def records(self) -> Iterator[Record]:
        """All lines; if none of them holds an article, one report for all."""
        self._skip_mark()
        while not self._stream.at_end():
            if gap := self._stream.gap():
                yield from_gap(self._source, gap, f"line {self._number + 1}")
                self._stream.skip_line()
                continue
            self._number += 1
            for found in self._line():
                self._good = self._good or not found.damage
                if self._good and self._bare:
                    yield from self._confess()
                yield found
        if self._bare:
            yield self._nothing()

    def _skip_mark(self) -> None:
        if self._stream.peek(3) == b"\xef\xbb\xbf":
            self._stream.read(3)

    def _line(self) -> Iterator[Record]:
        # A page of the largest size may double in JSON, where it is escaped.
        limit = 2 * self._desk.options.max_bytes
        line = self._stream.readline(limit)
        if len(line) == limit and not line.endswith(b"\n"):
            self._stream.skip_line()
            note = f"a line larger than {limit:,} bytes: not read"
            yield self._damaged(DamageKind.OVERSIZE, note)
            return
        if not line.endswith(b"\n") and (gap := self._stream.gap()):
            yield from_gap(self._source, gap, f"line {self._number}")
            self._stream.skip_line()
            return
        text = line.strip(b" \t\r\n\0,")
        if text and text not in (b"[", b"]"):
            first = self._number
            if text == b"{":
                text = self._spread(line)
            yield from self._parsed(text, first, whole=line.endswith(b"\n"))

    def _spread(self, first: bytes) -> bytes:
        """An object written over several lines, up to the brace that closes it."""
        closing = first[: first.index(b"{")] + b"}"
        parts, size = [first], len(first)
        while size < 2 * self._desk.options.max_bytes:
            line = self._stream.readline(1 << 20)
            parts.append(line)
            size += len(line)
            self._number += line.endswith(b"\n")
            if line.rstrip(b" \t\r\n,") == closing or not line:
                break
        return b"".join(parts).strip(b" \t\r\n,")

    def _parsed(self, text: bytes, number: int, *, whole: bool) -> Iterator[Record]:
        try:
            value = json.loads(text.decode("utf-8"))
        except UnicodeDecodeError as error:
            yield self._damaged(DamageKind.CORRUPT, f"not UTF-8 at byte {error.start} of the line")
            return
        except (ValueError, RecursionError) as error:
            kind = DamageKind.MALFORMED if whole else DamageKind.TRUNCATED
            yield self._damaged(kind, f"not JSON: {str(error)[:200]}")
            return
        rows = value if isinstance(value, list) else [value]
        for index, row in enumerate(rows):
            place = f"line {number}" if len(rows) == 1 else f"line {number} item {index + 1}"
            yield from self._row(row, text, place, alone=len(rows) == 1)

    def _row(self, row: Any, text: bytes, place: str, *, alone: bool) -> Iterator[Record]:
        if not isinstance(row, dict):
            yield self._damaged(DamageKind.MALFORMED, "no JSON object", place)
            return
        if row.get("type") in _OURS:
            self._desk.aside("lines of a report")
            return
        if row.get("type") == "article" and isinstance(row.get("blocks"), list):
            whole = text.decode() if alone else json.dumps(row)
            yield Record(self._source.path, self._source.at(place), extracted=whole)
            return
        self._desk.row(row)
        if has_content(row, self._columns):
            limit = self._desk.options.max_bytes
            where = self._source.at(place)
            yield record_of(row, self._columns, self._source.path, where, limit)
        elif self._good:
            yield self._damaged(DamageKind.MALFORMED, "no headline, text or html in it", place)
        else:
            self._bare_keys = self._bare_keys or tuple(row)[:8]
            self._bare_count += 1
            self._bare += [self._number] * (len(self._bare) < _NOTED)

    def _damaged(self, kind: DamageKind, note: str, place: str = "") -> Record:
        return self._source.damaged(kind, note, place or f"line {self._number}")

    def _confess(self) -> Iterator[Record]:
        """Lines without content turned out to be the exception: each is reported."""
        note = "no headline, text or html in it"
        for number in self._bare:
            yield self._damaged(DamageKind.MALFORMED, note, f"line {number}")
        if self._bare_count > len(self._bare):
            more = self._bare_count - len(self._bare)
            yield self._damaged(DamageKind.MALFORMED, f"{more} more lines: {note}")
        self._bare, self._bare_count = [], 0

    def _nothing(self) -> Record:
        keys = ", ".join(key[:40] for key in self._bare_keys) or "none"
        note = f"no line has a headline, text or html; --map names them (columns: {keys})"
        return self._source.damaged(DamageKind.UNSUPPORTED, note)
