"""TXT102: the text is cut off."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from articles import Article, Block, Kind
from checks.knowledge import data
from checks.lines.filled import filled_lines
from checks.lines.scan import scan
from checks.protocol import Check, Finding, Severity

_CUT = re.compile(r"(?:\[(?:…|\.{3})\]|\[\+\d{1,6} chars\]|…\s?\[(?:more|Read more)\])\s*$")
#: the last word, and whether dots say that something follows; a single letter is part of a word
_LAST = re.compile(r"(?P<word>[^\W\d_]+)(?P<rest>\s?(?:…|\.{3})|[,–-]|)$")
_TAIL = 60
_STORY_BLOCKS = 3
#: a shorter last line is a menu's or a form's
_SENTENCE = 60
_STOPS = (".", "!", "?", "…", ":", "”", '"', "»", "“", ")", "’", "'")


@dataclass(frozen=True, slots=True)
class TruncatedText(Check):
    """The text is cut off: what follows stayed on the site that wrote it.

    "57 % of this article remain to be read", "This article is for subscribers only", a last line
    that ends in "[…]", or with a word that ends no sentence ("the", "und"): a preview was taken
    for the article. Dots alone at the end of a text are style more often than not, so they count
    only behind such a word or a single letter, and only where no other paragraph ends so.
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
        text = article.blocks[story[-1]].text.rstrip()
        if cut := _CUT.search(text[-_TAIL:]):
            start = max(0, len(text) - _TAIL) + cut.start()
            span = article.span(story[-1], start, len(text))
            yield self.finding(span, text[start:], "the text breaks off", subject=text[-_TAIL:])
        elif len(story) >= _STORY_BLOCKS and _is_unfinished(article, story):
            start = text.rfind(" ", 0, max(0, len(text) - 4)) + 1
            span = article.span(story[-1], start, len(text))
            message = "the text ends in the middle of a sentence"
            yield self.finding(span, text[start:], message, confidence=0.8, subject=text[-_TAIL:])


def _is_unfinished(article: Article, story: list[int]) -> bool:
    """Whether the last paragraph stops at a word that ends no sentence, as no other one does."""
    paragraphs = [article.blocks[i] for i in story if article.blocks[i].kind is Kind.PARAGRAPH]
    last = article.blocks[story[-1]]
    if last.kind is not Kind.PARAGRAPH or len(last.text) < _SENTENCE or len(paragraphs) < 2:
        return False
    if not _stops_short(last, article.language):
        return False
    return all(block.text.rstrip().endswith(_STOPS) for block in paragraphs[-3:-1])


def _stops_short(block: Block, language: str) -> bool:
    found = _LAST.search(block.text.rstrip()[-_TAIL:])
    if found is None:
        return False
    word = found["word"]
    broken_off = len(word) == 1 and word.islower() and len(found["rest"].strip()) > 0
    return broken_off or word in _open_words().get(language[:2].lower(), frozenset())


@cache
def _open_words() -> dict[str, frozenset[str]]:
    words = data("unfinished_words.json")["words"]
    return {language: frozenset(text.split()) for language, text in words.items()}
