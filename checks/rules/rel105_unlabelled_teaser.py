"""REL105: a teaser without a label stands among the paragraphs."""

from collections.abc import Iterator
from dataclasses import dataclass

from articles import Article
from articles.address import absolute, canonical, site_of
from checks.lines.pointers import unlabelled
from checks.protocol import Check, Finding, Severity


@dataclass(frozen=True, slots=True)
class UnlabelledTeaser(Check):
    """A block of the text is wholly one link to another article of the same site.

    It is a teaser: on its own page the link shows that. Nothing in its words does, so once the
    text travels without its links a headline about something else stands between two paragraphs.
    Worth knowing before a text is handed on.
    """

    code = "REL105"
    severity = Severity.INFO

    def look(self, article: Article) -> Iterator[Finding]:
        for span, link in unlabelled(article):
            if self._is_own(article, link.href):
                message = "a teaser stands among the paragraphs, and only its link tells"
                yield self.finding(span, link.text.strip(), message)

    def _is_own(self, article: Article, href: str) -> bool:
        target = absolute(article.url, href)
        home = canonical(target).count("/") == 0
        itself = canonical(target) == canonical(article.url)
        return site_of(target) == article.site and "#" not in href and not home and not itself
