"""A line made ready to be looked at: its text, the same in lower case, and its words."""

import re
from itertools import islice

from articles.model import record

_UNSPACED = r"\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f"
_TOKEN = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+")
#: what parts the words of ASCII; a table is three times as fast as the expression
_ASCII = {code: " " for code in range(128) if not chr(code).isalnum()}


@record
class Line:
    """A line made ready: its text, the same in lower case letter by letter, and its words."""

    text: str
    lowered: str
    words: list[str]

    def after(self, count: int) -> str:
        """The text behind the first `count` words. Few lines are asked: found when it is."""
        *_, last = islice(_TOKEN.finditer(self.lowered), count)
        return self.text[last.end() :]


def line_of(text: str) -> Line:
    """The line made ready."""
    lowered = text.lower()
    if len(lowered) != len(text):  # a dotted capital I: offsets must stay those of the text
        lowered = "".join(c.lower() if len(c.lower()) == 1 else "i" for c in text)
    words = lowered.translate(_ASCII).split() if lowered.isascii() else _TOKEN.findall(lowered)
    return Line(text, lowered, words)


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text in lower case; in scripts without spaces every letter is one.

    >>> words_of("Don't miss 東京")
    ('don', 't', 'miss', '東', '京')
    """
    return tuple(line_of(text).words)
