"""Linked data in a page (JSON-LD): read though it may be broken, and only as far as is sane.

What comes out is the node of the article with plain strings; nothing untyped leaves this module.
"""

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

_LARGEST = 2_000_000  # letters of one script
_MOST_SCRIPTS = 30
_MOST_NODES = 3_000
_LONGEST = 2_000  # letters of one claim; the article's body has its own bound
_LONGEST_BODY = 200_000
_MOST_VALUES = 50

_WRAPPING = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*.{0,40}?\*/)+|(?://\s*)?(?:\]\]>|-->)\s*$"
)
_TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")
_BARE_FIELD = re.compile(
    r'"(headline|datePublished|dateModified|dateCreated|inLanguage|articleSection)"\s*:\s*'
    r'"((?:[^"\\]|\\.){1,500})"'
)
_BARE_AUTHOR = re.compile(
    r'"(?:author|creator)"\s*:\s*[\[{][^\[\]{}]{0,300}"name"\s*:\s*"((?:[^"\\]|\\.){1,200})"'
)
_ARTICLE = re.compile(
    r"article|posting|reportage|report$|blogpost|^review|recipe|medicalwebpage", re.I
)
_PAGE = re.compile(r"webpage|itempage|creativework|aboutpage|videoobject|product$", re.I)
_ORGANISATION = re.compile(r"organi[sz]ation|corporation|brand|website", re.I)

_UNSEEN = "\u00ad\u200b\u2060\ufeff"  # soft hyphens and their like

Node = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class LinkedData:
    """The fields that a page's linked data states about its article."""

    headlines: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()  # authors that are stated to be no persons
    published: tuple[str, ...] = ()
    modified: tuple[str, ...] = ()
    created: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    publisher: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    path: tuple[str, ...] = ()  # the steps from the first page to the article
    description: tuple[str, ...] = ()
    body: str = ""
    ingredients: tuple[str, ...] = ()  # of a recipe


def read_linked_data(scripts: Sequence[str], titles: Iterable[str] = ()) -> LinkedData:
    """The article among the nodes of the scripts: the one that bears a title of the page.

    >>> read_linked_data(['{"@type": "NewsArticle", "headline": "Harbour reopens",}']).headlines
    ('Harbour reopens',)
    """
    texts = [text for text in scripts[:_MOST_SCRIPTS] if len(text) <= _LARGEST]
    nodes = list(_nodes([value for text in texts for value in _values(text)]))
    by_id = {node["@id"]: node for node in nodes if _is_named(node)}
    article = _article(nodes, {title for title in titles if title})
    if article is None:
        return replace(_from_fragments(texts), path=_path(nodes))
    site = [node for node in nodes if _type(node) in ("website", "newsmediaorganization")]
    return replace(_fields(article, by_id, site), path=_path(nodes))


def _path(nodes: Sequence[Node]) -> tuple[str, ...]:
    """The names in the first list of breadcrumbs, in their order."""
    trail = next((node for node in nodes if _type(node) == "breadcrumblist"), {})
    steps = [step for step in _listed(trail.get("itemListElement")) if isinstance(step, dict)]
    named = (_texts(step.get("name") or step.get("item"))[:1] for step in steps)
    return tuple(name for names in named for name in names)


def _values(text: str) -> list[Any]:
    """The JSON values of one script; a damaged script may hold several or none."""
    text = text.strip()
    if text[:1] in "</" or text[-1:] == ">":
        text = _WRAPPING.sub("", text).strip()
    text = text.rstrip(";")
    if not text or text[0] not in "[{":
        return []
    for mended in (None, _without_trailing_commas, html.unescape):
        try:
            return [json.loads(mended(text) if mended else text, strict=False)]
        except (ValueError, RecursionError):
            continue
    return _first_values(text)


def _without_trailing_commas(text: str) -> str:
    return _TRAILING_COMMA.sub("", text)


def _first_values(text: str) -> list[Any]:
    """Values that stand one after another in a script, up to the first damaged one."""
    decoder = json.JSONDecoder(strict=False)
    found: list[Any] = []
    place = 0
    while place < len(text) and len(found) < 10:
        try:
            value, place = decoder.raw_decode(text, place)
        except (ValueError, RecursionError):
            break
        found.append(value)
        while place < len(text) and text[place] in " \t\r\n,;":
            place += 1
    return found


def _nodes(values: Sequence[Any]) -> Iterator[Node]:
    """All objects in the values, outermost first, up to a bound."""
    queue: list[Any] = list(values)
    seen = 0
    for value in queue:  # the queue grows while it is read
        if isinstance(value, dict):
            seen += 1
            yield value
            children: Iterable[Any] = value.values()
        elif isinstance(value, list):
            children = value
        else:
            continue
        if seen > _MOST_NODES or len(queue) > 4 * _MOST_NODES:
            return
        queue.extend(child for child in children if isinstance(child, dict | list))


def _is_named(node: Node) -> bool:
    return isinstance(node.get("@id"), str) and len(node) > 1


def _type(node: Node) -> str:
    stated = node.get("@type")
    if isinstance(stated, list):
        stated = next((name for name in stated if isinstance(name, str)), "")
    return stated.rpartition("/")[2].lower() if isinstance(stated, str) else ""


def _types(node: Node) -> list[str]:
    stated = node.get("@type")
    names = stated if isinstance(stated, list) else [stated]
    return [name.rpartition("/")[2] for name in names if isinstance(name, str)]


