"""The places of a page that state facts about it, gathered in one pass over the tree."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from selectolax.lexbor import LexborHTMLParser, LexborNode

from articles.metadata.linked_data import plain

_STATING = (
    'meta, title, h1, time, abbr[title], link[rel="canonical"],'
    ' script[type*="ld+json"], [itemprop], [rel~="author"], [href*="/author"],'
    ' [class*="byline" i], [class*="author" i], [class*="headline" i],'
    ' [data-testid*="byline" i], [data-testid*="author" i]'
)
WHOLE = frozenset(("html", "body", "main", "article", "section", "form", "ul", "ol", "table"))
_PROPERTIES = frozenset(
    ("headline", "author", "creator", "datepublished", "datemodified", "datecreated", "keywords",
     "articlesection", "inlanguage", "publisher")
)  # fmt: skip
#: searched in small letters: blind to case, or with a look back at its beginning, an expression
#: tries every place, and takes six times as long
_ELSEWHERE = re.compile(
    r"comment|related|recommend|teaser|sidebar|footer(?<!post-footer)(?<!entry-footer)"
    r"(?<!article-footer)|nav(?<![a-z]nav)|menu|widget|promo|most-?read|trending|popular|newsletter"
    r"|disqus|carousel|latest-?(?:news|posts?|stories|articles?)|read-?more"
    r"|more-?(?:from|stories|news)"
)
_ABOUT_THIS = re.compile(r"meta|author|byline|info", re.I)
_OF_OTHER_THINGS = re.compile(r"Comment|ImageObject|Question|Answer", re.I)
_LIVE = re.compile(
    r"live-?_?(?:blog|ticker|update|post|entry|event|report)|minute-?by-?minute|minuto-?a-?minuto"
)
_LEVELS_OF_REPORT = 5  # between a report of a live blog and its time (a guess)
_INLINE = ("span", "small", "em", "strong", "b", "i", "a", "div")
MOST = 60  # elements of one sort; hostile pages have thousands
_LONGEST = 2_000
LONGEST_BYLINE = 160


_Attributes = dict[str, str | None]


@dataclass(slots=True)
class Shown:
    """An element with its text, whether the headline came before it, and its hints."""

    text: str
    after_headline: bool
    hint: str = ""
    stated: str = ""  # what its attributes state beside the text


@dataclass(slots=True)
class Statements:
    """Everything a page states about itself, as it stands there."""

    language: str = ""
    meta: dict[str, list[str]] = field(default_factory=dict)
    titles: list[str] = field(default_factory=list)
    headings: list[Shown] = field(default_factory=list)
    headlines: list[Shown] = field(default_factory=list)  # elements whose class says headline
    times: list[Shown] = field(default_factory=list)
    bylines: list[Shown] = field(default_factory=list)
    #: links to authors' pages, and whether a heading came before each
    author_links: list[tuple[LexborNode, bool]] = field(default_factory=list)
    looked_at: int = 0  # elements that might have been bylines
    properties: dict[str, list[str]] = field(default_factory=dict)
    canonical: list[str] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)  # see `text_lines`
    places: dict[int, bool | None] = field(default_factory=dict)  # see `elsewhere`

    def first(self, *names: str) -> str:
        """The first value of the first of these `<meta>` names that has one."""
        return next((value for name in names for value in self.meta.get(name, ())), "")

    def every(self, *names: str) -> list[str]:
        """All values of these `<meta>` names, in this order."""
        meta = self.meta
        return [value for name in names if name in meta for value in meta[name]]


def gather(tree: LexborHTMLParser) -> Statements:
    """All statements of a page, in document order."""
    found = Statements()
    root = tree.root
    if root is not None:
        attributes = root.attributes
        found.language = attributes.get("lang") or attributes.get("xml:lang") or ""
    for node in tree.css(_STATING):
        _take(node, found)
    return found


def _take(node: LexborNode, found: Statements) -> None:
    tag = node.tag
    if tag == "meta":
        _take_meta(node, found)
    elif tag == "title":
        _add(found.titles, node.text())
    elif tag == "script":
        if len(found.scripts) < MOST:
            found.scripts.append(node.text())
    elif tag == "link":
        if node.attributes.get("rel") == "canonical":
            _add(found.canonical, node.attributes.get("href") or "")
        elif node.attributes.get("itemprop"):
            _take_property(node, found)
    else:
        _take_shown(node, tag or "", found)


def _take_meta(node: LexborNode, found: Statements) -> None:
    attributes = node.attributes
    content = attributes.get("content") or attributes.get("value")
    if not content:
        return
    for key in ("property", "name", "itemprop", "http-equiv"):
        name = (attributes.get(key) or "").strip().lower()
        if not name:
            continue
        if key == "itemprop":
            if name in _PROPERTIES:
                _add(found.properties.setdefault(name, []), content)
            name = f"itemprop:{name}"
        if len(found.meta) < 500:
            _add(found.meta.setdefault(name[:100], []), content)
        return


def _take_shown(node: LexborNode, tag: str, found: Statements) -> None:
    attributes = node.attributes
    hint = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"[:300]
    if tag == "h1":
        if len(found.headings) < MOST:
            after = bool(found.headings)
            found.headings.append(Shown(text_of(node), after, hint, _behind_first(node)))
    elif tag in ("time", "abbr"):
        _take_time(node, attributes, hint, found)
    elif "headline" in hint.lower() and len(found.headlines) < MOST and tag not in WHOLE:
        found.headlines.append(Shown(text_of(node)[:400], bool(found.headings), hint))
    elif tag not in WHOLE:
        _take_byline(node, attributes, hint, found)
    if attributes.get("itemprop"):
        _take_property(node, found)
    if "/author" in (attributes.get("href") or "") or "author" in (attributes.get("rel") or ""):
        found.author_links.append((node, bool(found.headings)))


def _behind_first(node: LexborNode) -> str:
    """The text of a heading behind an element that it begins with, a kicker perhaps."""
    first = node.first_child
    while first is not None and first.tag == "-text" and not (first.text_content or "").strip():
        first = first.next
    if first is None or first.tag not in _INLINE or first.next is None:
        return ""
    before = text_of(first)
    whole = text_of(node)
    return whole[len(before) :].strip(" :|–—-") if before and whole.startswith(before) else ""


def _take_time(node: LexborNode, attributes: _Attributes, hint: str, found: Statements) -> None:
    title = attributes.get("title") or ""  # where hAtom states what `<abbr>` shows
    if len(found.times) >= MOST or not states_time(node):
        return
    stated = attributes.get("datetime") or attributes.get("content") or title[:40]
    hint += f" {attributes.get('itemprop') or ''}" + (" related" if elsewhere(node, found) else "")
    hint += " live" if _in_live_report(node) else ""
    found.times.append(Shown(text_of(node)[:200], bool(found.headings), hint, stated[:100]))


def states_time(node: LexborNode) -> bool:
    """Whether an element is a `<time>`, or the `<abbr>` that stands for one."""
    title = (node.attributes.get("title") or "") if node.tag == "abbr" else ""
    return node.tag == "time" or title[:4].isdigit()


def _in_live_report(node: LexborNode) -> bool:
    """Whether an element lies in one of the reports that a live blog consists of."""
    step = node.parent
    for _ in range(_LEVELS_OF_REPORT):
        if step is None:
            return False
        if _is_live((step.attributes.get("class") or "")[:300]):
            return True
        step = step.parent
    return False


def _take_property(node: LexborNode, found: Statements) -> None:
    attributes = node.attributes
    for name in (attributes.get("itemprop") or "").lower().split()[:4]:
        values = found.properties.setdefault(name, []) if name in _PROPERTIES else None
        if values is None or len(values) >= 12 or elsewhere(node, found):
            continue
        inner = node.css_first("[itemprop=name]") if name in ("author", "creator") else None
        if inner is not None:
            node, attributes = inner, inner.attributes
        stated = attributes.get("content") or attributes.get("datetime")
        if node.tag == "abbr":
            stated = stated or attributes.get("title")
        _add(values, stated or text_of(node)[:LONGEST_BYLINE])


def _take_byline(node: LexborNode, attributes: _Attributes, hint: str, found: Statements) -> None:
    found.looked_at += 1
    if found.looked_at > 4 * MOST or len(found.bylines) >= MOST // 2 or elsewhere(node, found):
        return
    text = text_of(node)
    if 0 < len(text) <= LONGEST_BYLINE:
        linked = "rel-author" if (attributes.get("rel") or "") == "author" else ""
        address = attributes.get("href") or ""
        hint = f"{hint} {linked} {'author-link' if '/author' in address else ''}"
        found.bylines.append(Shown(text, bool(found.headings), hint))


def text_of(node: LexborNode) -> str:
    """The text of an element, white space folded."""
    return plain(node.text(deep=True, separator=" ")[: 2 * _LONGEST])


def elsewhere(node: LexborNode, page: Statements) -> bool:
    """Whether an element lies in a part of the page that is about other things. What each element
    around it tells is kept with the page's statements: most lie in the same ones."""
    places = page.places
    step: LexborNode | None = node
    for _ in range(12):
        if step is None:
            return False
        place = step.mem_id
        if place not in places:
            places[place] = _is_of_others(step)
        if (told := places[place]) is not None:
            return told
        step = step.parent
    return False


def _is_of_others(node: LexborNode) -> bool | None:
    """Whether an element is about other things, None where the one around it tells."""
    tag = node.tag
    if tag in ("body", "html", "article", "main"):
        return False
    attributes = node.attributes
    hint = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"[:300]
    if tag in ("footer", "nav", "figure") or _speaks_of_others(hint):
        return True
    if tag == "aside" and not _ABOUT_THIS.search(hint):
        return True
    kind = attributes.get("itemtype")
    return True if kind and _OF_OTHER_THINGS.search(kind) else None


@lru_cache(maxsize=4096)
def _is_live(names: str) -> bool:
    return _LIVE.search(names.lower()) is not None


@lru_cache(maxsize=4096)
def _speaks_of_others(hint: str) -> bool:
    return _ELSEWHERE.search(hint.lower()) is not None


def _add(values: list[str], value: str) -> None:
    if len(values) < MOST and (text := plain(value[:_LONGEST])):
        values.append(text)
