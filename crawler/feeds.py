"""RSS, Atom and JSON feeds -> entries. Bytes in, entries out; nothing here touches the network."""

import json
from typing import Any

from lxml import etree

from articles.addresses.canonical import absolute
from crawler.entry import Entries, Entry
from crawler.xml import MOST_ENTRIES, child_text, entries, local, root_name

_ROOTS = {"rss", "rdf", "feed"}


def is_feed(data: bytes) -> bool:
    """Whether the bytes look like a feed of any of the three families."""
    if _is_json(data):
        return b"jsonfeed.org" in data[:4096] or b'"items"' in data[:65536]
    return root_name(data) in _ROOTS


def read_feed(data: bytes) -> Entries:
    """The entries of a feed in its order. Entries without an address are left out."""
    return _json(data) if _is_json(data) else entries(data, ("item", "entry"), _entry)


def _is_json(data: bytes) -> bool:
    return data[:1024].removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{"


def _entry(element: etree._Element) -> Entry | None:
    url = _address(element)
    if not url:
        return None
    return Entry(
        url=url,
        title=child_text(element, "title"),
        published=child_text(element, "pubdate", "published", "date", "issued"),
        changed=child_text(element, "updated", "modified"),
        stated=True,
    )


def _address(element: etree._Element) -> str:
    """RSS says <link>text</link> or a permanent guid, Atom <link rel="alternate" href>; a proxy of
    feeds keeps the true address as <feedburner:origLink>."""
    for child in element:
        if local(child) == "origlink" and (child.text or "").strip():
            return str(child.text)
    links = [child for child in element if local(child) == "link"]
    for link in links:
        if link.get("href") and link.get("rel", "alternate") == "alternate":
            return absolute(link.base or "", str(link.get("href")))
    for link in links:
        if (link.text or "").strip():
            return absolute(link.base or "", str(link.text))
    for guid in element:
        text = (guid.text or "").strip()
        if local(guid) == "guid" and text.startswith(("http://", "https://")):
            return str(text)
    return ""


def _json(data: bytes) -> Entries:
    found = Entries()
    try:
        document = json.loads(data.removeprefix(b"\xef\xbb\xbf"))
    except (ValueError, RecursionError):
        found.broken = True
        return found
    items = document.get("items") if isinstance(document, dict) else None
    for item in (items if isinstance(items, list) else [])[:MOST_ENTRIES]:
        if isinstance(item, dict) and (url := _text(item, "url") or _text(item, "external_url")):
            entry = Entry(
                url=url,
                title=_text(item, "title"),
                published=_text(item, "date_published"),
                changed=_text(item, "date_modified"),
                language=_text(item, "language"),
                stated=True,
            )
            found.append(entry)
    return found


def _text(item: dict[str, Any], name: str) -> str:
    value = item.get(name)
    return value.strip() if isinstance(value, str) else ""
