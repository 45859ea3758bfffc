"""What a piece is by where it stands: names of classes and ids, and tags.

Weaker than the words of a line (`articles.lines.kinds`): asked only for pieces that are not the
story.
"""

from collections import Counter
from collections.abc import Container, Sequence
from functools import cache

from articles.model import Kind
from articles.tree.pieces import Box, Piece
from articles.words.lists import data

_ANCESTORS = 7
_NO_LIMIT = 10_000
#: a `header` with the byline below the headline, a `paywall` around the rest of the story
_OF_WHOLE = (Kind.NAVIGATION, Kind.PAYWALL)


def place_kind(piece: Piece, wide: Container[int] = ()) -> Kind | None:
    """The kind that the nearest telling element around the piece gives it. `wide` are the numbers
    of the boxes that hold the headline or the story: some names say nothing of all in there."""
    box: Box | None = piece.box
    limits = _longest()
    for _ in range(_ANCESTORS):
        if box is None or box.tag in ("body", "article", "main"):
            return None
        kind = box.told.kind or _tags().get(box.tag)
        if kind in _OF_WHOLE and box.number in wide:
            return None
        if kind is not None and len(piece.text) <= limits.get(kind, _NO_LIMIT):
            return kind
        box = box.parent
    return None


def wide_boxes(pieces: Sequence[Piece], is_story: Sequence[bool], top: int) -> frozenset[int]:
    """The numbers of the boxes that hold the headline or two pieces of the story."""
    around: Counter[int] = Counter()
    for index, piece in enumerate(pieces):
        if is_story[index] or index == top:
            weight = 2 if index == top else 1
            around.update({box.number: weight for box in piece.box.outward(_ANCESTORS)})
    return frozenset(number for number, count in around.items() if count > 1)


@cache
def _tags() -> dict[str, Kind]:
    return {tag: Kind(kind) for kind, tags in data("places.json")["tags"].items() for tag in tags}


@cache
def _longest() -> dict[Kind, int]:
    """Kinds whose names also mark the whole story's element: long text does not follow them."""
    return {Kind(kind): letters for kind, letters in data("places.json")["longest"].items()}
