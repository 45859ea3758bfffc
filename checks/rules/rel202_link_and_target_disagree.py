"""REL202: a related link announces another article than the one it leads to."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.fuzz import token_set_ratio

from articles import Article
from articles.addresses.canonical import absolute, canonical
from articles.words.fold import words
from checks.lines.pointers import related_links
from checks.lines.related import is_headline
from checks.protocol import Check, Fact, Finding, Related, Severity

_WORD = re.compile(r"[^\W\d_]{4,}")
EXISTS, POINTED_AT = "exists", "pointed at"


@dataclass(frozen=True, slots=True)
class LinkAndTargetDisagree(Check):
    """A related link announces another article than the one it leads to.

    The address was copied from one teaser and the words from another, or the target was replaced
    by something else. Teasers are rewritten freely, so words, headline and the target's address
    must have next to nothing in common: no longer word, and few letters. Measured on 265 teasers
    of saved pages, with the address standing in for the headline: 1.1 % of them lie below the
    bound, and 31 % of the same teasers when they are paired at random. It misses most, and among
    what it reports are free rewritings.
    """

    code = "REL202"
    severity = Severity.WARNING

    #: likeness of words and headline in percent; above it they may speak of one article
    similarity_percent: int = 35
    #: an announcement or headline of fewer words says too little to compare
    min_words: int = 4

    def gather(self, article: Article) -> Iterator[Fact]:
        own = {canonical(article.url), canonical(article.canonical)} - {""}
        for key in own if article.headline and article.blocks else ():
            yield Fact(key, article.span(0), article.headline, EXISTS)
        for span, link in related_links(article):
            if (key := canonical(absolute(article.url, link.href))) and key not in own:
                yield Fact(key, span, link.text.strip(), POINTED_AT)

    def judge(self, key: str, facts: Sequence[Fact]) -> Iterator[Finding]:
        targets = [fact for fact in facts if fact.note == EXISTS]
        told = [target.quote for target in targets] + [key.rpartition("/")[2]]
        for fact in facts:
            if fact.note == EXISTS or not targets or not self._disagree(fact.quote, told):
                continue
            target = targets[0]
            related = Related(target.span.article.id, target.span.article.url, target.quote)
            message = f"the link announces this, its target is headed “{target.quote}”"
            yield self.finding(
                fact.span,
                fact.quote,
                message,
                confidence=0.6,
                related=[related],
                subject=f"{key} {fact.quote}",
            )

    def _disagree(self, text: str, told: Sequence[str]) -> bool:
        left = words(text)
        if not is_headline(text) or len(_WORD.findall(left)) < self.min_words:
            return False
        if len(left.split()) < self.min_words or len(words(told[0]).split()) < self.min_words:
            return False
        return all(self._unlike(left, words(other)) for other in told)

    def _unlike(self, left: str, right: str) -> bool:
        if _script(left) != _script(right):
            return False
        shared = {w[:5] for w in left.split() if len(w) > 3} & {
            w[:5] for w in right.split() if len(w) > 3
        }
        return not shared and token_set_ratio(left, right) < self.similarity_percent


def _script(text: str) -> bool:
    """Whether the letters are Latin: words of two scripts cannot be compared."""
    return sum(c.isascii() for c in text) * 2 > len(text)
