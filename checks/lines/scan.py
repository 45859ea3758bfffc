"""One literal scan of an article, shared by all line rules.

Rules of this kind ask "does a line begin with one of 900 labels" or "does it hold `{{`". Asking
line by line and rule by rule is slow; so every literal of every lexicon and pattern goes into one
Aho-Corasick automaton, the article is scanned once, and a rule looks only at the lines that hold
one of its literals. An ordinary article has few.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from ahocorasick_rs import AhoCorasick, MatchKind

from articles import Article, Block, Kind, Span
from articles.model import STORY
from checks.lines import lexicon, patterns

#: kinds of a page's blocks that a reader takes for the article
_READ = STORY | {
    Kind.HEADLINE,
    Kind.SUBHEAD,
    Kind.SUMMARY,
    Kind.BYLINE,
    Kind.DATELINE,
    Kind.CAPTION,
    Kind.RELATED,
    Kind.TEMPLATE,
}
#: a related line of the text's flow; other elements are boxes with titles of their own
_LINE_TAGS = frozenset({"p", "li", "b", "strong", "em", "blockquote"})
_BEHIND = frozenset({Kind.RELATED, Kind.TEMPLATE, Kind.CAPTION})
#: boxes by their words; in a paragraph of its own such a line is part of the text's flow
_BOXES = frozenset({Kind.AD, Kind.SHARE, Kind.NEWSLETTER, Kind.EMBED})
_CODE_TAGS = frozenset({"pre", "code", "samp", "kbd", "textarea"})
#: A line longer than this is read only around its cues.
LONG = 2000
#: Letters of the beginning of a line, where a label stands and its mark.
_HEAD = 110
#: A line may bear so many candidates of one kind; a hostile text has millions.
MOST_CUES = 24
#: and an article so many. Real articles have a hundredth of it.
MOST_CUES_OF_A_KIND = 2000
#: The text is searched in pieces, until there are more literals than any prose holds.
_PIECE, _LONGEST_LITERAL = 1 << 16, 200
_MOST_HITS, _LETTERS_A_HIT = 20_000, 20
#: half a character, which no UTF-8 can hold
_HALF = re.compile("[\ud800-\udfff]")
_NEWLINES = "\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_SAME = (
    *((c, " ") for c in "\u00a0\u202f\u2009\u2007\u3000\t" + _NEWLINES),
    *((c, "'") for c in "’‘ʼ`´"),
    *((c, '"') for c in "“”„"),
    *((c, "-") for c in "–—−‐‑"),
    ("：", ":"),
    ("｜", "|"),
)


def level(text: str) -> str:
    """Lower case and plain typography, every character in its old place.

    >>> level("See\\u00a0Also: İstanbul’s – news")
    "see also: istanbul's - news"
    """
    low = text.lower()
    if len(low) != len(text):
        low = "".join(c if len(c.lower()) != 1 else c.lower() for c in text).replace("İ", "i")
    for odd, plain in _SAME:
        if odd in low:
            low = low.replace(odd, plain)
    return low


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a block: where it stands, its text, and the same text levelled."""

    block: int
    start: int
    end: int
    text: str
    low: str

    @property
    def bare(self) -> str:
        """The levelled line without the marks around it, single-spaced."""
        return " ".join(self.low.split()).strip(lexicon.MARKS)


@dataclass(frozen=True, slots=True)
class Cue:
    """A literal that stands in a line: what it stands for, and from where to where."""

    what: Any
    line: Line
    start: int
    end: int


