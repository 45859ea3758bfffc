"""What the classifier sees of each piece: numbers about its words, its place and its neighbours."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from articles.blocks import Box, Piece
from articles.model import Kind
from articles.places import told_by_names

Numbers = NDArray[np.float32]

_ENDS = frozenset(".!?…。！？؟۔।\"”»'’)")
_ASCII_COMMAS, _COMMAS = ",;", ",;،、，"
_TAGS = (
    "p",
    "div",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "td",
    "span",
    "blockquote",
    "figcaption",
    "article",
)
_AROUND = (
    *("article", "main", "aside", "nav", "footer", "header", "figure", "ul", "ol", "table"),
    *("form", "blockquote", "section", "li", "figcaption", "button", "dl", "td"),
)
_BITS = {tag: 1 << number for number, tag in enumerate(_AROUND)}
_TAG_NUMBER = {tag: number for number, tag in enumerate(_TAGS)}
_KINDS = tuple(Kind)
_KIND_NUMBER = {kind: number for number, kind in enumerate(_KINDS)}
_STICKY = tuple(
    _KIND_NUMBER[kind]
    for kind in (
        *(Kind.COMMENT, Kind.RELATED, Kind.LEGAL, Kind.AD, Kind.SHARE, Kind.NEWSLETTER),
        *(Kind.CAPTION, Kind.NAVIGATION, Kind.BYLINE, Kind.SUMMARY, Kind.EMBED, Kind.PAYWALL),
    )
)
_NEAR = (-3, -2, -1, 1, 2, 3)
_PROSE = 80
_MOST_AT_ONCE = 1024  # rows made together: bounds the memory, not the result
_OWN = 38  # numbers that a piece has of its own
_HEAD = 120  # letters by which a piece is judged
_DIGITS = re.compile(r"\d")
_SHORT_WORD = re.compile(r"\b\w{1,3}\b")
_CAPITAL_WORD = re.compile(r"\b[A-ZÀ-ÞА-ЯЁΑ-Ω]")
_CAPITALS = re.compile("[A-ZÀ-ÞА-ЯЁΑ-Ω]")
_DATE = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}[:.]\d\d\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b")
#: ASCII letters as A and a, digits as 0, blanks for what is no word; and all words as a
_SHAPES = bytes(
    ord("A" if c.isupper() else "0" if c.isdigit() else "a" if c.isalnum() or c == "_" else " ")
    for c in map(chr, range(256))
)
_LETTERS = bytes(ord("a") if c in b"Aa0" else c for c in range(256))

#: where the numbers stand that the names of elements give: training hides them now and then
COLUMNS: dict[str, list[int] | slice] = {
    "names": [15, 16, 17, 18, 19, 20],
    "kinds": [27, 28],
    "inside": slice(
        _OWN + len(_TAGS) + len(_AROUND), _OWN + len(_TAGS) + len(_AROUND) + len(_STICKY)
    ),
}


@dataclass(frozen=True, slots=True)
class Setting:
    """What the page says that helps to see the story: its title, its summary, a rival's opinion."""

    headline: int = -1  # the piece that shows the headline
    title: str = ""
    description: str = ""
    stated: Sequence[float] = ()  # the share that the structured data holds; empty: states no body
    copied: Sequence[float] = ()  # the share that stands on the page once more


@dataclass(slots=True)
class _Place:
    """What a box tells about all the pieces in it."""

    around: int
    good: float
    bad: float
    own_good: int
    own_bad: int
    kind: int  # what the nearest telling name says
    inside: int  # what any name around it says, as bits


def features(
    pieces: Sequence[Piece],
    told: Sequence[Kind | None],
    setting: Setting,
    asked: Sequence[int],
) -> Iterator[Numbers]:
    """One row for each of the pieces asked about; all others count as surroundings. Rows come in
    parts: a page of 200,000 lines would need half a gigabyte at once."""
    letters = np.array([len(piece.text) for piece in pieces], dtype=np.float32)
    linked = np.array([piece.linked for piece in pieces], dtype=np.float32) / letters
    said = np.array([_number(kind) for kind in told], dtype=np.float32)
    shape = np.hstack(
        [_place_columns(pieces, letters, linked), _near_columns(pieces, letters, linked, said)]
    )
    page = _Page.of(pieces, setting)
    places: dict[int, _Place] = {}
    for start in range(0, len(asked), _MOST_AT_ONCE):
        part = asked[start : start + _MOST_AT_ONCE]
        yield np.hstack([_own_columns(pieces, said, page, places, part), shape[part]])


