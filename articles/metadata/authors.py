"""Who wrote an article: the persons that its statements name, else those its byline shows."""

import re
from collections.abc import Iterable, Iterator, Sequence

from selectolax.lexbor import LexborHTMLParser

from articles.bylines.authors import collectives, is_byline, people
from articles.bylines.by import says_by, without_by
from articles.bylines.words import joining
from articles.metadata.author_lines import JOINS, beside_dates, in_two_parts, undated
from articles.metadata.author_rows import Row, element_row, link_rows, perhaps_rows
from articles.metadata.lines import lines_under_headline, rare_bylines
from articles.metadata.linked_data import LinkedData
from articles.metadata.markup import Shown, Statements
from articles.words.fold import words
from articles.words.lists import data

_LABELS = re.compile(
    r"written by|author|autor|auteur|verfasst|escrito por|écrit par|автор|geschrieben", re.I
)
_NOT_A_NAME = re.compile(
    r"\b(?:min(?:utes?)? read|read more|more posts|all posts|follow|share|comments?)\b"
    r"|\b(?:published|updated|posted)\b"
    r"|^(?:all|alle|alles|tous|toutes|todos|todas|tutti|minden|toate|wszys\w+|všichni|все|всі|tüm)\s"
    r"|\d{4}|\d:\d\d",
    re.I,
)
_BRACKETS = re.compile(r"\([^()]*\)")
_AT_WORK = frozenset(("in", "from", "at", "aus", "à", "en"))
_PATH = re.compile(r"breadcrumb|pathway", re.I)
_SIGN = re.compile(r"\s+[|•·]\s+")
_MOST_LINES = 25


def authors_of(
    page: Statements,
    linked: LinkedData,
    tree: LexborHTMLParser,
    never: Iterable[str],
    language: str = "",
) -> tuple[str, ...]:
    """The persons, each once, in the order of the page; an agency or institute where a page
    states that and no person. Never the site itself. `language` is the page's."""
    found = _found(page, linked, tree, tuple(never), language)
    return tuple(without_by(name, language) for name in found)


def _found(
    page: Statements,
    linked: LinkedData,
    tree: LexborHTMLParser,
    never: tuple[str, ...],
    language: str,
) -> tuple[str, ...]:
    stated = list(_stated(page, linked))
    for statements in stated:
        if found := people(statements, never):
            lines = _surely_shown(page, tree, language)
            return _completed(_completed(found, next(lines), never), next(lines), never)
    for shown in _surely_shown(page, tree, language):
        if found := people(shown, never):
            return found
    for statements in (linked.organisations, *stated):
        if others := collectives(statements, never):
            return others
    maybe = (people(lines, never) for lines in _maybe_shown(page, tree))
    accounts = (collectives(statements, never, handles=True) for statements in stated)
    return next(filter(None, maybe), ()) or next(filter(None, accounts), ())


def _completed(
    found: tuple[str, ...], shown: Sequence[str], never: Iterable[str]
) -> tuple[str, ...]:
    """The stated persons, or all of the byline that names them and more."""
    keys = {words(name) for name in found}
    names = people(shown, never) if len(shown) > 1 or any(map(JOINS.search, shown)) else ()
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


def _surely_shown(
    page: Statements, tree: LexborHTMLParser, language: str
) -> Iterator[Sequence[str]]:
    """The line near the headline that says "by", then the first row of links to authors, then any
    line that says "by" and stands under the headline, then a name below a label of authors."""
    near = _near(page.bylines)
    rows = link_rows(page)
    line = next(filter(is_byline, (part for line in near for part in undated(line.text))), "")
    yield [_names_apart(line, rows)]
    yield next((row.names for row in rows if _names_authors(row)), ())
    perhaps = (row for row in perhaps_rows(tree, page) if _may_be_names(row.names[0]))
    yield next((row.names for row in perhaps if _names_authors(row)), ())
    below = list(lines_under_headline(tree, page))
    lines = below[:_MOST_LINES]
    short = (part for line in lines if len(line) < 120 for part in undated(line))
    yield [next(filter(is_byline, (*short, *in_two_parts(lines))), "")]
    yield [next((line for line in lines if says_by(line, language)), "")]
    yield [next(beside_dates(lines), "")]
    labelled = (pair for pair in in_two_parts(below) if _LABELS.match(pair))
    yield [next(filter(is_byline, labelled), "")]


def _names_authors(row: Row) -> bool:
    return not any(map(_NOT_A_NAME.search, row.names))


def _names_apart(line: str, rows: Iterable[Row]) -> str:
    """A byline in which the names that are links cannot run into one."""
    row = next((row for row in rows if all(name in line for name in row.names)), None)
    return row.apart(line) if row is not None and len(row.names) > 1 else line


def _maybe_shown(page: Statements, tree: LexborHTMLParser) -> Iterator[Sequence[str]]:
    """Elements that are called authors and may hold names: rows of them, then one by one."""
    row = element_row(tree, page)
    yield row.names if row is not None and all(map(_may_be_names, row.names)) else ()
    for line in _near([*page.bylines, *rare_bylines(tree, page)])[:6]:
        if not _PATH.search(line.hint):
            pieces = (piece for part in undated(line.text) for piece in _SIGN.split(part))
            # one by one: role and place follow the name
            yield from ([piece] for piece in pieces if _may_be_names(piece))


def _near(bylines: Sequence[Shown]) -> Sequence[Shown]:
    return [line for line in bylines if line.after_headline] or bylines


def _may_be_names(text: str) -> bool:
    """Whether a line near the headline is nothing but a few capitalised words."""
    tokens = [token for token in _BRACKETS.sub(" ", text).split() if not _joins_names(token)]
    capital = [token for token in tokens if token[0].isupper()]
    few = len(capital) >= 2 and len(text) <= 80 and len(tokens) - len(capital) <= 2
    return few and not _NOT_A_NAME.search(text)


def _joins_names(token: str) -> bool:
    """Whether a small word may stand between names, or between a name and its place of work."""
    return token in _AT_WORK or token in joining()
