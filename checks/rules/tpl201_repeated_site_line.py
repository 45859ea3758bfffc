"""TPL201: a line of the site's template stands in its articles."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from articles import Article
from checks.comparison import Survey
from checks.lines.repeated import Line, clues, fold_line, survey, text_of
from checks.protocol import Fact, Finding, Related, Severity

_NAMED = 5


@dataclass(frozen=True, slots=True)
class RepeatedSiteLine(Survey):
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

    def groups(self, marks: Sequence[bytes]) -> Iterator[tuple[list[int], Sequence[int]]]:
        """A template line's first bearers, and: the line, how many bear it, of how many articles,
        the order of those bearers in time."""
        site = survey(marks)
        if len(site.rows) < self.min_articles:
            return
        sections = [line.bearers for line in site.lines if line.above]
        above = len(np.unique(np.concatenate(sections))) if sections else 0
        for line in site.lines:
            bearers = above if line.above else len(line.bearers)
            if self._is_template(line, bearers, len(site.rows)):
                first = site.rows[line.bearers[: 1 + _NAMED]]
                order = np.argsort(np.argsort(first)).tolist()
                told = (line.hash, bearers, len(site.rows), line.above, *order)
                yield sorted(first.tolist()), told

    def _is_template(self, line: Line, bearers: int, articles: int) -> bool:
        share = self.min_heading_share_percent if line.heading else self.min_share_percent
        least = 3 if line.heading or articles > self.few_articles else 2
        return bearers >= max(least, share * articles / 100)

    def judge_group(
        self, key: str, facts: Sequence[Fact], told: Sequence[int]
    ) -> Iterator[Finding]:
        line, bearers, articles, above, *order = told
        first, *others = (facts[row] for row in order)
        span, text = text_of(first, line)
        what = "such a line stands above the headline" if above else "it stands"
        related = [Related(o.span.article.id, o.span.article.url, text) for o in others]
        yield self.finding(
            span,
            text,
            "the line belongs to the site's template, not to the story",
            confidence=min(0.99, 0.8 + bearers / articles / 5),
            why=f"{what} in {bearers} of {articles} articles of {span.article.site}",
            subject=fold_line(text),
            related=related,
            site_wide=True,
        )
