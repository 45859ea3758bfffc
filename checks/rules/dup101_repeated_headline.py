"""DUP101: the headline stands twice."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from articles import Article, Block, Kind
from articles.words.fold import words
from checks.protocol import Check, Finding, Severity

_QUOTED_SENTENCE = re.compile(
    r"[\"'“„«‘「『»–—-]\s?[^\n]{1,400}(?:[.!?…,][\"'”“»’«]{1,2}|[\"'”“»’«]{1,2}[.!?…])"
)


@dataclass(frozen=True, slots=True)
class RepeatedHeadline(Check):
    """The headline stands in the text a second time.

    A template prints the headline above the article, and the agency's text, which begins with the
    headline too, is pasted below it. In plain text any second line near the first counts. A web
    page may well show its headline twice by design, as a heading, for a share button or for search
    engines: there only a repetition inside the story, in an element of running text, is a fault.
    A paragraph that quotes as a whole sentence what the headline quotes is part of the story. Where
    a table or feed states the headline in a field of its own, the text may begin with it; behind
    the first paragraph it stands a second time.
    """

    code = "DUP101"
    severity = Severity.WARNING

    #: how many blocks below the first headline a repetition is still the template's doing (a guess)
    near_blocks: int = 8

    def look(self, article: Article) -> Iterator[Finding]:
        zone = article.zone
        first = next((i for i in zone if article.blocks[i].kind is Kind.HEADLINE), None)
        if first is None:
            return
        headline = article.blocks[first].text
        told = words(headline)
        for index in range(first + 1, min(first + 1 + self.near_blocks, zone.stop)):
            block = article.blocks[index]
            if not told or words(block.text) != told or _is_speech(block.text, headline):
                continue
            if _readable(block, article.markup):
                yield self.finding(article.span(index), block.text, "the headline stands twice")


def _is_speech(text: str, headline: str) -> bool:
    """Whether a line is a quoted sentence with its stop, where the headline has none."""
    quoted = _QUOTED_SENTENCE.fullmatch(text.strip()) is not None
    return quoted and _QUOTED_SENTENCE.fullmatch(headline.strip()) is None


def _readable(block: Block, markup: bool) -> bool:
    if block.links or block.kind is Kind.NAVIGATION:
        return False
    return not markup or block.tag == "p" or (block.is_story and block.kind is not Kind.HEADING)
