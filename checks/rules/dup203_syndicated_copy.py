"""DUP203: one text on several sites."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from articles import Article
from checks.comparison import components
from checks.copies import copied, earliest
from checks.copy_changes import Traits, changes, origin_of
from checks.protocol import Check, Fact, Finding, Related, Severity
from checks.sketch import Sketch, sketch


@dataclass(frozen=True, slots=True)
class SyndicatedCopy(Check):
    """Several sites print one text: a story.

    This is what syndication is for and never an error. The finding ties a copy to the likely
    origin: the one that the others name as their canonical address, else in their credit line,
    else the earliest dated one, before the undated. It says what the copy changed where that can
    be told: the length, or numbers and names exchanged in a text of the same length. Copies that
    were cut or lengthened are found as long as the shorter text stands in the longer one. What
    people said is no evidence, nor is one statement that several sites print.
    """

    code = "DUP203"
    severity = Severity.INFO

    #: share of the shorter text that must stand in the other (measured: docs/decisions/sketch.md)
    min_containment_percent: int = 40

    def gather(self, article: Article) -> Iterator[Fact]:
        body = sketch(article.body)
        if body.hashes and article.site:
            note = json.dumps([str(body), *Traits.of(article).written], ensure_ascii=False)
            yield Fact("", article.span(), article.headline, note)

    def judge(self, key: str, facts: Sequence[Fact]) -> Iterator[Finding]:
        facts = sorted(facts, key=earliest)
        notes = [json.loads(fact.note) for fact in facts]
        sketches = [Sketch.parse(note[0]) for note in notes]
        sites = [fact.span.article.site for fact in facts]
        pairs = {
            (left, right): share
            for left, right, share in copied(sketches, sites, self.min_containment_percent / 100)
            if sites[left] != sites[right]
        }
        for story in components(sorted(pairs)):
            members = [_Copy(facts[i], Traits.parse(notes[i][1:])) for i in story]
            first, named = origin_of(
                [copy.fact.span.article.url for copy in members],
                [copy.fact.span.article.site for copy in members],
                [copy.traits for copy in members],
            )
            for row, copy in enumerate(members):
                if row != first:
                    ends = min(story[row], story[first]), max(story[row], story[first])
                    agree = pairs.get(ends, 0.0)
                    yield self._report(copy, members[first], agree, named, members)

    def _report(
        self, copy: "_Copy", origin: "_Copy", share: float, named: str, story: Sequence["_Copy"]
    ) -> Finding:
        here, there = copy.fact.span.article, origin.fact.span.article
        credit = next((each.traits.credit for each in story if each.traits.credit), "")
        credited = f" (credit: {credit})" if credit else ""
        agree = f"{share:.0%} of the shorter text agree" if share else "tied by another copy"
        if not named:
            named = "the earliest" if there.published else "not known, the first in order"
        told = [f"{len(story)} copies", agree, f"origin: {named}"]
        if share:
            told.append(changes(copy.traits, origin.traits))
        return self.finding(
            copy.fact.span,
            copy.fact.quote,
            f"a copy of a story that {there.site} printed{credited}",
            confidence=0.95,
            why="; ".join(filter(None, told)),
            subject=origin.fact.quote,
            related=[Related(there.id, there.url, origin.fact.quote)],
            across={here.key, there.key},
            same_story=True,
        )


@dataclass(frozen=True, slots=True)
class _Copy:
    """One article of a story."""

    fact: Fact
    traits: Traits
