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
    lost, their mended form; an article that is damaged throughout gets one finding only.
    """

    code = "TXT101"
    severity = Severity.WARNING

    #: with more damaged blocks than this the article as a whole is reported, once (a guess)
    most_blocks: int = 5

    def look(self, article: Article) -> Iterator[Finding]:
        damaged = [
            (index, places)
            for index in article.zone
            if article.blocks[index].kind is not Kind.CODE
            and _SUSPECT.search(article.blocks[index].text)
            and (places := _damaged(article.blocks[index].text[:_BOUND]))
        ]
        many = len(damaged) > self.most_blocks
        for index, places in damaged[:1] if many else damaged:
            note = f" ({len(damaged)} blocks of this article)" if many else ""
            yield self._report(article, index, places[0], note)

    def _report(self, article: Article, index: int, place: tuple[int, int], note: str) -> Finding:
        start, end = place
        quote = article.blocks[index].text[start:end]
        lost = _LOST in quote
        mended = "" if lost else fix_encoding(quote)
        message = "characters were lost" if lost else "letters were read in the wrong encoding"
        suggestion = mended if mended != quote else ""
        span = article.span(index, start, end)
        return self.finding(span, quote, message + note, suggestion=suggestion)


def _damaged(text: str) -> list[tuple[int, int]]:
    """Places of damaged words; neighbours are one place."""
    words = [m for m in _WORDS.finditer(text) if _is_damaged(m.group())]
    if not words and badness(text) > 0 and fix_encoding(text) != text:
        words = [m for m in _WORDS.finditer(text) if _SUSPECT.search(m.group())]
    places: list[tuple[int, int]] = []
    for word in words:
        if places and word.start() - places[-1][1] <= 1:
            places[-1] = (places[-1][0], word.end())
        else:
            places.append(word.span())
    return places


def _is_damaged(word: str) -> bool:
    if not _SUSPECT.search(word):
        return False
    return _LOST in word or (badness(word) > 0 and fix_encoding(word) != word)
