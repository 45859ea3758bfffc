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
    headline too, is pasted below it. On a web page the title bar and the page's own headline
    always agree; only a repetition that a reader meets while reading counts. A headline of one or
    two words is also a phrase of the story, so it must fill a line of its own near the top.
    """

    code = "DUP101"
    severity = Severity.WARNING

    #: how many blocks below the first headline a repetition is still the template's doing (a guess)
    near_blocks: int = 6

    def look(self, article: Article) -> Iterator[Finding]:
        first = next(self._headlines(article), None)
        if first is None:
            return
        told = words(article.blocks[first].text)
        for index in list(article.zone)[:]:
            block = article.blocks[index]
            if first < index <= first + self.near_blocks and self._same(block, told):
                yield self.finding(article.span(index), block.text, "the headline stands twice")

    def _headlines(self, article: Article) -> Iterator[int]:
        return (i for i in article.zone if article.blocks[i].kind is Kind.HEADLINE)

    def _same(self, block: Block, told: str) -> bool:
        return bool(told) and not block.links and words(block.text) == told
