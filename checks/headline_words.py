"""Words that make a headline another one: numbers, days, denials, opposites, one's own names.

All words are folded (`articles.words.fold.words`). The lists are written by hand, in some forty
languages, and stand in `checks/data/headline_words.json`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from articles.words.fold import tokens, words
from checks.knowledge import data

Tokens = tuple[str, ...]


def figures(told: Iterable[str]) -> list[str]:
    """The numbers, weekdays and months among folded words, each once, sorted.

    >>> figures(["on", "tuesday", "nine", "of", "12"])
    ['12', '2d', '9']
    """
    numbers = _words().numbers
    return sorted({numbers.get(w, w) for w in told if w in numbers or w[:1].isdigit()})


def in_digits(headline: Tokens) -> Tokens:
    """The headline with its small numbers, weekdays and months in one form each.

    >>> in_digits(("two", "dead", "on", "monday"))
    ('2', 'dead', 'on', '1d')
    """
    numbers = _words().numbers
    return tuple(numbers.get(word, word) for word in headline)


def spoken(headline: Tokens) -> list[str]:
    """Numbers, weekdays and months; of scripts without spaces also denials and verdicts, in order.
    The headline is `in_digits`."""
    found = [word for word in headline if word[0].isdigit()]
    tight = "".join(headline)
    if not tight.isascii():
        found += [_words().within.get(inside, inside) for inside in _within().findall(tight)]
    return sorted(set(found))


def denies(word: str) -> bool:
    """Whether the word denies what stands beside it."""
    return word in _words().denials


def joins(told: Tokens) -> bool:
    """Whether all of these only join: "Iraq and Syria" are "Syria and Iraq"."""
    return all(word in _words().joining for word in told)


def is_adverbial(told: Tokens) -> bool:
    """Whether these say when, where or why: "in Brussels" takes no part in what is done."""
    return told[0] in _words().adverbial


def are_rivals(left: str, right: str) -> bool:
    """Whether the two are opposites, or two names that a slip alone keeps apart.

    >>> are_rivals("convicts", "cleared"), are_rivals("iran", "iraq"), are_rivals("says", "said")
    (True, True, False)
    """
    here, there = _words().sides.get(left), _words().sides.get(right)
    if not (here and there):
        return False
    return any(there.get(group, side) != side for group, side in here.items())


@dataclass(frozen=True, slots=True)
class _Words:
    """`within` stand in runs of letters; `sides` says of each word on which side of which groups
    of opposites it stands."""

    numbers: dict[str, str]
    denials: frozenset[str]
    within: dict[str, str]
    joining: frozenset[str]
    adverbial: frozenset[str]
    sides: dict[str, dict[int, int]]


@cache
def _words() -> _Words:
    table = data("headline_words.json")
    numbers = {words(word): value for word, value in table["numbers"].items()}
    numbers |= {words(word): value for word, value in table["calendar"].items()}
    within = {"".join(tokens(word)): value for word, value in table["within"].items()}
    denials, joining, adverbial = (
        frozenset(map(words, told))
        for told in (table["denials"], table["joining"].split(), table["adverbial"].split())
    )
    groups = [*table["opposites"], *(names.split() for names in table["names"])]
    return _Words(numbers, denials, within, joining, adverbial, _sides(groups))


def _sides(groups: list[list[str]]) -> dict[str, dict[int, int]]:
    found: dict[str, dict[int, int]] = {}
    for number, group in enumerate(groups):
        for side, told in enumerate(group):
            for word in told.split():
                found.setdefault(words(word), {})[number] = side
    return found


@cache
def _within() -> re.Pattern[str]:
    """What stands in `_Words.within`, the longest first, and numbers in Chinese characters."""
    longest = sorted(_words().within, key=len, reverse=True)
    return re.compile("|".join([*map(re.escape, longest), "[〇零一二两兩三四五六七八九十百千]+"]))
