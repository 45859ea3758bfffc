"""Old pages set date, headline and byline as lines of one cell: there each line is a piece.

Elsewhere lines that a break parts belong together, as those of a verse or an address do.
"""

from collections.abc import Iterator, Sequence

from articles.tree.piece_lines import lines_of
from articles.tree.pieces import Piece
from articles.words.fold import words

_MOST_LINES = 12  # of a piece that holds the headline (a guess)
_SHORTEST = 8  # letters of a headline that a line must repeat (a guess)


def apart_at_headline(found: Sequence[Piece], headline: str) -> list[Piece]:
    """The pieces; one that has the headline among its lines is as many pieces as it has lines."""
    wanted = words(headline) if len(headline) >= _SHORTEST else ""
    apart: list[Piece] = []
    for piece in found:
        apart += _lines(piece) if wanted and _has_line(piece, wanted) else (piece,)
    return apart


def _has_line(piece: Piece, wanted: str) -> bool:
    text = piece.text
    if "\n" not in text or piece.box.tag == "pre" or text.count("\n") >= _MOST_LINES:
        return False
    return any(words(line) == wanted for line in text.split("\n"))


def _lines(piece: Piece) -> Iterator[Piece]:
    is_bold = piece.strong >= len(piece.text) - 1
    for text, links in lines_of(piece):
        linked = sum(len(link.text) for link in links)
        yield Piece(text, piece.box, list(links), linked, len(text) * is_bold)
