"""TPL107: a notice of rights stands in the text."""

from collections.abc import Iterator
from dataclasses import dataclass

from articles import Article
from checks.lines.filled import filled_lines
from checks.lines.machine import machine_text
from checks.lines.patterns import WIRE
from checks.lines.scan import scan
from checks.protocol import Check, Finding, Severity


@dataclass(frozen=True, slots=True)
class RightsNotice(Check):
    """A notice of rights or an agency's credit stands in the text.

    "All rights reserved", "© 2024 …", "Reporting by …; Editing by …": lines that belong to the
    publisher who wrote the story and not to the story. Some contracts ask for them, so this is
    worth knowing and no fault by itself. Credits of photographs are left alone.
    """

    code = "TPL107"
    severity = Severity.INFO

    def look(self, article: Article) -> Iterator[Finding]:
        here = scan(article)
        slugs = {(line.block, line.start) for _, line, *_ in machine_text(article, WIRE)}
        for phrase, line in filled_lines(article, "rights"):
            if article.markup and not article.blocks[line.block].is_story:
                continue
            if (line.block, line.start) in slugs:
                continue
            span, quote = here.whole(line)
            why = f"the line is “{phrase.text}” ({phrase.language})"
            yield self.finding(span, quote, "a notice of rights stands in the text", why=why)
