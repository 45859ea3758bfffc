"""The members of a zip file, one stream each. Nothing is written to disk under a member's name.

The table of contents at the end is the authority. Where it is missing, the members are found one
after another from the beginning, and the damage is reported.
"""

import os
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import BinaryIO

from archives.stream import Chunk, Gap, Meter, Stream
from articles.model import Damage, DamageKind

_PIECE = 1 << 16
_LONGEST_TABLE = 1 << 28
_LOCAL, _END = b"PK\x03\x04", b"PK\x05\x06"
#: The end of a zip, with the longest comment.
_LONGEST_END = 22 + (1 << 16)
_STORED, _DEFLATED = 0, 8
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    ValueError,
    IndexError,  # from a damaged name
    RuntimeError,  # packed in a way that zipfile does not know
    struct.error,
)


@dataclass(frozen=True, slots=True)
class ZipMember:
    """One file in a zip; `chunks` is read before the next member is asked for."""

    name: str
    size: int
    chunks: Iterator[Chunk]


def members(file: BinaryIO, meter: Meter) -> Iterator[ZipMember | Damage]:
    """All files in the order of the table of contents; damage where there is some."""
    produced = _Produced(meter)
    try:
        table = zipfile.ZipFile(_Bounded(file))
    except _BROKEN as error:
        note = f"the zip's table of contents cannot be read ({error}): read from the beginning"
        yield Damage(DamageKind.TRUNCATED, note)
        yield from _salvaged(file, produced)
        return
    yield from map(partial(Damage, DamageKind.MALFORMED), _joined(table, file))
    with table:
        for info in table.infolist():
            if produced.too_much:
                return
            name = info.filename or "unnamed"
            if not name.endswith("/"):
                yield ZipMember(name, info.file_size, _content(table, info, produced))


def _joined(table: zipfile.ZipFile, file: BinaryIO) -> Iterator[str]:
    """Whether another file was joined to the zip. Padding may follow it, a program precede it."""
    begin = min((info.header_offset for info in table.infolist()), default=0)
    file.seek(0)
    if begin and file.read(4) == _LOCAL:
        yield f"another zip lies before byte {begin:,} of this one, and was not read: split them"
    file.seek(max(0, file.seek(0, os.SEEK_END) - _LONGEST_END))
    rest = file.read()
    end = rest[rest.rfind(_END) :]
    more = end[22 + int.from_bytes(end[20:22], "little") :]
    if more.strip(b"\0\r\n"):
        yield f"{len(more):,} bytes follow the end of the zip, and were not read: it was changed"


class _Bounded:
    """A file from which a forged table of contents cannot ask for gigabytes at once."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.seek, self.tell, self.seekable = file.seek, file.tell, file.seekable
        self.close = lambda: None

    def read(self, size: int = -1) -> bytes:
        """At most `size` bytes."""
        if size > _LONGEST_TABLE:
            raise ValueError(f"it claims {size:,} bytes")
        return self._file.read(size)


class _Produced:
    """How much all members together have given out."""

    def __init__(self, meter: Meter) -> None:
        self._meter, self._size = meter, 0
        self.too_much = False

    def allows(self, piece: bytes) -> bool:
        """Whether this piece may still be given out."""
        self._size += len(piece)
        self.too_much = not self._meter.allows(self._size)
        return not self.too_much

    @property
    def bomb(self) -> Gap:
        """What is said where it may not."""
        note = f"the zip grows more than {self._meter.ratio} times: not read on"
        return Gap(Damage(DamageKind.OVERSIZE, note), 0)


def _content(table: zipfile.ZipFile, info: zipfile.ZipInfo, produced: _Produced) -> Iterator[Chunk]:
    if info.flag_bits & 1 or info.compress_type not in (_STORED, _DEFLATED):
        how = "encrypted" if info.flag_bits & 1 else f"packed by method {info.compress_type}"
        yield Gap(Damage(DamageKind.UNSUPPORTED, f"the member is {how}"), 0)
        return
    try:
        with table.open(info) as member:
            while piece := member.read(_PIECE):
                if not produced.allows(piece):
                    yield produced.bomb
                    return
                yield piece
    except _BROKEN as error:
        yield Gap(Damage(DamageKind.CORRUPT, f"the zip member breaks: {error}"), 0)


def _salvaged(file: BinaryIO, produced: _Produced) -> Iterator[ZipMember]:
    """Members by their own headers, as far as they go."""
    file.seek(0)
    stream = Stream(iter(lambda: file.read(_PIECE), b""))
    while not produced.too_much and _next_header(stream):
        head = stream.read(30)
        flags, method, crc, packed, size, name_length, more = struct.unpack("<6xHH4xIIIHH", head)
        name = stream.read(name_length).decode("utf-8" if flags & 2048 else "cp437", "replace")
        stream.read(more)
        if name.endswith("/") or flags & 1:
            continue
        if method == _DEFLATED:
            yield ZipMember(name, size, _inflated(stream, 0 if flags & 8 else crc, produced))
        elif method == _STORED and not flags & 8:
            yield ZipMember(name, size, _copied(stream, packed, crc))


def _next_header(stream: Stream) -> bool:
    while piece := stream.peek(_PIECE):
        found = piece.find(_LOCAL)
        if found >= 0:
            stream.read(found)
            return len(stream.peek(30)) == 30
        stream.read(max(1, len(piece) - 3))
    return False


_CUT = Gap(Damage(DamageKind.TRUNCATED, "the zip ends inside this member"), 0)
_WRONG = Gap(Damage(DamageKind.CORRUPT, "the zip member's checksum does not hold"), 0)


def _inflated(stream: Stream, crc: int, produced: _Produced) -> Iterator[Chunk]:
    inner, found = zlib.decompressobj(-15), 0
    while not inner.eof:
        data = stream.read(_PIECE)
        if not data:
            yield _CUT
            return
        try:
            piece = inner.decompress(data, 4 * _PIECE)
        except zlib.error as error:
            # The next member may begin in what was read: all but the first byte is searched.
            stream.unread(data[1:])
            yield Gap(Damage(DamageKind.CORRUPT, f"the zip member breaks: {error}"), 0)
            return
        stream.unread(inner.unused_data or inner.unconsumed_tail)
        found = zlib.crc32(piece, found)
        if not produced.allows(piece):
            yield produced.bomb
            return
        yield piece
    if crc and crc != found:
        yield _WRONG


def _copied(stream: Stream, size: int, crc: int) -> Iterator[Chunk]:
    found = 0
    while size:
        piece = stream.read(min(_PIECE, size))
        if not piece:
            yield _CUT
            return
        found = zlib.crc32(piece, found)
        size -= len(piece)
        yield piece
    if crc and crc != found:
        yield _WRONG
