"""UTF-16 and UTF-32 tables in UTF-8, as readers of lines want them."""

from codecs import getincrementaldecoder
from collections.abc import Iterator

from archives.stream import Chunk, Stream
from articles.encoding import encoding_of

MARK = b"\xef\xbb\xbf"
_WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
_SAMPLE = 1 << 16


def narrow(stream: Stream) -> Stream:
    """The same in UTF-8, where a letter takes two bytes or four, as spreadsheets write it."""
    name = _wide(stream.peek(4096))
    return Stream(_recoded(stream, name)) if name else stream


def narrow_head(head: bytes) -> bytes:
    """The first bytes of a table in UTF-8."""
    name = _wide(head)
    return head.decode(name, "replace").encode("utf-8", "replace") if name else head


def _wide(head: bytes) -> str:
    """The encoding, if it has several bytes for every letter, else ""."""
    if not head.startswith((b"\xff\xfe", b"\xfe\xff")) and b"\0" not in head[:64]:
        return ""
    found = encoding_of(head[:4096])
    return found if found in _WIDE else ""


def _recoded(stream: Stream, name: str) -> Iterator[Chunk]:
    decoder = getincrementaldecoder(name)("replace")
    while not stream.at_end():
        if gap := stream.gap():
            yield gap
            decoder.reset()
        yield decoder.decode(stream.read(_SAMPLE)).encode("utf-8", "replace")
    yield decoder.decode(b"", final=True).encode("utf-8", "replace")
