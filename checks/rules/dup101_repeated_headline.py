"""DUP101: the headline stands twice."""

from collections.abc import Iterator
from dataclasses import dataclass

from articles import Article, Block, Kind
from articles.fold import words
from checks.protocol import Check, Finding, Severity


@dataclass(frozen=True, slots=True)
class RepeatedHeadline(Check):
    """The headline stands in the text a second time.

    A template prints the headline above the article, and the agency's text, which begins with the
    headline too, is pasted below it. In plain text any second line near the first counts. A web
    page may well show its headline twice by design, as a heading, for a share button or for search
    engines: there only a repetition inside the story, in an element of running text, is a fault.
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
        told = words(article.blocks[first].text)
        for index in range(first + 1, min(first + 1 + self.near_blocks, zone.stop)):
            block = article.blocks[index]
            if _readable(block, article.markup) and told and words(block.text) == told:
                yield self.finding(article.span(index), block.text, "the headline stands twice")


def _readable(block: Block, markup: bool) -> bool:
    if block.links or block.kind is Kind.NAVIGATION:
        return False
    return not markup or block.tag == "p" or (block.is_story and block.kind is not Kind.HEADING)
