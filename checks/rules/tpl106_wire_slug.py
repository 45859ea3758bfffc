"""TPL106: an agency's instruction to editors was published."""

from collections.abc import Iterator
from dataclasses import dataclass

from articles import Article
from checks.lines.filled import filled_lines
from checks.lines.machine import machine_text
from checks.lines.patterns import WIRE
from checks.lines.scan import scan
from checks.protocol import Check, Finding, Severity


@dataclass(frozen=True, slots=True)
class WireSlug(Check):
    """An agency's instruction to editors was published.

    "(more)", "EDS: adds details", "1st Ld-Writethru", "BC-EU--", "(END)": marks by which agencies
    steer their copy through other people's systems. They are meant for the desk and end there.
    """

    code = "TPL106"
    severity = Severity.WARNING

    def look(self, article: Article) -> Iterator[Finding]:
        here = scan(article)
        told = set()
        for _, line in filled_lines(article, "wire"):
            told.add((line.block, line.start))
            span, quote = here.whole(line)
            yield self.finding(span, quote, "an agency's instruction to editors")
        for _, line, start, end in machine_text(article, WIRE):
            if (line.block, line.start) not in told:
                span, quote = here.span(line, start, end), line.text[start:end]
                yield self.finding(span, quote, "an agency's mark for editors")
