"""tar: every file in it, whatever its format, as it streams by.

After damage, reading goes on at the next member whose header checksum holds.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from archives import company
from archives.inventory import Within
from archives.members import label, wanted
from archives.reading import Record
from archives.source import Desk, Source, from_gap
from archives.stream import Chunk, Gap, Stream
from articles.model import Damage, DamageKind

FORMATS = ("tar",)

_BLOCK = 512
_PIECE = 1 << 16
_MAGIC = b"ustar"
_MAGIC_AT = 257
_LONGEST_NOTE = 1 << 20
_FILES, _NAMES, _SPARSE = b"0\x007", b"Lx", b"S"
_PAX_PATH = re.compile(rb"(?:\A|\n)\d+ path=([^\n]*)\n")


def likeness(head: bytes, name: str) -> int:
    """By the first member's header."""
    if head[_MAGIC_AT : _MAGIC_AT + 5] == _MAGIC or _header(head[:_BLOCK]):
        return 100
    return 60 if name.lower().endswith((".tar", ".tgz", ".tbz", ".tbz2", ".txz", ".tzst")) else 0


def records(source: Source, desk: Desk) -> Iterator[Record]:
    """What the members hold."""
    return company.of_archive(_Tar(source, desk).records(), desk)


@dataclass(frozen=True, slots=True)
class _Header:
    """What a member's first block says."""

    name: str
    size: int
    type: bytes


class _Tar:
    def __init__(self, source: Source, desk: Desk) -> None:
        self._source, self._desk, self._stream = source, desk, source.stream
        self._next_name = ""
        self._ended = False
        self._within = Within(desk.options.exclude)

    def records(self) -> Iterator[Record]:
        """All members; damage between them; whether the mark at the end is there."""
        while not self._stream.at_end():
            block = self._stream.read(_BLOCK)
            if not block.strip(b"\0"):
                yield from self._gap()
                yield from self._blank(len(block))
            elif header := _header(block):
                yield from self._member(header)
            else:
                yield from self._resynchronise(block)
        if not self._ended:
            yield self._source.damaged(DamageKind.TRUNCATED, "the tar has no mark at its end")
        yield from self._within.records(self._source)

    def _gap(self) -> Iterator[Record]:
        if gap := self._stream.gap():
            self._ended = True
            yield from_gap(self._source, gap)

    def _blank(self, size: int) -> Iterator[Record]:
        """A block of the mark at the end, or of the padding behind it; a part of one proves a cut,
        though nothing but padding may be missing."""
        if self._ended and 0 < size < _BLOCK:
            note = (
                f"the tar ends inside a block of zeros, of which {_BLOCK - size} bytes are missing"
            )
            yield self._source.damaged(DamageKind.TRUNCATED, note)
        self._ended = self._ended or size == _BLOCK

    def _member(self, header: _Header) -> Iterator[Record]:
        body = _Body(self._stream, header.size)
        name, self._next_name = self._next_name or header.name, ""
        if header.type in _NAMES:
            self._next_name = _long_name(header, Stream(body.chunks()).read(_LONGEST_NOTE))
        elif header.type in _FILES and wanted(name, self._desk.options):
            part = self._source.part(label(name), Stream(body.chunks()))
            yield from self._within.read(name, part, self._desk)
        elif header.type in _SPARSE:
            note = "a sparse file: not read"
            yield self._source.damaged(DamageKind.UNSUPPORTED, note, label(name))
        body.drain()
        self._ended = self._ended or body.cut

    def _resynchronise(self, block: bytes) -> Iterator[Record]:
        gap = self._stream.gap()
        self._ended = True  # one report of damage is enough
        note = f"no tar header at byte {self._stream.offset - len(block)}"
        problem = self._source.damaged(DamageKind.MALFORMED, note)
        if len(block) < _BLOCK and not gap and self._stream.at_end():
            problem = self._source.damaged(DamageKind.TRUNCATED, "the tar ends inside a header")
        if not gap:
            self._stream.unread(block[1:])
        yield from_gap(self._source, gap) if gap else problem
        while piece := self._stream.peek(_PIECE):
            if (found := _find_header(piece)) >= 0:
                self._stream.read(found)
                return
            self._stream.read(max(1, len(piece) - _BLOCK + 1))


class _Body:
    """The bytes of one member, and the padding behind them."""

    def __init__(self, stream: Stream, size: int) -> None:
        self._stream, self._left = stream, size
        self._padding = -size % _BLOCK
        self.cut = False

    def chunks(self) -> Iterator[Chunk]:
        """The content; a gap below, or the end of the archive, is a gap here."""
        while self._left:
            piece = self._stream.read(min(_PIECE, self._left))
            self._left -= len(piece)
            if piece:
                yield piece
                continue
            self._left = self._padding = 0
            self.cut = True
            cut = Damage(DamageKind.TRUNCATED, "the tar ends inside this member")
            yield self._stream.gap() or Gap(cut, 0)

    def drain(self) -> None:
        """Step over what nobody read."""
        for _ in self.chunks():
            pass
        self._stream.read(self._padding)


def _header(block: bytes) -> _Header | None:
    """The header, if its checksum holds."""
    if len(block) < _BLOCK or not any(block):
        return None
    stated = _number(block[148:156])
    if stated != sum(block[:148]) + 8 * 32 + sum(block[156:]):
        return None
    name, prefix = _text(block[:100]), _text(block[345:500])
    if prefix and block[257:263] == b"ustar\0":
        name = f"{prefix}/{name}"
    size = _number(block[124:136])
    return _Header(name, size, block[156:157]) if size >= 0 else None


def _find_header(piece: bytes) -> int:
    at = piece.find(_MAGIC)
    while at >= 0:
        if at >= _MAGIC_AT and _header(piece[at - _MAGIC_AT : at - _MAGIC_AT + _BLOCK]):
            return at - _MAGIC_AT
        at = piece.find(_MAGIC, at + 1)
    return -1


def _number(field: bytes) -> int:
    """Octal, or base 256 for large files; -1 for neither."""
    if field[:1] == b"\x80":
        return int.from_bytes(field[1:], "big")
    digits = field.strip(b" \0")
    return int(digits, 8) if re.fullmatch(rb"[0-7]+", digits) else -1 if digits else 0


def _text(field: bytes) -> str:
    return field.partition(b"\0")[0].decode("utf-8", "replace")


def _long_name(header: _Header, content: bytes) -> str:
    if header.type == b"L":
        return _text(content)
    found = _PAX_PATH.search(content)
    return found[1].decode("utf-8", "replace") if found else ""
