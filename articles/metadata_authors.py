"""Who wrote an article: the persons that its statements name, else those its byline shows."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from selectolax.lexbor import LexborHTMLParser

from articles.agency_bylines import is_agency_byline
from articles.author_by import says_by, without_by
from articles.author_words import joining
from articles.authors import collectives, is_byline, opens_byline, people
from articles.dates import around_date, date_share, written_date
from articles.fold import words
from articles.metadata_author_rows import Row, element_row, link_rows
from articles.metadata_json import LinkedData
from articles.metadata_lines import lines_under_headline, rare_bylines
from articles.metadata_markup import Shown, Statements
from articles.wordlists import data

_LABELS = re.compile(
    r"written by|author|autor|auteur|verfasst|escrito por|écrit par|автор|geschrieben", re.I
)
_BY_INSIDE = re.compile(r"\s(?=(?:By|BY|Von|VON|Par|Por)\s[^\W\d_])")
_TAIL = re.compile(r"(?:\s+(?:on|am|le|el|il|den|dne|at|um)|\s+[^\W\d_]+\s?:|[\s|•·,–—-]+)$")
_JOINS = re.compile(r"\s(?:and|und|et|y|e|en|och|og|i|a|и|та|ve|&)\s", re.I)
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
_SIGN_OR_NUMBER = re.compile(r"[•|·;(\d]")
_MOST_LINES = 25
_LEAST_SHARE = 0.6  # of a line is its date
_LONGEST_NAMES = 80
_FEWEST_LETTERS = 4  # "DE", "IT" under one another is a menu of languages (a guess)


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
            shown = _surely_shown(page, tree, language)
            return _completed(_completed(found, next(shown), never), next(shown), never)
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
    names = people(shown, never) if len(shown) > 1 or any(map(_JOINS.search, shown)) else ()
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
    rows = link_rows(tree)
    line = next(filter(is_byline, (part for line in near for part in _undated(line.text))), "")
    yield [_names_apart(line, rows)]
    yield next((row.names for row in rows if _names_authors(row)), ())
    below = list(lines_under_headline(tree, page))
    lines = below[:_MOST_LINES]
    short = (part for line in lines if len(line) < 120 for part in _undated(line))
    yield [next(filter(is_byline, (*short, *_in_two_parts(lines))), "")]
    yield [next((line for line in lines if says_by(line, language)), "")]
    yield [next(_beside_dates(lines), "")]
    labelled = (pair for pair in _in_two_parts(below) if _LABELS.match(pair))
    yield [next(filter(is_byline, labelled), "")]


def _beside_dates(lines: Sequence[str]) -> Iterator[str]:
    """Lines of persons and their agency in or next to a line that is a date; elsewhere they are
    those of pictures."""
    dated = [date_share(line) >= _LEAST_SHARE for line in lines]
    for place, line in enumerate(lines):
        if any(dated[max(0, place - 1) : place + 2]) or written_date(line):
            yield from filter(is_agency_byline, _undated(line))


def _names_authors(row: Row) -> bool:
    told = row.sure or _may_be_names(row.names[0])
    return told and not any(map(_NOT_A_NAME.search, row.names))


def _names_apart(line: str, rows: Iterable[Row]) -> str:
    """A byline in which the names that are links cannot run into one."""
    row = next((row for row in rows if all(name in line for name in row.names)), None)
    return row.apart(line) if row is not None and len(row.names) > 1 else line


def _in_two_parts(lines: Sequence[str]) -> Iterator[str]:
    """Bylines whose word for "by" or label stands in an element of its own before the names."""
    for place, (label, names) in enumerate(pairwise(lines)):
        if len(names) < _LONGEST_NAMES and opens_byline(label) and not _is_menu(names):
            more = "".join(_further_names(lines[place + 2 : place + 6]))
            yield f"{label.rpartition('/')[2].strip(' :')}: {names}{more}"


def _is_menu(names: str) -> bool:
    return names.isascii() and len(names) < _FEWEST_LETTERS


def _further_names(lines: Sequence[str]) -> Iterator[str]:
    """What the next lines add to a byline of which each name is a link: "and Tom Ray | 3 March"."""
    joined = False
    for line in lines:
        part = _SIGN_OR_NUMBER.split(line, 1)[0].rstrip()
        small = line[0].islower() or line[0] == "&"  # "EN" is a menu's
        joins = line == "," or (small and _JOINS.match(f" {line} ") is not None)
        if not (joins or joined) or len(part) > _LONGEST_NAMES:
            return
        yield f" {part}"
        if part != line:
            return
        joined = joins and " " not in line


def _maybe_shown(page: Statements, tree: LexborHTMLParser) -> Iterator[Sequence[str]]:
    """Elements that are called authors and may hold names: rows of them, then one by one."""
    row = element_row(tree)
    yield row.names if row is not None and all(map(_may_be_names, row.names)) else ()
    for line in _near([*page.bylines, *rare_bylines(tree)])[:6]:
        if not _PATH.search(line.hint):
            pieces = (piece for part in _undated(line.text) for piece in _SIGN.split(part))
            # one by one: role and place follow the name
            yield from ([piece] for piece in pieces if _may_be_names(piece))


def _undated(text: str) -> Iterator[str]:
    """The parts of a line around its date, each also from an inner "By" on."""
    for part in around_date(text):
        part = _TAIL.sub("", part)
        inner = _BY_INSIDE.split(part)[-1]
        if inner != part:
            yield inner
        if part:
            yield part


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
