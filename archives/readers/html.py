"""HTML: one page, one article."""

import re
from collections.abc import Iterator

from archives.media import is_binary
from archives.reading import Record
from archives.source import Desk, Source, whole
from archives.xml_kinds import kind_of, narrow

FORMATS = ("html",)

_BEFORE = re.compile(rb"(?:\s|\xef\xbb\xbf|<!--.{0,2000}?-->|<\?xml[^>]{0,200}\?>)*", re.S)
_SURE = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|title)[\s>]", re.I)
_LIKELY = re.compile(
    rb"<(?:article|main|div|p|h[1-6]|table|section|script|style|span|ul|ol|a|br|link|font)[\s>/]",
    re.I,
)
_ENDINGS = (".html", ".htm", ".xhtml", ".shtml")


def likeness(head: bytes, name: str) -> int:
    """By its first element; a file that bears the name may begin with anything readable, but not
    as a feed does."""
    if kind_of(head):
        return 0
    binary, head = is_binary(head), narrow(head)
    start = _BEFORE.match(head)
    begin = start.end() if start else 0
    if _SURE.match(head, begin):
        return 90
    named = name.lower().endswith(_ENDINGS)
    if _LIKELY.match(head, begin) or (named and b"<" in head and not binary):
        return 70
    return 30 if named else 0


def records(source: Source, desk: Desk) -> Iterator[Record]:
    """The page."""
    page = whole(source, desk.options.max_bytes)
    yield page.problem or Record(source.path, source.record, page.data, markup=True)
