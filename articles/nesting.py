"""Markup whose nesting is bounded, so that parsers that are slow on depth stay linear.

HTML parsers walk up the open elements at many tags, and open a font or bold element again in every
paragraph until it is closed. 50,000 nested elements then cost seconds, and 2,000 forgotten `<font>`
tags hundreds of megabytes. No page that a person wrote needs that: tags beyond the bounds are left
out, all text stays.
"""

import re
from collections.abc import Iterator

#: open elements beyond which further ones are left out; pages of news sites stay below 60
DEEPEST = 256
#: unclosed elements of type style; each of them is opened again in every later paragraph
MOST_STYLES = 16
#: pages with fewer tags are quick in any shape
_FEW_TAGS = 6_000
_FEW_UNCLOSED = 1_500

#: attributes of one tag beyond which all of them are left out: parsers compare each with each
MOST_ATTRIBUTES = 300
_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{1500,}")
_ATTRIBUTE = re.compile(r"[\w:@.-]+(=\S*)?")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")

_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]{0,40})")
_STYLES = frozenset("a b big code em font i nobr s small strike strong tt u".split())
_NO_CHILDREN = frozenset(
    "area base br col embed hr img input link meta param source track wbr !doctype".split()
)
#: elements that HTML closes by itself where the next one begins
_SELF_CLOSING = frozenset("p li dt dd tr td th thead tbody tfoot option optgroup rt rp".split())
_RAW = frozenset("script style textarea title xmp".split())


def bounded(html: str) -> tuple[str, bool]:
    """The markup, and whether tags had to be left out.

    >>> bounded("<div>" * 3 + "deep")
    ('<div><div><div>deep', False)
    >>> html, cut = bounded("<div>" * 9000 + "deep" + "</div>" * 9000)
    >>> html.count("<div>"), html.count("</div>"), "deep" in html, cut
    (256, 256, True, True)
    """
    slim = _LONG_TAG.sub(_without_attributes, html)
    shallow, cut = _shallow(slim)
    return shallow, cut or len(slim) != len(html)


def _without_attributes(tag: re.Match[str]) -> str:
    """Only what is nothing but attributes: a script that compares, or prose, is left alone."""
    name, *rest = _QUOTED.sub("", tag[0]).split()
    attributes = sum(_ATTRIBUTE.fullmatch(word) is not None for word in rest)
    many = attributes > MOST_ATTRIBUTES and attributes >= 0.95 * len(rest)
    return name if many else tag[0]


def _shallow(html: str) -> tuple[str, bool]:
    tags = html.count("<")
    if tags <= _FEW_UNCLOSED:
        return html, False
    if tags <= _FEW_TAGS and tags - 2 * html.count("</") <= _FEW_UNCLOSED:
        return html, False
    parts: list[str] = []
    kept = 0
    for start, end in _beyond(html):
        parts.append(html[kept:start])
        kept = end
    if not parts:
        return html, False
    parts.append(html[kept:])
    return "".join(parts), True


def _beyond(html: str) -> Iterator[tuple[int, int]]:
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


def _end(html: str, at: int) -> int:
    end = html.find(">", at)
    return len(html) if end < 0 else end + 1


def _after_raw(html: str, at: int, name: str) -> int:
    """The place behind an element whose content is no markup."""
    for closing in (f"</{name}", f"</{name.upper()}"):
        end = html.find(closing, at)
        if end >= 0:
            return end + 2
    return len(html)
