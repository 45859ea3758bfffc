"""XML from strangers: never expanded, never followed, bounded, and read as far as it goes.

Half of all broken feeds hold a bare `&`. Of libxml2's ways to read, the one that takes a document
as a whole goes on behind such a place, and the ones that take it piece by piece do not; so it is
read as a whole, into a target that keeps one entry at a time.
"""

import re
from collections.abc import Callable
from contextlib import suppress

from lxml import etree

from articles.addresses.canonical import absolute
from crawler.entry import Entries, Entry

Read = Callable[[etree._Element], Entry | None]

#: More entries than this in one document are not read. The sitemap protocol allows 50,000.
MOST_ENTRIES = 50_000
#: A server's own message, such as a notice of PHP's, that may stand before a document: a guess.
_LONGEST_MESSAGE = 4096
_MOST_REFERENCES = 500_000  # that are mended in one document, in about a second: a guess
_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_BOM = b"\xef\xbb\xbf"
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_DECLARED = re.compile(r"\s*<\?xml\s[^>]{0,200}\?>")
_BEGIN = re.compile(rb"<\?xml\s|<(?:\w+:)?(?:rss|rdf|feed|urlset|sitemapindex)[\s>/]", re.I)
_PAGE = re.compile(rb"<(?:!doctype\s+)?html\b", re.I)
_DTD = re.compile(rb"\s*+(?>(?:<\?.*?\?>|<!--.*?-->)\s*+)*+(<!DOCTYPE[^\[<>]*\[)", re.S)
_DTD_END = re.compile(rb"\]\s*>")
#: what is never closed reaches to the end: looking for it again and again would take for ever
_REFERENCE = re.compile(
    rb"(<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z))"
    rb"|&(?:(amp|lt|gt|quot|apos);|(?!#\d{1,7};|#x[\da-f]{1,6};))",
    re.S | re.I,
)
_NUMBERS = {b"lt": b"&#60;", b"gt": b"&#62;", b"quot": b"&#34;", b"apos": b"&#39;"}
_SAFE = {
    "recover": True,
    "resolve_entities": False,
    "load_dtd": False,
    "no_network": True,
    "huge_tree": False,
}


def entries(data: bytes, names: tuple[str, ...], read: Read) -> Entries:
    """What `read` makes of the elements with one of these local names, in their order; what is
    broken between is skipped. Elements know their xml:base.

    Entities of the document's own making are dropped, and nothing outside is loaded.
    """
    data = _without_dtd(begun(_one_byte(data)))
    found = _parsed(data, names, read)
    if found.broken:
        found = _parsed(_by_number(data), names, read)
        found.broken = True
    return found


def begun(data: bytes) -> bytes:
    """The document without what its server put before it: blank space, a message of its own.

    >>> begun(b"<b>Notice</b>: Undefined index in feed.php <?xml version='1.0'?><rss/>")
    b"<?xml version='1.0'?><rss/>"
    """
    plain = data.removeprefix(_BOM).lstrip()
    found = _BEGIN.search(plain, 0, _LONGEST_MESSAGE)
    if found is not None and not _PAGE.search(plain, 0, found.start()):
        plain = plain[found.start() :]
    return _BOM + plain if data.startswith(_BOM) else plain


def root_name(data: bytes) -> str:
    """The local name of the document's first element, "" where there is none."""
    parser = etree.XMLPullParser(events=("start",), **_SAFE)
    try:
        parser.feed(begun(data[: 2 * 65536])[:65536])
        return next((local(element) for _, element in parser.read_events()), "")
    except etree.XMLSyntaxError:
        return ""


def local(element: etree._Element) -> str:
    """The element's name without its namespace, in lower case."""
    return _local(element.tag) if isinstance(element.tag, str) else ""


def child_text(element: etree._Element, *names: str) -> str:
    """The text of the first child so named; the names are tried in order."""
    for name in names:
        for child in element:
            if local(child) == name and (text := "".join(child.itertext()).strip()):
                return text
    return ""


def has_entities(data: bytes) -> bool:
    """Whether the document declares entities of its own: feeds never need to, attacks do."""
    return b"<!ENTITY" in data[:65536]


def _local(tag: str) -> str:
    return tag.rpartition("}")[2].lower()


def _one_byte(data: bytes) -> bytes:
    """A document in UTF-16 as UTF-8, without what it says of its encoding; others as they are."""
    if b"\0" not in data[:4]:
        return data
    name = "utf-16" if data[:2] in _WIDE else "utf-16-be" if data[:1] == b"\0" else "utf-16-le"
    return _DECLARED.sub("", data.decode(name, "replace").lstrip("\ufeff")).encode()


def _without_dtd(data: bytes) -> bytes:
    """What a document declares by itself is cut off: then there is nothing to expand."""
    data = data.removeprefix(_BOM)
    if (begin := _DTD.match(data)) is None:
        return data
    end = _DTD_END.search(data, begin.end())
    return data[: begin.start(1)] + data[end.end() :] if end else b""


def _by_number(data: bytes) -> bytes:
    """The document with its references by number: behind the first fault libxml2 drops all by
    name. A `&` that begins none of XML's own is meant as it stands, in addresses above all."""

    def written(found: re.Match[bytes]) -> bytes:
        return found[1] or _NUMBERS.get((found[2] or b"").lower(), b"&#38;")

    return _REFERENCE.sub(written, data, count=_MOST_REFERENCES)


def _parsed(data: bytes, names: tuple[str, ...], read: Read) -> Entries:
    target = _Target(names, read)
    parser = etree.XMLParser(target=target, **_SAFE)
    with suppress(etree.XMLSyntaxError, _EnoughError):
        etree.fromstring(data, parser)
    target.found.broken = len(parser.error_log) > 0
    return target.found


class _EnoughError(Exception):
    """As many entries as are read of one document."""


class _Target:
    """Told of each tag by the parser; builds one entry's element at a time."""

    def __init__(self, names: tuple[str, ...], read: Read) -> None:
        self.names, self.read = names, read
        self.found = Entries()
        self._seen = 0
        self._bases = [""]  # xml:base of everything that is open
        self._builder: etree.TreeBuilder | None = None
        self._open: list[str] = []  # the entry that is built, and what is open in it

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        base = absolute(self._bases[-1], attributes.get(_BASE, ""))
        self._bases.append(base)
        if self._open[:1] == [tag]:
            self._finish()  # it was never closed
        if self._builder is None and _local(tag) in self.names:
            self._builder = etree.TreeBuilder()
            attributes = {**attributes, _BASE: base} if base else attributes
        if self._builder is not None:
            self._open.append(tag)
            self._builder.start(tag, attributes)

    def data(self, text: str) -> None:
        if self._builder is not None:
            self._builder.data(text)

    def end(self, tag: str) -> None:
        self._bases.pop()
        if self._builder is not None:
            self._builder.end(self._open.pop())
            if not self._open:
                self._finish()

    def close(self) -> Entries:
        return self.found

    def _finish(self) -> None:
        assert self._builder is not None
        while self._open:
            self._builder.end(self._open.pop())
        element, self._builder = self._builder.close(), None
        self._seen += 1
        if (entry := self.read(element)) is not None:
            self.found.append(entry)
        if self._seen >= MOST_ENTRIES:
            raise _EnoughError
