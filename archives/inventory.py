"""What a list beside an archive proves: files that are missing, changed, or shorter than listed.

Lists of checksums, BagIt manifests, datapackage.json, and the indexes of web archives. A file that
bears such a name and holds no list is a text like any other.
"""

import gzip
import io
import json
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from archives import indexes, sums
from archives.inputs import excluded
from archives.members import label
from archives.reading import Record
from archives.source import Desk, Source
from archives.sums import Listed
from articles.model import Damage, DamageKind

PACKAGE = "datapackage.json"
_LONGEST = 1 << 26


def is_inventory(name: str) -> bool:
    """Whether a file bears the name of such a list."""
    return name == PACKAGE or sums.is_list(name) or indexes.is_index(name)


def beside(path: str, desk: Desk) -> Iterator[Record] | None:
    """What the list at this path proves of the files around it; None if it holds no list."""
    file = Path(path)
    if indexes.is_index(file.name):
        return _indexed(file, desk)
    with file.open("rb") as opened:
        found = stated(opened.read(_LONGEST), file.name)
    return _compared(file, found, desk) if found else None


def stated(content: bytes, name: str) -> list[Listed | int]:
    """What a list of files states, line by line; numbers are lines that cannot be read. Nothing
    where there are more of those: that is no such list."""
    text = content.decode("utf-8", "replace")
    if name == PACKAGE:
        return list(packaged(text) or ())
    found = list(sums.listed(text, name))
    good = sum(isinstance(one, Listed) for one in found)
    return found if good > len(found) - good else []


def packaged(text: str | bytes) -> list[Listed] | None:
    """What a datapackage.json states of each file; None where it cannot be read."""
    try:
        found: Any = json.loads(text)
        return [entry for one in found["resources"] for entry in _resource(one)]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _resource(one: Any) -> Iterator[Listed]:
    """The files of a resource here, not those at addresses. Size and checksum are those of a file
    that is all of it."""
    paths = one["path"] if isinstance(one["path"], list) else [one["path"]]
    whole = len(paths) == 1
    for path in map(str, paths):
        if "://" not in path:
            size = _size(one.get("bytes")) if whole else -1
            yield Listed(sums.within(path), _hash(one.get("hash")) if whole else "", size)


def digest_of(text: bytes) -> str:
    """The checksum in a datapackage-digest.json, "" where there is none."""
    try:
        found: Any = json.loads(text)
        return _hash(found.get("hash"))
    except (ValueError, AttributeError, RecursionError):
        return ""


class Within:
    """The lists among the members of a tar or a zip, and what else is there."""

    def __init__(self, exclude: Collection[str]) -> None:
        self._exclude = exclude
        self._names: set[str] = set()
        self._lists: list[tuple[str, list[Listed | int]]] = []

    def read(self, name: str, part: Source, desk: Desk) -> Iterator[Record]:
        """What a member holds; of a list, nothing: it is kept."""
        self._names.add(name)
        bare = name.rpartition("/")[2]
        if bare == PACKAGE or sums.is_list(bare):
            content = part.stream.read(_LONGEST)
            if not part.stream.gap(take=False) and (found := stated(content, bare)):
                self._lists.append((name, found))
                desk.aside("lists of files")
                return
            part.stream.unread(content)
        yield from desk.inside(part, desk)

    def records(self, source: Source) -> Iterator[Record]:
        """What the lists prove to be missing. The rest is for the container's own checksums."""
        for name, found in self._lists:
            at = name[: name.rfind("/") + 1]
            there = self._has(at)
            for damage in (*_unreadable(found), *_missing(found, self._exclude, there)):
                yield source.damaged(damage.kind, damage.note, label(name), lost=None)

    def _has(self, folder: str) -> Callable[[str], bool]:
        return lambda path: folder + path in self._names or path in self._names


