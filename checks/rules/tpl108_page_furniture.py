"""TPL108: a page's furniture stands in the text."""

from collections.abc import Iterator
from dataclasses import dataclass

from articles import Article, Kind
from checks.lines.filled import filled_lines
from checks.lines.related import related_lines
from checks.lines.scan import Line, scan
from checks.lines.unlinked import heads_list
from checks.protocol import Check, Finding, Severity


@dataclass(frozen=True, slots=True)
class PageFurniture(Check):
    """A page's furniture stands in the text: jump marks, comment boxes, tags, reading times.

    "Continue reading the main story", "Leave a comment", "Filed under: …", "Reading time: 3 min":
    they steer a reader on the page where the story first stood. The phrase must fill its line.
    Single words such as "Comments" may also be crossheads, so this is worth knowing, no more, and
    the headings of a page stay silent.
    """

    code = "TPL108"
    severity = Severity.INFO

    def look(self, article: Article) -> Iterator[Finding]:
        here = scan(article)
        for phrase, line in filled_lines(article, "furniture"):
            block = article.blocks[line.block]
            if article.markup and (not block.is_story or block.kind is Kind.HEADING):
                continue
            if _heads_related(article, line):
                continue
            span, quote = here.whole(line)
            why = f"the line is “{phrase.text}” ({phrase.language})"
            yield self.finding(span, quote, "a page's furniture stands in the text", why=why)


def _heads_related(article: Article, line: Line) -> bool:
    """Whether the line is a related label with headlines below it, which another rule reports."""
    return any(
        (found.line.block, found.line.start) == (line.block, line.start)
        and heads_list(article, found)
        for found in related_lines(article)
    )
