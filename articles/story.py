"""Which pieces are the story."""

from collections.abc import Sequence

from articles.blocks import Box, Piece

_PROSE_LETTERS = 40


def story_chances(pieces: Sequence[Piece]) -> list[float]:
    """For each piece how likely it belongs to the story, from 0 to 1."""
    best = _best_box(pieces)
    return [_chance(piece, best) for piece in pieces]


def _best_box(pieces: Sequence[Piece]) -> Box | None:
    """The element in which most of the prose lies, nearest to it."""
    boxes: dict[int, Box] = {}
    for piece in pieces:
        weight = len(piece.text) * (1 - piece.link_share)
        if len(piece.text) < _PROSE_LETTERS or piece.box.hidden:
            continue
        box, share = piece.box.parent if piece.box.tag != "div" else piece.box, 1.0
        for _ in range(3):
            if box is None:
                break
            box.score += weight * share
            boxes[box.number] = box
            box, share = box.parent, share / 2
    return max(boxes.values(), key=lambda box: box.score, default=None)


def _chance(piece: Piece, best: Box | None) -> float:
    if best is None or not best.holds(piece.box) or piece.link_share > 0.5 or piece.box.hidden:
        return 0.0
    return 0.9 if piece.box.tag == "p" or len(piece.text) >= _PROSE_LETTERS else 0.3
