"""Bylines that name persons and the agency they write for, "Ann Lee, AFP", without a word for "by";
and lines that say whose copy a text is."""

import re
from functools import cache

from articles.bylines.authors import people
from articles.credits.lines import agency, parts_of
from articles.words.lists import data

_LONGEST, _LONGEST_LINE = 80, 300
_FEWEST_WORDS, _MOST_WORDS = 2, 4


def is_agency_byline(text: str) -> bool:
    """Whether a line is names of persons and of agencies, at least one of each, and nothing else.

    >>> is_agency_byline("Sanna Väisänen, STT"), is_agency_byline("Ann Lee and Tom Ray / Reuters")
    (True, True)
    >>> is_agency_byline("Foto: Ann Lee / AFP"), is_agency_byline("He told Ann Lee, AP")
    (False, False)
    """
    if len(text) > _LONGEST:
        return False
    parts = parts_of(text)
    persons = [part for part in parts if not agency(part)]
    return 0 < len(persons) < len(parts) and all(map(_is_person, persons))


def _is_person(part: str) -> bool:
    tokens = part.split()
    full = _FEWEST_WORDS <= len(tokens) <= _MOST_WORDS and all(t[0].isupper() for t in tokens)
    return full and people([part]) == (part,)


def copied_from(text: str) -> str:
    """The agency in a line that says the text comes from its feed.

    >>> copied_from("(This story has not been edited and is published from a PTI feed.)")
    'PTI'
    >>> copied_from("This story is published from a syndicated feed.")
    ''
    """
    if len(text) > _LONGEST_LINE or not any(word in text for word in _words_of_feeds()):
        return ""
    named = (name for match in _feeds().finditer(text) for name in match.groups() if name)
    return next(filter(agency, named), "")


@cache
def _words_of_feeds() -> frozenset[str]:
    """The longest word of each form: a quick look, for hardly a line has one."""
    return frozenset(max(reversed(form.split()), key=len) for form in data("credits.json")["feeds"])


@cache
def _feeds() -> re.Pattern[str]:
    forms = map(re.escape, sorted(data("credits.json")["feeds"], key=len, reverse=True))
    return re.compile("|".join(form.replace(r"\{\}", r"([^\s(),।.]{2,30})") for form in forms))
