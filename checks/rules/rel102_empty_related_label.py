"""REL102: a related label has nothing behind it."""

from collections.abc import Iterator
from dataclasses import dataclass

from articles import Article
from checks.lines.filled import filled_places
from checks.lines.related import related_lines
from checks.lines.scan import scan
from checks.lines.unlinked import stands_alone
from checks.protocol import Check, Finding, Severity


@dataclass(frozen=True, slots=True)
class EmptyRelatedLabel(Check):
    """A related label has nothing behind it.

    The teaser box went, its title stayed: "Read more:" stands alone between two paragraphs. On a
    web page the label is left alone where one of the next blocks bears a link.
    """

    code = "REL102"
    severity = Severity.WARNING

    def look(self, article: Article) -> Iterator[Finding]:
        here, told = scan(article), filled_places(article, "stub", "ad")
        for found in related_lines(article):
            if (found.line.block, found.line.start) in told:
                continue
            if stands_alone(article, found):
                span, quote = here.whole(found.line)
                why = f"“{found.label.phrase}” announces a related article ({found.label.language})"
                yield self.finding(span, quote, "a related label with nothing behind it", why=why)
