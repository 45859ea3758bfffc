"""What stands at the head of a Markdown file, as site generators read it: `key: value` lines.

YAML between lines of `---`, TOML between lines of `+++`. Only plain values are understood; the
others, and whatever stands below them, are left alone.
"""

import re
from typing import Any

NAMES = (".md", ".markdown", ".mkd", ".mdx")
_HEAD = re.compile(
    rb"\A(?:\xef\xbb\xbf)?(---|\+\+\+)[ \t]*\r?\n(.{0,20000}?\n)\1[ \t]*(?:\r?\n|\Z)", re.S
)
_LINE = re.compile(r"([A-Za-z_]\w{0,40})[ \t]*[:=][ \t]*(\S.*)")
#: What a key may be called, by the part of a record.
_PARTS = {
    "headline": ("title", "headline"),
    "published": ("date", "published", "pubdate"),
    "language": ("lang", "language"),
    "url": ("canonical_url", "canonical", "url", "permalink", "link"),
    "authors": ("author", "authors", "byline"),
}


def parted(text: bytes) -> tuple[dict[str, Any], bytes]:
    """What a record says by its head, and the text, in which blank lines stand in the head's place
    so that all others keep their numbers."""
    found = _HEAD.match(text)
    said = _said(found[2].decode("utf-8", "replace")) if found else {}
    if not found or not said:
        return {}, text
    parts = {part: next(filter(None, map(said.get, keys)), "") for part, keys in _PARTS.items()}
    stated: dict[str, Any] = {part: value for part, value in parts.items() if value}
    if not str(stated.get("url", "https://")).startswith(("https://", "http://")):
        del stated["url"]
    if author := stated.pop("authors", ""):
        stated["authors"] = (author,)
    return stated, b"\n" * found[0].count(b"\n") + text[found.end() :]


def _said(head: str) -> dict[str, str]:
    lines = filter(None, map(_LINE.fullmatch, (line.rstrip() for line in head.split("\n"))))
    return {found[1].lower(): _plain(found[2]) for found in lines}


def _plain(value: str) -> str:
    """A value without quotes; "" for a list or an object."""
    if value[0] in "\"'" and value.endswith(value[0]) and len(value) > 1:
        return value[1:-1]
    return "" if value[0] in "[{|>&*" else value
