"""Which pieces are the story: a small forest of decision trees, and what no forest may overrule."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from articles.blocks import Box, Piece
from articles.features import Numbers, Setting, features
from articles.kinds import WINS
from articles.model import Kind
from articles.places import told_by_names
from articles.wordlists import numbers

#: a piece above it is story; the value that gives the best F1 in cross-validation
STORY_CHANCE = 0.38
_BARE_LINK = 60  # letters: a shorter piece that is one link stands outside the story
_LINKED = 0.9
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
    chances = np.zeros(len(pieces), dtype=np.float32)
    rows = features(pieces, told, setting, asked)
    chances[asked] = np.concatenate([_forest().chances(part) for part in rows])
    return chosen(pieces, chances, setting.copied)


def candidates(pieces: Sequence[Piece], told: Sequence[Kind | None]) -> list[int]:
    """The pieces that may be story: not told otherwise by their words or the names around them,
    and no bare links."""
    outside = _outside(pieces)
    return [
        index
        for index, piece in enumerate(pieces)
        if told[index] not in WINS
        and not outside[index]
        and not (len(piece.text) < _BARE_LINK and piece.link_share > _LINKED)
    ]


def _outside(pieces: Sequence[Piece]) -> list[bool]:
    """For each piece whether an element around it is known never to hold a story."""
    known: dict[int, bool] = {}
    for piece in pieces:
        chain: list[Box] = []
        box: Box | None = piece.box
        while box is not None and box.number not in known:
            chain.append(box)
            box = box.parent
        outside = known[box.number] if box is not None else False
        for inner in reversed(chain):
            outside = outside or told_by_names(inner.hint).never
            known[inner.number] = outside
    return [known[piece.box.number] for piece in pieces]


def chosen(pieces: Sequence[Piece], chances: Numbers, copied: Sequence[float]) -> list[bool]:
    """The pieces that are likely enough, each text once: some pages hold their story a second
    time for a script."""
    likely = [bool(chance > STORY_CHANCE) for chance in chances]
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


@dataclass(frozen=True, slots=True)
class Forest:
    """Trees that ask the same question in all branches of a level: quick without a library."""

    columns: NDArray[np.int64]  # trees x levels: which number is asked
    borders: Numbers  # trees x levels: above which value the answer is yes
    leaves: Numbers  # trees x 2**levels
    bias: float

    def chances(self, rows: Numbers) -> Numbers:
        """How likely each row is story."""
        trees, levels = self.columns.shape
        asked = rows.T[self.columns.ravel()] > self.borders.reshape(-1, 1)
        answers = asked.reshape(trees, levels, len(rows)).view(np.uint8)
        leaf = answers[:, 0].copy()
        for level in range(1, levels):  # at most eight: a byte numbers all leaves of a tree
            leaf |= answers[:, level] << level
        first = np.arange(trees, dtype=np.intp).reshape(-1, 1) << levels
        values = np.take(self.leaves, leaf + first).sum(axis=0) + self.bias
        return np.asarray(1 / (1 + np.exp(-values)), dtype=np.float32)


_in_use: list[Forest] = []


def use(forest: Forest) -> None:
    """Judge by another forest from now on: for cross-validation, where none may judge the pages
    that taught it."""
    _in_use[:] = [forest]


def _forest() -> Forest:
    if not _in_use:
        found = numbers("story.npz")
        columns = found["columns"].astype(np.int64)
        use(Forest(columns, found["borders"], found["leaves"], float(found["bias"])))
    return _in_use[0]
