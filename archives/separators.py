"""The blank lines behind the records of a WARC: how many there are tells whether a length is wrong.

A length that is a little too long takes in a part of them; a record that lost a byte takes in one
in its place. Some writers never put them. So a lesser separator proves something only in a file
where most records have the whole one.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

_WHOLE = (b"\r\n\r\n", b"\n\n")
#: Parts of the first of them. A part of the second cannot be told from a part of the first.
_PARTS = frozenset((b"", b"\r", b"\n", b"\r\n", b"\r\n\r", b"\n\r\n"))
_FEWEST = 2
_MOST = 1000


@dataclass(slots=True)
class Separators:
    """What stood behind each record of a file: how often the whole, and which records lack it."""

    whole: int = 0
    lesser: int = 0
    _named: list[tuple[str, str]] = field(default_factory=list)
    _last: bytes | None = None

    def enter(self, place: str, content: bytes, separator: bytes) -> None:
        """Note what stood behind a record."""
        self._last = None
        if separator.startswith(_WHOLE):
            self.whole += 1
        elif separator in _PARTS:
            self._last = _taken(content, separator)
            self.lesser += 1
            if self.lesser <= _MOST:
                self._named.append((place, _why(self._last, separator)))

    def end(self, *, told: bool) -> None:
        """The file ends here. Behind its last record some writers put nothing; and a cut there may
        be told of already."""
        if self._last is not None and (told or not self._last):
            self.lesser -= 1
            del self._named[self.lesser :]

    def wrong(self) -> Iterator[tuple[str, str]]:
        """Place, and what is wrong, of each record that is the exception."""
        if self.whole >= _FEWEST and self.whole > self.lesser:
            yield from self._named


def _taken(content: bytes, separator: bytes) -> bytes:
    """What of the whole separator the content took in."""
    begun = _WHOLE[0][: len(_WHOLE[0]) - len(separator)]
    return begun if content.endswith(begun) and _WHOLE[0].endswith(separator) else b""


def _why(taken: bytes, separator: bytes) -> str:
    missing = len(_WHOLE[0]) - len(separator)
    if taken:
        return (
            f"its Content-Length takes in {missing} of the 4 bytes of blank lines behind it: "
            "the length is wrong, or bytes of the record were lost"
        )
    return f"{missing} of the 4 bytes of blank lines behind it are missing: the record was cut"
