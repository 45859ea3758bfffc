"""The lines of a plain text before its first sentence: site, headline, deck, byline, date.

A line that is repeated, marked or given is the headline, and short lines before it belong to the
site. Without such evidence a text may begin with a headline and its deck, but nothing is taken for
the site's name.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from articles.bylines.bare_names import are_built_like_names
from articles.bylines.words import interface, nobody
from articles.labels.page_notes import note_kind
from articles.lines.kinds import line_kind, line_kinds
from articles.model import Kind
from articles.plain.paragraphs import Passage
from articles.plain.shape import (
    LONGEST_HEADLINE,
    byline_or_date,
    holds_a_sentence,
    is_bulleted,
    is_capitalised,
    is_prose,
    reads_like_a_headline,
    size_of,
)
from articles.words.fold import begins_small, fold, words
from articles.words.lists import data

#: passages among which the headline is looked for
LEAD = 12
_LONGEST_SITE_LINE = 70
_MOST_SITE_LINES = 5
_LONGEST_MENU, _FEWEST_ENTRIES, _MOST_KNOWN = 120, 3, 0.6  # letters, words, share (guesses)
_MOST_NAMES = 3  # words under the headline that are a person's name (a guess)
_MOST_LEAD_LINES = 4  # headline, deck, and what else may stand before the first sentence
_BREADCRUMB = re.compile(r"\S\s*[>›»→]\s*\S|\S\s[/|]\s\S.*\s[/|]\s\S")


@dataclass(slots=True)
class Draft:
    """The passages with their kinds, as far as they are decided."""

    passages: list[Passage]
    kinds: list[Kind | None] = field(default_factory=list)
    said: list[Kind | None] = field(default_factory=list)  # what the words of each tell

    def __post_init__(self) -> None:
        self.kinds = [None] * len(self.passages)

    def read_words(self) -> None:
        """Finds what the words of all passages tell, together."""
        self.said = line_kinds([(passage.text, 0.0) for passage in self.passages])

    def text(self, index: int) -> str:
        return self.passages[index].text

    def open(self, indices: Iterable[int]) -> list[int]:
        """Those whose kind is not decided yet."""
        return [index for index in indices if self.kinds[index] is None]


def label_lead(draft: Draft, marked: list[int], headline: str, site: str) -> None:
    """Everything before the story's first sentence."""
    titles = _headlines(draft, marked, headline)
    start = _first_prose(draft, max(titles, default=-1) + 1)
    if not titles and not headline and (guess := _guessed_headline(draft, start)) is not None:
        titles = [guess]
    for index in titles:
        draft.kinds[index] = Kind.HEADLINE
    if titles and not any(is_prose(draft.text(index)) for index in range(titles[0])):
        repeated = len(titles) > 1 and not marked
        _label_before(draft, range(titles[0]), _SiteLine(repeated, bool(marked or headline), site))
        _label_between(draft, range(titles[0] + 1, start))


def _headlines(draft: Draft, marked: list[int], headline: str) -> list[int]:
    """Passages that are the headline beyond doubt: given, marked, or repeated."""
    lead = [i for i in range(min(LEAD, len(draft.passages))) if draft.kinds[i] is None]
    if headline:
        return marked or [i for i in lead if _is_given(draft.text(i), headline)]
    if marked:
        same = fold(draft.text(marked[0]))
        return sorted({*marked, *(i for i in lead if fold(draft.text(i)) == same)})
    return _repeated(draft, lead)


def _is_given(line: str, headline: str) -> bool:
    """Whether a line is the headline that the container states, or that without the site's name."""
    if len(line) > 2 * len(headline) + 20:
        return False
    one, two = words(line), words(headline)
    if one == two or not one:
        return one == two
    return len(one) >= 12 and two.startswith(one + " ") and len(two) - len(one) <= 40


def _repeated(draft: Draft, lead: Sequence[int]) -> list[int]:
    """A short line that stands twice among the first lines, with no prose before it."""
    seen: dict[str, int] = {}
    for index in lead:
        text = draft.text(index)
        short = len(text) <= LONGEST_HEADLINE
        if is_prose(text) and not (short and fold(text) in seen):
            break
        wide = size_of(text) > len(text.split())  # a script without spaces
        if not short or len(text) < (4 if wide else 8) or _is_plainly_other(text):
            continue
        first = seen.setdefault(fold(text), index)
        if first != index:
            return [i for i in lead if fold(draft.text(i)) == fold(text)]
    return []


def _is_plainly_other(text: str) -> bool:
    """Whether the words of a line tell that it is no headline."""
    known = line_kind(text) or byline_or_date(text) or _call_or_post(text)
    return known is not None or is_section(text) or is_menu(text) or not words(text)


def _call_or_post(text: str) -> Kind | None:
    """The kind of a line near a headline that asks for a subscription or tells of publication."""
    start = words(text[:60]) + " "
    if start.startswith(_beginnings("calls")):
        return Kind.NEWSLETTER
    return Kind.DATELINE if start.startswith(_beginnings("posted")) else None


