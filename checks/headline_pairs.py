"""Which pairs of a long list of headlines are worth comparing, and which of them are near.

Two headlines are candidates if they share two of their rarest words or one very rare one. Nothing
is compared with everything: keys are packed with their row numbers into one array of 64-bit
numbers, sorted once, and read off in runs. Bounds that lose nothing strike out most candidates
before a comparison is paid for. Figures: docs/decisions/headline-pairs.md.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, combinations, count, islice

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

Ints = npt.NDArray[np.int64]
Packed = npt.NDArray[np.uint64]
Floats = npt.NDArray[np.float32]
Bytes = npt.NDArray[np.uint8]

#: rarest words of a headline whose pairs are its keys (measured: docs/decisions/headline-pairs.md)
RAREST = 5
#: headlines under one key that are compared with their neighbours in size
RUN_CAP = 64
#: a word so rare is a key by itself
ALONE_BELOW = 12
#: columns of the tables that bound a comparison
BINS = 32
_CHUNK = 50_000  # rows handled at a time, so that memory stays flat
_SMALL_CHUNK = 2_000  # the same, where Python's own lists are at work
_MIX = np.uint64(0x9E3779B97F4A7C15)  # the golden ratio: spreads neighbouring numbers
_ROW = np.uint64(32)
_LOW = np.uint64(0xFFFFFFFF)


def near(headlines: Sequence[str], ratio: float = 90.0) -> tuple[Ints, Floats]:
    """Pairs (i, j), i < j, of headlines whose rapidfuzz `ratio` is at least this, and the ratios.

    Headlines come as `articles.words.fold.words` gives them, each once. Time and memory grow with
    their number, not with its square; the recall against brute force is in the decision page.

    >>> pairs, ratios = near(["storm shuts old harbour", "storm shuts old harbor", "flour is dear"])
    >>> pairs.tolist(), ratios.round().tolist()
    ([[0, 1]], [98.0])
    """
    sizes = np.fromiter(map(len, headlines), np.int64, len(headlines))
    order = np.argsort(sizes, kind="stable")
    sizes = sizes[order]
    packed = _join(map(str.split, headlines), order, sizes, ratio / 100)
    packed = _bounded(packed, _letters(headlines)[order], sizes, ratio / 100)
    left, right = (order[side] for side in _rows(packed))
    scores = np.empty(len(packed), np.float32)
    for at in range(0, len(packed), _CHUNK):
        some = slice(at, at + _CHUNK)
        one, other = ([headlines[i] for i in side[some].tolist()] for side in (left, right))
        scores[some] = process.cpdist(
            one, other, scorer=fuzz.ratio, score_cutoff=ratio, dtype=np.float32
        )
    good = scores > 0
    pairs = np.stack([left[good], right[good]], axis=1)
    pairs.sort(axis=1)
    return pairs, scores[good]


def likely(
    headlines: Sequence[Sequence[str]],
    sizes: Sequence[int],
    table: Bytes,
    at_least: float,
    slack: int,
) -> Ints:
    """Pairs (i, j), i < j, sorted, that may reach a Dice coefficient of `at_least`.

    `sizes` are the weights of the headlines; `table` says how a weight is spread over BINS; so
    much as `slack` may agree beyond what the table shows.
    """
    weights = np.array(sizes, np.int64)
    order = np.argsort(weights, kind="stable")
    weights = weights[order]
    packed = _join(headlines, order, weights, at_least)
    left, right = _rows(_bounded(packed, table[order], weights, at_least, slack))
    pairs = np.stack([order[left], order[right]], axis=1)
    pairs.sort(axis=1)
    return pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))]


def _join(headlines: Iterable[Sequence[str]], order: Ints, sizes: Ints, at_least: float) -> Packed:
    """Pairs that share a key, packed (row << 32 | later row), sorted, rows in `order` of size."""
    if len(sizes) < 2:
        return np.empty(0, np.uint64)
    rarest, rarity = _rarest(headlines)
    rarest = rarest[order]
    shift = np.uint64(max(1, (len(sizes) - 1).bit_length()))
    keys = [_pack(rarest[:, i], rarest[:, j], shift) for i, j in combinations(range(RAREST), 2)]
    for i in range(2):
        word = rarest[:, i]
        alone = np.where((word >= 0) & (rarity[word] <= ALONE_BELOW), 0, -1)
        keys.append(_pack(word, alone, shift))
    packed = np.concatenate(keys)
    keys.clear()
    packed.sort()
    return _distinct(list(_runs(packed, shift, sizes, at_least)))


def _rarest(headlines: Iterable[Sequence[str]]) -> tuple[npt.NDArray[np.int32], Ints]:
    """The RAREST shared words of each headline as ranks by rarity (-1: none), and each rank's
    number of headlines. A word of one headline only is left aside: a slip would be the rarest."""
    vocabulary: defaultdict[str, int] = defaultdict(count().__next__)
    parts = list(_numbered(headlines, vocabulary))
    frequency = np.bincount(np.concatenate([words for words, _ in parts]))
    by_rarity = np.lexsort((_alphabetic(vocabulary), frequency))
    rank = np.empty(len(vocabulary), np.int32)
    rank[by_rarity] = np.arange(len(vocabulary), dtype=np.int32)
    rank[frequency < 2] = -1
    return np.concatenate([_first(rank[words], counts) for words, counts in parts]), frequency[
        by_rarity
    ]


def _numbered(
    headlines: Iterable[Sequence[str]], vocabulary: defaultdict[str, int]
) -> Iterator[tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]]:
    """Of each chunk the words' numbers in one row, and how many each headline has."""
    rest = iter(headlines)
    while chunk := list(islice(rest, _SMALL_CHUNK)):
        counts = np.fromiter(map(len, chunk), np.int64, len(chunk))
        every = map(vocabulary.__getitem__, chain.from_iterable(chunk))
        words = np.fromiter(every, np.int64, int(counts.sum()))
        keyed = np.repeat(np.arange(len(chunk)), counts) << 32 | words
        keyed.sort()
        keyed = keyed[np.append(True, keyed[1:] != keyed[:-1])[: len(keyed)]]
        counts = np.bincount(keyed >> 32, minlength=len(chunk))
        yield (keyed & 0xFFFFFFFF).astype(np.int32), counts.astype(np.int32)


