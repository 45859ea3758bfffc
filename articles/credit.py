"""Whose text this is: the agency or first publisher that the words of an article name.

Looked for where papers put it: before the first sentence, "OSTWICK (Agency) –", and in the last
lines, "(Agency)" or "This article was first published by …".
"""

import re
from collections.abc import Sequence
from functools import cache

from articles.address import site_of
from articles.fold import fold
from articles.wordlists import data

_AT_START = re.compile(
    r"[^()\n]{2,60}?[(/]\s?(?P<agency>[^()/\n]{2,40}?)\s?[)/]\s*[-–—:|]|\((?P<alone>[^()\n]{2,40})\)\s*[-–—:]"
)
_AT_END = re.compile(
    r"(?:[(–—-]|©|Source\s?:|Quelle\s?:)\s*([^()\[\]–—\n]{2,40}?)\s*[).]?\s*$", re.I
)
_AGENCIES_TOGETHER = re.compile(r"\s*(?:[,/&+]|\band\b|\bund\b|\bet\b|\by\b)\s*")
#: agencies whose names are ordinary words or other outlets too
_ORDINARY = frozenset(
    ("stat", "spa", "beta", "petra", "mehr", "imago", "sid", "cnn", "bbc", "bild")
)
_LOOK = 160
_LONGEST_NAME = 60


def credit_of(paragraphs: Sequence[str]) -> str:
    """The agency or publisher that a story names as its source, "" where it names none.

    >>> credit_of(["OSTWICK (Reuters) - The harbour has reopened.", "It was shut for days."])
    'Reuters'
    >>> credit_of(["The harbour reopened.", "This article was originally published by Sound Wire."])
    'Sound Wire'
    >>> credit_of(["The harbour (the old one) - reopened."])
    ''
    """
    for text in paragraphs[:2]:
        match = _AT_START.match(text[:_LOOK])
        if match and (agency := _agency(match["agency"] or match["alone"])):
            return agency
    for text in reversed(paragraphs[-3:]):
        if named := _first_published(text):
            return named
        match = _AT_END.search(text[-_LOOK:])
        if match and (agency := _agency(match[1])):
            return agency
        if agency := _agency(text) if len(text) <= _LONGEST_NAME else "":
            return agency
    return ""


def _agency(text: str) -> str:
    """The name as written, if it is a known agency's or several agencies'."""
    parts = _AGENCIES_TOGETHER.split(text.strip(" .()"))
    known = [part for part in parts if fold(part) in _agencies()]
    return text.strip(" .()") if known and len(known) == len(parts) else ""


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


@cache
def _agencies() -> frozenset[str]:
    return frozenset(data("people.json")["agencies"]) - _ORDINARY
