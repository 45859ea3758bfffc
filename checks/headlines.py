"""When two headlines say the same, and which of a long list may."""

from collections import Counter
from collections.abc import Sequence
from functools import cache
from zlib import crc32

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA

from articles.words.fold import is_unspaced
from checks.headline_pairs import BINS, likely
from checks.headline_words import Tokens, are_rivals, in_digits

Ints = npt.NDArray[np.int64]

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
    if are_joined(left, right):
        return 1.0
    left, right = sorted((in_digits(left), in_digits(right)))  # either way round, one answer
    matched = match(left, right)[0]
    total = sum(map(_weight, left)) + sum(map(_weight, right))
    return 2 * matched / total if total else 0.0


def are_joined(left: Tokens, right: Tokens) -> bool:
    """Whether the same letters stand in both and only their spaces or hyphens differ.

    >>> are_joined(("co", "operative", "closes"), ("cooperative", "closes"))
    True
    """
    return len(left) != len(right) and "".join(left) == "".join(right) and not _has_numbers(left)


def _has_numbers(headline: Tokens) -> bool:
    return any(word[:1].isdigit() for word in headline)


def length(headline: Tokens) -> int:
    """Words of a headline; LETTERS letters of a script without spaces count as one.

    >>> length(("storm", "in", "東", "京", "湾"))
    3
    """
    letters = sum(map(is_unspaced, headline)) if not "".join(headline).isascii() else 0
    return len(headline) - letters + -(-letters // LETTERS)


def match(left: Tokens, right: Tokens) -> tuple[float, list[str], list[str]]:
    """Weight of the words that pair up, and the words of each side that do not."""
    rest, left_over, matched = list(right), [], 0.0
    for word in left:
        if word in rest:
            rest.remove(word)
            matched += _weight(word)
        else:
            left_over.append(word)
    for word in left_over[:]:
        other = next((other for other in rest if is_variant(word, other)), None)
        if other is not None:
            rest.remove(other)
            left_over.remove(word)
            matched += 0.45 * (_weight(word) + _weight(other))
    return matched, left_over, rest


def is_variant(left: str, right: str) -> bool:
    """One word in two forms: another ending, or one letter off."""
    if left.isdigit() or right.isdigit() or abs(len(left) - len(right)) > 3:
        return False
    if are_rivals(left, right):
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