class Scan:
    """The cues of one article, by kind."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.zone = _reach(article)
        self.shows_code = any(block.kind is Kind.CODE for block in article.blocks)
        self.blocks = [i for i in self.zone if _is_read(article, i)]
        texts = [article.blocks[i].text for i in self.blocks]
        self._raw = "\n".join(("", *texts, ""))
        self._low = level(self._raw)
        self._starts = _starts(texts)
        self._hits: dict[str, list[tuple[Any, int, int]]] = defaultdict(list)
        #: the related lines, once a rule has asked for them
        self.related: tuple[Any, ...] | None = None
        #: words of programming in its prose, once a rule has asked for them
        self.trade: tuple[Cue, ...] | None = None
        _, meanings = _automaton()
        if not _is_whole(self._low):
            self._low = _HALF.sub(" ", self._low)
        for index, start, end in _found(self._low):
            for kind, what in meanings[index]:
                self._hits[kind].append((what, start, end))

    def cues(self, kind: str) -> Iterator[Cue]:
        """Every literal of this kind, in reading order, a bounded number a line."""
        line, base, seen, told = None, 0, 0, 0
        for what, start, end in self._hits.get(kind, ()):
            if told >= MOST_CUES_OF_A_KIND:
                return
            start += self._low[start] == "\n"
            if line is None or not base + line.start <= start < base + line.end:
                seen, base, line = 0, *self._line(start)
            seen += 1
            if seen <= MOST_CUES:
                told += 1
                at = base + line.start
                yield Cue(what, line, start - at, min(end - at, len(line.text)))

    def heads(self) -> Iterator[tuple[int, str]]:
        """Where each line begins, and its first letters levelled, a line break behind the last."""
        start, last = 1, len(self._low)
        while start < last:
            end = self._low.find("\n", start) + 1
            if end - start > 1:
                yield start, self._low[start : min(end, start + _HEAD)]
            start = end

    def line(self, at: int) -> Line:
        """The line around a place."""
        return self._line(at)[1]

    def _line(self, at: int) -> tuple[int, Line]:
        """The line around a place, and where its block begins. A huge line is cut to a window."""
        number = bisect_right(self._starts, at) - 1
        base = self._starts[number]
        first = max(self._low.rfind("\n", 0, at) + 1, at - LONG, base)
        last = self._low.find("\n", at)
        last = min(last, at + LONG) if last - first > 2 * LONG else last
        low, raw = self._low[first:last], self._raw[first:last]
        return base, Line(self.blocks[number], first - base, last - base, raw, low)

    def span(self, line: Line, start: int = 0, end: int = -1) -> Span:
        """The place of a part of a line."""
        stop = line.end if end < 0 else line.start + end
        return self.article.span(line.block, line.start + start, stop)

    def whole(self, line: Line) -> tuple[Span, str]:
        """The line without surrounding white space: its place and its text."""
        text = line.text.strip()
        start = line.text.find(text)
        return self.span(line, start, start + len(text)), text


_last: list[Scan] = []


def scan(article: Article) -> Scan:
    """The article's scan. The rules of a run look at one article after the other: keep the last."""
    if not _last or _last[0].article is not article:
        _last[:] = [Scan(article)]
    return _last[0]


def _reach(article: Article) -> range:
    """What a reader meets of the article, and the related lines and template text right behind its
    last paragraph, a credit of a picture between them or not."""
    zone, end = article.zone, article.zone.stop
    blocks = article.blocks[end:] if zone else ()
    for index, block in enumerate(blocks, end):
        if block.kind not in _BEHIND or block.tag not in _LINE_TAGS:
            break
        if block.kind is not Kind.CAPTION:
            end = index + 1
    return range(zone.start, end)


def _is_read(article: Article, index: int) -> bool:
    """Code shows machine text on purpose; of a page only what belongs to the article is read."""
    block = article.blocks[index]
    if block.kind is Kind.CODE or block.tag in _CODE_TAGS:
        return False
    return block.kind in _READ or not article.markup or is_bare_box(block)


def is_bare_box(block: Block) -> bool:
    """Whether a box consists of a paragraph's words: no element, no link makes it one."""
    return block.kind in _BOXES and block.tag == "p" and not block.links


def _is_whole(text: str) -> bool:
    """Whether UTF-8 can hold a text. Asking the encoder costs a tenth of searching."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _starts(texts: list[str]) -> list[int]:
    places, at = [], 1
    for text in texts:
        places.append(at)
        at += len(text) + 1
    return places or [1]


def _found(low: str) -> Iterator[tuple[int, int, int]]:
    """Every literal in the text: which, from where, to where."""
    automaton, _ = _automaton()
    left = _MOST_HITS + len(low) // _LETTERS_A_HIT
    for base in range(0, len(low), _PIECE):
        piece = low[base : base + _PIECE + _LONGEST_LITERAL]
        for index, start, end in automaton.find_matches_as_indexes(piece, overlapping=True):
            if start < _PIECE:
                left -= 1
                yield index, base + start, base + end
        if left < 0:
            return


def _literals() -> Iterator[tuple[str, str, Any]]:
    yield from lexicon.literals(level)
    yield from patterns.literals()


@cache
def _automaton() -> tuple[AhoCorasick, list[list[tuple[str, Any]]]]:
    """All literals of all lexica and patterns, and what each stands for."""
    meanings: dict[str, list[tuple[str, Any]]] = defaultdict(list)
    for literal, kind, what in _literals():
        meanings[literal].append((kind, what))
    words = list(meanings)
    return AhoCorasick(words, matchkind=MatchKind.Standard), [meanings[w] for w in words]
