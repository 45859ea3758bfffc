"""What the page itself says of its pieces: stated once more in its data, or shown once more.

Each is a number from 0 (nowhere) to 1 (all of it) for each piece, found by sampling a few runs of
its words, so that a page costs no more than its length.
"""

import html as entities
import re
from array import array
from collections.abc import Iterator, Sequence
from itertools import accumulate, takewhile

import numpy as np
from numpy.typing import NDArray

from articles.blocks import Piece
from articles.fold import fold

_RUN = 4  # words
_MOST_SAMPLES = 6
_LONGEST = 20_000  # letters of a piece that are folded,
_MOST_WORDS = 4_000  # and words of one that are sampled
_LONG = 60  # letters: a shorter piece may stand twice by chance
_MOST_COMPARED = (
    1_000_000  # letters of a page: bounds the memory; no paper has half of it (a guess)
)
_SHORTEST_BODY = 200  # a shorter stated body is a teaser
_WIDE = re.compile("([\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f])")

_MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,300}>")

Run = tuple[str, ...]
Hashes = NDArray[np.uint64]
Indices = NDArray[np.intp]
#: odd numbers without a pattern: two runs share a sum of their products by chance alone
_FACTORS = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 1], np.uint64)


def stated_by_page(body: str, pieces: Sequence[Piece], asked: Sequence[int]) -> list[float]:
    """How much of each piece asked about stands in the body that the page's structured data
    states; 0 for the others."""
    if len(body) < _SHORTEST_BODY:
        return []
    known: set[Run] = set()
    for line in body.split("\n"):
        parts = _words(line)
        known.update(_runs(parts))
        if 0 < len(parts) < _RUN:
            known.add(tuple(parts))
    shares = [0.0] * len(pieces)
    for index in asked:
        shares[index] = _share(_samples(_words(fold(pieces[index].text[:_LONGEST]))), known)
    return shares


def shown_elsewhere(pieces: Sequence[Piece], asked: Sequence[int]) -> list[float]:
    """The share of the sampled runs of each piece asked about that stand in several long pieces;
    0 for the others."""
    ends = accumulate(len(piece.text) for piece in pieces)
    count = sum(1 for _ in takewhile(_MOST_COMPARED.__ge__, ends))
    long = [index for index in range(count) if len(pieces[index].text) >= _LONG]
    looked_at = sorted({*long, *(index for index in asked if index < count)})
    sizes, hashes = _hashed([pieces[index].text for index in looked_at])
    shares = np.zeros(len(pieces))
    if len(hashes):
        runs = _hashed_runs(hashes)
        repeated = _in_several(runs, sizes, np.isin(looked_at, long))
        shares[looked_at] = _sampled_share(runs, sizes, repeated)
    return shares.tolist()


def _hashed(texts: Sequence[str]) -> tuple[Indices, Hashes]:
    """The number of words of each text, and all words as numbers."""
    sizes, hashes = [], array("q")
    for parts in map(_words, texts):  # a text's words are gone before those of the next come
        sizes.append(len(parts))
        hashes.extend(map(hash, parts))
    return np.array(sizes, np.intp), np.frombuffer(hashes, np.uint64)


def _hashed_runs(parts: Hashes) -> Hashes:
    """For each word a number for the run that it begins."""
    runs = np.zeros(len(parts), np.uint64)
    for step, factor in enumerate(_FACTORS[: len(parts)]):
        runs[: len(parts) - step] += parts[step:] * factor
    return runs


def _in_several(runs: Hashes, sizes: Indices, counts: NDArray[np.bool_]) -> Hashes:
    """The runs, sorted, that stand in more than one of the texts that count."""
    text = np.repeat(np.arange(len(sizes)), sizes)
    left = np.cumsum(sizes)[text] - np.arange(len(text))  # words to the end of the text
    whole = np.flatnonzero(counts[text] & (left >= _RUN))
    order = whole[np.argsort(runs[whole], kind="stable")]
    one, other = order[:-1], order[1:]
    again: Hashes = runs[other][(runs[one] == runs[other]) & (text[one] != text[other])]
    return again


def _sampled_share(runs: Hashes, sizes: Indices, known: Hashes) -> NDArray[np.float64]:
    """For each text the share of its samples that are known."""
    last = np.minimum(sizes, _MOST_WORDS) - _RUN
    steps = np.minimum(_MOST_SAMPLES - 1, last)[:, None]
    sample = np.arange(_MOST_SAMPLES)
    starts = sample * last[:, None] // np.maximum(steps, 1)
    taken = sample <= steps
    at = (np.cumsum(sizes) - sizes)[:, None] + np.where(taken, starts, 0)
    found = np.isin(runs[np.minimum(at, len(runs) - 1)], known) & taken
    return np.asarray(found.sum(axis=1) / np.maximum(taken.sum(axis=1), 1))


def _runs(parts: list[str]) -> Iterator[Run]:
    return zip(parts, parts[1:], parts[2:], parts[3:], strict=False)


def _share(runs: Sequence[Run], known: set[Run]) -> float:
    return sum(run in known for run in runs) / len(runs) if runs else 0.0


def _samples(parts: list[str]) -> list[Run]:
    """A few runs of a piece's words; a short piece is one run."""
    last = min(len(parts), _MOST_WORDS) - _RUN
    if last <= 0:
        return [tuple(parts)] if parts else []
    steps = min(_MOST_SAMPLES, 1 + last) - 1
    starts = [number * last // steps for number in range(steps + 1)]
    return [tuple(parts[start : start + _RUN]) for start in starts]


def _words(text: str) -> list[str]:
    if not text.isascii() and _WIDE.search(text):
        text = _WIDE.sub(r" \1 ", text)
    return text.split()


def stated_paragraphs(body: str) -> list[str]:
    """The paragraphs of a stated body, without the markup that some pages leave in it."""
    text = entities.unescape(_MARKUP.sub("\n", body))
    return [line.strip() for line in text.split("\n") if line.strip()]
