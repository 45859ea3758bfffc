"""When two headlines say the same, and which pairs of a long list are worth asking about."""

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA

Tokens = tuple[str, ...]
Ints = npt.NDArray[np.int64]

#: rarest words of a headline whose pairs are its keys: recall .98 of `ratio >= 90` and more is
#: printed by benchmarks/duplicates.py
RAREST = 5
#: headlines under one key that are compared with their neighbours in length
RUN_CAP = 64
#: a word so rare is a key by itself
ALONE_BELOW = 12


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


def _weight(word: str) -> float:
    if word.isdigit():
        return 1.0
    return 0.5 if len(word) <= 3 else 1.0 + 0.1 * min(len(word) - 4, 4)


def candidates(headlines: Sequence[Tokens]) -> Ints:
    """Pairs (i, j), i < j, of headlines that share two of their rarest words or one very rare one.

    Shape (pairs, 2), sorted. Words that stand in one headline only are left aside: a misspelt
    word would otherwise be the rarest. Time and memory grow with the number of headlines times
    RAREST squared, not with the number of pairs that a common word would make.
    """
    if len(headlines) < 2:
        return np.empty((0, 2), dtype=np.int64)
    rarest, rarity = _rarest(headlines)
    rows = np.arange(len(headlines), dtype=np.int64)
    keys = [
        _pack(rarest[:, i], rarest[:, j], rows) for i in range(RAREST) for j in range(i + 1, RAREST)
    ]
    for i in range(2):
        word = rarest[:, i]
        rare = (word >= 0) & (rarity[word] <= ALONE_BELOW)
        keys.append(_pack(word, np.where(rare, 0, -1), rows))
    lengths = np.fromiter(map(len, headlines), dtype=np.int64, count=len(headlines))
    return _pairs_in_runs(np.concatenate(keys), lengths)


def _rarest(headlines: Sequence[Tokens]) -> tuple[Ints, Ints]:
    """The RAREST shared words of each headline as ranks by rarity (-1: none), and each rank's
    number of headlines."""
    vocabulary: dict[str, int] = {}
    flat: list[int] = []
    counts: list[int] = []
    for headline in headlines:
        unique = dict.fromkeys(headline)
        counts.append(len(unique))
        flat.extend(vocabulary.setdefault(word, len(vocabulary)) for word in unique)
    words = np.array(flat, dtype=np.int64)
    frequency = np.bincount(words, minlength=len(vocabulary))
    by_rarity = np.lexsort((_word_order(vocabulary), frequency))
    rank = np.empty(len(vocabulary), dtype=np.int64)
    rank[by_rarity] = np.arange(len(vocabulary))
    table = np.full((len(headlines), RAREST), -1, dtype=np.int64)
    rows = np.repeat(np.arange(len(headlines)), counts)
    shared = frequency[words] >= 2
    rows, ranks = rows[shared], rank[words[shared]]
    order = np.lexsort((ranks, rows))
    rows, ranks = rows[order], ranks[order]
    place = np.arange(len(rows)) - np.searchsorted(rows, rows)
    first = place < RAREST
    table[rows[first], place[first]] = ranks[first]
    return table, frequency[by_rarity]


def _word_order(vocabulary: dict[str, int]) -> Ints:
    """Words of equal frequency in alphabetic order, so that no order of reading matters."""
    order = np.empty(len(vocabulary), dtype=np.int64)
    for place, word in enumerate(sorted(vocabulary)):
        order[vocabulary[word]] = place
    return order


def _pack(first: Ints, second: Ints, rows: Ints) -> Ints:
    """Rows (key of two words, row number) of the headlines that have both words."""
    both = (first >= 0) & (second >= 0)
    key = (first[both] + 1) << np.int64(31) | (second[both] + np.int64(1))
    return np.stack([key, rows[both]], axis=1)


def _pairs_in_runs(keyed: Ints, lengths: Ints) -> Ints:
    """Rows that share a key, each with the RUN_CAP next ones in order of length."""
    keyed = keyed[np.lexsort((keyed[:, 1], lengths[keyed[:, 1]], keyed[:, 0]))]
    found = [np.empty((0, 2), dtype=np.int64), *_neighbours(keyed[:, 0], keyed[:, 1])]
    pairs = np.concatenate(found)
    pairs.sort(axis=1)
    return np.unique(pairs[pairs[:, 0] != pairs[:, 1]], axis=0)


def _neighbours(keys: Ints, rows: Ints) -> Iterator[Ints]:
    for apart in range(1, RUN_CAP):
        same = keys[apart:] == keys[:-apart]
        if not same.any():
            return
        yield np.stack([rows[:-apart][same], rows[apart:][same]], axis=1)
