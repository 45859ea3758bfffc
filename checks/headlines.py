"""When two headlines say the same, and which of a long list may."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from zlib import crc32

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA

from articles.fold import is_unspaced, tokens, words
from checks.headline_pairs import BINS, likely
from checks.knowledge import data

Tokens = tuple[str, ...]
Ints = npt.NDArray[np.int64]

#: words from which one exchanged word is an edit rather than a series (a guess)
SERIES_BELOW = 10
#: words of a name, of a place or a team, that is exchanged (a guess)
NAME = 2
#: words up to which a headline names too little to stand for one event, unless the other is CLOSE
#: (both measured: docs/decisions/headline-pairs.md)
SHORT, CLOSE = 5, 0.8
#: letters of a word in which two neighbours may have changed places (a guess)
SWAPPED = 3
#: letters to a word in scripts without spaces (a guess)
LETTERS = 3
_HEAVIEST = 14  # tenths; words of eight letters and more


def alike(left: Tokens, right: Tokens) -> float:
    """How much two headlines have in common, 0 to 1: the Dice coefficient of their words.

    Long words weigh more than short ones; a word may differ by an ending or a slip of the finger,
    a small number may be written as a word. The weights were chosen on half of the human-labelled
    headline pairs; benchmarks/duplicates.py prints precision and recall on both halves.

    >>> round(alike(("storm", "closes", "bridge"), ("storms", "close", "bridge")), 2)
    0.93
    """
    left, right = sorted((_in_digits(left), _in_digits(right)))  # either way round, one answer
    matched = _match(left, right)[0]
    total = sum(map(_weight, left)) + sum(map(_weight, right))
    return 2 * matched / total if total else 0.0


def length(headline: Tokens) -> int:
    """Words of a headline; LETTERS letters of a script without spaces count as one.

    >>> length(("storm", "in", "東", "京", "湾"))
    3
    """
    letters = sum(map(is_unspaced, headline)) if not "".join(headline).isascii() else 0
    return len(headline) - letters + -(-letters // LETTERS)


def figures(told: Iterable[str]) -> list[str]:
    """The numbers, weekdays and months among folded words, each once, sorted.

    >>> figures(["on", "tuesday", "nine", "of", "12"])
    ['12', '2d', '9']
    """
    numbers = _words().numbers
    return sorted({numbers.get(w, w) for w in told if w in numbers or w[:1].isdigit()})


def set_apart(left: Tokens, right: Tokens) -> str:
    """Why two headlines that are alike may yet speak of two events, in words; "" if they do not.

    A series ("Stocks close lower on Monday") exchanges a word or a name of a short headline; a
    toll or a date is another number, a weekday or a month; a denial says the opposite.

    >>> set_apart(("storm", "leaves", "two", "dead"), ("storm", "leaves", "3", "dead"))
    'the numbers differ'
    """
    left, right = sorted((_in_digits(left), _in_digits(right)))
    _, left_over, right_over = _match(left, right)
    over = left_over + right_over
    if _numbers(left) != _numbers(right):
        return "the numbers differ"
    if any(word in _words().denials for word in over):
        return "one of them denies"
    if _reworded(left_over) and _reworded(right_over) and length(left) <= SERIES_BELOW:
        return f"“{''.join(left_over)}” stands for “{''.join(right_over)}”"
    own = [[word for word in side if len(word) >= 4] for side in (left_over, right_over)]
    if min(len(left), len(right)) <= SHORT and all(own) and alike(left, right) < CLOSE:
        return "few words, and each has one of its own"
    if max(len(left), len(right)) <= SERIES_BELOW:
        one, other = _between(left, right)
        apart = one == tuple(left_over) and other == tuple(right_over)
        if apart and 1 <= len(one) == len(other) <= NAME:
            return f"“{' '.join(one)}” stands for “{' '.join(other)}”"
    return ""


def _between(left: Tokens, right: Tokens) -> tuple[Tokens, Tokens]:
    """What stands between the words that both headlines begin with and those that end both."""
    most = min(len(left), len(right))
    first = next((n for n in range(most) if left[n] != right[n]), most)
    most -= first
    last = next((n for n in range(most) if left[-1 - n] != right[-1 - n]), most)
    return left[first : len(left) - last], right[first : len(right) - last]


def _reworded(left_over: Sequence[str]) -> bool:
    """Whether enough letters of a script without spaces are left for a word; one may be a slip."""
    return len(left_over) > 1 and sum(map(is_unspaced, left_over)) > 1


def _numbers(headline: Tokens) -> list[str]:
    """Numbers, weekdays and months; of scripts without spaces also the denials, in order."""
    spoken = [word for word in headline if word[0].isdigit()]
    tight = "".join(headline)
    if not tight.isascii():
        spoken += [_words().within.get(found, found) for found in _within().findall(tight)]
    return sorted(set(spoken))


def _in_digits(headline: Tokens) -> Tokens:
    numbers = _words().numbers
    return tuple(numbers.get(word, word) for word in headline)


@dataclass(frozen=True, slots=True)
class _Words:
    """Words that make a headline another one, folded; `within` stand in runs of letters."""

    numbers: dict[str, str]
    denials: frozenset[str]
    within: dict[str, str]


@cache
def _words() -> _Words:
    table = data("headline_words.json")
    numbers = {words(word): value for word, value in table["numbers"].items()}
    numbers |= {words(word): value for word, value in table["calendar"].items()}
    within = {"".join(tokens(word)): value for word, value in table["within"].items()}
    return _Words(numbers, frozenset(map(words, table["denials"])), within)


@cache
def _within() -> re.Pattern[str]:
    """What stands in `_Words.within`, the longest first, and numbers in Chinese characters."""
    longest = sorted(_words().within, key=len, reverse=True)
    return re.compile("|".join([*map(re.escape, longest), "[〇零一二两兩三四五六七八九十百千]+"]))


def _match(left: Tokens, right: Tokens) -> tuple[float, list[str], list[str]]:
    """Weight of the words that pair up, and the words of each side that do not."""
    rest, left_over, matched = list(right), [], 0.0
    for word in left:
        if word in rest:
            rest.remove(word)
            matched += _weight(word)
        else:
            left_over.append(word)
    for word in left_over[:]:
        other = next((other for other in rest if _variant(word, other)), None)
        if other is not None:
            rest.remove(other)
            left_over.remove(word)
            matched += 0.45 * (_weight(word) + _weight(other))
    return matched, left_over, rest


def _variant(left: str, right: str) -> bool:
    """One word in two forms: another ending, or one letter off."""
    if left.isdigit() or right.isdigit() or abs(len(left) - len(right)) > 3:
        return False
    if not (left.isascii() and right.isascii()) and _spelt_out(left) == _spelt_out(right):
        return True
    shorter = min(len(left), len(right))
    is_anagram = len(left) == len(right) >= SWAPPED and sorted(left) == sorted(right)
    if is_anagram and OSA.distance(left, right, score_cutoff=1) <= 1:
        return True
    stem = max(4, shorter - 2)
    if shorter >= 4 and left[:stem] == right[:stem]:
        return True
    return shorter >= 5 and OSA.distance(left, right, score_cutoff=1) <= 1


def _spelt_out(word: str) -> str:
    """A word as it is typed where the letter is missing.

    >>> _spelt_out("fähre"), _spelt_out("smørrebrød")
    ('faehre', 'smoerrebroed')
    """
    return word.translate(_TYPED)


_TYPED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "æ": "ae", "å": "aa"})


def _weight(word: str) -> int:
    """How much a word says, in tenths."""
    if word.isdigit():
        return 10
    return 5 if len(word) <= 3 else min(6 + len(word), _HEAVIEST)


def candidates(headlines: Sequence[Tokens], at_least: float) -> Ints:
    """Pairs (i, j), i < j, sorted, of headlines that may be alike to `at_least`, 0 to 1.

    They share two of their rarest words or one very rare one, and their words' beginnings have
    enough in common, where one word may have slipped at its beginning.
    """
    sizes = [sum(map(_weight, headline)) for headline in headlines]
    return likely(headlines, sizes, _beginnings(headlines), at_least, slack=_HEAVIEST)


def _beginnings(headlines: Sequence[Tokens]) -> npt.NDArray[np.uint8]:
    """The weight of each headline's words, spread over columns by their first four letters."""
    column = cache(lambda word: crc32(word[:4].encode("utf-8", "surrogatepass")) % BINS)
    table = np.zeros((len(headlines), BINS), np.uint8)
    for row, headline in enumerate(headlines):
        spread = Counter[int]()
        for word in headline:
            spread[column(word)] += _weight(word)
        table[row, list(spread)] = [min(255, weight) for weight in spread.values()]
    return table
