"""Markup whose nesting is bounded, so that parsers that are slow on depth stay linear.

HTML parsers walk up the open elements at many tags, and open a font or bold element again in every
paragraph until it is closed. 50,000 nested elements then cost seconds, and 2,000 forgotten `<font>`
tags hundreds of megabytes. No page that a person wrote needs that: tags beyond the bounds are left
out, all text stays.
"""

import re
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

#: open elements beyond which further ones are left out; pages of news sites stay below 60
DEEPEST = 256
#: unclosed elements of type style; each of them is opened again in every later paragraph
MOST_STYLES = 16
#: pages with fewer tags are quick in any shape
_FEW_TAGS = 6_000
_FEW_UNCLOSED = 1_500

#: attributes of one tag beyond which all of them are left out: parsers compare each with each
MOST_ATTRIBUTES = 300
_LONG = 1500
_ATTRIBUTE = re.compile(rb"[\w:@.-]+(=\S*)?")
_QUOTED = re.compile(rb"\"[^\"]*\"|'[^']*'")

_TAG = re.compile(rb"<(/?)([a-zA-Z][^\s/>]{0,40})")
_STYLES = frozenset(b"a b big code em font i nobr s small strike strong tt u".split())
_NO_CHILDREN = frozenset(
    b"area base br col embed hr img input link meta param source track wbr !doctype".split()
)
#: elements that HTML closes by itself where the next one begins
_SELF_CLOSING = frozenset(b"p li dt dd tr td th thead tbody tfoot option optgroup rt rp".split())
_RAW = frozenset(b"script style textarea title xmp".split())


def bounded(html: bytes) -> tuple[bytes, bool]:
    """The markup, and whether tags had to be left out.

    >>> bounded(b"<div>" * 3 + b"deep")
    (b'<div><div><div>deep', False)
    >>> html, cut = bounded(b"<div>" * 9000 + b"deep" + b"</div>" * 9000)
    >>> html.count(b"<div>"), html.count(b"</div>"), b"deep" in html, cut
    (256, 256, True, True)
    """
    letters = np.frombuffer(html, dtype=np.uint8)
    opening = np.flatnonzero(letters == ord("<"))
    slim = _without_long_tags(html, opening)
    closing = int(np.count_nonzero(letters.take(opening + 1, mode="clip") == ord("/")))
    shallow, cut = _shallow(slim, len(opening), closing)
    return shallow, cut or len(slim) != len(html)


def _without_long_tags(html: bytes, opening: NDArray[np.intp]) -> bytes:
    """The markup without the attributes of tags that have far too many."""
    room = np.diff(opening, append=len(html))
    parts: list[bytes] = []
    kept = 0
    for index in np.flatnonzero(room > _LONG).tolist():
        start, stop = int(opening[index]), int(opening[index] + room[index])
        end = html.find(b">", start, stop)
        tag = html[start : stop if end < 0 else end]
        if len(tag) > _LONG and tag[1:2].isalpha() and _has_too_many(tag):
            parts += html[kept:start], tag.split(maxsplit=1)[0]
            kept = start + len(tag)
    return b"".join((*parts, html[kept:])) if parts else html


def _has_too_many(tag: bytes) -> bool:
    """Only what is nothing but attributes: a script that compares, or prose, is left alone."""
    if len(tag.split()) <= MOST_ATTRIBUTES:  # most: a picture that stands in its address
        return False
    _, *rest = _QUOTED.sub(b"", tag).split()
    if len(rest) <= MOST_ATTRIBUTES:
        return False
    attributes = sum(_ATTRIBUTE.fullmatch(word) is not None for word in rest)
    return attributes > MOST_ATTRIBUTES and attributes >= 0.95 * len(rest)


def _shallow(html: bytes, tags: int, closing: int) -> tuple[bytes, bool]:
    if tags <= _FEW_UNCLOSED:
        return html, False
    if tags <= _FEW_TAGS and tags - 2 * closing <= _FEW_UNCLOSED:
        return html, False
    parts: list[bytes] = []
    kept = 0
    for start, end in _beyond(html):
        parts.append(html[kept:start])
        kept = end
    if not parts:
        return html, False
    parts.append(html[kept:])
    return b"".join(parts), True


def _beyond(html: bytes) -> Iterator[tuple[int, int]]:
    """Where the tags stand that go beyond the bounds, in order."""
    depth = styles = at = 0
    while (tag := _TAG.search(html, at)) is not None:
        at = tag.end()
        name = tag[2].lower()
        if name in _NO_CHILDREN or name in _SELF_CLOSING:
            continue
        is_style = name in _STYLES
        if tag[1]:
            if (depth > DEEPEST) or (is_style and styles > MOST_STYLES):
                yield tag.start(), _end(html, at)
            depth = max(0, depth - 1)
            styles = max(0, styles - is_style)
            continue
        if name in _RAW:
            at = _after_raw(html, at, name)
            continue
        depth += 1
        styles += is_style
        if depth > DEEPEST or (is_style and styles > MOST_STYLES):
            yield tag.start(), _end(html, at)


def _end(html: bytes, at: int) -> int:
    end = html.find(b">", at)
    return len(html) if end < 0 else end + 1


def _after_raw(html: bytes, at: int, name: bytes) -> int:
    """The place behind an element whose content is no markup."""
    for closing in (b"</" + name, b"</" + name.upper()):
        end = html.find(closing, at)
        if end >= 0:
            return end + 2
    return len(html)
