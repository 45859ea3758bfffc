"""Names inside of credits: whether what stands behind "Photo:" or "By" may be one, or several.

Where a script has capitals a name shows them; where it has none it is short.
"""

import re
from collections.abc import Collection
from functools import cache

from articles.credits.lines import agencies
from articles.words.fold import fold
from articles.words.levelled import levelled
from articles.words.lists import data

_PARTS = re.compile(r"\s*(?:[/／|,、，;；&+＆・]|\s[–—-]\s)\s*")
_AND = re.compile(rf"{_PARTS.pattern}|\s(?:and|und|et|y|e|i|och|og|en|ja|dan|ve|и|та|і|și|és)\s")
_TOKENS = re.compile(r"[\s/／|,;&+、，・()\[\]（）]+")
_EDGE = " \t\u00a0.,:;·•*-–—()[]（）【】〔〕{}"
_REFUSED = re.compile(
    r"[?!？！。।؟<>{}\"“”„«»「」…%€$£]|\.{2}|['’]s\b|(?:^|\s)['‘’]"
    # what stands behind a noun in a Japanese sentence
    r"|[はがを]|による|[\u30a0-\u30ff\u3400-\u9fff]で"
)
_UNSPACED = "\u0e00"
_YEAR = re.compile(r"(?:19|20)\d\d")
_ACCOUNT = re.compile(r"@[\w.]+|(?:www\.)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,4}", re.I)
#: small words inside of names
_INSIDE = frozenset(
    "af al av bin da dal dalla das de degli dei del della den der des di do dos du e el i ibn la"
    " las le lo los op ter ten und van vom von y zu zum zur d' ten bint zum och og and et i és și"
    " ja y e en ve и та і und & met med mit con com avec dan với και ir un və җәне".split()
)
#: words of one name, of all names; letters of one in a script without capitals, without spaces
_MOST_OF_ONE, _MOST, _MOST_PLAIN, _MOST_LETTERS = 5, 12, 4, 16


def may_be_names(text: str, known: Collection[str] = (), most: int = _MOST) -> bool:
    """Whether a text may be the names of persons, houses or accounts and nothing else. `known`
    are the words, levelled, that may stand between, `most` how many words there may be.

    >>> may_be_names("Ida Holm/AFP"), may_be_names("the word alone")
    (True, False)
    """
    if not text.strip(_EDGE) or _REFUSED.search(text):
        return False
    words = [word for token in _TOKENS.split(text) if (word := token.strip(_EDGE))]
    if not 1 <= len(words) <= most or not all(_may_stand(word, known) for word in words):
        return False
    return all(_is_short(part, known) for part in _AND.split(text))


def are_persons(text: str) -> bool:
    """Whether the first name in a text has two words or more, as a person's, or is an agency's.

    >>> are_persons("Ida Holm, dpa"), are_persons("Land and Sea")
    (True, False)
    """
    first = next(filter(None, (part.strip(_EDGE) for part in _AND.split(text))), "")
    return is_agency(first) or sum(not is_small(word) for word in first.split()) > 1


def are_full_names(text: str) -> bool:
    """Whether each name in a text has two or three words.

    >>> are_full_names("Ida Holm und Bo Lind"), are_full_names("Ida, Bo Lind")
    (True, False)
    """
    names = (name.strip() for name in _AND.split(text))
    return all(1 <= name.count(" ") <= 2 for name in names if name)


def is_small(word: str) -> bool:
    """Whether a word begins with a small letter; Georgian ones are but by name."""
    return word[0].islower() and not "\u10d0" <= word[0] <= "\u10ff"


def is_quiet(text: str) -> bool:
    """Whether no mark of a sentence or a quotation stands in a text."""
    return bool(text) and not _REFUSED.search(text)


def is_agency(text: str) -> bool:
    """Whether a text is the name of an agency, for words or for pictures."""
    return fold(text.strip(_EDGE)) in agencies() or _levelled(text) in _picture_agencies()


def holds_agency(text: str) -> bool:
    """Whether one part of a text is an agency's name."""
    return any(map(is_agency, _PARTS.split(text)))


def plain(text: str) -> bool:
    """Whether a text holds letters of a script without capitals."""
    return any(
        letter.isalpha() and (letter.lower() == letter.upper() or "\u10d0" <= letter <= "\u10ff")
        for letter in text
    )


def _may_stand(word: str, known: Collection[str]) -> bool:
    """Whether a word may stand in a name: with a capital, small where it is known, a year."""
    if word[0].isdigit():
        return bool(_YEAR.fullmatch(word)) or not word.isdigit()
    if not is_small(word):
        return True
    low = word.lower()
    return (
        low in _INSIDE
        or bool(_ACCOUNT.fullmatch(word))
        or low in known
        or is_agency(word)
        or any(letter.isupper() or letter.isdigit() for letter in word[1:])  # "g1"
    )


def _is_short(part: str, known: Collection[str]) -> bool:
    words = [word for word in part.split() if word.lower().strip(_EDGE) not in known]
    letters = sum(letter >= "\u0e00" for letter in part)
    if letters > len(part) / 2:
        unknown = part
        for form in sorted(known, key=len, reverse=True):
            unknown = unknown.replace(form, "")
        return sum(letter.isalpha() for letter in unknown) <= _MOST_LETTERS + 10 * (
            max(part) < "\u1100"
        )
    return len(words) <= (_MOST_PLAIN if plain(part) else _MOST_OF_ONE)


def _levelled(text: str) -> str:
    return levelled([text])[0]


@cache
def _picture_agencies() -> frozenset[str]:
    return frozenset(levelled(data("stray_caption.json")["agencies"].split(",")))
