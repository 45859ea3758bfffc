"""What a piece is by where it stands: names of classes and ids, and tags.

Weaker than the words of a line (`articles.lines.kinds`): asked only for pieces that are not the
story.
"""

from functools import cache

from articles.model import Kind
from articles.tree.pieces import Box, Piece
from articles.words.lists import data

_ANCESTORS = 7
_NO_LIMIT = 10_000


def place_kind(piece: Piece) -> Kind | None:
    """The kind that the nearest telling element around the piece gives it."""
    box: Box | None = piece.box
    limits = _longest()
    for _ in range(_ANCESTORS):
        if box is None or box.tag in ("body", "article", "main"):
            return None
        kind = box.told.kind or _tags().get(box.tag)
        if kind is not None and len(piece.text) <= limits.get(kind, _NO_LIMIT):
            return kind
        box = box.parent
    return None


@cache
def _tags() -> dict[str, Kind]:
    return {tag: Kind(kind) for kind, tags in data("places.json")["tags"].items() for tag in tags}


@cache
def _longest() -> dict[Kind, int]:
    """Kinds whose names also mark the whole story's element: long text does not follow them."""
    return {Kind(kind): letters for kind, letters in data("places.json")["longest"].items()}
