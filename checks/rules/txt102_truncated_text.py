"""TXT102: the text is cut off."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from articles import Article, Block, Kind
from checks.lines.filled import filled_lines
from checks.lines.scan import scan
from checks.protocol import Check, Finding, Severity

_CUT = re.compile(r"(?:\[(?:…|\.{3})\]|\[\+\d{1,6} chars\]|…\s?\[(?:more|Read more)\])\s*$")
_TRAILS = re.compile(r"\w\s?(?:…|\.{3})$")
_TAIL = 60
_STORY_BLOCKS = 3
#: a shorter last line that ends in dots is a menu's or a program's "loading..."
_SENTENCE = 120


@dataclass(frozen=True, slots=True)
class TruncatedText(Check):
    """The text is cut off: what follows stayed on the site that wrote it.

    "57 % of this article remain to be read", "This article is for subscribers only", a last line
    that ends in "[…]": a preview was taken for the article. A last line that merely trails off in
    dots may be style; it is reported for information, and only where no other block ends so.
    """

    code = "TXT102"
    severity = Severity.WARNING

    def look(self, article: Article) -> Iterator[Finding]:
        here = scan(article)
        for phrase, line in filled_lines(article, "stub"):
            block = article.blocks[line.block]
            if article.markup and (block.links or not block.is_story):
                continue
            span, quote = here.whole(line)
            why = f"the line is “{phrase.text}” ({phrase.language})"
            yield self.finding(span, quote, "the text is a preview of the article", why=why)
        yield from self._end(article)

    def _end(self, article: Article) -> Iterator[Finding]:
        story = [i for i in article.zone if article.blocks[i].is_story]
        if not story:
            return
        last = article.blocks[story[-1]]
        text = last.text.rstrip()
        if cut := _CUT.search(text[-_TAIL:]):
            start = max(0, len(text) - _TAIL) + cut.start()
            span = article.span(story[-1], start, len(text))
            yield self.finding(span, text[start:], "the text breaks off", subject=text[-_TAIL:])
        elif len(story) >= _STORY_BLOCKS and self._trails_off(article, story, last):
            start = text.rfind(" ", 0, len(text) - 4) + 1
            span = article.span(story[-1], start, len(text))
            message = "the last line trails off: the text may be cut"
            yield self.finding(span, text[start:], message, severity=Severity.INFO, confidence=0.5)

    def _trails_off(self, article: Article, story: list[int], last: Block) -> bool:
        if (
            last.kind is not Kind.PARAGRAPH
            or len(last.text) < _SENTENCE
            or not _TRAILS.search(last.text.rstrip()[-8:])
        ):
            return False
        return sum(bool(_TRAILS.search(article.blocks[i].text.rstrip()[-8:])) for i in story) == 1
