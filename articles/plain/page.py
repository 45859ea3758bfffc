"""The text of a whole page, as crawls keep it (WET): menus, the story, more menus, all as lines.

The story is the stretch of lines where prose is densest; its headline is the line that the page's
title, which stands first, repeats. All else is the page's furniture.
"""

import re

from articles.model import Kind
from articles.plain.lead import Draft, is_section
from articles.plain.shape import (
    LONGEST_HEADLINE,
    byline_or_date,
    is_crosshead,
    is_prose,
    reads_like_a_headline,
    size_of,
)
from articles.words.fold import words

#: A page's text has at least so many lines, so many of ten no prose, and so many a menu's or the
#: like. Guesses, checked on saved pages and on the stories of saved pages.
_FEWEST_LINES, _SHORT_OF_TEN, _LEAST_FURNITURE = 25, 6, 4
_FURNITURE = frozenset(
    (Kind.NAVIGATION, Kind.SHARE, Kind.LEGAL, Kind.COMMENT, Kind.NEWSLETTER, Kind.PAYWALL)
)
#: What a line without prose costs the stretch that holds it, in words.
_COST = 10.0
_MOST_WORDS = 60
_TITLE_LINES = 3
_NEAR = 20
_SITE_TAIL = re.compile(r"\s+[|–—·»:-]\s+|\s*[|｜]\s*")


def is_page(draft: Draft) -> bool:
    """Whether the lines are those of a whole page and not of an article."""
    count = len(draft.passages)
    if count < _FEWEST_LINES:
        return False
    short = [index for index in range(count) if not is_prose(draft.text(index))]
    if 10 * len(short) < _SHORT_OF_TEN * count:
        return False
    furniture = sum(draft.said[i] in _FURNITURE or is_section(draft.text(i)) for i in short)
    return furniture >= max(_LEAST_FURNITURE, 0.02 * count)


def label_page(draft: Draft, headline: str) -> None:
    """Gives every line of a page its kind."""
    prose = [is_prose(passage.text) for passage in draft.passages]
    for index, said in enumerate(draft.said):
        draft.kinds[index] = draft.kinds[index] or said
    start, end = _stretch(draft, prose)
    title = _title(draft, headline, start)
    if title is not None:
        draft.kinds[title] = Kind.HEADLINE
        start = max(start, title + 1) if title < end else start
    for index in draft.open(range(len(draft.passages))):
        if start <= index < end:
            draft.kinds[index] = _inside(draft, prose, index, end)
        elif title is not None and title < index < start:
            draft.kinds[index] = byline_or_date(draft.text(index)) or Kind.OTHER
        else:
            draft.kinds[index] = Kind.OTHER if prose[index] else Kind.NAVIGATION


def _stretch(draft: Draft, prose: list[bool]) -> tuple[int, int]:
    """The run of lines with most words of prose, each line without prose being a cost."""
    best, first, last = 0.0, 0, 0
    total, begin = 0.0, 0
    for index, passage in enumerate(draft.passages):
        junk = draft.kinds[index] is not None
        gain = min(size_of(passage.text), _MOST_WORDS) if prose[index] and not junk else -_COST
        if total <= 0:
            total, begin = 0.0, index
        total += gain
        if total > best:
            best, first, last = total, begin, index + 1
    return first, last


def _title(draft: Draft, headline: str, start: int) -> int | None:
    """The line that is the headline: what the title says, else the nearest fit above the story."""
    for wanted in [headline, *(draft.text(i) for i in range(_TITLE_LINES))]:
        if wanted and len(wanted) <= LONGEST_HEADLINE:
            found = _lines_of_title(draft, wanted, start + _NEAR)
            if found:
                return min(found, key=lambda index: (abs(index - start), index))
    for index in range(start, max(-1, start - _NEAR), -1):
        text = draft.text(index) if index < len(draft.passages) else ""
        if draft.kinds[index] is None and size_of(text) >= 5 and reads_like_a_headline(text):
            return index
    return None


def _lines_of_title(draft: Draft, title: str, end: int) -> list[int]:
    """Lines after the title that repeat it, whole or without the site's name."""
    parts = {words(title), *(words(part) for part in _before_site(title))}
    wanted = {part for part in parts if part.count(" ") >= 2 or len(part) >= 12}
    lines = range(1, min(end, len(draft.passages)))
    return [i for i in lines if len(draft.text(i)) <= 300 and words(draft.text(i)) in wanted]


def _before_site(title: str) -> list[str]:
    """A title cut before each of its separators."""
    return [title[: cut.start()] for cut in _SITE_TAIL.finditer(title)]


def _inside(draft: Draft, prose: list[bool], index: int, end: int) -> Kind:
    """The kind of a line within the story: a paragraph, a crosshead, or furniture in between."""
    text = draft.text(index)
    if prose[index]:
        return Kind.PARAGRAPH
    before = index > 0 and prose[index - 1]
    after = index + 1 < end and prose[index + 1]
    if after and before and is_crosshead(text):
        return Kind.HEADING
    if after or before:
        return byline_or_date(text) or Kind.PARAGRAPH
    return byline_or_date(text) or Kind.OTHER
