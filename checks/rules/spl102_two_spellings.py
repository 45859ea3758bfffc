"""SPL102: one article writes one name in two ways."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from articles import Article
from checks.knowledge import Knowledge
from checks.names.pairs import Pair, pairs
from checks.names.reading import read
from checks.protocol import Check, Finding, Severity


@dataclass(frozen=True, slots=True)
class TwoSpellings(Check):
    """One article writes one name in two ways.

    The two forms are a slip apart and share a neighbour, or the odd one is unknown to all
    languages; where they are in two cases, two letters of the stem have changed places. Plurals,
    peoples and endings of grammar are left alone, and so are two people with given names of their
    own, members of one list, and surnames that are two without the ending of their case. The pair
    is what is certain; which form is right is the likelier one: better known, then more frequent.

    It errs on brothers and on invented brands.
    """

    code = "SPL102"
    severity = Severity.ERROR

    knowledge: Knowledge = field(default_factory=Knowledge)

    #: Findings below this confidence are left out; lower it to see the weaker evidence too.
    min_confidence: float = 0.85

    def look(self, article: Article) -> Iterator[Finding]:
        knowledge = self.knowledge
        for pair in pairs(read(article), knowledge.lexicon, knowledge.names):
            if pair.confidence >= self.min_confidence:
                yield self._report(article, pair)

    def _report(self, article: Article, pair: Pair) -> Finding:
        odd, usual = pair.rare_mentions[0], pair.usual_mentions[0]
        counts = f"{len(pair.rare_mentions)} against {len(pair.usual_mentions)} mentions"
        beside = f"; both stand beside {pair.shared[0].capitalize()}" if pair.shared else ""
        return self.finding(
            article.span(odd.block, odd.start, odd.end),
            odd.text,
            f"the article also writes {usual.text}",
            confidence=pair.confidence,
            suggestion=odd.in_its_case(pair.right or usual.text),
            why=f"{counts}{beside}",
            subject=f"{pair.rare} {pair.usual}",
        )
