"""RSS, Atom and JSON feeds -> entries. Bytes in, entries out; nothing here touches the network."""

import json
from collections.abc import Iterator
from typing import Any

from lxml import etree

from crawler.entry import Entry
from crawler.xml import MOST_ENTRIES, child_text, entries, local, root_name

_ROOTS = {"rss", "rdf", "feed"}


def is_feed(data: bytes) -> bool:
    """Whether the bytes look like a feed of any of the three families."""
    if data.lstrip()[:1] == b"{":
        return b"jsonfeed.org" in data[:4096] or b'"items"' in data[:65536]
    return root_name(data) in _ROOTS


def read_feed(data: bytes) -> Iterator[Entry]:
    """The entries of a feed in its order. Entries without an address are left out."""
    if data.lstrip()[:1] == b"{":
        yield from _json(data)
        return
    for element in entries(data, "item", "entry"):
        url = _address(element)
        if url:
            yield Entry(
                url=url,
                title=child_text(element, "title"),
                published=child_text(element, "pubdate", "published", "date", "issued"),
                changed=child_text(element, "updated", "modified"),
                stated=True,
            )


def _address(element: etree._Element) -> str:
    """RSS says <link>text</link> or a permanent guid, Atom <link rel="alternate" href>."""
    links = [child for child in element if local(child) == "link"]
    for link in links:
        if link.get("href") and link.get("rel", "alternate") == "alternate":
            return str(link.get("href")).strip()
    for link in links:
        if (link.text or "").strip():
            return str(link.text).strip()
    for guid in element:
        text = (guid.text or "").strip()
        if local(guid) == "guid" and text.startswith(("http://", "https://")):
            return str(text)
    return ""


def _json(data: bytes) -> Iterator[Entry]:
    try:
        document = json.loads(data)
    except (ValueError, RecursionError):
        return
    items = document.get("items") if isinstance(document, dict) else None
    for item in (items if isinstance(items, list) else [])[:MOST_ENTRIES]:
        if isinstance(item, dict) and (url := _text(item, "url") or _text(item, "external_url")):
            yield Entry(
                url=url,
                title=_text(item, "title"),
                published=_text(item, "date_published"),
                changed=_text(item, "date_modified"),
                language=_text(item, "language"),
                stated=True,
            )


def _text(item: dict[str, Any], name: str) -> str:
    value = item.get(name)
    return value.strip() if isinstance(value, str) else ""
