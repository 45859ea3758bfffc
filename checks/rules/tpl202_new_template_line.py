"""TPL202: a site's articles began to bear a line all at once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from articles import Article
from articles.model import Span
from checks.lines.repeated import Repeated, clues, repeated
from checks.protocol import Check, Fact, Finding, Related, Severity


@dataclass(frozen=True, slots=True)
class NewTemplateLine(Check):
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

    def judge(self, key: str, facts: Sequence[Fact]) -> Iterator[Finding]:
        kept, lines = repeated(facts)
        for line in lines:
            first = line.bearers[0]
            later = len(kept) - first
            if (
                min(first, later) >= self.min_articles
                and len(line.bearers) >= self.min_share_percent * later / 100
            ):
                yield self._report(line, kept)

    def _report(self, line: Repeated, kept: Sequence[Fact]) -> Finding:
        first, (block, start) = line.bearers[0], line.places[0]
        ref = kept[first].span.article
        later = len(kept) - first
        last = kept[line.bearers[-1]].span.article
        return self.finding(
            Span(ref, block, start, start + len(line.text)),
            line.text,
            f"since {ref.published[:10]} the site's articles bear this line",
            why=f"it stands in {len(line.bearers)} of {later} articles since then, "
            f"in none of {first} before",
            subject=line.folded,
            related=[Related(last.id, last.url, line.text)],
            site_wide=True,
        )
