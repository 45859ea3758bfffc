"""REL201: a related link leads out of the archive."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np

from articles import Article
from articles.addresses.canonical import absolute, canonical, site_of
from checks.comparison import Survey
from checks.lines.pointers import related_links
from checks.protocol import Fact, Finding, Severity

_EXISTS, _POINTED_AT = 0, 1
_MARK = np.dtype([("kind", "u1"), ("address", "<u8")])


@dataclass(frozen=True, slots=True)
class TargetNotInArchive(Survey):
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
            yield Fact(article.site, article.span(), "", address, _mark(_EXISTS, address))
        for span, link in related_links(article):
            target = absolute(article.url, link.href)
            address = canonical(target)
            if article.site and address and site_of(target) == site_of(article.url):
                mark = _mark(_POINTED_AT, address)
                yield Fact(article.site, span, link.text, address, mark)

    def groups(self, marks: Sequence[bytes]) -> Iterator[tuple[list[int], Sequence[int]]]:
        """Each link whose target is not held, by itself, where most targets of the site are."""
        rows = np.frombuffer(b"".join(marks), _MARK)
        pointing = np.flatnonzero(rows["kind"] == _POINTED_AT)
        held = np.isin(rows["address"][pointing], rows["address"][rows["kind"] == _EXISTS])
        targets = len(np.unique(rows["address"][pointing]))
        there = len(np.unique(rows["address"][pointing[held]]))
        if 100 * there >= self.min_held_percent * targets:
            for row in pointing[~held].tolist():
                yield [row], ()

    def judge_group(
        self, key: str, facts: Sequence[Fact], told: Sequence[int]
    ) -> Iterator[Finding]:
        for fact in facts:
            message = f"the archive holds no article at {fact.note}"
            yield self.finding(fact.span, fact.quote, message, subject=fact.note, confidence=0.5)


def _mark(kind: int, address: str) -> bytes:
    raw = address.encode("utf-8", "surrogatepass")
    return bytes([kind]) + blake2b(raw, digest_size=8).digest()
