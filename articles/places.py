"""What a piece is by where it stands: names of classes and ids, and tags.

Weaker than the words of a line (`articles.kinds`): asked only for pieces that are not the story.
"""

import re
from functools import cache, lru_cache

from articles.blocks import Box, Piece
from articles.model import Kind
from articles.wordlists import data

_ANCESTORS = 7
_NO_LIMIT = 10_000
_NO_KIND = 99


def place_kind(piece: Piece) -> Kind | None:
    """The kind that the nearest telling element around the piece gives it."""
    box: Box | None = piece.box
    limits = _longest()
    for _ in range(_ANCESTORS):
        if box is None or box.tag in ("body", "article", "main"):
            return None
        kind = name_kind(box.hint) or _tags().get(box.tag)
        if kind is not None and len(piece.text) <= limits.get(kind, _NO_LIMIT):
            return kind
        box = box.parent
    return None


@lru_cache(maxsize=20_000)
def name_kind(names: str) -> Kind | None:
    """What the class names and ids of an element tell."""
    first = min(map(_first_kind, names.split()), default=_NO_KIND)
    return None if first == _NO_KIND else _names()[first][0]


@lru_cache(maxsize=50_000)
def hinted(name: str) -> frozenset[str]:
    """The groups of expressions that one name may match, told by two or three of its letters.
    Most names match none, and most groups need not be asked."""
    stems = _stems()
    found: set[str] = set()
    for start in range(len(name) - 1):
        found.update(stems.get(name[start : start + 3], ()))
        found.update(stems.get(name[start : start + 2], ()))
    return frozenset(found)


@cache
def _stems() -> dict[str, tuple[str, ...]]:
    groups: dict[str, list[str]] = {}
    for group, stems in data("places.json")["stems"].items():
        for stem in stems:
            groups.setdefault(stem, []).append(group)
    return {stem: tuple(found) for stem, found in groups.items()}


@lru_cache(maxsize=50_000)
def _first_kind(name: str) -> int:
    """The number of the most telling kind of one name. Names repeat more than their sets do."""
    may = hinted(name)
    if not may:
        return _NO_KIND
    kinds = enumerate(_names())
    return next((n for n, (kind, words) in kinds if kind in may and words.search(name)), _NO_KIND)


@cache
def _names() -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    table = data("places.json")["names"]
    return tuple((Kind(kind), re.compile("|".join(words))) for kind, words in table.items())


@cache
def _tags() -> dict[str, Kind]:
    return {tag: Kind(kind) for kind, tags in data("places.json")["tags"].items() for tag in tags}


@cache
def _longest() -> dict[Kind, int]:
    """Kinds whose names also mark the whole story's element: long text does not follow them."""
    return {Kind(kind): letters for kind, letters in data("places.json")["longest"].items()}
