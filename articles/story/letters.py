"""Letters counted for many short texts at once: digits, capitals, short words.

The texts are laid end to end, and the sorts of all their letters are looked up at once.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from articles.words.letters import CAPITAL, DIGIT, WORD, Sorts, codes_of, sorts_of

Counts = NDArray[np.int32]

_SHORT = 3


def digits_and_capitals(texts: Sequence[str]) -> tuple[Counts, Counts, Counts]:
    """For each text its digits, its capitals, and the words that begin with a capital.

    >>> [counts.tolist() for counts in digits_and_capitals(["Ann Lee is 42", "МИР und Öl"])]
    [[2, 0], [2, 4], [2, 2]]
    """
    sorts, starts = _laid_out(texts)
    edge = _edges(sorts & WORD)
    capital = sorts & CAPITAL != 0
    return (
        _per_text(sorts & DIGIT != 0, starts),
        _per_text(capital, starts),
        _per_text(capital & edge, starts),
    )


def short_words(texts: Sequence[str]) -> Counts:
    """For each text its words of up to three letters.

    >>> short_words(["by noon the sea", "word"]).tolist()
    [3, 0]
    """
    sorts, starts = _laid_out(texts)
    edges = np.flatnonzero(_edges(sorts & WORD))
    first, end = edges[::2], edges[1::2]  # the last letter is a line break: each word has an end
    short = np.zeros(len(sorts), dtype=bool)
    short[first[end - first <= _SHORT]] = True
    return _per_text(short, starts)


def _laid_out(texts: Sequence[str]) -> tuple[Sorts, NDArray[np.intp]]:
    """The sorts of all letters, and where each text begins. Each ends with a line break."""
    lengths = np.fromiter(map(len, texts), dtype=np.intp, count=len(texts)) + 1
    starts = np.cumsum(lengths) - lengths
    return sorts_of(codes_of("\n".join(texts) + "\n")), starts


def _edges(is_word: NDArray[np.integer[Any]]) -> NDArray[np.bool_]:
    """Where words begin, and where what parts them begins."""
    edges = np.empty(len(is_word), dtype=bool)
    edges[0] = is_word[0]
    np.not_equal(is_word[1:], is_word[:-1], out=edges[1:])
    return edges


def _per_text(marks: NDArray[np.bool_], starts: NDArray[np.intp]) -> Counts:
    return np.add.reduceat(marks, starts, dtype=np.int32)
