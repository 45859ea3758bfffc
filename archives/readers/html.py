"""HTML: one page, one article."""

import re
from collections.abc import Iterator

from archives.media import is_binary
from archives.reading import Record
from archives.source import Desk, Source, whole

FORMATS = ("html",)

_BEFORE = re.compile(rb"(?:\s|\xef\xbb\xbf|<!--.{0,2000}?-->|<\?xml[^>]{0,200}\?>)*", re.S)
_SURE = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|title)[\s>]", re.I)
_LIKELY = re.compile(
    rb"<(?:article|main|div|p|h[1-6]|table|section|script|style|span|ul|ol|a|br|link|font)[\s>/]",
    re.I,
)
_ENDINGS = (".html", ".htm", ".xhtml", ".shtml", ".mhtml")


def likeness(head: bytes, name: str) -> int:
    """By its first element; a file that bears the name may begin with anything readable."""
    binary, head = is_binary(head), _narrow(head)
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


def _narrow(head: bytes) -> bytes:
    """UTF-16 as ASCII, near enough to see an element."""
    return head.replace(b"\0", b"").lstrip(b"\xff\xfe") if b"\0" in head[:64] else head