def _own_columns(
    pieces: Sequence[Piece],
    said: Numbers,
    page: "_Page",
    places: dict[int, _Place],
    asked: Sequence[int],
) -> Numbers:
    """What a piece shows by itself, and what the names around it say."""
    around, inside, tags = [], [], []
    rows = []
    for index in asked:
        box = pieces[index].box
        place = places.get(box.number) or _place(box, places)
        up = places[box.parent.number] if box.parent is not None else place
        rows.append(_row(pieces[index], index, place, up, float(said[index]), page))
        around.append(place.around)
        inside.append(place.inside)
        tags.append(_TAG_NUMBER.get(box.tag, -1))
    return np.hstack(
        [
            np.array(rows, dtype=np.float32).reshape(len(rows), _OWN),
            np.array(tags, dtype=np.int64).reshape(-1, 1) == np.arange(len(_TAGS)),
            np.array(around, dtype=np.int64).reshape(-1, 1) >> np.arange(len(_AROUND)) & 1,
            np.array(inside, dtype=np.int64).reshape(-1, 1) >> np.array(_STICKY) & 1,
        ],
        dtype=np.float32,
    )


@dataclass(slots=True)
class _Page:
    """What is the same for all pieces of a page."""

    setting: Setting
    title: set[str]
    count: int
    total: int
    before: list[int]  # letters before each piece
    start: list[int]  # the first piece in the same element; far down begin comments and teasers
    outer_start: list[int]  # the same for the element around that
    copies: list[int]  # equal pieces before each piece
    unseen: bool  # hidden means hidden

    @classmethod
    def of(cls, pieces: Sequence[Piece], setting: Setting) -> "_Page":
        before, copies, start, outer_start, total = [], [], [], [], 0
        seen: dict[str, int] = {}
        first: dict[int, int] = {}
        for index, piece in enumerate(pieces):
            parent = piece.box.parent or piece.box
            start.append(first.setdefault(parent.number, index))
            outer_start.append(first.setdefault((parent.parent or parent).number, index))
            before.append(total)
            total += len(piece.text)
            line = piece.text[:_HEAD]
            copies.append(seen.get(line, 0))
            seen[line] = copies[-1] + 1
        title = set(setting.title.split())
        unseen = hides(pieces)
        return cls(setting, title, len(pieces), total, before, start, outer_start, copies, unseen)


def _row(
    piece: Piece, index: int, place: _Place, up: _Place, said: float, page: _Page
) -> tuple[float, ...]:
    text, box, setting = piece.text, piece.box, page.setting
    letters = len(text)
    head = text[:_HEAD]
    line = head.casefold()
    split = line.split()
    count = len(split) or 1
    digits, capitals, capital_words, short_words = _shape(head, line)
    top = setting.headline
    return (
        letters,
        text.count(" ") + 1,
        piece.linked / letters,
        len(piece.links),
        text[-1] in _ENDS,
        sum(map(text.count, _ASCII_COMMAS if text.isascii() else _COMMAS)),
        digits / letters,
        capitals / letters,
        piece.strong / letters,
        text.count("\n"),
        page.before[page.start[index]] / page.total,
        page.before[page.outer_start[index]] / page.total,
        letters / page.total,
        min(page.count, 400),
        box.depth,
        place.good,
        place.bad,
        place.own_good,
        place.own_bad,
        up.own_good,
        up.own_bad,
        box.hidden and page.unseen,
        page.copies[index],
        max(-20, min(10, index - top)) if top >= 0 else -30,
        max(-20, min(60, page.start[index] - top)) if top >= 0 else -30,
        len(page.title.intersection(split)) / count if page.title else 0,
        letters > 20 and line[:60].rstrip() in setting.description,
        place.kind,
        up.kind,
        said,
        setting.stated[index] if setting.stated else -1,
        setting.copied[index] if setting.copied else 0,
        line.count("cookie"),
        "@" in head or "http://" in head or "https://" in head or "www." in head,
        digits >= 3 and _DATE.search(head) is not None,
        short_words / count,
        capital_words / count,
        text[0].islower(),
    )


def _shape(head: str, line: str) -> tuple[int, int, int, int]:
    """Digits, capitals, words with a capital and words of up to three letters. `line` is the head
    in lower case. In ASCII, bytes are counted: six times as fast as the expressions."""
    if not head.isascii():
        return (
            len(_DIGITS.findall(head)),
            len(_CAPITALS.findall(head)),
            len(_CAPITAL_WORD.findall(head)),
            len(_SHORT_WORD.findall(line)),
        )
    shape = b" " + head.encode().translate(_SHAPES) + b" "
    words = shape.translate(_LETTERS).replace(b" ", b"  ")  # each has its own blanks
    short = words.count(b" a ") + words.count(b" aa ") + words.count(b" aaa ")
    return shape.count(b"0"), shape.count(b"A"), shape.count(b" A"), short


def hides(pieces: Sequence[Piece]) -> bool:
    """Whether hidden means hidden: not where most of the prose waits for a script to show it."""
    shown = sum(len(p.text) for p in pieces if len(p.text) > _PROSE and not p.box.hidden)
    hidden = sum(len(p.text) for p in pieces if len(p.text) > _PROSE and p.box.hidden)
    return shown * 2 > hidden


