"""What an XML file is, by its first element: a page, or something that is no article."""

import re

#: What may stand before the first element: marks, blanks, comments, instructions, a type.
_BEFORE = re.compile(
    rb"(?:\s|\xef\xbb\xbf|<!--.{0,4000}?-->|<\?[^>]{0,400}\?>"
    rb"|<!doctype\s+(?!html\b)[^<>\[]{0,400}(?:\[.{0,4000}?\]\s*)?>)*",
    re.S | re.I,
)
_STATED = re.compile(rb"<\?xml\s|<!doctype\s+(?!html\b)", re.I)
_PAGE_TYPE = re.compile(rb"<!doctype\s+html\b", re.I)
#: An element: its end or an attribute follows the name. “<Feed the birds>” is none.
_ELEMENT = re.compile(
    rb"<((?:[\w-]{1,40}:)?[a-z][\w.-]{0,60})(?:\s*/?>|\s+[\w:.-]{1,80}\s*=|\s*\Z)", re.I
)
#: What a page that states to be XML may begin with.
_PAGE = frozenset(b"html head body title meta div p main h1 h2 span".split())
#: Elements with which no page and no text begins, and what files that begin so are called.
_KNOWN = {
    "feeds": b"rss feed rdf:rdf channel opml",
    "sitemaps": b"urlset sitemapindex",
    "XML files of news agencies": b"nitf newsml newsitem newsmessage newspackage packageitem",
    "XML dumps": b"mediawiki oai-pmh tei teicorpus pmc-articleset",
    "images": b"svg",
}
_KINDS = {name: kind for kind, names in _KNOWN.items() for name in names.split()}


def kind_of(head: bytes) -> str:
    """What a file that begins so is called: a plural. "" for a page and for what is no XML.

    >>> kind_of(b'<?xml version="1.0"?><rss version="2.0">')
    'feeds'
    >>> kind_of(b'<?xml version="1.0"?><!DOCTYPE html><html>'), kind_of(b"The ferry returns.")
    ('', '')
    """
    head = narrow(head)
    before = _BEFORE.match(head)
    at = before.end() if before else 0
    stated = _STATED.search(head, 0, at + 6) is not None
    if not (element := _ELEMENT.match(head, at)):
        return "XML files" if stated and not _PAGE_TYPE.match(head, at) else ""
    name = element[1].lower()
    return _KINDS.get(name, "XML files" if stated and name not in _PAGE else "")


def narrow(head: bytes) -> bytes:
    """UTF-16 as ASCII, near enough to see an element."""
    return head.replace(b"\0", b"").lstrip(b"\xff\xfe") if b"\0" in head[:64] else head
