"""One input on its way to a reader: a stream with the names it is reported under."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field, replace
from typing import BinaryIO

from archives.reading import Reading, Record, Tally
from archives.stream import Gap, Meter, Stream
from articles.model import Damage, DamageKind


@dataclass(frozen=True, slots=True)
class Source:
    """A stream, its path on disk, its place within that, and the name that hints at its format.

    `named` tells a path the user wrote from one found in a folder or an archive: an image is a
    mistake in the first case and company in the second. `seekable` opens the same bytes with
    random access, where that is possible. `sealed` says that the container proves the end of the
    stream, so that a missing one cannot go unnoticed.
    """

    path: str
    name: str
    stream: Stream
    meter: Meter
    record: str = ""
    depth: int = 0
    named: bool = True
    seekable: Callable[[], BinaryIO] | None = None
    sealed: bool = False

    def at(self, place: str) -> str:
        """The place of a part of this source, as records name it."""
        return f"{self.record}:{place}" if self.record else place

    @property
    def shown(self) -> str:
        """The source as remarks name it."""
        return f"{self.path} {self.record}".rstrip()

    def part(self, name: str, stream: Stream) -> "Source":
        """A file within this one."""
        return replace(
            self,
            name=name.rpartition("/")[2],
            record=self.at(name),
            stream=stream,
            depth=self.depth + 1,
            named=False,
            seekable=None,
            sealed=True,
        )

    def damaged(self, kind: DamageKind, note: str, place: str = "", lost: int | None = 1) -> Record:
        """A record that says what could not be read, and how many articles that is. Behind a cut
        there may have been any number of them."""
        where = self.at(place) if place else self.record
        lost = None if kind is DamageKind.TRUNCATED else lost
        return Record(self.path, where, damage=Damage(kind, note, lost))


@dataclass(frozen=True, slots=True)
class Desk:
    """What a reader works with: what the user said, the tally, and a way into nested archives."""

    options: Reading
    tally: Tally
    inside: Callable[[Source, "Desk"], Iterator[Record]]

    def row(self, names: Collection[str]) -> None:
        """Note which of the columns that the user named a row of a table has."""
        if wanted := self.options.columns.values():
            self.tally.note_columns(names, list(wanted))

    def say(self, what: str) -> None:
        """Tell the user something about the input that is no damage."""
        self.tally.note(what)

    def aside(self, what: str) -> None:
        """Count something that is no article and no fault. `what` is a plural."""
        self.tally.aside[what] += 1


@dataclass(slots=True)
class Whole:
    """All bytes of a source that is one article."""

    data: bytes = b""
    problem: Record | None = field(default=None)


def whole(source: Source, limit: int) -> Whole:
    """The source's bytes, or why there is no use in them."""
    data = source.stream.read(limit + 1)
    if len(data) > limit:
        note = f"larger than {limit:,} bytes: not read"
        return Whole(problem=source.damaged(DamageKind.OVERSIZE, note))
    if gap := source.stream.gap():
        return Whole(problem=from_gap(source, gap, lost=1))
    if not data.strip(b" \t\r\n\0"):
        return Whole(problem=source.damaged(DamageKind.EMPTY, "nothing in it"))
    return Whole(data)


def from_gap(source: Source, gap: Gap, place: str = "", lost: int | None = None) -> Record:
    """The record that reports a gap. What lay in it is known only where one article did."""
    where = source.at(place) if place else source.record
    return Record(source.path, where, damage=replace(gap.damage, lost=lost))
