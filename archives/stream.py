"""A stream of bytes that knows where it is broken.

Chunks are bytes, or a `Gap`: here something is missing. Whatever follows a gap can be read again.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from articles.model import Damage


@dataclass(frozen=True, slots=True)
class Gap:
    """Something is missing here. `start` is the offset, among the bytes given out so far, of the
    compressed member that broke: what was given out from there on was never verified."""

    damage: Damage
    start: int


Chunk = bytes | Gap


class Stream:
    """Reads chunks as a file does, but stops short at each gap until `gap()` has taken it."""

    def __init__(self, chunks: Iterator[Chunk]) -> None:
        self._chunks = chunks
        self._buffer = b""
        self._at = 0
        self._gap: Gap | None = None
        self._ended = False
        self.offset = 0

    def peek(self, size: int) -> bytes:
        """Up to `size` bytes without consuming them; fewer before a gap or the end."""
        while len(self._buffer) - self._at < size and self._fill():
            pass
        return self._buffer[self._at : self._at + size]

    def read(self, size: int) -> bytes:
        """`size` bytes; fewer only before a gap or the end."""
        held = len(self._buffer) - self._at
        if held >= size:
            return self._take(size)
        parts = [self._take(held)]
        missing = size - held
        while missing and self._fill():
            parts.append(self._take(min(missing, len(self._buffer))))
            missing -= len(parts[-1])
        return b"".join(parts)

    def readline(self, limit: int) -> bytes:
        """Up to and with the next newline; without one if `limit`, a gap or the end came first."""
        parts: list[bytes] = []
        while True:
            found = self._buffer.find(b"\n", self._at, self._at + limit)
            held = min(len(self._buffer) - self._at, limit)
            parts.append(self._take(found + 1 - self._at if found >= 0 else held))
            limit -= held
            if found >= 0 or limit <= 0 or not self._fill():
                return b"".join(parts)

    def skip_line(self) -> bool:
        """Drop the rest of the line; False if a gap or the end came first."""
        while True:
            line = self.readline(1 << 16)
            if line.endswith(b"\n"):
                return True
            if len(line) < 1 << 16:
                return False

    def unread(self, data: bytes) -> None:
        """Give bytes back: they are read again next."""
        self._buffer = data + self._buffer[self._at :]
        self._at = 0
        self.offset -= len(data)

    def gap(self, *, take: bool = True) -> Gap | None:
        """The gap that the stream stands at, if it does; once taken, reading goes on behind it."""
        if self._at < len(self._buffer) or (not self._gap and self._fill()):
            return None
        gap = self._gap
        if take:
            self._gap = None
        return gap

    def at_end(self) -> bool:
        """Whether nothing follows, not even a gap."""
        return not self.peek(1) and self._gap is None

    def _take(self, size: int) -> bytes:
        data = self._buffer[self._at : self._at + size]
        self._at += size
        self.offset += size
        return data

    def _fill(self) -> bool:
        """One more chunk into the buffer; False at a gap and at the end."""
        while self._gap is None and not self._ended:
            chunk = next(self._chunks, None)
            if chunk is None:
                self._ended = True
            elif isinstance(chunk, Gap):
                self._gap = chunk
            elif chunk:
                self._buffer = self._buffer[self._at :] + chunk
                self._at = 0
                return True
        return False


class Meter:
    """Bounds what compressed input may grow to: the guard against decompression bombs.

    One meter serves all layers of one input on disk, so layers cannot multiply.
    """

    FLOOR = 256_000_000

    def __init__(self, ratio: int) -> None:
        self.ratio = ratio
        self.consumed = 0

    def allows(self, produced: int) -> bool:
        """Whether a layer may have produced so much of what was consumed so far."""
        return produced <= max(self.FLOOR, self.ratio * self.consumed)
