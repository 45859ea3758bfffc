"""Whose text a page's story is, by its first and last lines and the lines around it."""

import re
from collections.abc import Iterator, Sequence

from articles.addresses.canonical import site_of
from articles.bylines.authors import is_byline
from articles.bylines.words import joining
from articles.credits.credit import credit_of
from articles.credits.lines import agency, named_source
from articles.dates.reading import around_date, written_date
from articles.metadata.reading import Metadata
from articles.model import Block, Kind
from articles.words.fold import words

_SAYS_WHO = (Kind.BYLINE, Kind.DATELINE)
_LONGEST_BOX = 160
_CHINESE_OUTLET = re.compile(
    "[\u4e00-\u9fff]{2,10}(?:报|報|社|台|网|網|新闻|新聞|在线|線上|周刊|週刊|杂志|雜誌|客户端)"
)
#: a credit stands so many lines before or behind the story, or behind so many of its first
#: paragraphs, standfirsts perhaps (guesses)
_LINES_BEFORE, _LINES_BEHIND, _FIRST = 12, 4, 2


def shown_credit(blocks: Sequence[Block], told: Metadata, url: str) -> str:
    """The source that the story names in its first or last lines, or the lines around it; never
    the site itself."""
    story = [place for place, block in enumerate(blocks) if block.is_story]
    if not story:
        return ""
    above = blocks[max(0, story[0] - _LINES_BEFORE) : story[:_FIRST][-1] + 1]
    below = blocks[story[0] : story[-1] + _LINES_BEHIND]
    named = credit_of(
        [block.text for block in below if block.is_story or block.kind is Kind.LEGAL],
        [line for block in above if _tells(block, told) for line in _lines(block.text, told)],
        [block.text for block in below if _closes(block)],
    )
    named = named or _outlet_beside_date(above, told)
    return "" if words(named) in map(words, (told.site_name, site_of(url))) else named


def _outlet_beside_date(above: Sequence[Block], told: Metadata) -> str:
    """The Chinese outlet that stands alone behind the date of a portal that is known by name."""
    rests = (around_date(b.text)[1].lstrip("日号 ") for b in above if b.kind is Kind.DATELINE)
    return next(filter(_CHINESE_OUTLET.fullmatch, rests), "") if told.site_name else ""


def _tells(block: Block, told: Metadata) -> bool:
    """Whether a block above the story is of authors, time or source, by its label or its words."""
    if block.kind in _SAYS_WHO or is_byline(block.text) or _is_right_of_agency(block):
        return True
    if len(block.text) >= _LONGEST_BOX:
        return False
    dated = block.kind is Kind.OTHER and bool(written_date(block.text))
    parts = [part.strip(" |") for part in around_date(block.text)]
    return dated or any(
        part.startswith(told.authors) or (part != block.text and is_byline(part)) for part in parts
    )


def _closes(block: Block) -> bool:
    """Whether a block amid or below the story is of authors, time or source."""
    source = block.kind is Kind.OTHER and bool(named_source(block.text))
    return block.kind in _SAYS_WHO or source or _is_right_of_agency(block)


def _is_right_of_agency(block: Block) -> bool:
    """Whether a line of rights is an agency's and names nothing else: "©NTB"."""
    return block.tag != "figcaption" and block.text[:1] == "©" and bool(agency(block.text))


def _lines(text: str, told: Metadata) -> Iterator[str]:
    """The line, and what is left of it without the date, the names of the authors and "and"."""
    yield text
    for part in around_date(text):
        for name in told.authors:
            part = part.replace(name, ",")
        for piece in part.split(","):
            first, _, rest = piece.strip().partition(" ")
            yield rest if first in joining() else piece
