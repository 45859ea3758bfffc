"""Which pieces are the story: two small forests of trees, and what no forest may overrule."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from articles.model import Kind
from articles.story.features import Numbers, Setting, features
from articles.story.forest import Forest
from articles.story.second_look import seen_among_others
from articles.story.sure import decides
from articles.tree.pieces import Piece
from articles.words.lists import numbers

#: a piece below it is never story: pages that hold none must stay empty
LEAST_CHANCE = 0.15
_MOST_AT_ONCE = 1024  # rows judged together: bounds the memory, not the result
_BARE_LINK = 60  # letters: a shorter piece that is one link stands outside the story
_LINKED = 0.9
_CELLS = ("td", "th")
_COPY = 100  # letters: a shorter line may stand twice in a story
_WHOLE = 1000  # letters: pieces as long may hold the whole story once more
_TWICE = 0.85  # of a piece's words that stand on the page once more: it is a copy


def story(
    pieces: Sequence[Piece], told: Sequence[Kind | None], asked: Sequence[int], setting: Setting
) -> list[bool]:
    """For each piece whether it belongs to the story. `told` is what its words say, `asked` are
    the `candidates`."""
    if not asked:
        return [False] * len(pieces)
    judge = _judge()
    rows = features(pieces, told, setting, asked)
    first = np.concatenate([judge.first.chances(part) for part in rows])
    return chosen(pieces, asked, second_chances(judge.second, pieces, asked, first), setting.copied)


def second_chances(
    second: Forest, pieces: Sequence[Piece], asked: Sequence[int], first: Numbers
) -> Numbers:
    """The chances of the pieces asked about, once the first forest's are known."""
    rows = seen_among_others(pieces, asked, first)
    starts = range(0, len(rows), _MOST_AT_ONCE)
    return np.concatenate([second.chances(rows[at : at + _MOST_AT_ONCE]) for at in starts])


def candidates(pieces: Sequence[Piece], told: Sequence[Kind | None]) -> list[int]:
    """The pieces that may be story: not told otherwise by their words or the names around them,
    and neither bare links nor hidden cells."""
    return [
        index
        for index, piece in enumerate(pieces)
        if not decides(told[index], piece, piece.text)
        and not (piece.box.never or (piece.box.hidden and piece.box.tag in _CELLS))
        and not (len(piece.text) < _BARE_LINK and _is_linked(piece))
    ]


def _is_linked(piece: Piece) -> bool:
    """Whether a piece is links and nothing else: one, or several in lines of their own."""
    return piece.linked > _LINKED * (len(piece.text) - piece.text.count("\n"))


def chosen(
    pieces: Sequence[Piece], asked: Sequence[int], chances: Numbers, copied: Sequence[float]
) -> list[bool]:
    """The pieces that are likely enough, each text once: some pages hold their story a second
    time for a script. `chances` are those of the pieces asked about."""
    least = _least_chance(chances, np.array([len(pieces[index].text) for index in asked]))
    likely = [False] * len(pieces)
    for index, chance in zip(asked, chances, strict=True):
        likely[index] = bool(chance > least)
    seen: set[str] = set()
    for index, piece in enumerate(pieces):
        if likely[index] and len(piece.text) > _COPY:
            likely[index] = piece.text not in seen
            seen.add(piece.text)
    letters = [len(piece.text) for piece in pieces]
    twice = [i for i, c in enumerate(likely) if c and copied[i] >= _TWICE]
    total = sum(letters[i] for i in twice)
    for index in sorted(twice, key=lambda i: -letters[i]):
        others = total - letters[index]
        if letters[index] >= _WHOLE and others >= 0.6 * letters[index]:
            likely[index] = False
            total = others
    return likely


def _least_chance(chances: Numbers, letters: NDArray[np.int64]) -> float:
    """The chance above which a piece is worth taking: half of the best F1 that may be expected of
    this page. A piece with a smaller chance would cost more precision than it brings recall."""
    order = np.argsort(-chances)
    story = np.cumsum(chances[order] * letters[order], dtype=np.float64)
    taken = np.cumsum(letters[order])
    best = float((2 * story / (taken + story[-1])).max())
    return max(LEAST_CHANCE, best / 2)


@dataclass(frozen=True, slots=True)
class Judge:
    """Two forests: one sees each piece by itself, the other its chance among the others'."""

    first: Forest
    second: Forest


_in_use: list[Judge] = []


def use(judge: Judge) -> None:
    """Judge by other forests from now on: for cross-validation, where none may judge the pages
    that taught it."""
    _in_use[:] = [judge]


def _judge() -> Judge:
    if not _in_use:
        found = numbers("story.npz")
        use(Judge(Forest.of(found, "first"), Forest.of(found, "second")))
    return _in_use[0]
