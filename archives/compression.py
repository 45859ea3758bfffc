"""Decompression that says where it broke and goes on behind the damage."""

import bz2
import lzma
import zlib
from collections import deque
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Protocol

import zstandard

from archives.stream import Chunk, Gap, Meter, Stream
from articles.model import Damage, DamageKind

#: Compressed bytes looked at in one step, and about what one step may give out.
PIECE, STEP = 1 << 16, 1 << 18
#: Compressed bytes kept for the search for the next member after damage. A broken deflate stream
#: is noticed within some 10 kB in the files tried; a megabyte is a guess on the safe side.
KEPT = 1 << 20
#: No decoder may claim more memory than this.
MEMORY = 1 << 27


class Member(Protocol):
    """One compressed member being read; `unused` is what follows its end."""

    eof: bool
    unused: bytes

    def feed(self, data: bytes) -> tuple[bytes, bytes]:
        """Some output, and the input not yet looked at."""


@dataclass(frozen=True, slots=True)
class Codec:
    """A compression: its name, how a member begins, how one is read."""

    name: str
    endings: tuple[str, ...]
    magics: tuple[bytes, ...]
    open: Callable[[], Member]

    def begins(self, data: bytes) -> bool:
        """Whether a member begins here."""
        return data.startswith(self.magics)


class _Zlib:
    def __init__(self) -> None:
        self._inner = zlib.decompressobj(31)
        self.eof, self.unused = False, b""

    def feed(self, data: bytes) -> tuple[bytes, bytes]:
        out = self._inner.decompress(data, STEP)
        self.eof, self.unused = self._inner.eof, self._inner.unused_data
        return out, self._inner.unconsumed_tail


class _Sliced:
    """A decoder that bounds its output badly, or keeps its input: it gets small slices."""

    def __init__(self, slice_size: int) -> None:
        self._slice = slice_size
        self.eof, self.unused = False, b""

    def feed(self, data: bytes) -> tuple[bytes, bytes]:
        parts, at, size = [], 0, 0
        while at < len(data) and size < STEP and not self.eof:
            parts.append(self._step(data[at : at + self._slice]))
            size += len(parts[-1])
            at += self._slice
        if not self.eof:
            return b"".join(parts), data[at:]
        self.unused += data[at:]
        return b"".join(parts), b""

    def _step(self, data: bytes) -> bytes:
        raise NotImplementedError


class _Stdlib(_Sliced):
    """bz2 and lzma share one interface."""

    def __init__(self, inner: bz2.BZ2Decompressor | lzma.LZMADecompressor) -> None:
        super().__init__(4096)
        self._inner = inner

    def _step(self, data: bytes) -> bytes:
        parts = [self._inner.decompress(data, STEP)]
        while not self._inner.eof and not self._inner.needs_input:
            parts.append(self._inner.decompress(b"", STEP))
        self.eof, self.unused = self._inner.eof, self._inner.unused_data
        return b"".join(parts)


class _Zstd(_Sliced):
    """A block of 4 bytes can yield 128 kB: slices of 1 kB bound one step to 32 MB."""

    def __init__(self, words: zstandard.ZstdCompressionDict | None = None) -> None:
        super().__init__(1024)
        inner = zstandard.ZstdDecompressor(dict_data=words, max_window_size=MEMORY)
        self._inner = inner.decompressobj()

    def _step(self, data: bytes) -> bytes:
        out = self._inner.decompress(data)
        self.eof, self.unused = self._inner.eof, self._inner.unused_data
        return out


def _lzma() -> Member:
    return _Stdlib(lzma.LZMADecompressor(lzma.FORMAT_ALONE, memlimit=MEMORY))


def _xz() -> Member:
    return _Stdlib(lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=MEMORY))


_SKIPPABLE = tuple(bytes((0x50 + n, 0x2A, 0x4D, 0x18)) for n in range(16))
#: the format before xz, at its usual settings, with dictionaries from 4 kB to 64 MB
_LZMA = tuple(b"\x5d" + (1 << power).to_bytes(4, "little") for power in range(12, 27))
_BZIP2 = tuple(b"BZh%d1AY&SY" % n for n in range(1, 10))

CODECS = (
    Codec("gzip", (".gz", ".tgz"), (b"\x1f\x8b\x08",), _Zlib),
    Codec("bzip2", (".bz2", ".tbz", ".tbz2"), _BZIP2, lambda: _Stdlib(bz2.BZ2Decompressor())),
    Codec("xz", (".xz", ".txz"), (b"\xfd7zXZ\x00",), _xz),
    Codec("lzma", (".lzma",), _LZMA, _lzma),
    Codec("zstd", (".zst", ".zstd", ".tzst"), (b"\x28\xb5\x2f\xfd", *_SKIPPABLE), _Zstd),
)
_ZSTD, _WORDS, _DICTIONARY_FRAME = b"\x28\xb5\x2f\xfd", b"\x37\xa4\x30\xec", _SKIPPABLE[13]
#: A dictionary is some 100 kB; this is a guess far above it.
_LARGEST_DICTIONARY = 1 << 24
_LONGEST_MAGIC = 10
_TRIAL = 1 << 17  # the largest block of zstd, before which it gives nothing out
_WARC = b"WARC/"
_BROKEN = (zlib.error, OSError, EOFError, ValueError, lzma.LZMAError, zstandard.ZstdError)


def codec_of(head: bytes) -> Codec | None:
    """The compression that these first bytes show."""
    return next((codec for codec in CODECS if codec.begins(head)), None)


