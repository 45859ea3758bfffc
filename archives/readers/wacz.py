"""WACZ: web archives in a zip, with a list of what must be in it."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, BinaryIO

from archives.members import NoAccessError, label, random_access
from archives.reading import Record
from archives.source import Desk, Source
from archives.stream import Chunk, Stream
from archives.zipped import ZipMember, members
from articles.model import Damage, DamageKind

FORMATS = ("wacz",)

_FIRST = re.compile(
    rb"PK\x03\x04.{26}(?:archive/|indexes/|pages/|datapackage(?:-digest)?\.json)", re.S
)
_LIST = "datapackage.json"
#: What the list was before version 1: not read, but no fault.
_OLD_LISTS = {"datapackage.yaml", "webarchive.yaml"}
_LONGEST_LIST = 1 << 24
_HASH = "sha256:"
_BARE_HASH = re.compile(r"[0-9a-f]{64}")


def likeness(head: bytes, name: str) -> int:
    """By its name, or by the first folder in it."""
    if _FIRST.match(head):
        return 110
    return 110 if name.lower().endswith(".wacz") else 0


def records(source: Source, desk: Desk) -> Iterator[Record]:
    """What the web archives hold; then what the list proves to be missing or changed."""
    try:
        with random_access(source) as file:
            yield from _Wacz(source, desk).records(file)
    except NoAccessError as error:
        yield source.damaged(DamageKind.OVERSIZE, str(error), lost=None)


@dataclass(frozen=True, slots=True)
class _Listed:
    """What the list states of a file: bytes, -1 for unknown, and its checksum, or ""."""

    size: int
    hash: str


@dataclass(slots=True)
class _Wacz:
    source: Source
    desk: Desk
    sizes: dict[str, int] = field(default_factory=dict)
    hashes: dict[str, str] = field(default_factory=dict)
    stated: dict[str, _Listed] | None = None
    broken: bool = False

    def records(self, file: BinaryIO) -> Iterator[Record]:
        for member in members(file, self.source.meter):
            if isinstance(member, Damage):
                self.broken = True
                yield self.source.damaged(member.kind, member.note)
                continue
            self.sizes[member.name] = member.size
            if member.name.startswith("archive/"):
                yield from self._archive(member)
            elif member.name == _LIST:
                self.stated = _listed(member)
        yield from self._unlisted() if self.stated is None else self._differing()

    def _archive(self, member: ZipMember) -> Iterator[Record]:
        chunks = self._hashed(member)
        part = self.source.part(label(member.name), Stream(chunks))
        yield from self.desk.inside(part, self.desk)
        for _ in chunks:
            pass  # what no reader wanted counts, too

    def _hashed(self, member: ZipMember) -> Iterator[Chunk]:
        """The member as it is; its checksum is kept, unless it is known to be broken."""
        state = sha256()
        whole = True
        for chunk in member.chunks:
            if isinstance(chunk, bytes):
                state.update(chunk)
            else:
                whole = False
            yield chunk
        if whole:
            self.hashes[member.name] = _HASH + state.hexdigest()

    def _unlisted(self) -> Iterator[Record]:
        if self.broken or _OLD_LISTS & set(self.sizes):
            return
        found = "cannot be read" if _LIST in self.sizes else "is missing"
        note = (
            f"{_LIST}, the list of what is in the WACZ, {found}: nothing tells whether it is whole"
        )
        yield self.source.damaged(DamageKind.MALFORMED, note, lost=None)

    def _differing(self) -> Iterator[Record]:
        for path, listed in sorted((self.stated or {}).items()):
            if not path.startswith("archive/"):
                continue
            if path not in self.sizes:
                note = "listed in the WACZ, but not in it"
                yield self.source.damaged(DamageKind.TRUNCATED, note, label(path))
            elif 0 <= listed.size != self.sizes[path]:
                note = f"{self.sizes[path]:,} bytes, where the WACZ lists {listed.size:,}"
                yield self.source.damaged(DamageKind.CORRUPT, note, label(path), lost=None)
            elif (
                listed.hash.startswith(_HASH) and self.hashes.get(path, listed.hash) != listed.hash
            ):
                note = "its checksum is not the one that the WACZ lists: some bytes were changed"
                yield self.source.damaged(DamageKind.CORRUPT, note, label(path), lost=None)


def _listed(member: ZipMember) -> dict[str, _Listed] | None:
    """What the list states of each path; None where it cannot be read."""
    text = Stream(member.chunks).read(_LONGEST_LIST)
    try:
        found: Any = json.loads(text)
        return {
            str(one["path"]): _Listed(_size(one.get("bytes")), _hash(one.get("hash")))
            for one in found["resources"]
        }
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _size(stated: Any) -> int:
    """The size in bytes; what is no number states none."""
    return int(stated) if re.fullmatch(r"[0-9]{1,15}", str(stated)) else -1


def _hash(stated: Any) -> str:
    """The checksum; one that does not name its kind has it by its length."""
    text = str(stated or "").strip().lower()
    return _HASH + text if _BARE_HASH.fullmatch(text) else text