@cache
def _beginnings(name: str) -> tuple[str, ...]:
    return tuple(f"{words(phrase)} " for phrase in data("lead_lines.json")[name])


def _first_prose(draft: Draft, start: int) -> int:
    for index in range(start, min(len(draft.passages), start + 4 * LEAD)):
        if is_prose(draft.text(index)):
            return index
    return start


def _guessed_headline(draft: Draft, start: int) -> int | None:
    """Without evidence: the first line, if it reads like a headline and prose follows soon.

    Under a menu, or among many short lines, the first long line after the menu.
    """
    if start >= len(draft.passages) or not is_prose(draft.text(start)):
        return None
    lead = [i for i in draft.open(range(start)) if not _is_plainly_other(draft.text(i))]
    menu = [i for i in range(start) if _is_of_menu(draft.text(i))]
    good = [i for i in lead if reads_like_a_headline(draft.text(i))]
    if not menu and len(lead) <= _MOST_LEAD_LINES:
        return good[0] if good and good[0] == lead[0] else None
    end_of_menu = max(menu, default=start - LEAD)
    long = [i for i in good if size_of(draft.text(i)) >= 5 and i > end_of_menu]
    return long[0] if long else None


def _is_of_menu(text: str) -> bool:
    return is_section(text) or is_menu(text) or line_kind(text) in (Kind.NAVIGATION, Kind.SHARE)


@dataclass(frozen=True, slots=True)
class _SiteLine:
    """What tells a site's line above the headline: the headline is `repeated`, as where a page's
    header was taken in with the article; or it is `known`, and the line looks like a name."""

    repeated: bool
    known: bool
    site: str

    def fits(self, text: str) -> bool:
        """Whether a line is the site's name or tagline."""
        if len(text) > _LONGEST_SITE_LINE or text[-1] in ":;,.…" or holds_a_sentence(text):
            return False
        if self.repeated:
            return True
        house = words(self.site.rpartition(".")[0] or self.site).replace(" ", "")
        named = len(house) > 3 and house in words(text).replace(" ", "")
        return self.known and (named or (size_of(text) <= 6 and is_capitalised(text)))


def _label_before(draft: Draft, indices: Iterable[int], site_line: _SiteLine) -> None:
    """Lines above the headline: the site's where the headline is sure, else a menu's or a deck."""
    before = draft.open(indices)
    few = len(before) <= _MOST_SITE_LINES
    for index in before:
        text = draft.text(index)
        kind = draft.said[index] or byline_or_date(text) or _call_or_post(text)
        if kind is None and (_BREADCRUMB.search(text) or _is_of_menu(text)):
            kind = Kind.NAVIGATION
        elif kind is None and size_of(text) >= 12:
            kind = Kind.SUBHEAD
        elif kind is None and few and site_line.fits(text):
            kind = Kind.SITE
        draft.kinds[index] = kind or (Kind.SUBHEAD if few else Kind.NAVIGATION)


def is_menu(text: str) -> bool:
    """Whether a line is a menu's: three words or more, most of them names of sections.

    >>> is_menu("Home News Sport Farming Jobs"), is_menu("News of the storm reached Home Farm")
    (True, False)
    """
    names = [words(name) for name in text.split() if words(name)]
    if len(names) < _FEWEST_ENTRIES or len(text) > _LONGEST_MENU or not _may_be_menu(text):
        return False
    return sum(name in interface() for name in names) >= _MOST_KNOWN * len(names)


def _may_be_menu(text: str) -> bool:
    return text[-1].isalnum() and not any(map(begins_small, text.split()))


def is_section(text: str) -> bool:
    """Whether a line is the name of a newspaper's section and nothing else."""
    return len(text) <= 30 and fold(text) in _sections()


@cache
def _sections() -> frozenset[str]:
    names = data("lead_lines.json")["sections"]
    return frozenset(fold(name) for listed in names.values() for name in listed)


def _label_between(draft: Draft, indices: Iterable[int]) -> None:
    """Lines between headline and story: deck, byline, date."""
    decks = 0
    for index in draft.open(indices):
        text = draft.text(index)
        kind = draft.said[index] or byline_or_date(text) or _call_or_post(text)
        if kind is None and _is_byline_alone(text):
            kind = Kind.BYLINE
        if kind is None and not decks and not is_bulleted(text) and text[-1] not in "?!:…~":
            kind, decks = Kind.SUBHEAD, 1
        draft.kinds[index] = kind


def _is_byline_alone(text: str) -> bool:
    """Whether a line under the headline is one person's name or the desk's: "Redaktion"."""
    if words(text) in nobody() or note_kind(text) is Kind.BYLINE:
        return True
    is_name = text.count(" ") < _MOST_NAMES and text[-1].isalpha() and is_capitalised(text)
    return is_name and not text.isupper() and are_built_like_names(text)
