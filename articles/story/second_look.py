"""A second look at the pieces of a page, once each has a chance of being the story.

A piece alone may look like a paragraph and be one of twenty teasers; a paragraph in odd markup is
known by the sure ones around it. The second forest sees each piece's chance among the others'.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from articles.tree.pieces import Piece

Numbers = NDArray[np.float32]
Values = NDArray[np.float64]
Indices = NDArray[np.intp]

_NEAR = (-1, 1, -2, 2, -3, 3)
_FAR = 3
_AROUND = (4, 12)  # pieces before and after
_LITTLE = 1e-4  # keeps the odds of 0 and 1 finite
_ENDS = frozenset(".!?…。！？؟۔।\"”»'’)")


def seen_among_others(pieces: Sequence[Piece], asked: Sequence[int], chances: Numbers) -> Numbers:
    """One row for each of the pieces asked about, whose chances are given; all others have none."""
    at = np.array(asked, dtype=np.intp)
    chance = np.zeros(len(pieces))
    chance[at] = chances
    letters = np.fromiter([len(piece.text) for piece in pieces], np.float64, len(pieces))
    parent = np.fromiter(
        [(piece.box.parent or piece.box).number for piece in pieces], np.intp, len(pieces)
    )
    columns = (
        *_own(pieces, chance, letters, at),
        *_in_parent(chance, letters, parent, at),
        *_near(chance, at),
        *_around(chance, letters, at),
        *_of_page(chance[at], letters[at]),
    )
    return np.column_stack(columns).astype(np.float32)


def _own(
    pieces: Sequence[Piece], chance: Values, letters: Values, at: Indices
) -> Iterator[NDArray[np.generic]]:
    """The chance, its odds, and what the piece looks like."""
    own = chance[at]
    yield own
    yield np.log((own + _LITTLE) / (1 - own + _LITTLE))
    yield letters[at]
    yield np.array([pieces[index].link_share for index in at])
    yield np.array([pieces[index].text[-1] in _ENDS for index in at])


def _in_parent(
    chance: Values, letters: Values, parent: Indices, at: Indices
) -> Iterator[NDArray[np.generic]]:
    """The mean chance in the same element, and how much of the story that seems to hold."""
    text = np.bincount(parent, letters)
    story = np.bincount(parent, chance * letters)
    yield (story[parent] / text[parent])[at]
    yield story[parent][at] / (story.max() or 1.0)
    yield parent[at] == story.argmax()


def _near(chance: Values, at: Indices) -> Iterator[NDArray[np.generic]]:
    """The chances of the pieces before and after."""
    wide = np.zeros(len(chance) + 2 * _FAR)
    wide[_FAR:-_FAR] = chance
    for step in _NEAR:
        yield wide[at + _FAR + step]


def _around(chance: Values, letters: Values, at: Indices) -> Iterator[NDArray[np.generic]]:
    """The mean chance of more neighbours, and how much of the story stands before and after."""
    story = np.concatenate([[0.0], np.cumsum(chance * letters)])
    text = np.concatenate([[0.0], np.cumsum(letters)])
    for reach in _AROUND:
        first, last = np.maximum(at - reach, 0), np.minimum(at + reach + 1, len(chance))
        others = text[last] - text[first] - letters[at]
        yield (story[last] - story[first] - chance[at] * letters[at]) / np.maximum(others, 1)
    whole = story[-1] or 1.0
    yield story[at] / whole
    yield (whole - story[at + 1]) / whole


def _of_page(chance: Values, letters: Values) -> Iterator[NDArray[np.generic]]:
    """How sure the best pieces are, how much story there seems to be, and the piece beside that."""
    story = chance * letters
    expected = story.sum() or 1.0
    typical = (chance * story).sum() / expected
    count = len(chance)
    yield np.full(count, chance.max())
    yield np.full(count, typical)
    yield chance - typical
    yield np.full(count, np.log1p(expected))
    yield np.full(count, (chance > 0.5).sum())
    yield letters / expected
