"""Which pieces of a page are surely none of the story: what their words tell, where they may."""

from typing import TypeGuard

from articles.lines.kinds import wins
from articles.model import Kind
from articles.tree.pieces import Piece

_QUOTED = 3  # elements around a piece within which it is part of a quotation


def decides(said: Kind | None, piece: Piece, text: str) -> TypeGuard[Kind]:
    """Whether the words of a piece, or of a line of it, say what it is, whatever the classifier
    says. "— Ida Holm (@ida) May 5" under a quoted post belongs to it."""
    if said is None:  # most pieces
        return False
    if said is Kind.EMBED and any(box.tag == "blockquote" for box in piece.box.outward(_QUOTED)):
        return False
    return wins(said, text, piece.link_share)
