"""What a piece is by where it stands: names of classes and ids, and tags.

Weaker than the words of a line (`articles.kinds`): asked only for pieces that are not the story.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from ahocorasick_rs import AhoCorasick

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


def name_kind(names: str) -> Kind | None:
    """What the class names and ids of an element tell."""
    return told_by_names(names).kind


@dataclass(frozen=True, slots=True)
class Told:
    """What names tell: the kind, how many words speak for the story and how many against, and
    whether nothing in the element is ever the story."""

    kind: Kind | None = None
    good: int = 0
    bad: int = 0
    never: bool = False


_NOTHING = Told()


@lru_cache(maxsize=20_000)
def told_by_names(names: str) -> Told:
    """What the class names and ids of an element tell together."""
    found = [one for name in names.split() if (one := _told_by_name(name)) is not _NO_NAME]
    if not found:
        return _NOTHING
    first, good, bad, never = zip(*found, strict=True)
    nearest = min(first)
    kind = None if nearest == _NO_KIND else _kinds()[nearest]
    return Told(kind, sum(good), sum(bad), any(never))


_NO_NAME = (_NO_KIND, 0, 0, False)


@lru_cache(maxsize=50_000)
def _told_by_name(name: str) -> tuple[int, int, int, bool]:
    """The number of the most telling kind of one name, its words for and against the story, and
    whether it never holds one. Names repeat more than their sets do."""
    beginnings, meant = _beginnings()
    found = beginnings.find_matches_as_indexes(name, overlapping=True)
    if not found:
        return _NO_NAME
    groups: set[int] = set()
    for number in {number for number, _, _ in found}:
        for group, search in meant[number]:
            if group not in groups and (search is None or search(name)):
                groups.add(group)
    words = _words()
    return (
        min(_NO_KIND, *groups) if groups else _NO_KIND,
        len(words["story"].findall(name)) if _STORY in groups else 0,
        len(words["furniture"].findall(name)) if _FURNITURE in groups else 0,
        _NEVER in groups,
    )


#: Groups of expressions are numbered like the kinds, these three after them.
_STORY, _FURNITURE, _NEVER = _NO_KINDS = 1000, 1001, 1002
_Search = Callable[[str], object]


_BEGINNING = re.compile(r"(?:\\b|\^|\[[^]]*\])?([a-z_-]+)(\?)?")


@cache
def _beginnings() -> tuple[AhoCorasick, list[list[tuple[int, _Search | None]]]]:
    """A search for the letters that each expression begins with, and for each of them the groups
    it may stand for and the whole expression; None where the letters are all of it.

    Most names hold none of them, and of the others most expressions need not be asked."""
    meant: dict[str, list[tuple[int, _Search | None]]] = {}
    for group, expressions in _groups():
        for expression in expressions:
            begins = _BEGINNING.match(expression)
            if begins is None:
                raise ValueError(f"places.json: {expression!r} begins with no letters")
            letters = begins[1][:-1] if begins[2] else begins[1]
            search = None if letters == expression else re.compile(expression).search
            meant.setdefault(letters, []).append((group, search))
    return AhoCorasick(list(meant)), list(meant.values())


def _groups() -> Iterator[tuple[int, list[str]]]:
    table = data("places.json")
    yield from enumerate(table["names"].values())
    for group, name in zip(_NO_KINDS, ("story", "furniture", "never"), strict=True):
        yield group, table[name]


@cache
def _words() -> dict[str, re.Pattern[str]]:
    table = data("places.json")
    return {name: re.compile("|".join(table[name])) for name in ("story", "furniture")}


@cache
def _kinds() -> tuple[Kind, ...]:
    return tuple(map(Kind, data("places.json")["names"]))


@cache
def _tags() -> dict[str, Kind]:
    return {tag: Kind(kind) for kind, tags in data("places.json")["tags"].items() for tag in tags}


@cache
def _longest() -> dict[Kind, int]:
    """Kinds whose names also mark the whole story's element: long text does not follow them."""
    return {Kind(kind): letters for kind, letters in data("places.json")["longest"].items()}