def codec_cut(head: bytes, name: str) -> Codec | None:
    """The compression of which these are the first bytes, and all that is left of it. Letters may
    be a short text, too, unless the file's name says otherwise."""
    found = [codec for codec in CODECS if any(magic.startswith(head) for magic in codec.magics)]
    if (named := codec_named(name)) in found:
        return named
    letters = head.isascii() and head.decode().isprintable()
    return found[0] if found and not letters else None


def codec_named(name: str) -> Codec | None:
    """The compression that a file's name promises."""
    return next((codec for codec in CODECS if name.lower().endswith(codec.endings)), None)


def _dictionary(source: Stream) -> zstandard.ZstdCompressionDict | None:
    """The words that all members of a `.warc.zst` share: a frame before the first of them, which
    other readers skip, holds them, plain or compressed (IIPC, "Zstandard compression in WARC")."""
    head = source.peek(8)
    if not head.startswith(_DICTIONARY_FRAME) or len(head) < 8:
        return None
    size = int.from_bytes(head[4:], "little")
    words = source.peek(8 + size)[8:] if size <= _LARGEST_DICTIONARY else b""
    try:
        if words.startswith(_ZSTD):
            inner = zstandard.ZstdDecompressor(max_window_size=MEMORY).decompressobj()
            words = inner.decompress(words)
    except zstandard.ZstdError:
        return None
    return zstandard.ZstdCompressionDict(words) if words.startswith(_WORDS) else None


def expand(source: Stream, codec: Codec, meter: Meter) -> Iterator[Chunk]:
    """All members of a compressed stream, one after another; what cannot be read is a `Gap`."""
    return _Expansion(source, codec, meter).chunks()


class _Expansion:
    """One decompression: the compressed bytes just fed, and how much was given out."""

    def __init__(self, source: Stream, codec: Codec, meter: Meter) -> None:
        self._source, self._codec, self._meter = source, codec, meter
        self._produced = 0
        self._place = 0
        self._fed: deque[bytes] = deque()
        self._opening = b""
        self._open = codec.open

    def chunks(self) -> Iterator[Chunk]:
        """What the compressed stream holds."""
        if words := _dictionary(self._source):
            self._open = partial(_Zstd, words)
        while not self._finished():
            start, self._place = self._produced, self._source.offset
            self._fed.clear()
            problem = yield from self._member()
            if problem is None:
                continue
            more = problem.kind is not DamageKind.OVERSIZE and self._resynchronise()
            if more and problem.kind is DamageKind.TRUNCATED:
                problem = self._broken("its end is missing")
            yield Gap(problem, start)
            if not more:
                return

    def _finished(self) -> bool:
        """Whether the input ends here: zeros between and behind members are padding."""
        while head := self._source.peek(PIECE):
            zeros = len(head) - len(head.lstrip(b"\0"))
            self._source.read(zeros)
            if zeros < len(head):
                return False
        return self._source.at_end()

    def _member(self) -> Generator[bytes, None, Damage | None]:
        head = self._source.peek(_LONGEST_MAGIC)
        if head and not self._codec.begins(head):
            cut = any(magic.startswith(head) for magic in self._codec.magics)
            return self._cut() if cut else self._broken("something else follows")
        member = self._open()
        while not member.eof:
            if not (data := self._source.read(PIECE)):
                return self._cut()
            self._remember(data)
            try:
                out, rest = member.feed(data)
            except _BROKEN as error:
                return self._broken(str(error))
            self._source.unread(rest or member.unused)
            self._forget(len(rest or member.unused))
            self._produced += len(out)
            if not self._meter.allows(self._produced):
                return self._bomb()
            if self._produced == len(out) and out.startswith(_WARC):
                self._opening = _WARC
            yield out
        return None

    def _cut(self) -> Damage:
        if below := self._source.gap():
            return below.damage
        note = f"the {self._codec.name} data ends inside the part that begins at byte {self._place}"
        return Damage(DamageKind.TRUNCATED, note)

    def _broken(self, why: str) -> Damage:
        note = f"the {self._codec.name} data breaks in the part at byte {self._place}: {why}"
        return Damage(DamageKind.CORRUPT, note)

    def _bomb(self) -> Damage:
        note = f"the {self._codec.name} data grows more than {self._meter.ratio} times: not read on"
        return Damage(DamageKind.OVERSIZE, note)

    def _remember(self, data: bytes) -> None:
        self._fed.append(data)
        while len(self._fed) > KEPT // PIECE:
            self._fed.popleft()

    def _forget(self, size: int) -> None:
        if size:
            self._fed[-1] = self._fed[-1][:-size]

    def _resynchronise(self) -> bool:
        """Go to the next member that can be read: it may begin in what the broken one swallowed."""
        self._source.unread(b"".join(self._fed))
        self._fed.clear()
        self._source.read(1)
        while not self._source.at_end():
            self._source.gap()
            head = self._source.peek(PIECE)
            found = [at for magic in self._codec.magics if (at := head.find(magic)) >= 0]
            if found:
                self._source.read(min(found))
                if self._plausible():
                    return True
            self._source.read(1 if found else max(1, len(head) - _LONGEST_MAGIC))
        return False

    def _plausible(self) -> bool:
        """Whether a member really begins here. Pages are stored compressed: in an archive of
        records only a member that holds a record counts."""
        try:
            out, _ = self._open().feed(self._source.peek(_TRIAL))
        except _BROKEN:
            return False
        return out.startswith(self._opening)
