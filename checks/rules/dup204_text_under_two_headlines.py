"""DUP204: one text under different headlines on one site."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from articles import Article, Kind
from checks.comparison import Comparison, Pair
from checks.copies import in_time
from checks.headlines import alike
from checks.marks import Headlines, Mark, mark_of, pairs_of_copies
from checks.protocol import Fact, Finding, Related, Severity


@dataclass(frozen=True, slots=True)
class TextUnderTwoHeadlines(Comparison):
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
        mark = mark_of(article)
        parsed = Mark.parse(mark)
        if parsed.headline and parsed.body and article.site:
            place = next((span for span, _ in article.of(Kind.HEADLINE)), article.span())
            yield Fact(article.site, place, article.headline, mark=mark)

    def compare(self, marks: Sequence[bytes]) -> Iterator[Pair]:
        headlines = Headlines.of(marks)
        for left, right, share in pairs_of_copies(marks, self.min_containment_percent / 100):
            other = 100 * alike(headlines[left], headlines[right]) < self.min_alike_percent
            if other and self._whole(Mark.parse(marks[left]), Mark.parse(marks[right])):
                yield Pair(left, right, share)

    def judge_group(
        self, key: str, facts: Sequence[Fact], pairs: Sequence[Pair]
    ) -> Iterator[Finding]:
        reported: set[int] = set()
        for first, later, pair in in_time(facts, pairs):
            if later not in reported:
                reported.add(later)
                yield self._report(facts[later], facts[first], pair.share)

    def _whole(self, left: Mark, right: Mark) -> bool:
        """Whether these are two articles of about one length."""
        shorter, longer = sorted((left.length, right.length))
        return left.article != right.article and 100 * shorter >= self.min_length_percent * longer

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
