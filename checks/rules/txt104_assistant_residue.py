"""TXT104: a writing program speaks in the text."""

from collections.abc import Iterator
from dataclasses import dataclass

from articles import Article
from checks.lines.assistant import spoken_lines
from checks.lines.machine import machine_text
from checks.lines.scan import scan
from checks.lines.speech_patterns import ASSISTANT
from checks.protocol import Check, Finding, Severity


@dataclass(frozen=True, slots=True)
class AssistantResidue(Check):
    """A writing program speaks in the text: its apology, its greeting, its source marks.

    "As an AI language model, I …", "Certainly! Here is a rewritten version", "oaicite". Such words
    were published where nobody read what a program had written. At the beginning and the end of a
    text a line is told by its parts, in some twenty languages: it agrees, hands a text over and
    says whose it is, or offers to change it ("Would you like me to adjust the tone?"). Articles
    that quote such words are left alone where the quotation marks show it. No example stood in the
    pages that the rules were measured on, so nothing is claimed about how many it finds.
    """

    code = "TXT104"
    severity = Severity.WARNING

    def look(self, article: Article) -> Iterator[Finding]:
        here, told = scan(article), set()
        for pattern, line, start, end in machine_text(article, ASSISTANT):
            if _is_reported(line.text, start):
                continue
            span, quote = here.span(line, start, end), line.text[start:end].strip()
            told.add((line.block, line.start))
            yield self.finding(span, quote, f"a writing program's words: {pattern.name}")
        for name, line in spoken_lines(article):
            if (line.block, line.start) not in told:
                span, quote = here.whole(line)
                yield self.finding(span, quote, f"a writing program's words: {name}")


def _is_reported(text: str, start: int) -> bool:
    """Whether an opened quotation mark stands before the words: somebody reports them."""
    before = text[:start]
    opened = before.count("“") + before.count("„") > before.count("”")
    return opened or before.count('"') % 2 == 1
