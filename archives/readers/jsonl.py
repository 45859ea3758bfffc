"""JSON lines: one object a line, one article an object. Also one array of objects, or one object.

A line that cannot be read is reported with its number; the lines after it are read. An array that
was opened must be closed: without its bracket the file was cut, be it between two articles.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from archives.braces import Braces, indent_of
from archives.html_column import as_pages
from archives.reading import Record
from archives.rows import (
    columns_of,
    has_content,
    has_text,
    headlines_only,
    plain,
    record_of,
    shown,
)
from archives.source import Desk, Source, from_gap
from archives.wide import MARK, narrow, narrow_head
from articles.model import DamageKind

FORMATS = ("jsonl",)

_BEGINS = re.compile(rb"(?:\xef\xbb\xbf)?[\s\x1e]*(?:\[\s*)?\{\s*(?:\"|\})")
#: The rest of a line whose beginning is lost, and a line that begins as it should.
_BEGINS_CUT = re.compile(rb"[^\n]*\},?[ \t]*\r?\n\s*\{\s*\"")
_OPENS = re.compile(rb"\[\s*(?:\{|\Z)")
_BLANK = b" \t\r\n"
#: Record separators begin the lines of a JSON text sequence (RFC 7464).
_EMPTY = _BLANK + b"\0\x1e"
_OURS = {"run", "summary", "finding"}
_NOTED = 1000
#: What the list of articles is called in an object that wraps it, and what may wrap that object.
_LISTS = frozenset(
    "items articles results stories docs documents posts entries records news data response "
    "hits value rows".split()
)
_LAYERS, _LOOKED_AT = 3, 5


def likeness(head: bytes, name: str) -> int:
    """By its first characters; a file that bears the name may begin with a damaged line."""
    head = narrow_head(head)
    if _BEGINS.match(head) or _BEGINS_CUT.match(head):
        return 80
    return 50 if name.lower().endswith((".jsonl", ".ndjson", ".json")) else 0


def records(source: Source, desk: Desk) -> Iterator[Record]:
    """One record a line."""
    return as_pages(_Lines(source, desk).records(), source, desk)


class _Lines:
    def __init__(self, source: Source, desk: Desk) -> None:
        self._source, self._desk, self._stream = source, desk, narrow(source.stream)
        self._columns = columns_of(desk.options)
        self._number = 0
        self._owed = False  # an array was opened and not closed yet
        self._may_open = True
        self._good = False
        self._bare: list[int] = []  # lines without content, before the first one that has some
        self._bare_count = 0
        self._bare_keys: tuple[str, ...] = ()
        self._textless: tuple[str, ...] | None = ()  # columns, as long as none is for a text

    def records(self) -> Iterator[Record]:
        """All lines; if none of them holds an article, one report for all."""
        cut = False
        while not self._stream.at_end():
            cut = False
            for found in self._next():
                cut = bool(found.damage and self._stream.at_end())
                self._good = self._good or not found.damage
                if self._good and self._bare:
                    yield from self._confess()
                yield found
        if self._bare:
            yield self._nothing()
        if self._textless:
            self._desk.say(f"{self._source.shown}: {headlines_only(self._textless)}")
        if self._owed and not cut:
            note = "the array has no bracket at its end: more may be missing"
            yield self._damaged(DamageKind.TRUNCATED, note)

    def _next(self) -> Iterator[Record]:
        if gap := self._stream.gap():
            yield from_gap(self._source, gap, f"line {self._number + 1}")
            self._stream.skip_line()
            return
        self._number += 1
        yield from self._line()

    def _line(self) -> Iterator[Record]:
        # A page of the largest size may double in JSON, where it is escaped.
        limit = 2 * self._desk.options.max_bytes
        line = self._stream.readline(limit).removeprefix(MARK)  # joined files have one amid them
        if len(line) == limit and not line.endswith(b"\n"):
            self._stream.skip_line()
            note = f"a line larger than {limit:,} bytes: not read"
            yield self._damaged(DamageKind.OVERSIZE, note)
            return
        if not line.endswith(b"\n") and (gap := self._stream.gap()):
            yield from_gap(self._source, gap, f"line {self._number}")
            self._stream.skip_line()
            return
        sound = True
        for found in self._item(line):
            sound = sound and not found.damage
            yield found
        if sound and b"\0" in line and line.strip(_EMPTY) != line.strip(_BLANK):
            note = "zero bytes stand where an article should: it was never written"
            yield self._damaged(DamageKind.CORRUPT, note)

    def _item(self, line: bytes) -> Iterator[Record]:
        """What a line holds beside the brackets and commas of an array."""
        text = self._within_array(line.strip(_EMPTY))
        first, whole = self._number, line.endswith(b"\n")
        if text == b"{":
            text, whole = self._spread(line)
        if gap := self._stream.gap(take=False) if not whole else None:
            yield from_gap(self._source, gap, f"line {self._number}")
            self._stream.gap()
            self._stream.skip_line()
        elif text:
            yield from self._parsed(text, first, whole=whole)

    def _within_array(self, text: bytes) -> bytes:
        """The line without the bracket that opens or closes an array, and without its commas."""
        if self._may_open and _OPENS.match(text) and not text.endswith(b"]"):
            self._owed, self._may_open, text = True, False, text[1:]
        elif self._owed and text.endswith(b"]"):
            self._owed, self._may_open, text = False, True, text[:-1]
        elif text:
            self._may_open = False
        return b"" if text == b"]" else text.strip(_BLANK + b",")

    def _spread(self, first: bytes) -> tuple[bytes, bool]:
        """An object written over several lines, up to the brace that closes it; and whether that
        was there. What stands behind the brace is read next."""
        at, limit = first.index(b"{"), 2 * self._desk.options.max_bytes
        braces, parts, size = Braces(), [first[at:]], len(first)
        braces.end(first[: indent_of(first)] + first[at:])
        while size < limit:
            line = self._stream.readline(limit - size)
            self._number += bool(line)
            end = braces.end(line)
            if not line or end >= 0:
                parts.append(line[: max(0, end)])
                self._return(line, end)
                return b"".join(parts), end >= 0
            parts.append(line)
            size += len(line)
        return b"".join(parts), True

    def _return(self, line: bytes, end: int) -> None:
        """Read the rest of a line again, indented as it was, if there is more than a comma."""
        if line[end:].strip(_BLANK + b","):
            self._stream.unread(line[: indent_of(line)] + line[end:])
            self._number -= 1

    def _parsed(self, text: bytes, number: int, *, whole: bool) -> Iterator[Record]:
        # Over several lines a damaged object may have swallowed others.
        what, lost = ("object", None) if b"\n" in text else ("line", 1)
        try:
            value = json.loads(text.decode("utf-8"))
        except UnicodeDecodeError as error:
            note = f"not UTF-8 at byte {error.start} of the {what}"
            yield self._source.damaged(DamageKind.CORRUPT, note, f"line {number}", lost)
            return
        except (ValueError, RecursionError) as error:
            kind = DamageKind.MALFORMED if whole else DamageKind.TRUNCATED
            note = f"not JSON: {str(error)[:200]}"
            yield self._source.damaged(kind, note, f"line {number}", lost)
            return
        rows = value if isinstance(value, list) else [value]
        if len(rows) == 1 and (wrapped := self._wrapped(rows[0])):
            rows = wrapped
        if (rows or self._good) and not any(isinstance(row, dict) for row in rows):
            rows = [None]  # numbers, names: one report for all
        for index, row in enumerate(rows):
            place = f"line {number}" if len(rows) == 1 else f"line {number} item {index + 1}"
            yield from self._row(row, text, place, alone=row is value)

    def _wrapped(self, row: Any) -> list[Any]:
        """The articles in an object that is a list's wrapper: JSON Feed, an answer of a service."""
        for _ in range(_LAYERS if isinstance(row, dict) else 0):
            # What a feed says of itself stands beside its list.
            own = [name for name in row if plain(name) != "description"]
            if has_text(own, self._columns):
                return []
            found = [value for name in row if plain(name) in _LISTS and (value := row[name])]
            for value in found:
                if isinstance(value, list) and self._are_articles(value):
                    return value
            row = next((value for value in found if isinstance(value, dict)), {})
        return []

    def _are_articles(self, rows: list[Any]) -> bool:
        return all(
            isinstance(row, dict) and has_content(row, self._columns) for row in rows[:_LOOKED_AT]
        )

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
            if self._textless is None and not has_text(row, self._columns):
                note = "it has no text, where other lines have one"
                yield self._damaged(DamageKind.EMPTY, note, place)
                return
            if self._textless is not None:
                lacks = not has_text(row, self._columns)
                self._textless = (self._textless or tuple(row)) if lacks else None
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
            told = f"{more} more lines: {note}"
            yield self._source.damaged(DamageKind.MALFORMED, told, f"line {self._number}", more)
        self._bare, self._bare_count = [], 0

    def _nothing(self) -> Record:
        keys = shown(self._bare_keys)
        note = f"no line has a headline, text or html; --map names them (columns: {keys})"
        return self._source.damaged(DamageKind.UNSUPPORTED, note, lost=self._bare_count)
