"""CDX and CDXJ: indexes that say where in a web archive each record begins, and how long it is."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from archives.sums import within

_NAME = re.compile(r".+\.cdxj?(?:\.gz)?", re.I)
_BEGINNINGS = (b"\x1f\x8b", b"WARC/", b"\x28\xb5\x2f\xfd")
#: The columns of an index without a head, in the usual order: length, offset, file.
_USUAL = {11: " CDX N b a m s k r M S V g", 9: " CDX N b a m s k r V g"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record is said to lie; `length` is -1 where the index does not say."""

    file: str
    offset: int
    length: int = -1


def is_index(name: str) -> bool:
    """Whether a file bears the name of an index."""
    return _NAME.fullmatch(name) is not None


def places(lines: Iterable[str]) -> Iterator[Place | int]:
    """What an index states, line by line; the number of a line that cannot be read."""
    columns: list[str] = []
    for number, line in enumerate(lines, 1):
        if line.lstrip().startswith("CDX "):
            columns = line.split()[1:]
        elif line.strip() and not line.startswith("!"):
            yield _place(line, columns) or number


def differs(file: BinaryIO, place: Place, size: int) -> str:
    """Why no record can lie there, "" where one does."""
    if place.offset < 0 or place.offset + max(place.length, 1) > size:
        return f"ends before the record at byte {place.offset:,} does"
    file.seek(place.offset)
    head = file.read(5)
    return "" if head.startswith(_BEGINNINGS) else f"has no record at byte {place.offset:,}"


def nearby(folder: Path, name: str) -> Path | None:
    """The file that an index in this folder names: beside it, or where collections keep it."""
    bare = name.rpartition("/")[2]
    for where in (
        folder / within(name),
        folder / bare,
        folder.parent / "archive" / bare,
        folder.parent / bare,
    ):
        if where.is_file():
            return where
    return None


def _place(line: str, columns: list[str]) -> Place | None:
    try:
        if (at := line.find("{")) >= 0:
            row = json.loads(line[at:])
            return Place(row["filename"], int(row["offset"]), int(row.get("length", -1)))
        cells = line.split()
        names = columns or _USUAL[len(cells)].split()[1:]
        row = dict(zip(names, cells, strict=True))
        return Place(row["g"], int(row["V"]), int(row["S"]) if row.get("S", "-") != "-" else -1)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
