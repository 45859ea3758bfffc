"""REL104: a related link leads to the article that it stands in."""

from collections.abc import Iterator
from dataclasses import dataclass

from articles import Article
from articles.addresses.canonical import absolute, canonical
from checks.lines.pointers import related_links
from checks.protocol import Check, Finding, Severity

_HEADINGS = frozenset({"h1", "h2"})


@dataclass(frozen=True, slots=True)
class LinkToItself(Check):
    """A related link leads to the article that it stands in.

    The box was filled by a program that forgot to leave out the page's own article, or the
    address was pasted twice. Links to a place within the page (with a `#`) are left alone.
    """

    code = "REL104"
    severity = Severity.INFO

    def look(self, article: Article) -> Iterator[Finding]:
        for span, link in related_links(article):
            own = {canonical(article.url), canonical(article.canonical)} - {""}
            href = link.href.strip()
            if article.blocks[span.block].tag in _HEADINGS:  # a headline may link to itself
                continue
            if href and "#" not in href and canonical(absolute(article.url, href)) in own:
                message = "the link leads to the article that it stands in"
                yield self.finding(span, link.text.strip(), message)
