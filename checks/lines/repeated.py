"""Lines that stand in several articles of one site, once copies of one article are set aside."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from struct import Struct

import numpy as np
import numpy.typing as npt

from articles import Article, Block, Kind
from articles.bylines.authors import is_byline
from articles.model import STORY, Span
from articles.words.fold import words
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
#: A time with its zone takes 25 to 32 letters; what is longer sorts by so many.
_LONGEST_DATE = 64
#: article, bytes of the date, lines, the sketch's head
_HEAD = Struct("<QBHB")
Ranks = npt.NDArray[np.int64]
Hashes64 = npt.NDArray[np.uint64]
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a site, by the hash of its folded words: which articles bear it, by their places
    in time. `heading` says that it is a crosshead in all of them, `above` that it stands above the
    headline like a section's name."""

    hash: int
    bearers: Ranks
    heading: bool
    above: bool


@dataclass(frozen=True, slots=True)
class Site:
    """The lines of a site's different articles; `rows` are those articles, in order of time."""

    rows: Ranks
    lines: Sequence[Line]


def clues(article: Article) -> Iterator[Fact]:
    """The article's lines under its site's name; the mark says which they are, and sketches its
    prose."""
    if not article.site or not article.blocks:
        return
    lines = [(fold_line(line[2]), line) for line in list(_lines(article))[:_MOST_LINES]]
    kept = [(folded, line) for folded, line in lines if folded]
    prose = " ".join(b.text for b in article.blocks if b.is_story and len(b.text) >= _PROSE)
    roles = [line[3] for _, line in kept]
    mark = _Mark(article.key, article.published, [folded for folded, _ in kept], roles)
    note = json.dumps([line[:3] for _, line in kept])
    yield Fact(article.site, article.span(), article.headline, note, mark.packed(sketch(prose)))


@dataclass(frozen=True, slots=True)
class _Mark:
    """What is counted of an article."""

    key: str
    published: str
    lines: Sequence[str]
    roles: Sequence[int]

    def packed(self, prose: Sketch) -> bytes:
        """All of it in few bytes, the sketch last."""
        day = self.published.encode("utf-8", "surrogatepass")[:_LONGEST_DATE]
        head = _HEAD.pack(_hash(self.key), len(day), len(self.lines), prose.head)
        hashes = np.fromiter(map(_hash, self.lines), "<u8", len(self.lines))
        return b"".join((head, day, hashes.tobytes(), bytes(self.roles), prose.packed))


def survey(marks: Sequence[bytes]) -> Site:
    """The lines that stand in several of the different articles of a site, or above a headline."""
    rows = _in_time(_without_copies(marks))
    ranks, hashes, roles = _borne(marks, rows)
    return Site(rows, list(_shared(ranks, hashes, roles)) if len(hashes) else ())


def _shared(ranks: Ranks, hashes: Hashes64, roles: Ranks) -> Iterator[Line]:
    order = np.argsort(hashes, kind="stable")  # by line, then in time
    ranks, hashes, roles = ranks[order], hashes[order], roles[order]
    starts = np.flatnonzero(np.append(True, hashes[1:] != hashes[:-1]))
    seen = np.bitwise_or.reduceat(roles, starts)
    for start, end, all_roles in zip(starts, [*starts[1:], len(hashes)], seen, strict=True):
        above = bool(all_roles == 1 << _ABOVE)
        if above or end - start > 1:
            bearers = np.unique(ranks[start:end])
            if above or len(bearers) > 1:
                yield Line(int(hashes[start]), bearers, bool(all_roles == 1 << _HEADING), above)


def text_of(fact: Fact, hash_: int) -> tuple[Span, str]:
    """Where a line stands first in an article that bears it, and its words."""
    for block, start, text in json.loads(fact.note):
        if _hash(fold_line(text)) == hash_:
            return Span(fact.span.article, block, start, start + len(text)), text
    raise LookupError(hash_)


def _in_time(rows: Sequence[tuple[bytes, int]]) -> Ranks:
    """The rows in order of publication."""
    return np.array([row for _, row in sorted(rows)], np.int64)


def _borne(marks: Sequence[bytes], rows: Ranks) -> tuple[Ranks, Hashes64, Ranks]:
    """Of each line in each article: the article's place in time, the line, the bit of its role."""
    found, roles, counts = [], [], []
    for row in rows.tolist():
        mark = marks[row]
        _, day, number, _ = _HEAD.unpack_from(mark)
        at = _HEAD.size + day
        found.append(mark[at : at + 8 * number])
        roles.append(mark[at + 8 * number : at + 9 * number])
        counts.append(number)
    ranks = np.repeat(np.arange(len(rows)), counts)
    bits = 1 << np.frombuffer(b"".join(roles), np.uint8).astype(np.int64)
    return ranks, np.frombuffer(b"".join(found), "<u8"), bits


def _without_copies(marks: Sequence[bytes]) -> list[tuple[bytes, int]]:
    """One article of each group of copies: their days and rows."""
    seen: dict[int, tuple[bytes, int]] = {}
    for row, mark in enumerate(marks):
        article, day, _, _ = _HEAD.unpack_from(mark)
        seen.setdefault(article, (mark[_HEAD.size : _HEAD.size + day], row))
    kept = list(seen.values())
    prose = _Prose(marks, [row for _, row in kept])
    pairs = [(i, j) for i, j, _ in copied(prose, [""] * len(kept), _COPY)]
    again = {copy for group in components(sorted(pairs)) for copy in group[1:]}
    return [each for number, each in enumerate(kept) if number not in again]


@dataclass(frozen=True, slots=True)
class _Prose(Sequence[Sketch]):
    """The sketches of some packed marks, each unpacked when it is asked for."""

    marks: Sequence[bytes]
    rows: Sequence[int]

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, number: int) -> Sketch:  # type: ignore[override]  # nobody asks for slices
        mark = self.marks[self.rows[number]]
        _, day, lines, head = _HEAD.unpack_from(mark)
        return Sketch.of(mark[_HEAD.size + day + 9 * lines :], head)


def _hash(text: str) -> int:
    raw = text.encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(raw, digest_size=8).digest(), "little")


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
