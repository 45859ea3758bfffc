"""Boxes in which one line tells what the others are: a letter that is offered, readers' comments.

"The Long View", "Our editor's pick of the week" and a button "Sign up" are one box amid the story,
of which only the button asks for anything; what readers wrote stands below "Comments (12)".
"""

from collections.abc import Sequence
from functools import cache
from itertools import accumulate

from articles.model import Kind
from articles.tree.pieces import Box, Piece
from articles.words.levelled import levelled
from articles.words.lists import data

_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
_WHOLE = frozenset(("article", "main", "body", "html"))
#: of a box with a call: its pieces, its letters, those of a piece; the story outside of it is as
#: many times longer (guesses)
_MOST_PIECES, _MOST_LETTERS, _LONGEST, _OUTSIDE = 7, 600, 220, 3
_LONGEST_HEADING = 60  # letters of the line above comments (a guess)
_LEVELS = 4


def told_by_box(
    found: Sequence[Piece], said: Sequence[Kind | None], is_story: Sequence[bool]
) -> list[Kind | None]:
    """`said`, and newsletter or comment for the pieces that share a box with such a call or such a
    heading and say nothing themselves. A box of neither sort changes nothing."""
    kinds = list(said)
    sums = _sums(found, is_story)
    for index, piece in enumerate(found):
        if said[index] is Kind.COMMENT and _may_head_comments(piece):
            inside, kind = _comments_below(index, found, said, sums), Kind.COMMENT
        elif said[index] is Kind.NEWSLETTER or _is_button(piece):
            inside, kind = _box_of_call(index, found, said, sums), Kind.NEWSLETTER
        else:
            continue
        for place in inside:
            kinds[place] = kinds[place] or kind
    return kinds


def _may_head_comments(piece: Piece) -> bool:
    """Whether a line is short and in no box of teasers: "Kommentare" are columns too."""
    teasers = any(box.told.kind is Kind.RELATED for box in piece.box.outward(_LEVELS))
    return len(piece.text) <= _LONGEST_HEADING and not teasers


def _is_button(piece: Piece) -> bool:
    """Whether a piece is a button that signs up and says no more."""
    return piece.box.tag == "button" and levelled([piece.text])[0] in _signing_up()


@cache
def _signing_up() -> frozenset[str]:
    listed = [part.get("sign", "") for part in data("line_parts.json")["parts"].values()]
    return frozenset(levelled([form for forms in listed for form in forms.split(",")])) - {" "}


def _comments_below(
    index: int, found: Sequence[Piece], said: Sequence[Kind | None], sums: Sequence[int]
) -> range:
    """The pieces below a heading of comments that begins a box, up to what is told otherwise; none
    where most of the story would be among them."""
    inside = _smallest(index, found)
    if not inside or inside.start != index:
        return range(0)
    ends = (n for n in inside if said[n] not in (None, Kind.COMMENT))
    below = range(index + 1, next(ends, inside.stop))
    return below if sums[index] > sums[below.stop] - sums[below.start] else range(0)


def _box_of_call(
    index: int, found: Sequence[Piece], said: Sequence[Kind | None], sums: Sequence[int]
) -> range:
    """The pieces of the small box around a call that stands amid the story, below a heading or
    above all else in there."""
    inside = _smallest(index, found)
    if not 1 < len(inside) <= _MOST_PIECES or not _is_headed(found, said, inside.start):
        return range(0)
    letters = [len(found[n].text) for n in inside]
    if sum(letters) > _MOST_LETTERS or max(letters) > _LONGEST:
        return range(0)
    before, behind = sums[inside.start], sums[-1] - sums[inside.stop]
    amid = before and behind and before + behind >= _OUTSIDE * sum(letters)
    return inside if amid else range(0)


def _is_headed(found: Sequence[Piece], said: Sequence[Kind | None], first: int) -> bool:
    piece = found[first]
    strong = piece.strong >= 0.95 * len(piece.text)
    return piece.box.tag in _HEADINGS or said[first] is Kind.NEWSLETTER or strong


def _smallest(index: int, found: Sequence[Piece]) -> range:
    """The pieces of the smallest box that holds a piece and another one."""
    for box in found[index].box.outward(_LEVELS):
        inside = _inside(box, index, found) if box.tag not in _WHOLE else range(0)
        if len(inside) > 1 or not inside:
            return inside
    return range(0)


def _inside(box: Box, index: int, found: Sequence[Piece]) -> range:
    """The pieces of a box around one of them. Where more stand before it than a box with a call
    has, not all are counted: a box of thousands of calls would be walked for each."""
    start, first = index, max(0, index - _MOST_PIECES)
    while start > first and box.holds(found[start - 1].box):
        start -= 1
    stop, last = index + 1, len(found) if start == index else index + _MOST_PIECES
    while stop < min(last, len(found)) and box.holds(found[stop].box):
        stop += 1
    return range(start, stop)


def _sums(found: Sequence[Piece], is_story: Sequence[bool]) -> list[int]:
    """How many letters of the story stand before each piece, and in all of them."""
    letters = (len(piece.text) * told for piece, told in zip(found, is_story, strict=True))
    return list(accumulate(letters, initial=0))
