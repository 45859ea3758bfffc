"""What a line of plain text looks like: prose, a headline, a crosshead, a name, a date."""

import re

from articles.bylines.authors import is_byline
from articles.dates.reading import date_share
from articles.model import Kind
from articles.words.fold import begins_small

LONGEST_HEADLINE = 250
_ENDS = ".。।۔:;,"
_CLOSING = "\"'”’»)]）」』"
_BULLET = re.compile(r"(?:[•●▪◦‣·*]|[-–] ?(?=\S)|\d{1,2}[.)])\s+\S")
_WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
_SENTENCE_INSIDE = re.compile(r"\w{3,}([.!?])[\"”’»)]?\s+[^\w\s]?\s?(\w)|([。！؟۔।])\s?(\S)")
_FROM_AGENCY = re.compile(
    r"[^\W\d_]{2}[^()\n]{1,40}\([\w .-]{2,25}\)\s*[-–—:]"
)  # Ostwick (Agency) -
_SMALL_WORDS = frozenset(
    ("&", "of", "and", "the", "de", "der", "die", "du", "la", "le", "el", "y", "e")
)


def size_of(text: str) -> float:
    """Words, where scripts without spaces count two letters for one; long texts by their start.

    >>> size_of("Harbour reopens"), size_of("港が再開")
    (2.0, 3.0)
    """
    sample = text[:600]
    wide = len(_WIDE.findall(sample))
    return len(sample.split()) + wide / 2


def is_prose(text: str) -> bool:
    """A sentence or more: long, or ended like a sentence.

    >>> is_prose("The harbour has reopened."), is_prose("Harbour reopens after storm")
    (True, False)
    """
    size = size_of(text)
    if size >= 30 or (size >= 8 and _FROM_AGENCY.match(text)):
        return True
    return size >= 4 and text.rstrip(_CLOSING)[-1:] in ".。।۔" and not text.endswith("...")


def reads_like_a_headline(text: str) -> bool:
    """Short, begun with a capital, not ended like a sentence, no name alone, no sentence inside.

    >>> reads_like_a_headline("Harbour reopens after storm"), reads_like_a_headline("Ann Lee")
    (True, False)
    """
    question = text.rstrip(_CLOSING)[-1:] == "?"
    return (
        2 <= size_of(text) <= (16 if question else 24)
        and len(text) <= LONGEST_HEADLINE
        and not (len(text.split()) == 2 and is_capitalised(text))
        and text.rstrip(_CLOSING)[-1:] not in _ENDS
        and not is_bulleted(text)
        and not begins_small(text)
        and not holds_a_sentence(text)
    )


def holds_a_sentence(text: str) -> bool:
    """Whether a sentence ends in the text and another begins."""
    for match in _SENTENCE_INSIDE.finditer(text):
        mark, following = match[1] or match[3], match[2] or match[4]
        if not begins_small(following) and (mark != "?" or size_of(text) > 12):
            return True
    return False


def is_capitalised(text: str) -> bool:
    """Two words or more with capitals, small ones between: as persons and papers are called.

    >>> is_capitalised("Courier of the Sound"), is_capitalised("Courier goes under")
    (True, False)
    """
    tokens = [token for token in text.split() if token.lower() not in _SMALL_WORDS]
    return len(tokens) > 1 and all(token[0].isupper() for token in tokens)


def is_bulleted(text: str) -> bool:
    """Whether the line begins with a bullet, a dash or a number, as items of a list do."""
    return _BULLET.match(text) is not None


def is_crosshead(text: str) -> bool:
    """Whether a line may stand as a heading between paragraphs."""
    return (
        2 <= len(text) <= 90
        and size_of(text) <= 12
        and "\n" not in text
        and text.rstrip(_CLOSING)[-1:] not in _ENDS + "…"
        and text[:1] not in "-–—“\"„«‘'"
        and not begins_small(text)
    )


def is_date(text: str) -> bool:
    """Whether a line is little but a date or a time."""
    return len(text) <= 90 and any(map(str.isdigit, text)) and date_share(text) >= 0.5


def byline_or_date(text: str) -> Kind | None:
    """The kind of a line that names authors, or tells the place or the time of the report.

    >>> byline_or_date("By Ann Lee"), byline_or_date("OSTWICK, SOUND –")
    (<Kind.BYLINE: 'byline'>, <Kind.DATELINE: 'dateline'>)
    """
    if is_byline(text):
        return Kind.BYLINE
    if len(text) <= 40 and text.isupper() and text[-1] in "-–—\ufffd":
        return Kind.DATELINE
    return Kind.DATELINE if is_date(text) else None
