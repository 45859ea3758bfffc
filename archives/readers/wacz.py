"""WACZ: web archives in a zip, with a list of what must be in it."""

import json
import re
from collections.abc import Iterator
from typing import Any

from archives.members import NoAccessError, label, random_access
from archives.reading import Record
from archives.source import Desk, Source
from archives.stream import Stream
from archives.zipped import ZipMember, members
from articles.model import Damage, DamageKind

FORMATS = ("wacz",)

_FIRST = re.compile(
    rb"PK\x03\x04.{26}(?:archive/|indexes/|pages/|datapackage(?:-digest)?\.json)", re.S
)
_LIST = "datapackage.json"
_LONGEST_LIST = 1 << 24


def likeness(head: bytes, name: str) -> int:
    """By its name, or by the first folder in it."""
    if _FIRST.match(head):
        return 110
    return 110 if name.lower().endswith(".wacz") else 0


def records(source: Source, desk: Desk) -> Iterator[Record]:
    """What the web archives hold; then what the list names and the file lacks."""
    try:
        with random_access(source) as file:
            sizes: dict[str, int] = {}
            stated: dict[str, int] = {}
            for member in members(file, source.meter):
                if isinstance(member, Damage):
                    yield source.damaged(member.kind, member.note)
                    continue
                sizes[member.name] = member.size
                if member.name.startswith("archive/"):
                    part = source.part(label(member.name), Stream(member.chunks))
                    yield from desk.inside(part, desk)
                elif member.name == _LIST:
                    stated = _listed(member)
            yield from _lacking(source, stated, sizes)
    except NoAccessError as error:
        yield source.damaged(DamageKind.OVERSIZE, str(error), lost=None)


def _listed(member: ZipMember) -> dict[str, int]:
    """Path -> stated size of everything the list names; empty where it cannot be read."""
    text = Stream(member.chunks).read(_LONGEST_LIST)
    try:
        found: Any = json.loads(text)
        return {str(one["path"]): int(one.get("bytes", -1)) for one in found["resources"]}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def _lacking(source: Source, stated: dict[str, int], sizes: dict[str, int]) -> Iterator[Record]:
    for path, size in sorted(stated.items()):
        if not path.startswith("archive/"):
            continue
        if path not in sizes:
            note = "listed in the WACZ, but not in it"
            yield source.damaged(DamageKind.TRUNCATED, note, label(path))
        elif 0 <= size != sizes[path]:
            note = f"{sizes[path]:,} bytes, where the WACZ lists {size:,}"
            yield source.damaged(DamageKind.CORRUPT, note, label(path))
