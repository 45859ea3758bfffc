"""Headings that the forests leave out though the paragraph below them is the story.

A live blog sets time and heading of each entry in a box of their own, a recipe the heading of its
ingredients; both look like furniture one by one.
"""

from collections.abc import Sequence

from articles.bylines.authors import is_byline
from articles.model import Kind
from articles.tree.pieces import Box, Piece

_HEADINGS = frozenset(("h2", "h3", "h4"))
_WRAPS = frozenset(("header", "hgroup"))  # a heading's own box
_LONGEST = 120  # letters
_PROSE = 60  # letters of the paragraph below (a guess)


def with_crossheads(
    found: Sequence[Piece], told: Sequence[Kind | None], is_story: Sequence[bool]
) -> list[bool]:
    """`is_story`, with the headings right above a paragraph of the story, in the same box."""
    chosen = list(is_story)
    begun = False
    for index, piece in enumerate(found[:-1]):
        below = found[index + 1]
        if begun and not chosen[index] and told[index] is None and chosen[index + 1]:
            chosen[index] = not is_byline(piece.text) and _heads(piece, below)
        begun = begun or chosen[index]
    return chosen


def _heads(piece: Piece, below: Piece) -> bool:
    """Whether a piece is a heading, leads nowhere, and shares its box with a paragraph or a list
    below."""
    box = piece.box
    if box.tag not in _HEADINGS or box.never or len(piece.text) > _LONGEST or piece.links:
        return False
    around = box.parent
    if around is not None and around.tag in _WRAPS:
        around = around.parent
    if below.box.tag == "li":
        return around is not None and _list_of(below.box) is around
    return len(below.text) >= _PROSE and around is not None and around is below.box.parent


def _list_of(item: Box) -> Box | None:
    """The box around the list that an item belongs to."""
    return item.parent.parent if item.parent is not None else None
