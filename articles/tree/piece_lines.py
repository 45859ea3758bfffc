"""A piece in lines: most belong together, some are no part of the paragraph."""

from collections.abc import Iterator, Sequence

from articles.lines.kinds import line_kinds
from articles.model import Kind, Link
from articles.tree.pieces import Piece

_MOST_LINES = 200


def _link_share(text: str, links: Sequence[Link]) -> float:
    return min(1.0, sum([len(link.text) for link in links]) / len(text)) if links else 0.0


Part = tuple[str, tuple[Link, ...], Kind | None, float]


def parts_of(piece: Piece, told: Kind | None) -> list[Part]:
    """The piece, or its lines where one of them is no part of a paragraph; with what they say and
    the share of them that lies in links."""
    whole = [(piece.text, tuple(piece.links), told, piece.link_share)]
    if "\n" not in piece.text or piece.box.tag == "pre":
        return whole
    if piece.text.count("\n") > _MOST_LINES:
        return whole
    lines = [(*line, _link_share(*line)) for line in lines_of(piece)]
    kinds = line_kinds([(text, share) for text, _, share in lines])
    if not any(kinds):
        return whole
    return [
        (text, links, kind, share) for (text, links, share), kind in zip(lines, kinds, strict=True)
    ]


def lines_of(piece: Piece) -> Iterator[tuple[str, tuple[Link, ...]]]:
    """The lines of a piece that hold something, each with its links."""
    start = 0
    waiting = list(reversed(piece.links))
    for line in piece.text.split("\n"):
        end = start + len(line)
        shown = line.strip(" ")
        if shown.strip():
            first = start + len(line) - len(line.lstrip(" "))
            inside = []
            while waiting and waiting[-1].start < end:
                link = waiting.pop()
                if start <= link.start and link.end <= end:
                    inside.append(Link(link.href, link.text, link.start - first, link.end - first))
            yield shown, tuple(inside)
        start = end + 1
