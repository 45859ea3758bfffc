"""What the ARC1xx rules share: one kind of damage each, reported where the reader met it."""

from collections.abc import Iterator
from typing import ClassVar

from articles import Article, DamageKind, Span
from checks.protocol import Check, Finding


class DamageCheck(Check):
    """Reports articles that could not be read for one kind of reason.

    The quote is the reader's own sentence. The kind, not the sentence, identifies the fault: it
    may name byte offsets, which another download moves.
    """

    __slots__ = ()

    kind: ClassVar[DamageKind]
    message: ClassVar[str]

    def look(self, article: Article) -> Iterator[Finding]:
        """The damage of this article, if it is of this rule's kind."""
        if article.damage and article.damage.kind is self.kind:
            place = Span(article.ref)
            yield self.finding(place, article.damage.note, self.message, subject=str(self.kind))
