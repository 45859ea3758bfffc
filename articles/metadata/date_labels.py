"""Lines that say of their dates what they are: "Published 3 March 2023 | Updated 4 March 2023"."""

import re
from functools import cache

from articles.dates.reading import date_share, written_date
from articles.words.lists import data

_WORD = re.compile(r"[^\W\d_]+")
_SIGNS = re.compile(r"\s*[|•·]\s*")
_LEAST_SHARE = 0.6  # of what stands behind the word for "updated" is its date (a guess)
_EDGE = " :：|•·,;()[]-–—/"
#: what may stand between a label and its date: signs, and "Sun,"
_DAY_OF_WEEK = re.compile(r"[\s:：|•·,;()\[\]–—/-]*(?:[^\W\d_]{2,12}\.?, ?)?")
_FIRST_UNSPACED = "\u0e00"


def published_part(text: str) -> str:
    """What a line says of the publication: without what it says of a change, without other parts.

    >>> published_part("Published 3 March 2023 | Updated 4 March 2023 | Ann Lee")
    '3 March 2023'
    >>> published_part("Updated 4 March 2023"), published_part("3 March 2023 | 10:15")
    ('', '3 March 2023 | 10:15')
    """
    told = next((part for changed, part in _parts(text) if not changed and _dated(part)), "")
    pieces = [piece for piece in _SIGNS.split(told) if _dated(piece)]
    return " | ".join(pieces)


def changed_date(text: str, language: str = "") -> str:
    """The date behind a word for "updated", where little else stands behind it; "" without one.

    >>> changed_date("Published 3 March 2023 | Updated 4 March 2023")
    '2023-03-04'
    >>> changed_date("Updated figures of 4 March 2023 show that fewer ferries left")
    ''
    """
    for changed, part in _parts(text):
        if changed and date_share(part) >= _LEAST_SHARE:
            return written_date(part, language)
    return ""


def label_before(text: str, place: int) -> int:
    """Where the label begins that stands right before a place of the line, and else the place.

    >>> label_before("Ann Lee | Published: 3 March 2023", 21)
    10
    >>> label_before("Ann Lee Updated: Sun, 3 March 2023", 22)
    8
    """
    head = text[:place]
    labels = [*_labels().finditer(head)] if _may_have_label(head) else []
    last = labels[-1] if labels else None
    return last.start() if last and _DAY_OF_WEEK.fullmatch(head, last.end()) else place


def says_changed(text: str) -> bool:
    """Whether a line has a word for "updated"."""
    return any(changed for changed, _ in _parts(text))


def _parts(text: str) -> list[tuple[bool, str]]:
    """The line cut before each label: whether the label tells of a change, and what follows it."""
    found, start, changed = [], 0, False
    for label in _labels().finditer(text) if _may_have_label(text) else ():
        found.append((changed, text[start : label.start()].strip(_EDGE)))
        start, changed = label.end(), bool(label["changed"])
    return [*found, (changed, text[start:].strip(_EDGE))]


def _may_have_label(text: str) -> bool:
    """A quick look, for most lines have none: a word that a label begins with, or other letters."""
    own = _WORD.findall(text.lower())
    return not _first_words().isdisjoint(own) or any(word[0] >= _FIRST_UNSPACED for word in own)


@cache
def _first_words() -> frozenset[str]:
    known = data("date_labels.json")
    return frozenset(_WORD.findall(w)[0] for w in (*known["published"], *known["changed"]))


def _dated(text: str) -> bool:
    return any(map(str.isdigit, text))


@cache
def _labels() -> re.Pattern[str]:
    known = data("date_labels.json")
    return re.compile(f"(?P<changed>{_any(known['changed'])})|{_any(known['published'])}", re.I)


def _any(words: list[str]) -> str:
    """A pattern of words, the longest first; one in letters that spaces part stands whole."""
    longest = sorted(map(re.escape, words), key=len, reverse=True)
    parted = "|".join(word for word in longest if word[0] < _FIRST_UNSPACED)
    unparted = "|".join(word for word in longest if word[0] >= _FIRST_UNSPACED)
    return rf"(?<![^\W_])(?:{parted})(?![^\W_])|{unparted}"
