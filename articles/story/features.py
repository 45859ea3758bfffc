"""What the classifier sees of each piece: numbers about its words, its place and its neighbours.

All pieces that are asked about are looked at together, one column after the other. The table `_OWN`
names the columns that a piece has of its own: a new one is a new line there, after which
tools/train_story.py trains the forest anew. Further columns follow it: the piece's tag, the
elements around it, what the names around it say, and `articles.story.surroundings`.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from articles.model import Kind
from articles.story.letters import digits_and_capitals, short_words
from articles.story.places import (
    AROUND,
    KIND_NUMBER,
    STICKY,
    Place,
    place_of,
)
from articles.story.surroundings import COUNT as OF_SURROUNDINGS
from articles.story.surroundings import Surroundings
from articles.story.surroundings import columns as columns_around
from articles.tree.pieces import Piece

Numbers = NDArray[np.float32]
Column = Sequence[float] | NDArray[np.generic]

_ENDS = frozenset(".!?…。！？؟۔।\"”»'’)")
_COMMAS = ";،、，"
_TAGS = tuple("p div li h1 h2 h3 h4 td span blockquote figcaption article".split())
_TAG_NUMBER = {tag: number for number, tag in enumerate(_TAGS)}
_PROSE = 80
_MOST_AT_ONCE = 1024  # rows made together: bounds the memory, not the result
_HEAD = 120  # letters by which a piece is judged
_BEGINNING = 60
_DATE = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}[:.]\d\d\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b")


@dataclass(frozen=True, slots=True)
class Setting:
    """What the page says that helps to see the story: its title, its summary, a rival's opinion."""

    headline: int = -1  # the piece that shows the headline
    title: str = ""
    description: str = ""
    stated: Sequence[float] = ()  # the share that the structured data holds; empty: states no body
    copied: Sequence[float] = ()  # the share that stands on the page once more


@dataclass(slots=True)
class _Page:
    """What is the same for all pieces of a page, and what needs all of them."""

    setting: Setting
    title: set[str]
    count: int
    total: int
    before: NDArray[np.int64]  # letters before each piece
    start: NDArray[np.intp]  # the first piece in the same element; far down begin comments, teasers
    outer_start: NDArray[np.intp]  # the same for the element around that
    copies: list[int]  # equal pieces before each piece
    unseen: bool  # hidden means hidden

    @classmethod
    def of(cls, pieces: Sequence[Piece], setting: Setting, around: Surroundings) -> "_Page":
        letters = np.fromiter([len(piece.text) for piece in pieces], np.int64, len(pieces))
        ends = np.cumsum(letters)
        return cls(
            setting,
            set(setting.title.split()),
            len(pieces),
            int(ends[-1]),
            ends - letters,
            *around.starts(),
            _copies_before(pieces),
            _hides(letters, np.array([piece.box.hidden for piece in pieces], dtype=bool)),
        )


class _Asked:
    """The pieces asked about, and what several columns are made of."""

    def __init__(
        self,
        pieces: Sequence[Piece],
        asked: Sequence[int],
        said: Sequence[int],
        page: _Page,
        places: dict[int, Place],
    ) -> None:
        self.page = page
        self.at = np.array(asked, dtype=np.intp)
        self.said = [said[index] for index in asked]
        self.pieces = [pieces[index] for index in asked]
        self.texts = [piece.text for piece in self.pieces]
        self.letters = np.fromiter(map(len, self.texts), np.float64, len(asked))
        self.heads = [text[:_HEAD] for text in self.texts]
        self.lines = [head.casefold() for head in self.heads]
        self.tokens = [line.split() for line in self.lines]
        self.words = np.fromiter([len(found) or 1 for found in self.tokens], np.int64, len(asked))
        self.digits, self.capitals, self.capital_words = digits_and_capitals(self.heads)
        self.boxes = [piece.box for piece in self.pieces]
        self.places = [place_of(box, places) for box in self.boxes]
        self.parents = [place_of(box.parent or box, places) for box in self.boxes]
        self.together = "\n".join(self.lines)  # what stands nowhere in it need not be looked for


