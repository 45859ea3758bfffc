"""REL105: a teaser without a label stands among the paragraphs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from articles import Article
from articles.addresses.canonical import absolute, canonical, site_of
from checks.lines.pointers import unlabelled
from checks.protocol import Check, Finding, Severity

#: An article's address holds three words, a long number or a year's folder; the address of a
#: section, a form or a service seldom does.
_ARTICLE = re.compile(r"(?:[^/?#\W_]{1,40}[-_+]){2}|\d{5}|/(?:19|20)\d\d/[^/]")


@dataclass(frozen=True, slots=True)
class UnlabelledTeaser(Check):
    """A block of the text is wholly one link to another article of the same site.

    It is a teaser: on its own page the link shows that. Nothing in its words does, so once the
    text travels without its links a headline about something else stands between two paragraphs.
    Worth knowing before a text is handed on. What is told must lead to an article, as far as its
    address shows: by three words, a long number, or the folder in which this article lies too.
    """

    code = "REL105"
    severity = Severity.INFO

    def look(self, article: Article) -> Iterator[Finding]:
        for span, link in unlabelled(article):
            own = canonical(article.url)
            target = absolute(article.url, link.href)
            if "#" in link.href or site_of(target) != article.site:
                continue
            if canonical(target) != own and _leads_to_article(canonical(target), own):
                message = "a teaser stands among the paragraphs, and only its link tells"
                yield self.finding(span, link.text.strip(), message)


def _leads_to_article(target: str, own: str) -> bool:
    folder = own.rpartition("/")[0]
    sibling = "/" in folder and target.rpartition("/")[0] == folder
    return sibling or _ARTICLE.search(target.partition("/")[2]) is not None
