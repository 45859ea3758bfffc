"""TPL201: a line of the site's template stands in its articles."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from articles import Article
from articles.model import Span
from checks.lines.repeated import Repeated, clues, repeated
from checks.protocol import Check, Fact, Finding, Related, Severity

_NAMED = 5


@dataclass(frozen=True, slots=True)
class RepeatedSiteLine(Check):
    """One line stands in many articles of a site: it belongs to the site and to no story.

    No list of phrases holds what every site writes below its articles; but it repeats. Lines are
    counted over all articles of a site that the archive holds, digits set aside, after copies of
    one article have been set aside too, for they share every line. Names of sections and words of
    menus above the headline are counted together, whatever they say: it is their place that
    repeats. One finding a line and site, with the share of articles that bear it. Bylines and
    dates are no part of this. It errs on standing crossheads and on a columnist's standing phrase.
    """

    code = "TPL201"
    severity = Severity.WARNING

    #: different articles of a site below which nothing is learnt
    min_articles: int = 3
    #: share of a site's articles that must bear a line, in percent; two or three in any case
    min_share_percent: int = 4
    #: the same for a line that is a crosshead everywhere: stories have standing ones
    min_heading_share_percent: int = 30
    #: up to so many articles a line needs two bearers, beyond three (two letters of one reader)
    few_articles: int = 10

    def gather(self, article: Article) -> Iterator[Fact]:
        return clues(article)

    def judge(self, key: str, facts: Sequence[Fact]) -> Iterator[Finding]:
        kept, lines = repeated(facts)
        if len(kept) < self.min_articles:
            return
        above = len({bearer for line in lines if line.above for bearer in line.bearers})
        for line in lines:
            bearers = above if line.above else len(line.bearers)
            if self._is_template(line, bearers, len(kept)):
                yield self._report(line, bearers, kept)

    def _is_template(self, line: Repeated, bearers: int, articles: int) -> bool:
        share = self.min_heading_share_percent if line.heading else self.min_share_percent
        least = 3 if line.heading or articles > self.few_articles else 2
        return bearers >= max(least, share * articles / 100)

    def _report(self, line: Repeated, bearers: int, kept: Sequence[Fact]) -> Finding:
        first, (block, start) = kept[line.bearers[0]], line.places[0]
        ref = first.span.article
        others = [kept[i].span.article for i in line.bearers[1 : 1 + _NAMED]]
        what = "such a line stands above the headline" if line.above else "it stands"
        return self.finding(
            Span(ref, block, start, start + len(line.text)),
            line.text,
            "the line belongs to the site's template, not to the story",
            confidence=min(0.99, 0.8 + bearers / len(kept) / 5),
            why=f"{what} in {bearers} of {len(kept)} articles of {ref.site}",
            subject=line.folded,
            related=[Related(other.id, other.url, line.text) for other in others],
            site_wide=True,
        )