#: the columns of a piece's own, each made for all pieces asked about at once
_OWN: dict[str, Callable[[_Asked], Column]] = {
    "letters": lambda a: a.letters,
    "words": lambda a: [text.count(" ") + 1 for text in a.texts],
    "link share": lambda a: [piece.linked for piece in a.pieces] / a.letters,
    "links": lambda a: [len(piece.links) for piece in a.pieces],
    "ends a sentence": lambda a: [text[-1] in _ENDS for text in a.texts],
    "commas": lambda a: _commas(a.texts),
    "digits": lambda a: a.digits / a.letters,
    "capitals": lambda a: a.capitals / a.letters,
    "strong": lambda a: [piece.strong for piece in a.pieces] / a.letters,
    "lines": lambda a: [text.count("\n") for text in a.texts],
    "begins at": lambda a: a.page.before[a.page.start[a.at]] / a.page.total,
    "around begins at": lambda a: a.page.before[a.page.outer_start[a.at]] / a.page.total,
    "share of page": lambda a: a.letters / a.page.total,
    "pieces": lambda a: np.full(len(a.at), min(a.page.count, 400)),
    "depth": lambda a: [box.depth for box in a.boxes],
    "names for": lambda a: [place.good for place in a.places],
    "names against": lambda a: [place.bad for place in a.places],
    "own name for": lambda a: [place.own_good for place in a.places],
    "own name against": lambda a: [place.own_bad for place in a.places],
    "parent's name for": lambda a: [place.own_good for place in a.parents],
    "parent's name against": lambda a: [place.own_bad for place in a.parents],
    "hidden": lambda a: [box.hidden and a.page.unseen for box in a.boxes],
    "copies before": lambda a: [a.page.copies[index] for index in a.at],
    "from headline": lambda a: _from_headline(a, a.at, 10),
    "begins from headline": lambda a: _from_headline(a, a.page.start[a.at], 60),
    "title words": lambda a: [len(a.page.title.intersection(t)) for t in a.tokens] / a.words,
    "in description": lambda a: _in_description(a),
    "kind of place": lambda a: [place.kind for place in a.places],
    "kind of parent": lambda a: [place.kind for place in a.parents],
    "kind of words": lambda a: a.said,
    "stated": lambda a: _of_each(a.page.setting.stated, a.at, -1),
    "copied": lambda a: _of_each(a.page.setting.copied, a.at, 0),
    "cookies": lambda a: _count(a, "cookie"),
    "addresses": lambda a: _addresses(a.heads),
    "date": lambda a: _dates(a),
    "short words": lambda a: short_words(a.lines) / a.words,
    "capital words": lambda a: a.capital_words / a.words,
    "begins small": lambda a: [text[0].islower() for text in a.texts],
}
_NAMES = list(_OWN)
_FIRST_INSIDE = len(_OWN) + len(_TAGS) + len(AROUND)
_FIRST_SURROUNDING = _FIRST_INSIDE + len(STICKY)
COUNT = _FIRST_SURROUNDING + OF_SURROUNDINGS

#: where the numbers stand that the names of elements give: training hides them now and then
COLUMNS: dict[str, list[int] | slice] = {
    "names": [n for n, name in enumerate(_NAMES) if "name" in name],
    "kinds": [_NAMES.index("kind of place"), _NAMES.index("kind of parent")],
    "inside": slice(_FIRST_INSIDE, _FIRST_SURROUNDING),
}


