"""TXT101: letters were read in the wrong encoding."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ftfy import fix_encoding
from ftfy.badness import badness

from articles import Article, Kind
from checks.protocol import Check, Finding, Severity

#: what UTF-8 looks like when it is read as one of the old encodings
_SUSPECT = re.compile("[ÃÂâÐÑƒ€ðãåÎÏ×ØÙïÄÅ�]")
_WORDS = re.compile(r"\S+")
_LOST = "�"
_BOUND = 20_000


@dataclass(frozen=True, slots=True)
class Mojibake(Check):
    """Letters were read in the wrong encoding: `cafÃ©`, `donâ€™t`, or lost altogether.

    The text was UTF-8 and somebody read it as an older encoding, or characters were thrown away
    and replaced by `�`. One finding a block, with the first damaged words and, where nothing was
    lost, their mended form.
    """

    code = "TXT101"
    severity = Severity.WARNING

    def look(self, article: Article) -> Iterator[Finding]:
        for index in article.zone:
            block = article.blocks[index]
            if block.kind is not Kind.CODE and _SUSPECT.search(block.text):
                yield from self._in_block(article, index, block.text[:_BOUND])

    def _in_block(self, article: Article, index: int, text: str) -> Iterator[Finding]:
        damaged = [m for m in _WORDS.finditer(text) if _is_damaged(m.group())]
        if not damaged and badness(text) > 0 and fix_encoding(text) != text:
            damaged = [m for m in _WORDS.finditer(text) if _SUSPECT.search(m.group())]
        if not damaged:
            return
        start, end = damaged[0].start(), damaged[0].end()
        for word in damaged[1:]:
            if word.start() - end > 1:
                break
            end = word.end()
        quote = text[start:end]
        mended = "" if _LOST in quote else fix_encoding(quote)
        message = "characters were lost" if _LOST in quote else "read in the wrong encoding"
        if len(damaged) > 1:
            message += f" ({len(damaged)} words of this block)"
        suggestion = mended if mended != quote else ""
        yield self.finding(article.span(index, start, end), quote, message, suggestion=suggestion)


def _is_damaged(word: str) -> bool:
    if not _SUSPECT.search(word):
        return False
    return _LOST in word or (badness(word) > 0 and fix_encoding(word) != word)
