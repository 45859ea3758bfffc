"""What a line says: its words, what the lists find in it, and how a phrase stands there."""

from collections.abc import Sequence
from dataclasses import dataclass

from articles.lines.calls import call_kind
from articles.lines.phrases import MARKS, Phrase
from articles.lines.search import Found, found_in
from articles.model import Kind
from articles.words.levelled import after_words

#: kinds that ask something of the reader
ASKING = (Kind.PAYWALL, Kind.NEWSLETTER)


@dataclass(slots=True)
class Line:
    """A line that says something: its text, its words in lower case, what the lists find in it."""

    text: str
    level: str
    words: list[str]
    found: Found

    def after(self, count: int) -> str:
        """The text behind the first `count` words."""
        return after_words(self.text, count)


def is_whole(line: Line, start: int, phrase: Phrase) -> bool:
    """Whether a phrase that begins with this word is all of the line."""
    return start == 0 and len(phrase.tokens) == len(line.words)


def ad_call(line: Line) -> Kind | None:
    """Advertisement, where the line as a whole makes such a call."""
    return Kind.AD if line.found.languages and call(line.words) is Kind.AD else None


def call(words: Sequence[str]) -> Kind | None:
    """The kind of call that these words make by themselves, None where they make none."""
    level = f" {' '.join(words)} "
    return call_kind(level, words, found_in(level))


def is_marked(line: Line, phrase: Phrase) -> bool:
    """Whether a phrase that begins the line needs a mark behind it, and has it."""
    return phrase.mode == "colon" and colon_follows(line, phrase)


def colon_follows(line: Line, phrase: Phrase) -> bool:
    """Whether a mark stands behind the phrase that begins the line."""
    tail = line.after(len(phrase.tokens)).lstrip(" \u00a0")
    return tail[:1] in tuple(MARKS) and len(line.words) <= 60