def features(
    pieces: Sequence[Piece],
    told: Sequence[Kind | None],
    setting: Setting,
    asked: Sequence[int],
) -> Iterator[Numbers]:
    """One row for each of the pieces asked about; all others count as surroundings. Rows come in
    parts: a page of 200,000 lines would need half a gigabyte at once."""
    said = [-1 if kind is None else KIND_NUMBER[kind] for kind in told]
    around = Surroundings.of(pieces, said)
    page = _Page.of(pieces, setting, around)
    places: dict[int, Place] = {}
    surroundings = _table(columns_around(around), COUNT - _FIRST_SURROUNDING, pieces)
    for start in range(0, len(asked), _MOST_AT_ONCE):
        part = asked[start : start + _MOST_AT_ONCE]
        table = np.empty((COUNT, len(part)), dtype=np.float32)
        _fill_own(table, _Asked(pieces, part, said, page, places))
        np.take(surroundings, part, axis=1, out=table[_FIRST_SURROUNDING:])
        yield table.T  # made column by column, read row by row


def _table(columns: Iterable[Column], count: int, rows: Sequence[object]) -> Numbers:
    table = np.empty((count, len(rows)), dtype=np.float32)
    for place, column in zip(table, columns, strict=True):
        place[:] = column
    return table


def _fill_own(table: Numbers, asked: _Asked) -> None:
    """What the pieces show by themselves, and what the tags and names around them say."""
    for number, column in enumerate(_OWN.values()):
        table[number] = column(asked)
    tags = np.array([_TAG_NUMBER.get(box.tag, -1) for box in asked.boxes])
    table[len(_OWN) : len(_OWN) + len(_TAGS)] = tags == np.arange(len(_TAGS)).reshape(-1, 1)
    around = np.array([place.around for place in asked.places])
    bits = np.arange(len(AROUND)).reshape(-1, 1)
    table[len(_OWN) + len(_TAGS) : _FIRST_INSIDE] = around >> bits & 1
    inside = np.array([place.inside for place in asked.places])
    table[_FIRST_INSIDE:_FIRST_SURROUNDING] = inside >> np.array(STICKY).reshape(-1, 1) & 1


def _commas(texts: Sequence[str]) -> list[int]:
    others = [mark for mark in _COMMAS if any(mark in text for text in texts)]
    found = [text.count(",") for text in texts]
    for mark in others:
        found = [count + text.count(mark) for count, text in zip(found, texts, strict=True)]
    return found


def _from_headline(asked: _Asked, at: NDArray[np.intp], furthest: int) -> Column:
    """How many pieces below the headline, within bounds."""
    top = asked.page.setting.headline
    return np.clip(at - top, -20, furthest) if top >= 0 else np.full(len(at), -30)


def _in_description(asked: _Asked) -> Column:
    description = asked.page.setting.description
    return [
        len(text) > 20 and line[:_BEGINNING].rstrip() in description
        for text, line in zip(asked.texts, asked.lines, strict=True)
    ]


def _of_each(values: Sequence[float], at: NDArray[np.intp], missing: float) -> Column:
    return [values[index] for index in at] if values else np.full(len(at), missing)


def _count(asked: _Asked, word: str) -> Column:
    if word not in asked.together:
        return np.zeros(len(asked.at))
    return [line.count(word) for line in asked.lines]


def _addresses(heads: Sequence[str]) -> list[bool]:
    return [
        "@" in head or "http://" in head or "https://" in head or "www." in head for head in heads
    ]


def _dates(asked: _Asked) -> list[bool]:
    return [
        bool(digits >= 3 and _DATE.search(head))
        for digits, head in zip(asked.digits.tolist(), asked.heads, strict=True)
    ]


def _copies_before(pieces: Sequence[Piece]) -> list[int]:
    copies = []
    seen: dict[str, int] = {}
    for piece in pieces:
        line = piece.text[:_HEAD]
        count = seen.get(line, 0)
        copies.append(count)
        seen[line] = count + 1
    return copies


def _hides(letters: NDArray[np.int64], hidden: NDArray[np.bool_]) -> bool:
    """Whether hidden means hidden: not where most of the prose waits for a script to show it."""
    prose = letters * (letters > _PROSE)
    return bool(prose[~hidden].sum() * 2 > prose[hidden].sum())
