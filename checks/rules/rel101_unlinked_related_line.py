"""REL101: a related link lost its address."""

from collections.abc import Iterator
from dataclasses import dataclass

from articles import Article
from checks.lines.filled import filled_places
from checks.lines.related import related_lines
from checks.lines.scan import scan
from checks.lines.unlinked import heads_list, names_headline
from checks.protocol import Check, Finding, Severity


@dataclass(frozen=True, slots=True)
class UnlinkedRelatedLine(Check):
    """A related link lost its address and its words stand in the text.

    "See also" lines belong to the site that wrote them. Syndication, copying and extraction drop
    the address and keep the words, so that a headline about something else stands between two
    paragraphs. Reported are a label and a headline on one line, and a label line with unlinked
    headlines below it. On a page an anchor without an address is no link either; one whose address
    is only for show (`#`, `javascript:`) is REL103, and without a label nothing tells such an
    anchor from a button. The labels are matched in the article's language first; a label that is
    also an everyday word needs a colon or a bar behind it. It errs on crossheads that happen to
    begin like a label.
    """

    code = "REL101"
    severity = Severity.WARNING

    def look(self, article: Article) -> Iterator[Finding]:
        here, told = scan(article), filled_places(article, "stub", "ad")
        for found in related_lines(article):
            if (found.line.block, found.line.start) in told:
                continue
            if names_headline(article, found):
                message = "a related link lost its address and stands in the text"
            elif below := heads_list(article, found):
                lines = "headline stands" if below == 1 else "headlines stand"
                message = f"{below} unlinked {lines} below a related label"
            else:
                continue
            span, quote = here.whole(found.line)
            why = f"“{found.label.phrase}” announces a related article ({found.label.language})"
            yield self.finding(span, quote, message, why=why, confidence=_sure(found.label.weak))


def _sure(weak: bool) -> float:
    return 0.85 if weak else 0.95
