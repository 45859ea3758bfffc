"""TPL101: a template was not filled in."""

from collections.abc import Iterator
from dataclasses import dataclass

from articles import Article
from checks.lines.filled import filled_places
from checks.lines.leftovers import template_lines
from checks.lines.machine import machine_text
from checks.lines.patterns import CODE, PLACEHOLDER, TEMPLATE, WIRE
from checks.lines.scan import scan
from checks.protocol import Check, Finding, Severity


@dataclass(frozen=True, slots=True)
class UnrenderedTemplate(Check):
    """A template was not filled in: its machine text stands where words should.

    `{{ article.title }}`, `[object Object]`, `NaN / NaN`, `[caption id="…"]`, `%TITLE%`: the page
    was published before, or without, the program that replaces them. Code blocks, cited examples
    and articles about programming are left alone: such an article names a language or an engine
    and one more word of the trade, or three such words as others know too.
    """

    code = "TPL101"
    severity = Severity.ERROR

    def look(self, article: Article) -> Iterator[Finding]:
        here, told = scan(article), _told_by_others(article)
        for pattern, line, start, end in machine_text(article, TEMPLATE):
            told.add((line.block, line.start))
            span, quote = here.span(line, start, end), line.text[start:end].strip()
            yield self.finding(span, quote, f"an unrendered template: {pattern.name}")
        for line in template_lines(article):
            if (line.block, line.start) not in told:
                span, quote = here.whole(line)
                yield self.finding(span, quote, "an unrendered template: a line of code")


def _told_by_others(article: Article) -> set[tuple[int, int]]:
    """Lines that are placeholders, widgets' words or leaked code: other rules say so."""
    told = filled_places(article, "placeholder", "embed", "wire")
    for kind in (PLACEHOLDER, CODE, WIRE):
        told.update((line.block, line.start) for _, line, _, _ in machine_text(article, kind))
    return told
