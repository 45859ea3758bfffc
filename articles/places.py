"""What a piece is by where it stands: names of classes and ids, and tags.

Weaker than the words of a line (`articles.kinds`): asked only for pieces that are not the story.
"""

import re
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
    kind = None if nearest == _NO_KIND else _names()[nearest][0]
    return Told(kind, sum(good), sum(bad), any(never))


_NO_NAME = (_NO_KIND, 0, 0, False)


@lru_cache(maxsize=50_000)
def _told_by_name(name: str) -> tuple[int, int, int, bool]:
    """The number of the most telling kind of one name, its words for and against the story, and
    whether it never holds one. Names repeat more than their sets do."""
    stems, groups = _stems()
    found = stems.find_matches_as_indexes(name, overlapping=True)
    if not found:
        return _NO_NAME
    may = {group for number, _, _ in found for group in groups[number]}
    kinds = enumerate(_names())
    words = _words()
    return (
        next((n for n, (kind, seen) in kinds if kind in may and seen.search(name)), _NO_KIND),
        len(words["story"].findall(name)) if "story" in may else 0,
        len(words["furniture"].findall(name)) if "furniture" in may else 0,
        "never" in may and words["never"].search(name) is not None,
    )


@cache
def _stems() -> tuple[AhoCorasick, list[list[str]]]:
    """A search for two or three letters of every expression, and the groups that each stands for.
    Most names hold none, and most groups need not be asked."""
    groups: dict[str, list[str]] = {}
    for group, stems in data("places.json")["stems"].items():
        for stem in stems:
            groups.setdefault(stem, []).append(group)
    return AhoCorasick(list(groups)), list(groups.values())


@cache
def _words() -> dict[str, re.Pattern[str]]:
    table = data("places.json")
    return {name: re.compile("|".join(table[name])) for name in ("story", "furniture", "never")}


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