def _place(box: Box, places: dict[int, _Place]) -> _Place:
    """The box's place, and those of the boxes around it that are not known yet."""
    chain = []
    above: Box | None = box
    while above is not None and above.number not in places:
        chain.append(above)
        above = above.parent
    outer = places[above.number] if above is not None else _Place(0, 0.0, 0.0, 0, 0, -1, 0)
    for inner in reversed(chain):
        told = told_by_names(inner.hint)
        good, bad, kind = told.good, told.bad, _number(told.kind)
        inside = outer.inside | (1 << kind if kind >= 0 else 0)
        if kind < 0:
            kind = outer.kind
        bits = outer.around | _BITS.get(inner.tag, 0)
        outer = _Place(
            bits, outer.good * 0.8 + good, outer.bad * 0.8 + bad, good, bad, kind, inside
        )
        places[inner.number] = outer
    return outer


def _number(kind: Kind | None) -> int:
    return -1 if kind is None else _KIND_NUMBER[kind]


def _place_columns(pieces: Sequence[Piece], letters: Numbers, linked: Numbers) -> Numbers:
    """How much prose lies in the element around a piece, and what its likes are."""
    prose = letters * (1 - linked) * (letters > 40)
    count = len(pieces)
    parents = np.empty((count, 3), dtype=np.int64)
    likes = np.empty(count, dtype=np.int64)
    styles: dict[tuple[str, str], int] = {}
    for index, piece in enumerate(pieces):
        box = piece.box
        up = box.parent or box
        parents[index] = box.number, up.number, (up.parent or up).number
        likes[index] = styles.setdefault((box.tag, box.hint), len(styles))
    columns = []
    size = int(parents.max()) + 1
    inside = np.zeros(size, dtype=np.float32)
    np.add.at(inside, parents[:, 1], prose)
    np.add.at(inside, parents[:, 2], prose * 0.5)

    loose = np.array([piece.box.tag != "p" for piece in pieces])
    np.add.at(inside, parents[loose, 0], prose[loose])
    top = inside.max() or 1.0
    columns += [inside[parents[:, k]] / top for k in range(3)]
    for k in (1, 2):
        number = np.bincount(parents[:, k], minlength=size)[parents[:, k]]
        text = np.bincount(parents[:, k], letters, size)[parents[:, k]]
        links = np.bincount(parents[:, k], letters * linked, size)[parents[:, k]]
        columns += [number, links / text, text / letters.sum()]
    number = np.bincount(likes)
    columns += [
        number[likes],
        (np.bincount(likes, letters) / number)[likes],
        (np.bincount(likes, linked) / number)[likes],
        (np.bincount(likes, prose) / max(prose.sum(), 1))[likes],
    ]
    best = _best_box(pieces, inside)
    columns.append(np.array([best is not None and best.holds(p.box) for p in pieces]))
    return np.column_stack(columns).astype(np.float32)


def _best_box(pieces: Sequence[Piece], inside: Numbers) -> Box | None:
    boxes = {b.number: b for p in pieces for b in (p.box, p.box.parent) if b is not None}
    number = int(inside.argmax())
    return boxes.get(number)


def _near_columns(
    pieces: Sequence[Piece], letters: Numbers, linked: Numbers, said: Numbers
) -> Numbers:
    """The neighbours' lengths and links, and how much prose stands before and after."""
    count = len(letters)
    parents = np.array([(p.box.parent or p.box).number for p in pieces])
    tags: dict[str, int] = {}
    kinds = np.array([tags.setdefault(p.box.tag, len(tags)) for p in pieces])
    columns = []
    for step in _NEAR:
        columns += [
            _shift(letters, step),
            _shift(linked, step),
            (_shift(parents, step) == parents),
            (_shift(kinds, step) == kinds),
        ]
    prose = ((letters > _PROSE) & (linked < 0.3)).astype(np.float32)
    sums = np.concatenate([[0], np.cumsum(prose)])
    at = np.arange(count)
    junk = said >= 0
    columns.append(at - np.maximum.accumulate(np.where(junk, at, -99)))
    columns.append(_last(said, junk))
    columns.append(np.cumsum(junk) / count)
    columns.append(sums[at] - sums[np.maximum(at - 6, 0)])
    columns.append(sums[np.minimum(at + 7, count)] - sums[np.minimum(at + 1, count)])
    return np.column_stack(columns).astype(np.float32)


def _last(values: Numbers, where: NDArray[np.bool_]) -> Numbers:
    """For each place the value at the latest place up to it where `where` holds, or -1."""
    at = np.maximum.accumulate(np.where(where, np.arange(len(values)), -1))
    return np.where(at >= 0, values[at], -1).astype(np.float32)


def _shift(values: NDArray[np.generic], step: int) -> NDArray[np.generic]:
    """Values of the neighbour `step` places on; 0 beyond the ends."""
    moved = np.zeros_like(values)
    if step > 0:
        moved[:-step] = values[step:]
    else:
        moved[-step:] = values[:step]
    return moved
