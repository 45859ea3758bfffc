"""DUP202: nearly the same headline at several addresses of one site."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from articles import Article, Kind
from articles.words.fold import words
from checks.comparison import Comparison, Pair
from checks.copies import in_time
from checks.headlines import alike, candidates, length
from checks.marks import (
    Headlines,
    Mark,
    days_apart,
    mark_of,
    shared_text,
    state_otherwise,
    stated,
)
from checks.protocol import Fact, Finding, Related, Severity
from checks.series import set_apart


@dataclass(frozen=True, slots=True)
class NearDuplicateHeadline(Comparison):
    """One site shows nearly the same headline at several addresses.

    A corrected slip, a prefix ("UPDATE:"), a cut end, a word exchanged: the article was published
    again instead of being changed. The texts must agree. Where one of them is missing the
    headlines must be closer and not lie weeks apart. Headlines that state different numbers, deny
    what the other says or say its opposite, let two change roles ("Bears beat Lions", whatever
    follows), name people whose names are a letter apart (Jean and Jeanne) or exchange one word of a
    line of thirteen at most ("Stocks close lower on Monday") are a series as a rule: without texts
    they stay silent, and form letters are kept apart by asking for nearly the whole text; so are
    texts that state other numbers. What a site puts before or after its headlines (its name, a
    section's) is learned from them and set aside. Headlines that agree in every word are DUP201.
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
        if article.site and not article.damage and words(article.headline):
            place = next((span for span, _ in article.of(Kind.HEADLINE)), article.span())
            note = stated(article.body)
            yield Fact(article.site, place, article.headline, note, mark=mark_of(article))

    def compare(self, marks: Sequence[bytes]) -> Iterator[Pair]:
        pairs = [pair for pair in _compared(marks, self._least()) if self._same(pair)]
        mates = Counter(row for pair in pairs if pair.shared is None for row in pair.rows)
        for pair in pairs:
            formula = max(mates[row] for row in pair.rows) > self.max_mates
            if pair.shared is not None or not (formula or pair.apart):
                yield Pair(*pair.rows, pair.score)

    def judge_group(
        self, key: str, facts: Sequence[Fact], pairs: Sequence[Pair]
    ) -> Iterator[Finding]:
        reported: set[int] = set()
        for first, later, pair in in_time(facts, pairs):
            if later not in reported and not self._is_form(facts[first], facts[later]):
                reported.add(later)
                yield self._report(facts[later], facts[first], pair.share)

    def _least(self) -> float:
        return min(self.min_alike_percent, self.min_alike_without_text_percent) / 100

    def _same(self, pair: "_Compared") -> bool:
        if pair.shared is not None:
            wanted = self.min_containment_percent
            if pair.apart:
                wanted = self.min_containment_of_series_percent
            return 100 * pair.shared >= wanted and 100 * pair.score >= self.min_alike_percent
        alike_enough = 100 * pair.score >= self.min_alike_without_text_percent
        near = pair.days is None or pair.days <= self.near_days
        return alike_enough and near and pair.words >= self.min_words

    def _is_form(self, left: Fact, right: Fact) -> bool:
        """Two issues of a form letter: other headlines and figures, half of the text the same."""
        if not state_otherwise(left.note, right.note):
            return False
        shared = shared_text(Mark.parse(left.mark), Mark.parse(right.mark))
        return shared is not None and 100 * shared < self.min_containment_of_series_percent

    def _report(self, fact: Fact, first: Fact, score: float) -> Finding:
        here, there = fact.span.article, first.span.article
        shared = shared_text(Mark.parse(fact.mark), Mark.parse(first.mark))
        texts = "a text is missing" if shared is None else f"{shared:.0%} of the shorter text agree"
        return self.finding(
            fact.span,
            fact.quote,
            f"nearly the headline of another article of this site: {first.quote}",
            confidence=0.9 if shared is not None else 0.75,
            why=f"headlines alike {100 * score:.0f} of 100; {texts}",
            related=[Related(there.id, there.url, first.quote)],
            across={here.key, there.key},
        )


@dataclass(frozen=True, slots=True)
class _Compared:
    """Two headlines compared: rows, days between them (None: undated), words of the shorter, how
    much alike, share of text (None: no text), and whether they look like a series."""

    rows: tuple[int, int]
    days: int | None
    words: int
    score: float
    shared: float | None
    apart: bool


def _compared(marks: Sequence[bytes], least: float) -> Iterator[_Compared]:
    """Pairs of articles whose headlines differ and, without what the site puts around them, are
    alike to `least`."""
    headlines = Headlines.of(marks)
    for left, right in candidates(headlines, least).tolist():
        one, other = Mark.parse(marks[left]), Mark.parse(marks[right])
        if one.headline == other.headline or one.article == other.article:
            continue
        told = headlines[left], headlines[right]
        score = alike(*told)
        if score >= least:
            apart, words = bool(set_apart(*told)), min(map(length, told))
            shared = shared_text(one, other)
            yield _Compared((left, right), days_apart(one, other), words, score, shared, apart)
