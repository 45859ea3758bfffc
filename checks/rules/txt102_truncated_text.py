"""TXT102: the text is cut off."""

from collections.abc import Iterator
from dataclasses import dataclass

from articles import Article, Kind
from checks.lines.breaks import SURE, cut_count, is_unfinished, preview_mark
from checks.lines.filled import filled_lines
from checks.lines.scan import scan
from checks.protocol import Check, Finding, Severity

#: letters of a text's end that stand in its finding's subject
_TAIL = 60
_STORY_BLOCKS = 3


@dataclass(frozen=True, slots=True)
class TruncatedText(Check):
    """The text is cut off: what follows stayed on the site that wrote it.

    "57 % of this article remain to be read", "This article is for subscribers only", a last line
    that ends in "[…]" or "… Read more »", with words that end no sentence ("the", "found that it"),
    within an open quotation or within a word ("the debris wa"): a preview was taken for the
    article. Dots alone at the end of a text are style more often than not, so they count only
    behind such words or a single letter, and only where no other paragraph ends so.
    """

    code = "TXT102"
    severity = Severity.WARNING

    def look(self, article: Article) -> Iterator[Finding]:
        here, told = scan(article), set()
        for phrase, line in filled_lines(article, "stub"):
            block = article.blocks[line.block]
            if article.markup and (block.links or not block.is_story):
                continue
            told.add(line.block)
            span, quote = here.whole(line)
            why = f"the line is “{phrase.text}” ({phrase.language})"
            yield self.finding(span, quote, "the text is a preview of the article", why=why)
        story = [i for i in article.zone if article.blocks[i].is_story]
        if story and story[-1] not in told:
            yield from self._end(article, story)
        if article.zone and not article.markup:
            yield from self._preview_behind(article, article.zone[-1])

    def _preview_behind(self, article: Article, index: int) -> Iterator[Finding]:
        """A service's count of what it cut off, in a last line that is read as a template's."""
        last = article.blocks[index]
        if last.kind is Kind.TEMPLATE and (found := cut_count(last.text)):
            span = article.span(index, *found)
            subject = last.text[-_TAIL:]
            yield self.finding(
                span, last.text[slice(*found)], "the text breaks off", subject=subject
            )

    def _end(self, article: Article, story: list[int]) -> Iterator[Finding]:
        last = article.blocks[story[-1]]
        text = last.text.rstrip()
        if (start := preview_mark(text)) >= 0 and not (article.markup and last.links):
            span = article.span(story[-1], start, len(text))
            yield self.finding(span, text[start:], "the text breaks off", subject=text[-_TAIL:])
        elif len(story) >= _STORY_BLOCKS and last.kind is Kind.PARAGRAPH:
            blocks = (article.blocks[i] for i in story)
            paragraphs = [block for block in blocks if block.kind is Kind.PARAGRAPH]
            if is_unfinished(paragraphs, article.language):
                start = text.rfind(" ", 0, max(0, len(text) - 4)) + 1
                span = article.span(story[-1], start, len(text))
                message, cut = "the text ends in the middle of a sentence", text[start:]
                yield self.finding(span, cut, message, confidence=SURE, subject=text[-_TAIL:])
