"""Where a page shows an article to belong: its path of links from the first page, and its labels.

Asked only where nothing states them for machines.
"""

import re
from collections.abc import Iterator
from itertools import islice, takewhile

from selectolax.lexbor import LexborHTMLParser, LexborNode

from articles.metadata.markup import Statements, elsewhere, text_of

#: What the path is called in class names, in ids, and to those who hear the page, in languages.
_CLASSES = (
    "crumb", "brdcrmb", "pathway", "topicpath", "topic-path", "pankuzu", "ariane", "drobe",
    "okrusz", "kruimel", "krume", "migas",
)  # fmt: skip
_IDS = ("crumb", "drob", "pankuzu")
_LABEL = re.compile(
    r"crumb|ariane|kr[uü]me|kruimel|br[øö]d(?:krum|smul)|migas|migalha|briciol|okrusz|drobeč"
    r"|murupol|morzsa|крошки|крихти|パンくず|面包屑|麵包屑|경로",
    re.I,
)
_PATH = ", ".join(
    (
        '[itemtype*="BreadcrumbList"], [class~="path"]',
        *(f'[class*="{name}" i]' for name in _CLASSES),
        *(f'[id*="{name}" i]' for name in _IDS),
        *(f"{tag}[aria-label]" for tag in ("nav", "ol", "ul", "div")),
    )
)
_FIELD_OF_TAGS = '[class*="name-field-tags"] a'  # Drupal's
_FRONT = re.compile(r"(?:https?://[^/]+)?/?(?:[a-z]{2}(?:[-_][a-z]{2})?/?)?(?:[?#].*)?", re.I)
#: How a link begins that leads back to a list, and what a path of months or issues consists of.
_BACK = re.compile(
    r"(?:back|return|zurück|retour|volver|voltar|torna|terug|tilbage|tilbake|tillbaka|takaisin"
    r"|powrót|wróć|zpět|späť|nazad|vissza|înapoi|geri|назад|πίσω|戻る|返回|돌아가기)\b|.*\b\d{4}\b",
    re.I,
)
_MOST_PLACES, _MOST_STEPS, _LONGEST_PATH = 20, 8, 300  # (guesses)
_MOST_LINKS = 200
_SIGNS = " >»›/|•·"  # between the steps
_WRAPPING = frozenset(("li", "span", "b", "strong", "em"))


def shown_path(tree: LexborHTMLParser) -> tuple[str, ...]:
    """The links of the first path on the page, in their order, without that to the first page.

    >>> page = '<ul class="breadcrumb"><li><a href="/">Top</a><li><a href="/e/">Economy</a></ul>'
    >>> shown_path(LexborHTMLParser(page))
    ('Economy',)
    """
    for node in islice(filter(_is_path, tree.css(_PATH)), _MOST_PLACES):
        if steps := tuple(filter(_is_step, _links(node))):
            return steps
    return ()


def _is_path(node: LexborNode) -> bool:
    """Whether an element is called a path: by its label, or by what it was found for."""
    label = node.attributes.get("aria-label")
    return not label or _LABEL.search(label) is not None or "crumb" in _classes(node)


def _links(node: LexborNode) -> Iterator[str]:
    links = node.css("a[href]")
    if "path" in _classes(node).split() and not (links and _is_front(links[0])):
        return  # a word of many meanings
    if 0 < len(links) <= _MOST_STEPS and len(text_of(node)) <= _LONGEST_PATH:
        yield from (text_of(link).strip(_SIGNS) for link in links if not _is_front(link))


def _is_step(text: str) -> bool:
    return bool(text) and _BACK.match(text) is None


def _is_front(link: LexborNode) -> bool:
    return _FRONT.fullmatch((link.attributes.get("href") or "").strip()[:300]) is not None


def shown_category(tree: LexborHTMLParser, page: Statements) -> str:
    """The first link that the page calls one to the article's category, as WordPress does."""
    links = tree.css('a[rel~="category"]')[:_MOST_LINKS]
    return next((text_of(link) for link in links if _is_own(link, page)), "")


def shown_tags(tree: LexborHTMLParser, page: Statements) -> Iterator[str]:
    """The links of the first row that the page calls the article's tags."""
    links = tree.css('a[rel~="tag"]:not([rel~="category"])')[:_MOST_LINKS]
    own = [link for link in links if _is_own(link, page)]
    own = own or [link for link in tree.css(_FIELD_OF_TAGS) if _is_own(link, page)]
    row = _row(own[0]) if own else 0
    for link in takewhile(lambda link: _row(link) == row, own):
        yield text_of(link).removeprefix("#").strip()


def _row(link: LexborNode) -> int:
    """What tells the element around the links of one row from all others."""
    step = link.parent
    while step is not None and (step.tag in _WRAPPING or "item" in _classes(step)):
        step = step.parent
    return step.mem_id if step is not None else 0


def _classes(node: LexborNode) -> str:
    return node.attributes.get("class") or ""


def _is_own(link: LexborNode, page: Statements) -> bool:
    """Whether a link stands in no part of the page about other things; the foot of an article is
    its own."""
    step: LexborNode | None = link
    while step is not None and step.tag not in ("footer", "article", "body"):
        step = step.parent
    inside = step is not None and step.tag == "footer" and _in_article(step)
    return inside or not elsewhere(link, page)


def _in_article(node: LexborNode) -> bool:
    step = node.parent
    while step is not None and step.tag != "article":
        step = step.parent
    return step is not None
