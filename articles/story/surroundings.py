"""What surrounds the pieces of a page, as arrays: their elements, their likes, their neighbours."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from articles.tree.pieces import Box, Piece

Numbers = NDArray[np.float32]
Indices = NDArray[np.intp]

_NEAR = (-3, -2, -1, 1, 2, 3)
_FAR = 3
_PROSE = 80
_SOME_PROSE = 40
_NEIGHBOURHOOD = 6
_NEVER = -99
#: how many columns `columns` yields: those of a piece's elements, of its likes, of its neighbours
COUNT = 3 + 6 + 4 + 1 + 4 * len(_NEAR) + 5


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The pieces of a page as arrays. `said` numbers what the words of each say, -1 for nothing."""

    letters: Numbers
    linked: Numbers  # the share of letters inside links
    said: Numbers
    box: Indices  # the number of the piece's element,
    parent: Indices  # of the element around it,
    outer: Indices  # and of the element around that
    tag: Indices
    like: Indices  # equal for pieces whose elements have one tag and one name
    in_paragraph: NDArray[np.bool_]
    boxes: Sequence[Box]

    @classmethod
    def of(cls, pieces: Sequence[Piece], said: Sequence[int]) -> "Surroundings":
        """The arrays of these pieces."""
        count = len(pieces)
        letters = np.fromiter([len(piece.text) for piece in pieces], np.float32, count)
        boxes = [piece.box for piece in pieces]
        parents = [box.parent or box for box in boxes]
        outers = [box.parent or box for box in parents]
        tags: dict[str, int] = {}
        likes: dict[tuple[str, str], int] = {}
        return cls(
            letters,
            np.fromiter([piece.linked for piece in pieces], np.float32, count) / letters,
            np.fromiter(said, np.float32, count),
            np.fromiter([box.number for box in boxes], np.intp, count),
            np.fromiter([box.number for box in parents], np.intp, count),
            np.fromiter([box.number for box in outers], np.intp, count),
            np.fromiter([tags.setdefault(box.tag, len(tags)) for box in boxes], np.intp, count),
            np.fromiter(
                [likes.setdefault((box.tag, box.hint), len(likes)) for box in boxes],
                np.intp,
                count,
            ),
            np.fromiter([box.tag == "p" for box in boxes], np.bool_, count),
            boxes,
        )

    def starts(self) -> tuple[Indices, Indices]:
        """For each piece the first one that lies in its parent, and in the element around that,
        or next to these."""
        count = len(self.letters)
        numbers = np.concatenate([self.parent, self.outer])
        at = np.arange(2 * count) % count
        first = np.full(int(numbers.max()) + 1, count, dtype=np.intp)
        np.minimum.at(first, numbers, at)
        return first[self.parent], first[self.outer]


def columns(page: Surroundings) -> Iterator[NDArray[np.generic]]:
    """One array after another, each with a number for every piece."""
    prose = page.letters * (1 - page.linked) * (page.letters > _SOME_PROSE)
    inside = _prose_inside(page, prose)
    top = inside.max() or 1.0
    for numbers in (page.box, page.parent, page.outer):
        yield inside[numbers] / top
    yield from _elements(page, len(inside))
    yield from _likes(page, prose)
    yield _in_best(page, inside)
    yield from _neighbours(page)
    yield from _before_and_after(page)


def _prose_inside(page: Surroundings, prose: Numbers) -> Numbers:
    """How much prose lies in every element: all of its children's, half of theirs."""
    inside = np.zeros(int(max(page.box.max(), page.parent.max(), page.outer.max())) + 1, np.float32)
    np.add.at(inside, page.parent, prose)
    np.add.at(inside, page.outer, prose * 0.5)
    loose = ~page.in_paragraph
    np.add.at(inside, page.box[loose], prose[loose])
    return inside


def _elements(page: Surroundings, size: int) -> Iterator[NDArray[np.generic]]:
    """For parent and grandparent: pieces, the share of link text, the share of the page's text."""
    in_links = page.letters * page.linked
    whole = page.letters.sum()
    for numbers in (page.parent, page.outer):
        text = np.bincount(numbers, page.letters, size)
        yield np.bincount(numbers, minlength=size)[numbers]
        yield np.bincount(numbers, in_links, size)[numbers] / text[numbers]
        yield text[numbers] / whole


def _likes(page: Surroundings, prose: Numbers) -> Iterator[NDArray[np.generic]]:
    """Of the pieces in elements of the same tag and name: number, mean length, links, prose."""
    like = page.like
    number = np.bincount(like)
    yield number[like]
    yield (np.bincount(like, page.letters) / number)[like]
    yield (np.bincount(like, page.linked) / number)[like]
    yield (np.bincount(like, prose) / max(prose.sum(), 1))[like]


def _in_best(page: Surroundings, inside: Numbers) -> NDArray[np.generic]:
    """Whether a piece lies in the element that holds most prose."""
    number = int(inside.argmax())
    around = (box for own in page.boxes for box in (own, own.parent) if box is not None)
    best = next((box for box in around if box.number == number), None)
    if best is None:
        return np.zeros(len(page.box), dtype=bool)
    return (best.number <= page.box) & (page.box <= best.last)


def _neighbours(page: Surroundings) -> Iterator[NDArray[np.generic]]:
    """Of the three pieces before and after: length, links, whether parent and tag are the same."""
    count = len(page.letters)
    letters, linked = _padded(page.letters), _padded(page.linked)
    parent, tag = _padded(page.parent), _padded(page.tag)
    for step in _NEAR:
        there = slice(_FAR + step, _FAR + step + count)
        yield letters[there]
        yield linked[there]
        yield parent[there] == page.parent
        yield tag[there] == page.tag


def _padded(values: NDArray[np.generic]) -> NDArray[np.generic]:
    """The values with zeros before and after, so that every piece has neighbours."""
    wide = np.zeros(len(values) + 2 * _FAR, dtype=values.dtype)
    wide[_FAR:-_FAR] = values
    return wide


def _before_and_after(page: Surroundings) -> Iterator[NDArray[np.generic]]:
    """How far back the last line of a known kind is, which kind that was, how many there were;
    how much prose stands before and after."""
    count = len(page.letters)
    at = np.arange(count)
    junk = page.said >= 0
    latest = np.maximum.accumulate(np.where(junk, at, _NEVER))
    yield at - latest
    yield np.where(latest >= 0, page.said[np.maximum(latest, 0)], -1)
    yield np.cumsum(junk) / count
    sums = np.zeros(count + 1, dtype=np.intp)
    np.cumsum((page.letters > _PROSE) & (page.linked < 0.3), out=sums[1:])
    yield sums[at] - sums[np.maximum(at - _NEIGHBOURHOOD, 0)]
    yield sums[np.minimum(at + 1 + _NEIGHBOURHOOD, count)] - sums[at + 1]
