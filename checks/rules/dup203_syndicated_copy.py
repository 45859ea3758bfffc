"""DUP203: one text on several sites."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from articles import Article
from checks.copies import copied, earliest, groups
from checks.protocol import Check, Fact, Finding, Related, Severity
from checks.sketch import Sketch, sketch


@dataclass(frozen=True, slots=True)
class SyndicatedCopy(Check):
    """Several sites print one text: a story.

    This is what syndication is for and never an error. The finding ties a copy to the likely
    origin: the earliest dated one, before the undated. Copies that were cut or lengthened are
    found as long as the shorter text stands in the longer one.
    """

    code = "DUP203"
    severity = Severity.INFO

    #: share of the shorter text that must stand in the other (measured: docs/decisions/sketch.md)
    min_containment_percent: int = 42

    def gather(self, article: Article) -> Iterator[Fact]:
        body = sketch(article.body)
        if body.hashes and article.site:
            yield Fact(
                "", article.span(), article.headline, json.dumps([str(body), article.credit])
            )

    def judge(self, key: str, facts: Sequence[Fact]) -> Iterator[Finding]:
        facts = sorted(facts, key=earliest)
        notes = [json.loads(fact.note) for fact in facts]
        sketches = [Sketch.parse(body) for body, _ in notes]
        sites = [fact.span.article.site for fact in facts]
        pairs = {
            (left, right): share
            for left, right, share in copied(sketches, sites, self.min_containment_percent / 100)
            if sites[left] != sites[right]
        }
        for story in groups(sorted(pairs)):
            credit = next((notes[i][1] for i in story if notes[i][1]), "")
            for copy in story[1:]:
                share = pairs.get((story[0], copy), 0.0)
                yield self._report(facts[copy], facts[story[0]], share, len(story), credit)

    def _report(self, fact: Fact, origin: Fact, share: float, copies: int, credit: str) -> Finding:
        here, there = fact.span.article, origin.span.article
        credited = f" (credit: {credit})" if credit else ""
        agree = f"{share:.0%} of the shorter text agree" if share else "tied by another copy"
        return self.finding(
            fact.span,
            fact.quote,
            f"a copy of a story that {there.site} printed{credited}",
            confidence=0.95,
            why=f"{copies} copies; {agree}",
            subject=origin.quote,
            related=[Related(there.id, there.url, origin.quote)],
            across={here.key, there.key},
            same_story=True,
        )
