"""REL103: a link leads nowhere."""

from collections.abc import Iterator
from dataclasses import dataclass

from articles import Article, Block, Kind, Link
from checks.lines.addresses import hopeless, is_empty
from checks.lines.pointers import labelled_links
from checks.lines.related import related_lines
from checks.lines.scan import scan
from checks.protocol import Check, Finding, Severity

_NO_ADDRESS = "its address is empty"
#: an anchor around more letters marks a place and is no link
_MARK = 160
_READ = frozenset(
    {Kind.PARAGRAPH, Kind.HEADING, Kind.LIST, Kind.QUOTE, Kind.TABLE, Kind.RELATED, Kind.SUMMARY}
)


@dataclass(frozen=True, slots=True)
class HopelessAddress(Check):
    """A link in the text leads no reader anywhere.

    A file on the writer's computer, `localhost`, a private or staging host, the preview of a draft,
    a page of the editorial system, an address that still holds template text, an address that no
    browser can read: none of them has to be fetched to know that it is dead. An address that is
    there only for show (`#`, `javascript:`) is a warning within a sentence, and behind or below a
    related label; a related line without any address is REL101. Links outside the article's text
    are left alone, and so are buttons, anchors of the page (`#note-1`) and addresses that a text
    merely shows.
    """

    code = "REL103"
    severity = Severity.ERROR

    #: an empty address counts behind so many words; behind fewer it is a button (a guess)
    min_words: int = 3

    def look(self, article: Article) -> Iterator[Finding]:
        yield from self._of_links(article)
        yield from self._of_teasers(article)
        if not article.markup:
            yield from self._behind_labels(article)

    def _behind_labels(self, article: Article) -> Iterator[Finding]:
        """Of a plain text only the address that a related label announces: others may be shown."""
        here = scan(article)
        for found in related_lines(article):
            href = found.tail.split()[0] if found.tail else ""
            if ":" in href and (why := hopeless(href, article.site)):
                start = found.line.text.rfind(href)
                span = here.span(found.line, start, start + len(href))
                yield self.finding(span, href, f"the related link leads nowhere: {why}")

    def _of_teasers(self, article: Article) -> Iterator[Finding]:
        """An anchor that keeps an address for show; one without any is REL101's."""
        for span, link in labelled_links(article):
            if link.href.strip() and is_empty(link.href):
                message = f"the related link leads nowhere: {_NO_ADDRESS} ({link.href[:120]})"
                subject = f"{link.href} {link.text}"
                severity = Severity.WARNING
                yield self.finding(span, link.text, message, severity=severity, subject=subject)

    def _of_links(self, article: Article) -> Iterator[Finding]:
        for index in scan(article).zone:
            block = article.blocks[index]
            if not block.links or block.kind not in _READ:
                continue
            for link in block.links:
                if fault := self._fault(link, block, article.site):
                    why, severity = fault
                    start, end = _place(link.start, link.end, block.text)
                    quote = block.text[start:end].strip() or link.text or link.href
                    message = f"the link leads nowhere: {why}"
                    subject = f"{link.href} {quote}"
                    span = article.span(index, start, end)
                    yield self.finding(span, quote, message, severity=severity, subject=subject)

    def _fault(self, link: Link, block: Block, site: str) -> tuple[str, Severity] | None:
        if why := hopeless(link.href, site):
            return f"{why} ({link.href[:120]})", Severity.ERROR
        in_prose = block.kind is Kind.PARAGRAPH and len(link.text) < min(len(block.text), _MARK)
        if in_prose and is_empty(link.href) and len(link.text.split()) >= self.min_words:
            return _NO_ADDRESS, Severity.WARNING
        return None


def _place(start: int, end: int, text: str) -> tuple[int, int]:
    return (start, end) if 0 <= start < end <= len(text) else (0, len(text))
