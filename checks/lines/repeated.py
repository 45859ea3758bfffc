"""Lines that stand in several articles of one site, once copies of one article are set aside."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from articles import Article, Block, Kind
from articles.authors import is_byline
from articles.fold import words
from articles.model import STORY
from checks.comparison import components
from checks.copies import copied
from checks.protocol import Fact
from checks.sketch import Sketch, sketch

#: A line outside these bounds is a mark or a paragraph; the longest legal notices are shorter.
_SHORTEST, _LONGEST = 3, 320
#: Blocks shorter than this are not what makes two articles copies of each other.
_PROSE = 80
_MOST_LINES = 300
#: Share of the shorter text that makes two articles one (the figure of DUP203)
_COPY = 0.45
_PARTS_OF_THE_HEAD = frozenset({Kind.HEADLINE, Kind.BYLINE, Kind.DATELINE, Kind.SUBHEAD})
#: Words and letters of a section's name (a guess: "Arts & Ideas of the Week")
_WORDS_OF_A_SECTION, _LONGEST_SECTION = 6, 40
#: Where a line stands: in the text, as a crosshead, or above the headline as a menu's word
_TEXT, _HEADING, _ABOVE = 0, 1, 2
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Repeated:
    """One line of a site: which articles bear it (their numbers in order of publication), and where
    it stands in each (block, start). `heading` says that it is a crosshead in all of them, `above`
    that it stands above the headline like a section's name; such a line may have one bearer."""

    text: str
    folded: str
    bearers: tuple[int, ...]
    places: tuple[tuple[int, int], ...]
    heading: bool
    above: bool


@dataclass(slots=True)
class _Entry:
    text: str
    roles: set[int] = field(default_factory=set)
    places: dict[int, tuple[int, int]] = field(default_factory=dict)


def clues(article: Article) -> Iterator[Fact]:
    """The article's lines and a sketch of its prose, under its site's name."""
    if not article.site or not article.blocks:
        return
    lines = list(_lines(article))[:_MOST_LINES]
    prose = " ".join(b.text for b in article.blocks if b.is_story and len(b.text) >= _PROSE)
    note = json.dumps([str(sketch(prose)), lines])
    yield Fact(article.site, article.span(), article.headline, note)


def repeated(facts: Sequence[Fact]) -> tuple[list[Fact], list[Repeated]]:
    """The site's different articles in order of publication, and its lines with their bearers."""
    kept = sorted(_without_copies(facts), key=lambda f: (f.span.article.published, f))
    entries: dict[str, _Entry] = {}
    for number, fact in enumerate(kept):
        for block, start, text, role in json.loads(fact.note)[1]:
            entry = entries.setdefault(fold_line(text), _Entry(text))
            if number not in entry.places:
                entry.places[number] = (block, start)
            entry.roles.add(role)
    lines = [_line(folded, entry) for folded, entry in sorted(entries.items()) if folded]
    return kept, [line for line in lines if line.above or len(line.bearers) > 1]


def _line(folded: str, entry: _Entry) -> Repeated:
    return Repeated(
        entry.text,
        folded,
        tuple(entry.places),
        tuple(entry.places.values()),
        heading=entry.roles == {_HEADING},
        above=entry.roles == {_ABOVE},
    )


def fold_line(text: str) -> str:
    """What two printings of one template line have in common: letters, and that there was a number.

    >>> fold_line("12 Comments – share!")
    '0 comments share'
    """
    return _DIGITS.sub("0", words(text))


def _lines(article: Article) -> Iterator[tuple[int, int, str, int]]:
    headline = _headline(article)
    for index in article.zone:
        block = article.blocks[index]
        if not _counts(article, block):
            continue
        start = 0
        for text in block.text.split("\n"):
            if _SHORTEST <= len(text.strip()) <= _LONGEST and not is_byline(text.strip()):
                yield index, start, text.strip(), _role(block, text, index < headline)
            start += len(text) + 1


def _headline(article: Article) -> int:
    """The block of the headline; 0 where nothing stands above it, or nobody knows."""
    kinds = (index for index, block in enumerate(article.blocks) if block.kind is Kind.HEADLINE)
    return next(kinds, 0)


def _role(block: Block, text: str, above: bool) -> int:
    if above and block.kind is Kind.NAVIGATION and _is_name(text):
        return _ABOVE
    return _HEADING if block.kind is Kind.HEADING else _TEXT


def _is_name(text: str) -> bool:
    return len(text) <= _LONGEST_SECTION and len(words(text).split()) <= _WORDS_OF_A_SECTION


def _counts(article: Article, block: Block) -> bool:
    """In plain text every line below the head; of a page what counts as its story."""
    if article.markup:
        return block.kind in STORY and block.kind is not Kind.TABLE
    return block.kind not in _PARTS_OF_THE_HEAD


def _without_copies(facts: Sequence[Fact]) -> list[Fact]:
    """One article of each group of copies."""
    seen: dict[str, Fact] = {}
    for fact in facts:
        seen.setdefault(fact.span.article.key, fact)
    kept = list(seen.values())
    sketches = [Sketch.parse(json.loads(fact.note)[0]) for fact in kept]
    pairs = [(i, j) for i, j, _ in copied(sketches, [""] * len(kept), _COPY)]
    again = {copy for group in components(sorted(pairs)) for copy in group[1:]}
    return [fact for number, fact in enumerate(kept) if number not in again]