def _compared(file: Path, found: list[Listed | int], desk: Desk) -> Iterator[Record]:
    exclude = desk.options.exclude
    # Some lists are made from the folder above.
    roots = (file.parent, file.parent.parent)
    where = {
        one.path: next(filter(Path.is_file, (root / one.path for root in roots)), None)
        for one in found
        if isinstance(one, Listed)
    }
    yield from _records(file, _unreadable(found))
    yield from _records(file, _missing(found, exclude, lambda path: bool(where[path])))
    for one in found:
        at = where[one.path] if isinstance(one, Listed) else None
        if isinstance(one, int) or not at or excluded(str(at), exclude):
            continue
        if how := sums.differs(at, one):
            note = f"{how} in {file.name}: some of its bytes were changed"
            yield Record(str(at), damage=Damage(DamageKind.CORRUPT, note, lost=None))
    desk.aside("lists of files")


def _unreadable(found: Iterable[Listed | int]) -> Iterator[Damage]:
    if bad := [one for one in found if isinstance(one, int)]:
        note = (
            f"a list of files of which {len(bad):,} lines cannot be read, the first: line {bad[0]}"
        )
        yield Damage(DamageKind.MALFORMED, note, lost=None)


def _missing(
    found: Iterable[Listed | int], exclude: Collection[str], there: Callable[[str], bool]
) -> Iterator[Damage]:
    every = [one.path for one in found if isinstance(one, Listed)]
    gone = [path for path in every if not there(path) and not excluded(path, exclude)]
    if gone:
        note = (
            f"{len(gone):,} of the {len(every):,} files that it lists are missing, the first: "
            f"{label(gone[0])}; fetch them, or leave the list out with --exclude"
        )
        yield Damage(DamageKind.TRUNCATED, note, lost=None)


def _records(file: Path, found: Iterable[Damage]) -> Iterator[Record]:
    for damage in found:
        yield Record(str(file), damage=damage)


def _indexed(file: Path, desk: Desk) -> Iterator[Record]:
    """What an index proves of the web archives that it names: one report for each of them."""
    told: set[str] = set()
    for place in _places(file):
        if isinstance(place, Damage):
            yield Record(str(file), damage=place)
        elif place.file not in told and (damage := _misplaced(file, place, desk)):
            told.add(place.file)
            yield damage
    desk.aside("indexes of web archives")


def _places(file: Path) -> Iterator[indexes.Place | Damage]:
    packed = file.name.lower().endswith(".gz")
    try:
        with gzip.open(file) if packed else file.open("rb") as opened:
            lines = io.TextIOWrapper(opened, "utf-8", "replace")
            for place in indexes.places(lines):
                if isinstance(place, int):
                    note = f"its line {place} cannot be read: the index was cut or changed"
                    yield Damage(DamageKind.MALFORMED, note, lost=None)
                    return
                yield place
    except (OSError, EOFError, zlib.error) as error:
        yield Damage(DamageKind.CORRUPT, f"the index cannot be read on: {error}", lost=None)


def _misplaced(file: Path, place: indexes.Place, desk: Desk) -> Record | None:
    at = _nearby(file.parent, place.file)
    if excluded(str(at or place.file), desk.options.exclude):
        return None
    if not at:
        note = f"it names {label(place.file)}, which is not here"
        return Record(str(file), damage=Damage(DamageKind.TRUNCATED, note, lost=None))
    with at.open("rb") as opened:
        how = indexes.differs(opened, place, at.stat().st_size)
    note = f"it {how}, where {file.name} lists one: records are missing"
    damage = Damage(DamageKind.TRUNCATED, note, lost=None)
    return Record(str(at), damage=damage) if how else None


_nearby = lru_cache(1024)(indexes.nearby)


def _size(given: Any) -> int:
    """The size in bytes; what is no number states none."""
    text = str(given)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else -1


def _hash(given: Any) -> str:
    """The checksum without the name of its kind, which its length tells; "" for an odd one."""
    kind, _, value = str(given or "").strip().lower().rpartition(":")
    known = {"": (32, 64), "md5": (32,), "sha1": (40,), "sha256": (64,), "sha512": (128,)}
    return value if len(value) in known.get(kind, ()) else ""
