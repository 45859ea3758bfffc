"""SPL201: one name is spelt differently in another article."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from articles import Article
from checks.knowledge import Knowledge
from checks.names.archive import Variant, variants
from checks.names.frames import clues
from checks.names.notes import note
from checks.names.pairs import SURE, pairs
from checks.names.reading import read
from checks.names.single import misspellings
from checks.protocol import Check, Fact, Finding, Related, Severity


@dataclass(frozen=True, slots=True)
class SpeltDifferentlyAcross(Check):
    """One name is spelt differently in another article, between the same words.

    A copy of the story, or another story about the same person, writes the name in another way.
    The rarer and less known form is reported, once for each article that has it, or the one that
    the article itself does not write again or in another case. Where nothing tells which form is
    right, or a third one is far commoner than both, there is no suggestion. Two people (other given
    names before it) and form letters (other numbers around it) are left alone.

    It errs on relatives of nearly the same name, and where a whole archive follows one wrong copy.
    """

    code = "SPL201"
    severity = Severity.WARNING

    knowledge: Knowledge = field(default_factory=Knowledge)

    #: Findings below this confidence are left out; lower it to see the weaker evidence too.
    min_confidence: float = 0.85
    #: How many of the other articles a finding names.
    max_related: int = 3

    def gather(self, article: Article) -> Iterator[Fact]:
        reading, lexicon, own = read(article), self.knowledge.lexicon, self.knowledge.names
        # What one article shows by itself is told there, and once.
        known = {p.rare for p in pairs(reading, lexicon, own) if p.confidence >= SURE}
        slips = misspellings(reading, self.knowledge)
        known |= {found.word for found in slips if found.right.confidence >= SURE}
        for clue in clues(reading, lexicon, own):
            if clue.plain not in known:
                here = clue.mention
                span = article.span(here.block, here.start, here.end)
                remember = note(clue, reading.language, article.blocks[here.block].text)
                yield Fact(clue.key, span, here.text, remember)

    def judge(self, key: str, facts: Sequence[Fact]) -> Iterator[Finding]:
        for variant in variants(key, facts, self.knowledge.lexicon, self.knowledge.names):
            if variant.confidence >= self.min_confidence:
                yield from self._report(variant)

    def _report(self, variant: Variant) -> Iterator[Finding]:
        others = {fact.span.article.key: fact for fact in variant.usual_facts}
        counts = f"{len({f.span.article.key for f in variant.rare_facts})} against {len(others)}"
        usual = variant.usual_facts[0].quote
        related = [
            Related(fact.span.article.id, fact.span.article.url, fact.quote)
            for _, fact in sorted(others.items())[: self.max_related]
        ]
        first = {
            f.span.article.key: f
            for f in reversed(variant.rare_facts)
            if f.span.article.key not in others
        }
        for article, fact in sorted(first.items()):
            yield self.finding(
                fact.span,
                fact.quote,
                f"other articles write {usual}{'' if variant.directed else ': which is right?'}",
                confidence=variant.confidence,
                suggestion=_in_case_of(fact.quote, usual) if variant.directed else "",
                why=f"{counts} articles, between the same words",
                subject=f"{variant.rare} {variant.usual}",
                related=related,
                across=(article,) if variant.directed else (article, *others),
            )


def _in_case_of(quote: str, usual: str) -> str:
    """The usual form in capitals where the quoted one is, and only there."""
    if quote.isupper():
        return usual.upper()
    return usual.capitalize() if usual.isupper() else usual
