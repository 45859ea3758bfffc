"""A text column that holds HTML: exports of content systems often keep the editor's markup.

One article with a leaked tag is a fault of that article. A column in which most texts are pieces of
pages, from their first tag to their last, is a format, and is read as pages.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, islice

from archives.reading import Record
from archives.source import Desk, Source

#: So many records are looked at, and so many of them must have a text (guesses).
_LOOKED_AT, _FEWEST = 20, 2
_BLOCK = rb"(?:p|div|h[1-6]|ul|ol|section|article|main|figure|blockquote|table)"
_BEGINS = re.compile(
    rb"\s*(?:<!--.{0,500}?-->\s*)*<" + _BLOCK + rb"(?:\s[^<>]{0,500})?>", re.I | re.S
)
_ENDS = re.compile(rb"</" + _BLOCK + rb">\s*(?:<!--.{0,500}?-->\s*)*\Z", re.I | re.S)
_TAIL = 1000


def as_pages(found: Iterator[Record], source: Source, desk: Desk) -> Iterator[Record]:
    """The records of a table; with their texts as pages, where most of its first texts are."""
    first = list(islice(found, _LOOKED_AT))
    texts = [record.data for record in first if record.data and not record.markup]
    pages = sum(map(_is_piece, texts))
    if len(texts) < _FEWEST or pages <= len(texts) // 2:
        yield from chain(first, found)
        return
    desk.say(f"{source.shown}: its texts are HTML, and are read so; --map html=COLUMN says it")
    for record in chain(first, found):
        yield replace(record, markup=record.markup or _is_piece(record.data))


def _is_piece(data: bytes) -> bool:
    """Whether a text begins and ends with an element of a page."""
    begins = _BEGINS.match(data) is not None
    return begins and _ENDS.search(data, max(0, len(data) - _TAIL)) is not None
