"""REL201: a related link leads out of the archive."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from articles import Article
from articles.address import absolute, canonical, site_of
from checks.lines.pointers import related_links
from checks.protocol import Check, Fact, Finding, Severity

EXISTS, POINTED_AT = "exists", "pointed at"


@dataclass(frozen=True, slots=True)
class TargetNotInArchive(Check):
    """A related link of the article's own site leads to an article that the archive does not hold.

    Most archives are parts of a site, so this is worth knowing and no fault by itself: in a
    complete archive it shows articles that were withdrawn or never arrived. Addresses are compared
    in their canonical form.
    """

    code = "REL201"
    severity = Severity.INFO

    def gather(self, article: Article) -> Iterator[Fact]:
        for key in {canonical(article.url), canonical(article.canonical)} - {""}:
            yield Fact(key, article.span(-1) if not article.blocks else article.span(0), "", EXISTS)
        for span, link in related_links(article):
            target = absolute(article.url, link.href)
            if article.site and site_of(target) == article.site and (key := canonical(target)):
                yield Fact(key, span, link.text, POINTED_AT)

    def judge(self, key: str, facts: Sequence[Fact]) -> Iterator[Finding]:
        if any(fact.note == EXISTS for fact in facts):
            return
        for fact in facts:
            message = f"the archive holds no article at {key}"
            yield self.finding(fact.span, fact.quote, message, subject=key, confidence=0.5)
