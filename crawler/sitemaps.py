"""Sitemaps, sitemap indexes, news sitemaps and plain lists -> entries."""

import zlib
from collections.abc import Iterator

from crawler.entry import Entry
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


def read_index(data: bytes) -> Iterator[Entry]:
    """The sitemaps that an index lists, with the time each was last changed."""
    for element in entries(data, "sitemap"):
        if url := child_text(element, "loc"):
            yield Entry(url=url, changed=child_text(element, "lastmod"))


def read_sitemap(data: bytes) -> Iterator[Entry]:
    """The addresses of a sitemap; a news sitemap also gives title, date and language."""
    if not is_sitemap(data):
        yield from _plain(data)
        return
    for element in entries(data, "url"):
        url = child_text(element, "loc")
        news = next((child for child in element if local(child) == "news"), None)
        if not url:
            continue
        if news is None:
            yield Entry(url=url, changed=child_text(element, "lastmod"))
            continue
        publication = next((c for c in news if local(c) == "publication"), None)
        yield Entry(
            url=url,
            title=child_text(news, "title"),
            published=child_text(news, "publication_date"),
            changed=child_text(element, "lastmod"),
            language="" if publication is None else child_text(publication, "language"),
            stated=True,
        )


def _plain(data: bytes) -> Iterator[Entry]:
    """The protocol also allows a text file of one address a line."""
    if data.lstrip()[:1] == b"<":
        return
    for line in data[:MOST_BYTES].splitlines()[:MOST_ENTRIES]:
        url = line.decode("utf-8", "replace").strip().lstrip("\ufeff")
        if url.startswith(("http://", "https://")):
            yield Entry(url=url)
