"""Whose text this is: the agency or first publisher that the words of an article name.

Looked for where papers put it: before the first sentence, "OSTWICK (Agency) –", and in the last
lines, "(Agency)" or "This article was first published by …".
"""

import re
from collections.abc import Iterable, Sequence

from articles.addresses.canonical import site_of
from articles.bylines.agencies import copied_from, is_agency_byline
from articles.bylines.authors import is_byline
from articles.credits.lines import (
    agency,
    agency_of_byline,
    agency_of_dateline,
    credits_around,
    named_source,
    thanked,
)
from articles.words.lists import data

_AT_START = re.compile(
    r"[^()\n]{2,60}?[(/]\s?(?P<agency>[^()/\n]{2,40}?)\s?[)/]\s*[-–—:|]|\((?P<alone>[^()\n]{2,40})\)\s*[-–—:]"
)
_AT_END = re.compile(
    r"(?:[(–—-]|©|Source\s?:|Quelle\s?:)\s*([^()\[\]–—\n]{2,40}?)\s*[).]?\s*$", re.I
)
_LOOK = 160
_FIRST, _PROSE = 6, 40  # paragraphs among which the opening is, bytes that prose has (guesses)
_LONGEST_NAME = 60


def credit_of(
    paragraphs: Sequence[str], above: Iterable[str] = (), below: Iterable[str] = ()
) -> str:
    """The agency or publisher that a story names as its source, "" where it names none. `above`
    and `below` are the lines around it that tell of authors and time.

    >>> credit_of(["OSTWICK (Reuters) - The harbour has reopened.", "It was shut for days."])
    'Reuters'
    >>> credit_of(["The harbour reopened.", "This article was originally published by Sound Wire."])
    'Sound Wire'
    >>> credit_of(["The harbour (the old one) - reopened."])
    ''
    """
    prose = [text for text in paragraphs[:_FIRST] if len(text.encode("utf-8", "replace")) >= _PROSE]
    for text in prose[:2] or paragraphs[:1]:
        match = _AT_START.match(text[:_LOOK])
        if match and (name := agency(match["agency"] or match["alone"])):
            return name
        if name := agency_of_dateline(text[:_LOOK]) or named_source(text):
            return name
    closing = (_of_last_line(text) for text in reversed(paragraphs[-3:]))
    return next(filter(None, closing), "") or next(filter(None, credits_around(above, below)), "")


def _of_last_line(text: str) -> str:
    """What one of the last lines names: the first publisher, or an agency."""
    if named := _first_published(text) or named_source(text) or thanked(text) or copied_from(text):
        return named
    match = _AT_END.search(text[-_LOOK:])
    if match and (name := agency(match[1])):
        return name
    if is_agency_byline(text) or is_byline(text):
        return agency_of_byline(text)
    return agency(text) or _thanks(text) if len(text) <= _LONGEST_NAME else ""


def _thanks(text: str) -> str:
    """The agency of a line in brackets, "(with AFP)"."""
    return agency_of_byline(text) if text[:1] in "([（" and text[-1:] in ")]）." else ""


def _first_published(text: str) -> str:
    """What stands after "originally published by" in a line that says so."""
    if len(text) > 600:
        return ""
    folded = text.casefold()
    for phrase in data("lead_lines.json")["republished"]:
        place = folded.find(phrase)
        if place >= 0 and len(folded) == len(text):
            rest = text[place + len(phrase) :].strip(" :–—-“\"'")
            if host := re.match(r"(?:https?://)?[\w-]+(?:\.[\w-]+)+(?:/\S*)?", rest):
                return site_of(host[0])
            return _name_at_start(rest)
    return ""


def _name_at_start(text: str) -> str:
    """The capitalised words that a text begins with; up to a stop where letters have no case."""
    taken = []
    for word in text.split()[:8]:
        if word[0].islower() and word not in ("the", "of", "and", "&", "de", "du", "la"):
            break
        taken.append(word)
        if word[-1] in ".,;:。，":
            break
    while taken and taken[-1][0].islower():
        taken.pop()
    return " ".join(taken).removeprefix("the ").strip(" .,;:。，'’”\"")[:_LONGEST_NAME]
