"""Who wrote an article: the persons that its statements name, else those its byline shows."""

import re
from collections.abc import Iterable, Iterator, Sequence

from articles.authors import is_byline, people
from articles.metadata_json import LinkedData
from articles.metadata_markup import Shown, Statements
from articles.wordlists import data

_LABELS = re.compile(
    r"written by|author|autor|auteur|verfasst|escrito por|écrit par|автор|geschrieben", re.I
)
_NOT_A_NAME = re.compile(
    r"\b(?:min(?:utes?)? read|read more|follow|share|comments?|published|updated|posted)\b"
    r"|\d{4}|\d:\d\d",
    re.I,
)


def authors_of(page: Statements, linked: LinkedData, never: Iterable[str]) -> tuple[str, ...]:
    """The persons, each once, in the order of the page."""
    never = tuple(never)
    for statements in _by_trust(page, linked):
        if found := people(statements, never):
            return found
    return ()


def _by_trust(page: Statements, linked: LinkedData) -> Iterator[Sequence[str]]:
    yield linked.authors
    for name in data("meta_names.json")["author"]:
        yield [value for value in page.meta.get(name, ()) if "://" not in value]
    yield list(_labelled(page))
    yield page.properties.get("author", [])
    yield page.properties.get("creator", [])
    yield linked.organisations
    yield from _shown(page.bylines)


def _labelled(page: Statements) -> Iterator[str]:
    """The pairs that some pages give to Twitter: a label and its value."""
    for number in "12":
        if _LABELS.search(page.first(f"twitter:label{number}")):
            yield page.first(f"twitter:data{number}")


def _shown(bylines: Sequence[Shown]) -> Iterator[Sequence[str]]:
    """Elements that look like bylines, the surest first."""
    near = [line for line in bylines if line.after_headline] or list(bylines)
    linked = [line for line in near if "rel-author" in line.hint or "author-link" in line.hint]
    fit = [line.text for line in linked if _may_be_names(line.text)]
    yield fit[:4]
    yield [line.text for line in near if is_byline(line.text)][:1]
    for line in near[:6]:
        if _may_be_names(line.text) and len(line.text) <= 80:
            yield [line.text]


def _may_be_names(text: str) -> bool:
    capitals = [token for token in text.split() if token[:1].isupper() or not token[:1].islower()]
    return not _NOT_A_NAME.search(text) and len(capitals) >= 2
