"""When an article was last changed, as its page states or shows it."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser

from articles.dates.reading import machine_date, written_date
from articles.metadata.date_labels import changed_date, says_changed
from articles.metadata.lines import headline_line, text_lines
from articles.metadata.linked_data import LinkedData
from articles.metadata.markup import Statements
from articles.metadata.near import times_near_headline
from articles.words.lists import data

CHANGED = re.compile(r"modif|updat|edited|changed|revis", re.I)
_LONGEST_LINE = 120
#: Lines around the headline that may tell of a change, or from the top without one (guesses).
_LINES_NEAR, _FIRST = 15, 100


def modified_of(
    page: Statements, linked: LinkedData, tree: LexborHTMLParser, published: str, language: str
) -> str:
    """The moment of the last change, where the page states or shows it; what is shown is none
    before the publication."""
    if stated := stated_change(page, linked):
        return stated
    shown = (*_of_changed_times(tree, page), *_of_changed_lines(tree, page, language))
    return next((stamp for stamp in shown if stamp[:10] >= published[:10]), "")


def _of_changed_times(tree: LexborHTMLParser, page: Statements) -> Iterator[str]:
    for time in times_near_headline(tree, page):
        changed = CHANGED.search(time.hint) or says_changed(time.text)
        if changed and "related" not in time.hint and "live" not in time.hint:
            yield machine_date(time.stated) or written_date(time.text)


def _of_changed_lines(tree: LexborHTMLParser, page: Statements, language: str) -> Iterator[str]:
    lines = text_lines(tree, page)
    start = headline_line(lines, page)
    near = (
        lines[max(0, start - _LINES_NEAR) : start + _LINES_NEAR]
        if page.headings
        else lines[:_FIRST]
    )
    for line in near:
        dated = len(line) <= _LONGEST_LINE and any(map(str.isdigit, line))
        if dated and (stamp := changed_date(line, language)):
            yield stamp


def stated_change(page: Statements, linked: LinkedData) -> str:
    """The moment of the last change as metadata state it."""
    stated = (
        *linked.modified,
        *page.properties.get("datemodified", ()),
        *page.every(*data("meta_names.json")["modified"]),
    )
    return next(filter(None, map(machine_date, stated)), "")
