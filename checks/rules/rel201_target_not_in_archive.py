"""REL201: a related link leads out of the archive."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from articles import Article
from articles.address import absolute, canonical, site_of
from checks.lines.pointers import related_links
from checks.protocol import Check, Fact, Finding, Severity

_EXISTS, _POINTED_AT = "exists ", "pointed at "


@dataclass(frozen=True, slots=True)
class TargetNotInArchive(Check):
    """A related link of the article's own site leads to an article that the archive does not hold.

    Most archives are parts of a site, and then a missing target says nothing. Only where the
    archive holds most of the articles that a site's related links point at, the others are worth
    knowing: they were withdrawn, or never arrived. Addresses are compared in their canonical form.
    """

    code = "REL201"
    severity = Severity.INFO

    #: share of a site's related targets that must be held before the rest is told (a guess)
    min_held_percent: int = 50

    def gather(self, article: Article) -> Iterator[Fact]:
        for address in {canonical(article.url), canonical(article.canonical)} - {""}:
            yield Fact(article.site, article.span(), "", _EXISTS + address)
        for span, link in related_links(article):
            target = absolute(article.url, link.href)
            address = canonical(target)
            if article.site and address and site_of(target) == site_of(article.url):
                yield Fact(article.site, span, link.text, _POINTED_AT + address)

    def judge(self, key: str, facts: Sequence[Fact]) -> Iterator[Finding]:
        held = {f.note.removeprefix(_EXISTS) for f in facts if f.note.startswith(_EXISTS)}
        pointing = [fact for fact in facts if fact.note.startswith(_POINTED_AT)]
        targets = {fact.note.removeprefix(_POINTED_AT) for fact in pointing}
        if 100 * len(targets & held) < self.min_held_percent * len(targets):
            return
        for fact in pointing:
            target = fact.note.removeprefix(_POINTED_AT)
            if target not in held:
                message = f"the archive holds no article at {target}"
                yield self.finding(fact.span, fact.quote, message, subject=target, confidence=0.5)
