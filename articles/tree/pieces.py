"""What a page is read into: pieces of text in reading order, and the boxes they lie in.

A piece is a run of text that a page shows as a unit. Boxes are the block-level elements around
it; they carry what names, tags and nesting say about a piece's place.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from articles.model import Link
from articles.tree.element_names import Told


@dataclass(slots=True)
class Box:
    """A block-level element: where pieces lie. `told` is what its names tell, `last` the number of
    the last box inside it; nothing in one that is `never` the story is."""

    tag: str
    hint: str
    told: Told
    parent: "Box | None"
    depth: int
    number: int
    last: int = 0
    hidden: bool = False
    never: bool = False
    linked: str = ""  # the address of a link that wraps the whole element

    def outward(self, levels: int) -> Iterator["Box"]:
        """This box and those around it, at most so many."""
        box: Box | None = self
        for _ in range(levels):
            if box is None:
                return
            yield box
            box = box.parent

    def holds(self, other: "Box") -> bool:
        """Whether the other box is this one or lies inside it."""
        return self.number <= other.number <= self.last


@dataclass(slots=True)
class Piece:
    """A run of text with its links, and the box it lies in."""

    text: str
    box: Box
    links: list[Link] = field(default_factory=list)
    linked: int = 0  # letters inside links
    strong: int = 0  # letters in bold or italic type

    @property
    def link_share(self) -> float:
        """How much of the text is link text."""
        return self.linked / len(self.text)
