"""DUP203: one text on several sites."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from articles import Article
from checks.comparison import Comparison, Pair
from checks.copies import earliest
from checks.copy_changes import Traits, changes, origin_of
from checks.marks import Mark, mark_of, pairs_of_copies, site_in
from checks.protocol import Fact, Finding, Related, Severity


@dataclass(frozen=True, slots=True)
class SyndicatedCopy(Comparison):
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
    stories = True

    #: share of the shorter text that must stand in the other (measured: docs/decisions/sketch.md)
    min_containment_percent: int = 40

    def gather(self, article: Article) -> Iterator[Fact]:
        mark = mark_of(article)
        if article.site and Mark.parse(mark).body:
            note = json.dumps(Traits.of(article).written, ensure_ascii=False)
            yield Fact("", article.span(), article.headline, note, mark)

    def compare(self, marks: Sequence[bytes]) -> Iterator[Pair]:
        for left, right, share in pairs_of_copies(marks, self.min_containment_percent / 100):
            if site_in(marks[left]) != site_in(marks[right]):
                yield Pair(left, right, share)

    def judge_group(
        self, key: str, facts: Sequence[Fact], pairs: Sequence[Pair]
    ) -> Iterator[Finding]:
        shares = {frozenset((pair.left, pair.right)): pair.share for pair in pairs}
        order = sorted(range(len(facts)), key=lambda row: earliest(facts[row]))
        story = [_Copy(facts[row], Traits.parse(json.loads(facts[row].note))) for row in order]
        first, named = origin_of(
            [copy.fact.span.article.url for copy in story],
            [copy.fact.span.article.site for copy in story],
            [copy.traits for copy in story],
        )
        for at, copy in enumerate(story):
            if at != first:
                agree = shares.get(frozenset((order[at], order[first])), 0.0)
                yield self._report(copy, story[first], agree, named, story)

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
