"""TPL103: program code stands in the text."""

from collections.abc import Iterator
from dataclasses import dataclass

from articles import Article
from checks.lines.machine import machine_text
from checks.lines.patterns import CODE
from checks.lines.scan import scan
from checks.protocol import Check, Finding, Severity

#: A text with more such lines is a notebook's as a whole, and shows its marks on purpose (a guess).
_NOTED, _STRAY, _NOTES = "markup of a forum or a notebook", 3, (".md", ".markdown", ".bbcode")


@dataclass(frozen=True, slots=True)
class LeakedCode(Check):
    """Program code stands in the text: a script, a style sheet, markup or an undecoded entity.

    An extractor read the inside of a script, or a system escaped its own markup twice. Only the
    signatures of scripts that pages really carry count, never everyday forms such as `var x =`.
    So do an address in Markdown, bold words between stars and a forum's marks, unless the text is
    written so as a whole. Code blocks, quoted examples and articles about programming are left
    alone.
    """

    code = "TPL103"
    severity = Severity.ERROR

    def look(self, article: Article) -> Iterator[Finding]:
        here = scan(article)
        told = set()
        found = list(machine_text(article, CODE))
        noted = sum(pattern.name == _NOTED for pattern, *_ in found)
        for pattern, line, start, end in found:
            if pattern.name == _NOTED and (noted > _STRAY or article.path.endswith(_NOTES)):
                continue
            if (line.block, line.start) in told:
                continue
            told.add((line.block, line.start))
            span, quote = here.span(line, start, end), line.text[start:end].strip()
            yield self.finding(span, quote, f"leaked code: {pattern.name}")
