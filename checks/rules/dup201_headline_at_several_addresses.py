"""DUP201: one headline at several addresses of one site."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from articles import Article, Kind, Ref
from checks.affixes import own_words
from checks.copies import earliest
from checks.headlines import length
from checks.marks import (
    Mark,
    days_apart,
    mark_of,
    shared_text,
    state_otherwise,
    stated,
    touch,
)
from checks.protocol import Check, Fact, Finding, Related, Severity

_APART = "\x1f"


@dataclass(frozen=True, slots=True)
class HeadlineAtSeveralAddresses(Check):
    """One site shows the same headline at several addresses.

    A feed with tracking parameters, an AMP or print page, a section path or an article imported
    twice: readers and search engines meet the same article again. Generic headlines ("Morning
    briefing", "Letters") and series that return every day are no fault: where the texts can be
    compared they must agree. A daily service ("Pollen count today") keeps half of its words: nearly
    the whole text must agree where the days differ and so do the numbers or weekdays, or where the
    headline has returned three times. Two different texts under one headline are reported only when
    the headline is long, there are no more than two of them, and they appeared within days of each
    other; then with less confidence, and not where they share no words at all on different days, as
    a weekly quiz. The site's own name before or after a headline is set aside.
    Articles without a site are compared by their texts alone.
    Two files that name one canonical address are one article saved twice: worth knowing, no fault.
    """

    code = "DUP201"
    severity = Severity.WARNING

    #: share of the shorter text that must stand in the other (measured: docs/decisions/sketch.md)
    min_containment_percent: int = 40
    #: the same for what may be the next issue of a series (the measure of DUP202's series)
    min_containment_of_series_percent: int = 80
    #: addresses from which a headline is one that returns (a guess)
    returning: int = 3
    #: words from which a headline is too long to be a series' name (a guess)
    specific_words: int = 6
    #: days within which two texts under one long headline are one event (a guess)
    near_days: int = 3
    #: articles compared under one headline; the rest of a longer series is left out
    max_compared: int = 500

    def gather(self, article: Article) -> Iterator[Fact]:
        own = own_words(article.headline, article.site, article.site_name)
        told = " ".join(chain.from_iterable(own))
        if told and not article.damage:
            place = next((span for span, _ in article.of(Kind.HEADLINE)), article.span())
            key = f"{article.site}{_APART}{told}"
            note = stated(article.body)
            yield Fact(key, place, article.headline, note, mark=mark_of(article))

    def judge(self, key: str, facts: Sequence[Fact]) -> Iterator[Finding]:
        site, _, told = key.partition(_APART)
        specific = bool(site) and length(tuple(told.split())) >= self.specific_words
        here = _one_an_address(facts)[: self.max_compared]
        returns = len(here) >= self.returning
        firsts: list[Fact] = []
        for fact in here:
            compared = (self._same(fact, first, specific, returns) for first in firsts)
            twin = next((first for first, same in zip(firsts, compared, strict=True) if same), None)
            if twin is None:
                firsts.append(fact)
            else:
                yield self._report(fact, twin)
        if specific and len(firsts) == 2 and self._is_rewritten(*firsts):
            yield self._report(firsts[1], firsts[0])

    def _same(self, left: Fact, right: Fact, specific: bool, returns: bool) -> bool:
        """Texts that agree; where a text is missing, a headline that names one event."""
        shared = _shared(left, right)
        if shared is None:
            return specific and self._near(left, right, unknown=True)
        issue = _days(left, right) and (returns or state_otherwise(left.note, right.note))
        wanted = self.min_containment_percent
        if issue:
            wanted = max(wanted, self.min_containment_of_series_percent)
        return 100 * shared >= wanted

    def _is_rewritten(self, left: Fact, right: Fact) -> bool:
        """Two texts that appeared within days: of one day, or with something in common, but no
        form whose figures alone are new."""
        if not self._near(left, right, unknown=False):
            return False
        if not _days(left, right):
            return True
        form = not self._differ(_shared(left, right) or 0.0)
        return not form and touch(Mark.parse(left.mark), Mark.parse(right.mark))

    def _near(self, left: Fact, right: Fact, *, unknown: bool) -> bool:
        """Whether both appeared within days; `unknown` is the answer for undated articles."""
        days = _days(left, right)
        return unknown if days is None else days <= self.near_days

    def _report(self, fact: Fact, first: Fact) -> Finding:
        here, there = fact.span.article, first.span.article
        shared = _shared(fact, first)
        texts = (
            "the texts cannot be compared" if shared is None else f"{shared:.0%} of the text agree"
        )
        confidence = 0.8 if shared is None else 0.7 if self._differ(shared) else 0.97
        saved_twice = here.key == there.key and not (here.url and there.url)
        where = "at another address" if there.url else "in another file"
        message = f"the headline stands {where} too: {_address(there)}"
        if saved_twice:
            message = f"one article saved a second time, it names one address: {_address(there)}"
        return self.finding(
            fact.span,
            fact.quote,
            message,
            severity=Severity.INFO if saved_twice else self.severity,
            confidence=confidence,
            why=texts,
            subject=f"{fact.quote} {here.url}" if here.key == there.key else fact.quote,
            related=[Related(there.id, there.url, first.quote)],
            across={here.key, there.key},
        )

    def _differ(self, shared: float) -> bool:
        return 100 * shared < self.min_containment_percent


def _shared(left: Fact, right: Fact) -> float | None:
    return shared_text(Mark.parse(left.mark), Mark.parse(right.mark))


def _days(left: Fact, right: Fact) -> int | None:
    return days_apart(Mark.parse(left.mark), Mark.parse(right.mark))


def _one_an_address(facts: Sequence[Fact]) -> list[Fact]:
    """The first of each address, earliest published first."""
    found: dict[str, Fact] = {}
    for fact in sorted(facts, key=earliest):
        found.setdefault(_address(fact.span.article), fact)
    return list(found.values())


def _address(ref: Ref) -> str:
    return ref.url or f"{ref.path}{':' if ref.record else ''}{ref.record}"
