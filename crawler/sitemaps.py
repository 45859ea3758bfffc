"""Sitemaps, sitemap indexes, news sitemaps and plain lists -> entries."""

import zlib
from dataclasses import replace

from lxml import etree

from crawler.entry import Entries, Entry
from crawler.xml import MOST_ENTRIES, child_text, entries, local, root_name

#: The sitemap protocol's own bound for one file, unpacked.
MOST_BYTES = 50 << 20


class TooLargeError(Exception):
    """A packed sitemap grows beyond the protocol's bound."""


def unpack(data: bytes) -> bytes:
    """The sitemap's bytes, gunzipped if they are packed. What is cut off keeps its beginning."""
    if data[:2] != b"\x1f\x8b":
        return data
    inflate = zlib.decompressobj(wbits=31)
    try:
        plain = inflate.decompress(data, MOST_BYTES)
    except zlib.error:
        return b""
    if inflate.unconsumed_tail:
        raise TooLargeError
    return plain


def is_index(data: bytes) -> bool:
    """Whether this sitemap lists other sitemaps."""
    return root_name(data) == "sitemapindex"


def is_sitemap(data: bytes) -> bool:
    """Whether the bytes are a sitemap or an index of such."""
    return root_name(data) in ("urlset", "sitemapindex")


def read_index(data: bytes) -> Entries:
    """The sitemaps that an index lists, with the time each was last changed."""
    return entries(data, ("sitemap",), _listed)


def read_sitemap(data: bytes) -> Entries:
    """The addresses of a sitemap; a news sitemap also gives title, date and language."""
    return entries(data, ("url",), _url) if is_sitemap(data) else _plain(data)


def _listed(element: etree._Element) -> Entry | None:
    url = child_text(element, "loc")
    return Entry(url=url, changed=child_text(element, "lastmod")) if url else None


def _url(element: etree._Element) -> Entry | None:
    news = next((child for child in element if local(child) == "news"), None)
    entry = _listed(element)
    if entry is None or news is None:
        return entry
    publication = next((c for c in news if local(c) == "publication"), None)
    return replace(
        entry,
        title=child_text(news, "title"),
        published=child_text(news, "publication_date"),
        language="" if publication is None else child_text(publication, "language"),
        stated=True,
    )


def _plain(data: bytes) -> Entries:
    """The protocol also allows a text file of one address a line."""
    found = Entries()
    if data.lstrip()[:1] == b"<":
        return found
    for line in data[:MOST_BYTES].splitlines()[:MOST_ENTRIES]:
        url = line.decode("utf-8", "replace").strip().lstrip("\ufeff")
        if url.startswith(("http://", "https://")):
            found.append(Entry(url=url))
    return found
