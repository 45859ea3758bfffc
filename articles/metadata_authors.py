"""Who wrote an article: the persons that its statements name, else those its byline shows."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from selectolax.lexbor import LexborHTMLParser

from articles.authors import collectives, is_byline, people
from articles.fold import words
from articles.metadata_json import LinkedData
from articles.metadata_markup import Shown, Statements, lines_under_headline
from articles.wordlists import data

_LABELS = re.compile(
    r"written by|author|autor|auteur|verfasst|escrito por|écrit par|автор|geschrieben", re.I
)
_DATE_TAIL = re.compile(
    r"(?:\s+(?:on|am|le|el|il|den|dne)\b|\s*[|•·,–—])\s*[^\W\d]*\.?\s*\d.*$|\s+\d.*$", re.S | re.I
)
_DATE_HEAD = re.compile(
    r"^[^\d]{0,30}\d.{0,40}?(?=\b(?:by|von|par|por|door|av|af)\s)|^[\d./: ]{6,20}[-–|,•]\s*", re.I
)
_JOINS = re.compile(r"\s(?:and|und|et|y|e|en|och|og|i|a|и|та|ve|&)\s", re.I)
_NOT_A_NAME = re.compile(
    r"\b(?:min(?:utes?)? read|read more|follow|share|comments?|published|updated|posted)\b"
    r"|\d{4}|\d:\d\d",
    re.I,
)
_MOST_LINES = 25


def authors_of(
    page: Statements, linked: LinkedData, tree: LexborHTMLParser, never: Iterable[str]
) -> tuple[str, ...]:
    """The persons, each once, in the order of the page; an agency or institute where a page
    states that and no person. Never the site itself."""
    never = tuple(never)
    stated = list(_stated(page, linked))
    for statements in stated:
        if found := people(statements, never):
            return _completed(found, next(_surely_shown(page, tree)), never)
    for line in _surely_shown(page, tree):
        if found := people([line], never):
            return found
    for statements in (linked.organisations, *stated):
        if others := collectives(statements, never):
            return others
    return next(filter(None, (people([line], never) for line in _maybe_shown(page.bylines))), ())


def _completed(found: tuple[str, ...], shown: str, never: Iterable[str]) -> tuple[str, ...]:
    """The stated persons, or all of the byline that names them and more."""
    keys = {words(name) for name in found}
    names = people([shown], never) if _JOINS.search(shown) else ()
    more = len(found) < len(names) <= len(found) + 4
    return names if more and keys < {words(name) for name in names} else found


def _stated(page: Statements, linked: LinkedData) -> Iterator[Sequence[str]]:
    """What metadata say, the most trusted first."""
    yield linked.authors
    for name in data("meta_names.json")["author"]:
        yield [value for value in page.meta.get(name, ()) if "://" not in value]
    yield list(_labelled(page))
    yield page.properties.get("author", [])
    yield page.properties.get("creator", [])
    yield linked.organisations


def _labelled(page: Statements) -> Iterator[str]:
    """The pairs that some pages give to Twitter: a label and its value."""
    for number in "12":
        if _LABELS.search(page.first(f"twitter:label{number}")):
            yield page.first(f"twitter:data{number}")


def _surely_shown(page: Statements, tree: LexborHTMLParser) -> Iterator[str]:
    """The line near the headline that says "by", then the first link to an author, then any
    line that says "by" and stands under the headline."""
    near = _near(page.bylines)
    yield next(filter(is_byline, (_undated(line.text) for line in near)), "")
    linked = [line for line in near if "rel-author" in line.hint or "author-link" in line.hint]
    yield next((line.text for line in linked if _may_be_names(line.text)), "")
    lines = islice(lines_under_headline(tree, page), _MOST_LINES)
    yield next(filter(is_byline, (_undated(line) for line in lines if len(line) < 120)), "")


def _maybe_shown(bylines: Sequence[Shown]) -> Iterator[str]:
    for line in _near(bylines)[:6]:
        text = _undated(line.text)
        if _may_be_names(text) and len(text) <= 80:
            yield text


def _undated(text: str) -> str:
    return _DATE_TAIL.sub("", _DATE_HEAD.sub("", text))


def _near(bylines: Sequence[Shown]) -> Sequence[Shown]:
    return [line for line in bylines if line.after_headline] or bylines


def _may_be_names(text: str) -> bool:
    capitals = [token for token in text.split() if not token[:1].islower()]
    return not _NOT_A_NAME.search(text) and len(capitals) >= 2
