"""When two headlines say the same, and which of a long list may."""

from collections import Counter
from collections.abc import Sequence
from functools import cache
from zlib import crc32

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA

from checks.headline_pairs import BINS, likely

Tokens = tuple[str, ...]
Ints = npt.NDArray[np.int64]

_HEAVIEST = 14  # tenths; words of eight letters and more


def alike(left: Tokens, right: Tokens) -> float:
    """How much two headlines have in common, 0 to 1: the Dice coefficient of their words.

    Long words weigh more than short ones; a word may differ by an ending or a slip of the finger.
    Headlines that state different numbers lose .3: they are a series as a rule. Weights and
    penalty were chosen on half of the human-labelled headline pairs; benchmarks/duplicates.py
    prints precision and recall on both halves.

    >>> round(alike(("storm", "closes", "bridge"), ("storms", "close", "bridge")), 2)
    0.93
    """
    matched, left_over, right_over = _match(left, right)
    total = sum(map(_weight, left)) + sum(map(_weight, right))
    numbers = any(t.isdigit() for t in left_over) and any(t.isdigit() for t in right_over)
    return max(0.0, 2 * matched / total - 0.3 * numbers) if total else 0.0


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
            matched += 0.9 * _weight(word)
    return matched, left_over, rest


def _variant(left: str, right: str) -> bool:
    """One word in two forms: another ending, or one letter off."""
    if left.isdigit() or right.isdigit() or abs(len(left) - len(right)) > 3:
        return False
    shorter = min(len(left), len(right))
    stem = max(4, shorter - 2)
    if shorter >= 4 and left[:stem] == right[:stem]:
        return True
    return shorter >= 5 and OSA.distance(left, right, score_cutoff=1) <= 1


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
