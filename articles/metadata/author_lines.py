"""Lines under a headline that name authors: bylines in one element or two, or beside a date."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from articles.bylines.agencies import is_agency_byline
from articles.bylines.authors import opens_byline
from articles.dates.reading import around_date, date_share, written_date

_BY_INSIDE = re.compile(r"\s(?=(?:By|BY|Von|VON|Par|Por)\s[^\W\d_])")
_TAIL = re.compile(r"(?:\s+(?:on|am|le|el|il|den|dne|at|um)|\s+[^\W\d_]+\s?:|[\s|•·,–—-]+)$")
JOINS = re.compile(r"\s(?:and|und|et|y|e|en|och|og|i|a|и|та|ve|&)\s", re.I)
_SIGN_OR_NUMBER = re.compile(r"[•|·;(\d]")
_LEAST_SHARE = 0.6  # of a line is its date
_LONGEST_NAMES = 80
_FEWEST_LETTERS = 4  # "DE", "IT" under one another is a menu of languages (a guess)


def undated(text: str) -> Iterator[str]:
    """The parts of a line around its date, each also from an inner "By" on."""
    for part in around_date(text):
        part = _TAIL.sub("", part)
        inner = _BY_INSIDE.split(part)[-1]
        if inner != part:
            yield inner
        if part:
            yield part


def in_two_parts(lines: Sequence[str]) -> Iterator[str]:
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
        joins = line == "," or (small and JOINS.match(f" {line} ") is not None)
        if not (joins or joined) or len(part) > _LONGEST_NAMES:
            return
        yield f" {part}"
        if part != line:
            return
        joined = joins and " " not in line


def beside_dates(lines: Sequence[str]) -> Iterator[str]:
    """Lines of persons and their agency in or next to a line that is a date; elsewhere they are
    those of pictures."""
    dated = [date_share(line) >= _LEAST_SHARE for line in lines]
    for place, line in enumerate(lines):
        if any(dated[max(0, place - 1) : place + 2]) or written_date(line):
            yield from filter(is_agency_byline, undated(line))
