"""DUP202: nearly the same headline at several addresses of one site."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from articles import Article, Kind
from articles.fold import tokens
from checks.copies import days_apart, earliest, shared_text
from checks.headlines import alike, candidates, set_apart
from checks.protocol import Check, Fact, Finding, Related, Severity
from checks.sketch import sketch


@dataclass(frozen=True, slots=True)
class NearDuplicateHeadline(Check):
    """One site shows nearly the same headline at several addresses.

    A corrected slip, a prefix ("UPDATE:"), a cut end, a word exchanged: the article was published
    again instead of being changed. The texts must agree. Where one of them is missing the
    headlines must be closer and not lie weeks apart. Headlines that state different numbers, deny
    what the other says or exchange one word of a short line ("Stocks close lower on Monday") are a
    series as a rule: without texts they stay silent, and form letters are kept apart by asking for
    nearly the whole text. Headlines that agree in every word are DUP201.
    """

    code = "DUP202"
    severity = Severity.WARNING

    #: alikeness from which headlines with agreeing texts are one (a guess)
    min_alike_percent: int = 60
    #: the same without texts (measured on labelled pairs: benchmarks/duplicates.py)
    min_alike_without_text_percent: int = 71
    #: words that a headline must have to be compared without texts (a guess)
    min_words: int = 4
    #: share of the shorter text that must stand in the other (measured: docs/decisions/sketch.md)
    min_containment_percent: int = 40
    #: the same where the headlines look like a series: form letters share half of their words
    #: (measured on made ones: docs/decisions/headline-pairs.md)
    min_containment_of_series_percent: int = 80
    #: other headlines of the site to which one without text is alike before it is a formula that
    #: returns ("Soldier killed in attack") and no duplicate (a guess)
    max_mates: int = 3
    #: days within which headlines without texts can be one event (a guess)
    near_days: int = 7

    def gather(self, article: Article) -> Iterator[Fact]:
        told = tokens(article.headline)
        if told and article.site and not article.damage:
            place = next((span for span, _ in article.of(Kind.HEADLINE)), article.span())
            note = json.dumps([told, str(sketch(article.body))], ensure_ascii=False)
            yield Fact(article.site, place, article.headline, note)

    def judge(self, key: str, facts: Sequence[Fact]) -> Iterator[Finding]:
        facts = sorted(facts, key=earliest)
        pairs = [pair for pair in _compared(facts, self._least()) if self._same(pair, facts)]
        mates = Counter(row for pair in pairs if pair.shared is None for row in pair.rows)
        reported: set[int] = set()
        for pair in pairs:
            earlier, later = pair.rows
            formula = pair.shared is None and max(mates[earlier], mates[later]) > self.max_mates
            if later not in reported and not formula and not (pair.apart and pair.shared is None):
                reported.add(later)
                yield self._report(facts[later], facts[earlier], pair)

    def _least(self) -> float:
        return min(self.min_alike_percent, self.min_alike_without_text_percent) / 100

    def _same(self, pair: "_Pair", facts: Sequence[Fact]) -> bool:
        if pair.shared is not None:
            wanted = self.min_containment_percent
            if pair.apart:
                wanted = self.min_containment_of_series_percent
            return 100 * pair.shared >= wanted and pair.score >= self.min_alike_percent
        one, other = (facts[row] for row in pair.rows)
        words = min(len(tokens(fact.quote)) for fact in (one, other))
        alike_enough = pair.score >= self.min_alike_without_text_percent
        return alike_enough and words >= self.min_words and self._near(one, other)

    def _near(self, left: Fact, right: Fact) -> bool:
        days = days_apart(left.span.article, right.span.article)
        return days is None or days <= self.near_days

    def _report(self, fact: Fact, first: Fact, pair: "_Pair") -> Finding:
        here, there = fact.span.article, first.span.article
        shared = pair.shared
        texts = "a text is missing" if shared is None else f"{shared:.0%} of the shorter text agree"
        return self.finding(
            fact.span,
            fact.quote,
            f"nearly the headline of another article of this site: {first.quote}",
            confidence=0.9 if shared is not None else 0.75,
            why=f"headlines alike {pair.score:.0f} of 100; {texts}",
            related=[Related(there.id, there.url, first.quote)],
            across={here.key, there.key},
        )


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two headlines compared: rows (earlier, later), percent alike, share of text (None: no text),
    and whether they look like a series."""

    rows: tuple[int, int]
    score: float
    shared: float | None
    apart: bool


def _compared(facts: Sequence[Fact], least: float) -> Iterator[_Pair]:
    """Pairs of articles whose headlines differ and are alike to `least`."""
    notes = [json.loads(fact.note) for fact in facts]
    headlines = [tuple(told) for told, _ in notes]
    for earlier, later in candidates(headlines, least).tolist():
        one, other = headlines[earlier], headlines[later]
        if one == other or facts[earlier].span.article.key == facts[later].span.article.key:
            continue
        score = alike(one, other)
        if score >= least:
            shared = shared_text(notes[earlier][1], notes[later][1])
            yield _Pair((earlier, later), 100 * score, shared, bool(set_apart(one, other)))
