"""DUP204: one text under different headlines on one site."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from articles import Article, Kind
from articles.fold import tokens
from checks.copies import copied, earliest
from checks.headlines import alike
from checks.protocol import Check, Fact, Finding, Related, Severity
from checks.sketch import Sketch, sketch


@dataclass(frozen=True, slots=True)
class TextUnderTwoHeadlines(Check):
    """One site prints the same text at two addresses under different headlines.

    The article was imported again under the agency's headline, or renamed without a redirect.
    The texts must agree nearly whole: background paragraphs return in every report on a trial or
    a war and are no fault. Headlines that are alike belong to DUP201 and DUP202.
    """

    code = "DUP204"
    severity = Severity.WARNING

    #: share of the shorter text that must stand in the other (a guess)
    min_containment_percent: int = 80
    #: how much shorter the shorter text may be (a guess): a digest quotes whole reports
    min_length_percent: int = 50
    #: alikeness from which the headlines are DUP202's; the same number stands there
    min_alike_percent: int = 60

    def gather(self, article: Article) -> Iterator[Fact]:
        told, body = tokens(article.headline), sketch(article.body)
        if told and body.hashes and article.site:
            place = next((span for span, _ in article.of(Kind.HEADLINE)), article.span())
            note = json.dumps([told, len(tokens(article.body)), str(body)], ensure_ascii=False)
            yield Fact(article.site, place, article.headline, note)

    def judge(self, key: str, facts: Sequence[Fact]) -> Iterator[Finding]:
        facts = sorted(facts, key=earliest)
        notes = [json.loads(fact.note) for fact in facts]
        reported: set[int] = set()
        sketches = [Sketch.parse(body) for _, _, body in notes]
        least = self.min_containment_percent / 100
        for first, later, share in copied(sketches, [key] * len(facts), least):
            one = facts[first].span.article.key == facts[later].span.article.key
            if not one and later not in reported and self._differ(notes[first], notes[later]):
                reported.add(later)
                yield self._report(facts[later], facts[first], share)

    def _differ(self, left: list[Any], right: list[Any]) -> bool:
        lengths = sorted((left[1], right[1]))
        alike_percent = 100 * alike(tuple(left[0]), tuple(right[0]))
        long_enough = 100 * lengths[0] >= self.min_length_percent * lengths[1]
        return long_enough and alike_percent < self.min_alike_percent

    def _report(self, fact: Fact, first: Fact, share: float) -> Finding:
        here, there = fact.span.article, first.span.article
        return self.finding(
            fact.span,
            fact.quote,
            f"the text stands under another headline too: {first.quote}",
            confidence=0.9,
            why=f"{share:.0%} of the shorter text agree",
            related=[Related(there.id, there.url, first.quote)],
            across={here.key, there.key},
        )
