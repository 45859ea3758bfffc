"""TPL102: a placeholder was published."""

from collections.abc import Iterator
from dataclasses import dataclass

from articles import Article
from checks.lines.filled import filled_lines
from checks.lines.leftovers import notes_of_editors
from checks.lines.machine import machine_text
from checks.lines.patterns import PLACEHOLDER
from checks.lines.scan import scan
from checks.protocol import Check, Finding, Severity


@dataclass(frozen=True, slots=True)
class Placeholder(Check):
    """A placeholder was published: text that somebody meant to replace.

    "Headline goes here", "lorem ipsum", "[insert name]", "[CITY]", "TKTK". A line must be the
    placeholder, or hold a form that no sentence holds; a sentence about placeholders is left alone,
    and so is what a sentence cites ("letters that began Dear [INSERT NAME]").
    """

    code = "TPL102"
    severity = Severity.ERROR

    def look(self, article: Article) -> Iterator[Finding]:
        here = scan(article)
        told = set()
        for pattern, line, start, end in machine_text(article, PLACEHOLDER):
            if (line.block, line.start) in told:
                continue
            told.add((line.block, line.start))
            span, quote = here.span(line, start, end), line.text[start:end].strip()
            yield self.finding(span, quote, f"a placeholder was published: {pattern.name}")
        filled = (line for _, line in filled_lines(article, "placeholder"))
        for line in (*filled, *notes_of_editors(article)):
            if (line.block, line.start) not in told:
                told.add((line.block, line.start))
                span, quote = here.whole(line)
                yield self.finding(span, quote, "a placeholder was published")