def _alphabetic(vocabulary: dict[str, int]) -> Ints:
    """Each word's place in the alphabet: ties are broken so that no order of reading matters."""
    place = np.empty(len(vocabulary), np.int64)
    place[[vocabulary[word] for word in sorted(vocabulary)]] = np.arange(len(vocabulary))
    return place


def _first(ranks: npt.NDArray[np.int32], counts: npt.NDArray[np.int32]) -> npt.NDArray[np.int32]:
    """The RAREST lowest ranks of each headline of a chunk, in order, -1 where there are fewer."""
    rows = np.repeat(np.arange(len(counts), dtype=np.int64), counts)[ranks >= 0]
    keyed = rows << np.int64(32) | ranks[ranks >= 0]
    keyed.sort()
    rows, ranks = keyed >> np.int64(32), (keyed & np.int64(0xFFFFFFFF)).astype(np.int32)
    place = np.arange(len(rows)) - np.searchsorted(rows, np.arange(len(counts)))[rows]
    table = np.full((len(counts), RAREST), -1, np.int32)
    few = place < RAREST
    table[rows[few], place[few]] = ranks[few]
    return table


def _pack(
    first: npt.NDArray[np.int32], second: npt.NDArray[np.integer], shift: np.uint64
) -> Packed:
    """A hash of both words above the row number, for the headlines that have both."""
    rows = np.flatnonzero((first >= 0) & (second >= 0))
    mixed = first[rows].astype(np.uint64) * _MIX ^ (second[rows].astype(np.uint64) + np.uint64(1))
    mixed *= _MIX
    mixed ^= mixed >> np.uint64(29)
    mixed *= _MIX
    return (mixed >> shift << shift) | rows.astype(np.uint64)


def _runs(packed: Packed, shift: np.uint64, sizes: Ints, at_least: float) -> Iterator[Packed]:
    """Of each run of equal keys every row with its next ones, while the smaller is large enough."""
    rows = (packed & ((np.uint64(1) << shift) - np.uint64(1))).astype(np.int32)
    keys = packed >> shift
    smallest = at_least / (2 - at_least) - 1e-9
    places = np.flatnonzero(keys[1:] == keys[:-1])
    for apart in range(1, RUN_CAP):
        one, other = rows[places], rows[places + apart]
        good = sizes[one] >= smallest * sizes[other]  # and if not, no later one is small enough
        places, one, other = places[good], one[good], other[good]
        yield one.astype(np.uint64) << _ROW | other.astype(np.uint64)
        places = places[places + apart + 1 < len(keys)]
        places = places[keys[places + apart + 1] == keys[places]]
        if not len(places):
            return


def _distinct(found: list[Packed]) -> Packed:
    packed = np.concatenate(found) if found else np.empty(0, np.uint64)
    found.clear()
    packed.sort()
    return packed[np.append(True, packed[1:] != packed[:-1])] if len(packed) else packed


def _bounded(packed: Packed, table: Bytes, sizes: Ints, at_least: float, slack: int = 0) -> Packed:
    """The pairs whose columns have enough in common; no order of letters could give more."""
    keep = np.empty(len(packed), bool)
    for at in range(0, len(packed), _CHUNK):
        left, right = _rows(packed[at : at + _CHUNK])
        common = np.minimum(table[left], table[right]).sum(axis=1, dtype=np.int32) + slack
        keep[at : at + _CHUNK] = 2 * common >= at_least * (sizes[left] + sizes[right]) - 1e-6
    return packed[keep]


def _rows(packed: Packed) -> tuple[Ints, Ints]:
    return (packed >> _ROW).astype(np.int64), (packed & _LOW).astype(np.int64)


def _letters(headlines: Sequence[str]) -> Bytes:
    """How often each letter stands in each headline; rare letters share columns."""
    table = np.empty((len(headlines), BINS), np.uint8)
    for at in range(0, len(headlines), _CHUNK // 5):
        chunk = headlines[at : at + _CHUNK // 5]
        text = "".join(chunk).encode("utf-32-le", "surrogatepass")
        codes = np.frombuffer(text, np.uint32)
        columns = np.where((codes >= 97) & (codes < 123), codes - 97, 26 + codes % 6)
        rows = np.repeat(np.arange(len(chunk)), np.fromiter(map(len, chunk), int, len(chunk)))
        filled = np.bincount(rows * BINS + columns, minlength=len(chunk) * BINS)
        table[at : at + len(chunk)] = np.minimum(filled, 255).reshape(-1, BINS)
    return table