def _article(nodes: Sequence[Node], titles: set[str]) -> Node | None:
    """The node that speaks of this page: by its headline, else the first with most to say."""
    articles = [node for node in nodes if any(map(_ARTICLE.search, _types(node)))]
    for node in articles:
        if titles and any(text in titles for text in _texts(node.get("headline"))):
            return node
    dated = [node for node in articles if node.get("datePublished") or node.get("articleBody")]
    if dated or articles:
        return (dated or articles)[0]
    pages = [node for node in nodes if any(map(_PAGE.search, _types(node)))]
    said = (node for node in pages if node.get("datePublished") or node.get("author"))
    # a video that bears the page's title is what the page is about; any other only stands in it
    shown = (
        node
        for node in pages
        if node.get("uploadDate") and not titles.isdisjoint(_texts(node.get("name")))
    )
    return next(said, None) or next(shown, None)


def _fields(article: Node, by_id: Mapping[str, Node], sites: Sequence[Node]) -> LinkedData:
    people, organisations = _authors(article, by_id)
    body = article.get("articleBody")
    main = article.get("mainEntityOfPage")
    return LinkedData(
        headlines=_texts(article.get("headline"), article.get("name")),
        authors=people,
        organisations=organisations,
        published=_texts(article.get("datePublished")),
        modified=_texts(article.get("dateModified")),
        created=_texts(article.get("dateCreated"), article.get("uploadDate")),
        languages=_texts(article.get("inLanguage")),
        sections=_texts(article.get("articleSection")),
        tags=_texts(article.get("keywords")),
        addresses=_addresses(article.get("url"), main, article.get("@id")),
        publisher=_names(article.get("publisher"), by_id) + _texts(*(s.get("name") for s in sites)),
        source=_names(article.get("sourceOrganization"), by_id)
        + _names(article.get("isBasedOn"), by_id),
        description=_texts(article.get("description")),
        ingredients=_texts(article.get("recipeIngredient"), article.get("ingredients")),
        body=body[:_LONGEST_BODY] if isinstance(body, str) else "",
    )


def _texts(*values: Any) -> tuple[str, ...]:
    """The strings among the values, one level deep, cleaned of markup."""
    found: list[str] = []
    for value in values:
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, dict):
                item = item.get("@value") or item.get("name")
            if isinstance(item, int) and not isinstance(item, bool):
                item = str(item)
            if isinstance(item, str) and item.strip() and len(found) < _MOST_VALUES:
                found.append(plain(item))
    return tuple(found)


def plain(text: str) -> str:
    """A string of a claim as a reader would see it: entities and tags resolved, space folded."""
    text = text[:_LONGEST]
    for _ in range(2):
        if "&" not in text:
            break
        text = html.unescape(text)
    if "<" in text:
        text = re.sub(r"<[^<>]{0,300}>", " ", text)
    if not text.isascii():
        for sign in _UNSEEN:
            text = text.replace(sign, "")
    return " ".join(text.split())


def _authors(article: Node, by_id: Mapping[str, Node]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Names of the persons and of the others that wrote the article."""
    people: list[str] = []
    others: list[str] = []
    for key in ("author", "creator"):
        for entry in _listed(article.get(key)):
            entry = _resolved(entry, by_id)
            named = _texts(entry if isinstance(entry, str) else entry.get("name"))
            if not named and isinstance(entry, dict):
                parts = (entry.get("givenName"), entry.get("familyName"))
                named = (" ".join(_texts(*parts)),) if all(parts) else ()
            other = isinstance(entry, dict) and any(map(_ORGANISATION.search, _types(entry)))
            (others if other else people).extend(named)
        if people:
            break
    return tuple(people[:_MOST_VALUES]), tuple(others[:_MOST_VALUES])


def _listed(value: Any) -> list[Any]:
    items = value if isinstance(value, list) else [value]
    flat = [one for item in items for one in (item if isinstance(item, list) else [item])]
    return [item for item in flat if isinstance(item, str | dict)]


def _resolved(entry: Any, by_id: Mapping[str, Node]) -> Any:
    """The node that a reference points to, where the page holds it."""
    if isinstance(entry, dict) and not entry.get("name") and isinstance(entry.get("@id"), str):
        return by_id.get(entry["@id"], entry)
    return entry


def _names(value: Any, by_id: Mapping[str, Node]) -> tuple[str, ...]:
    entries = [_resolved(entry, by_id) for entry in _listed(value)]
    return _texts(*(e if isinstance(e, str) else e.get("name") or e.get("url") for e in entries))


def _addresses(*values: Any) -> tuple[str, ...]:
    found = []
    for value in values:
        if isinstance(value, dict):
            value = value.get("@id") or value.get("url")
        if isinstance(value, str) and value.startswith(("http", "/")):
            found.append(value[:_LONGEST])
    return tuple(found)


def _from_fragments(texts: Sequence[str]) -> LinkedData:
    """What can be read of scripts that are no JSON at all, by the shape of single fields."""
    found: dict[str, list[str]] = {}
    for text in texts:
        for name, value in _BARE_FIELD.findall(text[:200_000]):
            found.setdefault(name, []).append(_unescaped(value))
        found.setdefault("author", []).extend(map(_unescaped, _BARE_AUTHOR.findall(text[:200_000])))
    return LinkedData(
        headlines=tuple(found.get("headline", ())[:1]),
        authors=tuple(found.get("author", ())[:_MOST_VALUES]),
        published=tuple(found.get("datePublished", ())[:1]),
        modified=tuple(found.get("dateModified", ())[:1]),
        created=tuple(found.get("dateCreated", ())[:1]),
        languages=tuple(found.get("inLanguage", ())[:1]),
        sections=tuple(found.get("articleSection", ())[:1]),
    )


def _unescaped(value: str) -> str:
    try:
        return plain(json.loads(f'"{value}"', strict=False))
    except ValueError:
        return plain(value)
