"""TPL202: a site's articles began to bear a line all at once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from articles import Article
from checks.comparison import Survey
from checks.lines.repeated import clues, fold_line, survey, text_of
from checks.protocol import Fact, Finding, Related, Severity


@dataclass(frozen=True, slots=True)
class NewTemplateLine(Survey):
    """A site's articles began to bear a line all at once: a new template was rolled out.

    Until some day none of the site's articles bore the line, since then nearly all do. That is a
    change of the page or of the extractor, and the day on which a reader of the archive began to
    get it. Articles without a date are not counted.
    """

    code = "TPL202"
    severity = Severity.WARNING

    #: dated articles on each side of the change
    min_articles: int = 5
    #: share of the later articles that must bear the line
    min_share_percent: int = 80

    def gather(self, article: Article) -> Iterator[Fact]:
        return clues(article) if article.published else iter(())

    def groups(self, marks: Sequence[bytes]) -> Iterator[tuple[list[int], Sequence[int]]]:
        """A new line's first and last bearer, and: the line, whether the first comes first, how
        many bear it, of how many since, and how many came before."""
        site = survey(marks)
        for line in site.lines:
            first, last = site.rows[line.bearers[[0, -1]]].tolist()
            before = int(line.bearers[0])
            later = len(site.rows) - before
            if (
                min(before, later) >= self.min_articles
                and len(line.bearers) >= self.min_share_percent * later / 100
            ):
                told = (line.hash, first < last, len(line.bearers), later, before)
                yield sorted((first, last)), told

    def judge_group(
        self, key: str, facts: Sequence[Fact], told: Sequence[int]
    ) -> Iterator[Finding]:
        line, in_order, bearers, later, before = told
        first, last = facts if in_order else reversed(facts)
        span, text = text_of(first, line)
        ref = last.span.article
        yield self.finding(
            span,
            text,
            f"since {span.article.published[:10]} the site's articles bear this line",
            why=f"it stands in {bearers} of {later} articles since then, "
            f"in none of {before} before",
            subject=fold_line(text),
            related=[Related(ref.id, ref.url, text)],
            site_wide=True,
        )
