"""Full names known to be right: imported lists, memory-mapped, and the newsroom's own few.

A list is kept as pairs of neighbouring words, "emmanuel macron" and "macron emmanuel": the given
name finds the surnames that go with it, and the surname the given names.
"""

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice, pairwise
from pathlib import Path
from typing import Any

import marisa_trie

from checks.names.folding import plain
from checks.names.own import UserNames
from checks.names.spelling import distance, reach

FORWARD, BACKWARD, WRITTEN = "people.marisa", "people-backward.marisa", "people-written.marisa"
OWN = "names.toml"
#: Neighbours looked at under one name and letter: more make the name no evidence.
_MAX_NEIGHBOURS = 5_000


@dataclass(frozen=True, slots=True)
class _List:
    """One list: pairs in both directions, and how those with accents are written."""

    forward: Any
    backward: Any
    written: Any


class KnownNames:
    """Which given name goes with which surname."""

    def __init__(self, lists: list[_List]) -> None:
        self._lists = lists

    def __bool__(self) -> bool:
        return bool(self._lists)

    def has(self, first: str, last: str) -> bool:
        """Whether the two plain words stand side by side in a known name."""
        return any(f"{first} {last}" in names.forward for names in self._lists)

    def knows(self, word: str) -> bool:
        """Whether the word is any part of a known name: what is known is right as it stands."""
        tries = (trie for names in self._lists for trie in (names.forward, names.backward))
        return any(next(trie.iterkeys(f"{word} "), None) for trie in tries)

    def is_part(self, word: str) -> bool:
        """Whether the word is the last part of any known name."""
        return any(next(names.backward.iterkeys(f"{word} "), None) for names in self._lists)

    def surnames_like(self, first: str, last: str) -> set[str]:
        """Surnames that go with this given name and are a slip or two from this one."""
        return _near([names.forward for names in self._lists], first, last)

    def given_names_like(self, first: str, last: str) -> set[str]:
        """Given names that go with this surname and are a slip or two from this one."""
        return _near([names.backward for names in self._lists], last, first)

    def written(self, first: str, last: str) -> str:
        """The pair as the list writes it."""
        for names in self._lists:
            if found := names.written.get(f"{first} {last}"):
                return str(found[0], "utf-8")
        return f"{first.capitalize()} {last.capitalize()}"


def _near(tries: list[Any], beside: str, word: str) -> set[str]:
    start, limit = f"{beside} {word[:1]}", reach(word)
    keys = (key for trie in tries for key in islice(trie.iterkeys(start), _MAX_NEIGHBOURS))
    found = (key.rpartition(" ")[2] for key in keys)
    return {name for name in found if 0 < distance(name, word, limit) <= limit}


def open_known(own: UserNames) -> KnownNames:
    """The imported lists of the newsroom's folder and the people of its own table."""
    lists = [_imported(own.path)] if own.path and (Path(own.path) / FORWARD).exists() else []
    if own.people:
        lists.append(_list_of({pair for name in own.people for pair in pairs_of(name)}))
    return KnownNames(lists)


@cache
def _imported(folder: str) -> _List:
    path = Path(folder)
    return _List(
        marisa_trie.Trie().mmap(str(path / FORWARD)),
        marisa_trie.Trie().mmap(str(path / BACKWARD)),
        marisa_trie.BytesTrie().mmap(str(path / WRITTEN)),
    )


def import_names(folder: Path, names: Iterable[str]) -> int:
    """Add these full names to the folder's lists. Returns how many names were full names."""
    pairs: set[tuple[str, str]] = set()
    if (folder / FORWARD).exists():
        old = KnownNames([_imported(str(folder))])
        keys = (key.split(" ") for key in _imported(str(folder)).forward.iterkeys())
        written = (old.written(first, last).split(" ") for first, last in keys)
        pairs = {(first, last) for first, last in written}
    count = 0
    for name in names:
        found = set(pairs_of(name))
        count += bool(found)
        pairs |= found
    _save(folder, _list_of(pairs))
    _imported.cache_clear()
    return count


def _save(folder: Path, names: _List) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    files = ((FORWARD, names.forward), (BACKWARD, names.backward), (WRITTEN, names.written))
    for file, trie in files:
        part = folder / f"{file}.part"
        trie.save(str(part))
        part.replace(folder / file)


def _list_of(pairs: set[tuple[str, str]]) -> _List:
    folded = {(plain(first), plain(last)): f"{first} {last}" for first, last in sorted(pairs)}
    odd = [
        (f"{first} {last}", text.encode())
        for (first, last), text in folded.items()
        if text != f"{first.capitalize()} {last.capitalize()}"
    ]
    return _List(
        marisa_trie.Trie([f"{first} {last}" for first, last in folded]),
        marisa_trie.Trie([f"{last} {first}" for first, last in folded]),
        marisa_trie.BytesTrie(odd),
    )


def pairs_of(name: str) -> Iterator[tuple[str, str]]:
    """Neighbours in the name, and its first and last word: middle names are often left out."""
    parts = name.replace("-", " ").replace(".", " ").split()
    words = [word for word in parts if plain(word).isalpha()]
    if len(words) > 1:
        yield from pairwise(words)
        yield words[0], words[-1]


def with_remembered(names: UserNames) -> UserNames:
    """The configuration's names and those that `copydesk names` remembers in their folder."""
    kept = remembered(names.path)
    return replace(
        names,
        variants=tuple(sorted({**kept.get("variants", {}), **dict(names.variants)}.items())),
        never=names.never | frozenset(kept.get("never", ())),
        people=tuple(sorted({*names.people, *kept.get("people", ())})),
        places=tuple(sorted({*names.places, *kept.get("places", ())})),
        apart=names.apart | frozenset((a, b) for a, b in kept.get("apart", ())),
    )


def remembered(folder: str) -> dict[str, Any]:
    """What `names.toml` of the folder says; nothing where there is none."""
    path = Path(folder) / OWN
    if not folder or not path.exists():
        return {}
    return tomllib.loads(path.read_text(encoding="utf-8"))
