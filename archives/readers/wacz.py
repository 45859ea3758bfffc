"""WACZ: web archives in a zip, with a list of what must be in it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from operator import attrgetter
from typing import BinaryIO

from archives.inventory import PACKAGE, digest_of, packaged
from archives.members import NoAccessError, label, random_access
from archives.reading import Record
from archives.source import Desk, Source
from archives.stream import Chunk, Gap, Stream
from archives.sums import Listed
from archives.zipped import ZipMember, members
from articles.model import Damage, DamageKind

FORMATS = ("wacz",)

#: How the first member's name begins: an archive of pages may have folders of these names, too.
_FIRST = re.compile(
    rb"PK\x03\x04.{26}(?:archive/[^/]{1,200}\.warc|indexes/.{0,100}\.(?:cdx|idx)"
    rb"|pages/[\w-]{1,50}\.jsonl|datapackage(?:-digest)?\.json)",
    re.S,
)
#: What the list was before version 1: not read, but no fault.
_OLD_LISTS = {"datapackage.yaml", "webarchive.yaml"}
_SUM_OF_LIST = "datapackage-digest.json"
_LONGEST_LIST = 1 << 24


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


@dataclass(slots=True)
class _Wacz:
    source: Source
    desk: Desk
    sizes: dict[str, int] = field(default_factory=dict)
    hashes: dict[str, str] = field(default_factory=dict)
    stated: list[Listed] | None = None
    vouched: str = ""
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
            elif member.name == PACKAGE:
                content = Stream(member.chunks).read(_LONGEST_LIST)
                self.stated = packaged(content)
                self.hashes[PACKAGE] = sha256(content).hexdigest()
            elif member.name == _SUM_OF_LIST:
                self.vouched = digest_of(Stream(member.chunks).read(_LONGEST_LIST))
            else:
                yield from self._beside(member)
        yield from self._unlisted() if self.stated is None else self._differing()

    def _archive(self, member: ZipMember) -> Iterator[Record]:
        chunks = self._hashed(member)
        part = self.source.part(label(member.name), Stream(chunks))
        yield from self.desk.inside(part, self.desk)
        for _ in chunks:
            pass  # what no reader wanted counts, too

    def _beside(self, member: ZipMember) -> Iterator[Record]:
        """An index or a list of pages: not read, but it must be whole."""
        for chunk in self._hashed(member):
            if isinstance(chunk, Gap):
                place = label(member.name)
                yield self.source.damaged(chunk.damage.kind, chunk.damage.note, place, lost=None)

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
            self.hashes[member.name] = state.hexdigest()

    def _unlisted(self) -> Iterator[Record]:
        if self.broken or _OLD_LISTS & set(self.sizes):
            return
        found = "cannot be read" if PACKAGE in self.sizes else "is missing"
        note = f"{PACKAGE}, the list of what is in it, {found}: nothing tells whether it is whole"
        yield self.source.damaged(DamageKind.MALFORMED, note, lost=None)

    def _differing(self) -> Iterator[Record]:
        if len(self.vouched) == 64 and self.vouched != self.hashes[PACKAGE]:
            note = f"it is not the list of which {_SUM_OF_LIST} has the checksum: it was changed"
            yield self.source.damaged(DamageKind.CORRUPT, note, PACKAGE, lost=None)
        for one in sorted(self.stated or (), key=attrgetter("path")):
            if one.path not in self.sizes:
                note = "listed in the WACZ, but not in it"
                yield self.source.damaged(DamageKind.TRUNCATED, note, label(one.path))
            elif how := self._differs(one):
                yield self.source.damaged(DamageKind.CORRUPT, how, label(one.path), lost=None)

    def _differs(self, one: Listed) -> str:
        if 0 <= one.size != self.sizes[one.path]:
            return f"{self.sizes[one.path]:,} bytes, where the WACZ lists {one.size:,}"
        found = self.hashes.get(one.path, one.sum)
        if len(one.sum) == len(found) and found != one.sum:
            return "its checksum is not the one that the WACZ lists: some bytes were changed"
        return ""
