"""An article as it was read: its blocks, with everything that was found in them marked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from articles import Article, Block
from db.records import Found

#: Blocks that a page shows (a guess); the rest is said to be left out.
MOST = 2000


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text and the findings that speak of it, by number."""

    text: str
    findings: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A block with its label, in pieces; `here` numbers the findings that begin in it."""

    kind: str
    pieces: tuple[Piece, ...]
    here: tuple[int, ...] = ()
    story: bool = True


def lines(article: Article, found: Sequence[Found]) -> Iterator[Line]:
    """The blocks in order. Findings on the article as a whole are not in them."""
    for number, block in enumerate(article.blocks[:MOST]):
        spans = [
            (index, each.finding.span.start, each.finding.span.end)
            for index, each in enumerate(found)
            if each.finding.span.block == number
        ]
        here = tuple(index for index, _, _ in spans)
        yield Line(str(block.kind), tuple(_pieces(block, spans)), here, block.is_story)


def _pieces(block: Block, spans: Sequence[tuple[int, int, int]]) -> Iterator[Piece]:
    """The text cut wherever a finding begins or ends: findings may overlap."""
    size = len(block.text)
    ends = {min(max(0, at), size) for _, start, end in spans for at in (start, end)}
    cuts = sorted(ends | {0, size})
    for start, end in pairwise(cuts):
        inside = tuple(index for index, begin, stop in spans if begin <= start and end <= stop)
        yield Piece(block.text[start:end], inside)
