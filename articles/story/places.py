"""What the elements around a piece tell of it: their tags, and the names that speak for or against.

An element's place is that of the one around it and what it tells itself: each is found once.
"""

from typing import NamedTuple

from articles.model import Kind
from articles.tree.pieces import Box

AROUND = tuple(
    "article main aside nav footer header figure ul ol table form blockquote section li figcaption"
    " button dl td".split()
)
_BITS = {tag: 1 << number for number, tag in enumerate(AROUND)}
KIND_NUMBER = {kind: number for number, kind in enumerate(Kind)}
STICKY = tuple(
    KIND_NUMBER[kind]
    for kind in (
        *(Kind.COMMENT, Kind.RELATED, Kind.LEGAL, Kind.AD, Kind.SHARE, Kind.NEWSLETTER),
        *(Kind.CAPTION, Kind.NAVIGATION, Kind.BYLINE, Kind.SUMMARY, Kind.EMBED, Kind.PAYWALL),
    )
)


class Place(NamedTuple):
    """What an element and those around it tell about all that lies in it."""

    around: int = 0  # which tags are around, as bits
    good: float = 0.0  # words for the story, here and weakening around,
    bad: float = 0.0  # and against it
    own_good: int = 0  # the same of its own name alone
    own_bad: int = 0
    kind: int = -1  # what the nearest telling name says
    inside: int = 0  # all kinds that any name says, as bits


_NOWHERE = Place()


def place_of(box: Box, places: dict[int, Place]) -> Place:
    """The box's place, and those of the boxes around it that are not known yet."""
    known = places.get(box.number)
    if known is not None:
        return known
    chain = []
    above: Box | None = box
    while above is not None and above.number not in places:
        chain.append(above)
        above = above.parent
    outer = places[above.number] if above is not None else _NOWHERE
    for inner in reversed(chain):
        good, bad = inner.told.good, inner.told.bad
        kind, inside = outer.kind, outer.inside
        if inner.told.kind is not None:
            kind = KIND_NUMBER[inner.told.kind]
            inside |= 1 << kind
        outer = places[inner.number] = Place(
            outer.around | _BITS.get(inner.tag, 0),
            outer.good * 0.8 + good,
            outer.bad * 0.8 + bad,
            good,
            bad,
            kind,
            inside,
        )
    return outer
