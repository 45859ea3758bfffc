"""DUP202: nearly the same headline at several addresses of one site."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from articles import Article, Kind
from articles.fold import tokens
from checks.copies import days_apart, earliest, shared_text
from checks.headlines import alike, candidates
from checks.protocol import Check, Fact, Finding, Related, Severity
from checks.sketch import sketch


@dataclass(frozen=True, slots=True)
class NearDuplicateHeadline(Check):
    """One site shows nearly the same headline at several addresses.

    A corrected slip, a prefix ("UPDATE:"), a cut end, a word exchanged: the article was published
    again instead of being changed. The texts must agree. Where one of them is missing the
    headlines must be closer, say no different numbers, and not lie weeks apart; series
    ("Stocks close higher on Monday") are then still the likeliest error. Headlines that agree in
    every word are DUP201.
    """

    code = "DUP202"
    severity = Severity.WARNING

    #: alikeness from which headlines with agreeing texts are one (a guess)
    min_alike_percent: int = 60
    #: the same without texts (measured on labelled pairs: benchmarks/duplicates.py)
    min_alike_without_text_percent: int = 72
    #: words that a headline must have to be compared without texts (a guess)
    min_words: int = 4
    #: share of the shorter text that must stand in the other (measured: docs/decisions/sketch.md)
    min_containment_percent: int = 45
    #: days within which headlines without texts can be one event (a guess)
    near_days: int = 7

    def gather(self, article: Article) -> Iterator[Fact]:
        told = tokens(article.headline)
        if told and article.site and not article.damage:
            place = next((span for span, _ in article.of(Kind.HEADLINE)), article.span())
            note = json.dumps([told, str(sketch(article.body))], ensure_ascii=False)
            yield Fact(article.site, place, article.headline, note)

    def judge(self, key: str, facts: Sequence[Fact]) -> Iterator[Finding]:
        notes = [json.loads(fact.note) for fact in facts]
        headlines = [tuple(told) for told, _ in notes]
        reported: set[int] = set()
        least = min(self.min_alike_percent, self.min_alike_without_text_percent) / 100
        for left, right in candidates(headlines, least).tolist():
            earlier, later = sorted((left, right), key=lambda i: earliest(facts[i]))
            if later in reported or headlines[left] == headlines[right]:
                continue
            if facts[left].span.article.key == facts[right].span.article.key:
                continue
            score = 100 * alike(headlines[left], headlines[right])
            shared = shared_text(notes[left][1], notes[right][1])
            if self._same(score, shared, facts[left], facts[right], headlines[left]):
                reported.add(later)
                yield self._report(facts[later], facts[earlier], score, shared)

    def _same(
        self, score: float, shared: float | None, left: Fact, right: Fact, told: Sequence[str]
    ) -> bool:
        if shared is not None:
            agree = 100 * shared >= self.min_containment_percent
            return agree and score >= self.min_alike_percent
        long_enough = len(told) >= self.min_words
        return (
            long_enough and score >= self.min_alike_without_text_percent and self._near(left, right)
        )

    def _near(self, left: Fact, right: Fact) -> bool:
        days = days_apart(left.span.article, right.span.article)
        return days is None or days <= self.near_days

    def _report(self, fact: Fact, first: Fact, score: float, shared: float | None) -> Finding:
        here, there = fact.span.article, first.span.article
        texts = "a text is missing" if shared is None else f"{shared:.0%} of the shorter text agree"
        return self.finding(
            fact.span,
            fact.quote,
            f"nearly the headline of another article of this site: {first.quote}",
            confidence=0.9 if shared is not None else 0.75,
            why=f"headlines alike {score:.0f} of 100; {texts}",
            related=[Related(there.id, there.url, first.quote)],
            across={here.key, there.key},
        )
