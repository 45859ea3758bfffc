"""XML from strangers: never expanded, never followed, bounded, and read as far as it goes."""

from collections.abc import Iterator

from lxml import etree

#: More entries than this in one document are not read. The sitemap protocol allows 50,000.
MOST_ENTRIES = 50_000


def entries(data: bytes, *names: str) -> Iterator[etree._Element]:
    """Elements with one of these local names, each complete; what is broken between is skipped.

    Entities of the document's own making stay unexpanded, and nothing outside is loaded.
    """
    found = 0
    for element in _elements(data):
        if local(element) in names:
            found += 1
            yield element
            element.clear()
            if found >= MOST_ENTRIES:
                return


def root_name(data: bytes) -> str:
    """The local name of the document's first element, "" where there is none."""
    parser = etree.XMLPullParser(events=("start",), **_SAFE)
    try:
        parser.feed(data[:65536].lstrip())
        return next((local(element) for _, element in parser.read_events()), "")
    except etree.XMLSyntaxError:
        return ""


def local(element: etree._Element) -> str:
    """The element's name without its namespace, in lower case."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


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


_SAFE = {
    "recover": True,
    "resolve_entities": False,
    "load_dtd": False,
    "no_network": True,
    "huge_tree": False,
}
_CHUNK = 1 << 16


def _elements(data: bytes) -> Iterator[etree._Element]:
    parser = etree.XMLPullParser(events=("end",), **_SAFE)
    data = data.lstrip()
    for start in range(0, len(data), _CHUNK):
        try:
            parser.feed(data[start : start + _CHUNK])
        except etree.XMLSyntaxError:
            return
        for _, element in parser.read_events():
            yield element
