"""Lines levelled: their words in lower case, a space before and behind each.

In this form a listed phrase is a part of the line's string, and one search finds all of them.
"""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from articles.words.letters import (
    UNSPACED,
    UNSPACED_LETTERS,
    WORD,
    Codes,
    codes_of,
    sorts_of,
    text_of,
)

_TOKEN = re.compile(
    rf"[{UNSPACED_LETTERS}]|[^\W_{UNSPACED_LETTERS}]+(?:[՛՜՞]+[^\W_{UNSPACED_LETTERS}]+)*"
)
_SPACE, _BREAK = ord(" "), ord("\n")
#: a full stop at the end of a line, in whatever quotes or brackets
SENTENCE_END = re.compile(r"[.。।۔።။։]['\"”’)\]]*\s*$")
#: from this letter on a word may come in single letters: no spaces, or signs between
SINGLE_LETTERS = "\u0900"
_BEYOND_LATIN = re.compile(r"[^\W\0-\u036f]")
_MARKS = ".,:;!?…-–—|/()[]{}<>«»\"'“”„’।、。"
#: letters that capitals write without their sign: Greek accents, the Turkish i without a dot
_SIGNED = "άέήίόύώϊϋΐΰı"
#: marks of stress and of questions inside Armenian words
_INSIDE = "՛՜՞"
_PLAIN = str.maketrans(_SIGNED, "αεηιουωιυιυi", _INSIDE)


def levelled(texts: Sequence[str]) -> list[str]:
    """The words of each text, in lower case; in scripts without spaces every letter is one.

    >>> levelled(["Don't miss: 東京", "…"])
    [' don t miss 東 京 ', ' ']
    """
    if len(texts) == 1:  # ten times as fast as arrays for a single line
        words = _TOKEN.findall(lowered(texts[0]))
        return [f" {' '.join(words)} " if words else " "]
    if not texts:
        return []
    lines = " \n ".join([text.replace("\n", " ") for text in texts])
    lines = lowered(lines)
    codes = codes_of(f" {lines} ")
    sorts = sorts_of(codes)
    codes[((sorts & (WORD | UNSPACED) == 0) & (codes != _BREAK)) | (codes == ord("_"))] = _SPACE
    unspaced = sorts & UNSPACED != 0
    if unspaced.any():
        codes = _apart(codes, unspaced)
    kept = np.ones(len(codes), dtype=bool)
    np.not_equal(codes[1:], _SPACE, out=kept[1:])
    kept[1:] |= codes[:-1] != _SPACE
    return text_of(codes[kept]).split("\n")


def lowered(text: str) -> str:
    """A text in lower case, where capitals and small letters of a word become the same.

    >>> lowered("ΔΙΑΒΑΣΤΕ ΑΚΟΜΗ") == lowered("Διαβάστε ακόμη")
    True
    >>> lowered("DEVAMI") == lowered("Devamı")
    True
    """
    small = text.replace("İ", "i").lower()  # the only letter that two stand for in lower case
    if small.isascii() or not any(map(small.__contains__, _SIGNED + _INSIDE)):
        return small
    return small.translate(_PLAIN)


def _apart(codes: Codes, alone: NDArray[np.bool_]) -> Codes:
    """The letters, with spaces around each that is a word alone."""
    ends = np.cumsum(1 + 2 * alone)
    wide = np.full(ends[-1], _SPACE, dtype=codes.dtype)
    wide[ends - 1 - alone] = codes
    return wide


def is_latin(text: str) -> bool:
    """Whether no letter or digit of a text stands beyond the first Latin ones and their marks
    (those of Vietnamese do).

    >>> is_latin("Don’t miss: één"), is_latin("Новости")
    (True, False)
    """
    return text.isascii() or _BEYOND_LATIN.search(text) is None


def plain_words(text: str) -> list[str]:
    """What stands between the spaces and apostrophes of a text, in lower case, without marks."""
    parts = text.replace("'", " ").replace("’", " ").split()
    return [word for part in parts if (word := lowered(part.strip(_MARKS)))]


def after_words(text: str, count: int) -> str:
    """What stands in a text behind its first `count` words."""
    for match in _TOKEN.finditer(text):
        count -= 1
        if not count:
            return text[match.end() :]
    return ""


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text in lower case; in scripts without spaces every letter is one.

    >>> words_of("Don't miss 東京")
    ('don', 't', 'miss', '東', '京')
    """
    return tuple(_TOKEN.findall(lowered(text)))
