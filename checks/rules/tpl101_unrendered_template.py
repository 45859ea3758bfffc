"""TPL101: a template was not filled in."""

from collections.abc import Iterator
from dataclasses import dataclass

from articles import Article
from checks.lines.machine import machine_text
from checks.lines.patterns import TEMPLATE
from checks.lines.scan import scan
from checks.protocol import Check, Finding, Severity


@dataclass(frozen=True, slots=True)
class UnrenderedTemplate(Check):
    """A template was not filled in: its machine text stands where words should.

    `{{ article.title }}`, `[object Object]`, `NaN / NaN`, `[caption id="…"]`: the page was
    published before, or without, the program that replaces them. Code blocks, quoted examples and
    articles about programming are left alone.
    """

    code = "TPL101"
    severity = Severity.ERROR

    def look(self, article: Article) -> Iterator[Finding]:
        here = scan(article)
        for pattern, line, start, end in machine_text(article, TEMPLATE):
            span, quote = here.span(line, start, end), line.text[start:end].strip()
            yield self.finding(span, quote, f"an unrendered template: {pattern.name}")
