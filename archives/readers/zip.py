"""zip: every file in it, whatever its format."""

from collections.abc import Iterator

from archives import company
from archives.inventory import Within
from archives.members import NoAccessError, label, random_access, wanted
from archives.reading import Record
from archives.source import Desk, Source
from archives.stream import Stream
from archives.zipped import members
from articles.model import Damage, DamageKind

FORMATS = ("zip",)


def likeness(head: bytes, name: str) -> int:
    """By the first member's header, or the end of an empty one."""
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return 100
    return 60 if name.lower().endswith(".zip") else 0


def records(source: Source, desk: Desk) -> Iterator[Record]:
    """What the members hold."""
    return company.of_archive(_members(source, desk), desk)


def _members(source: Source, desk: Desk) -> Iterator[Record]:
    within = Within(desk.options.exclude)
    try:
        with random_access(source) as file:
            for member in members(file, source.meter):
                if isinstance(member, Damage):
                    yield source.damaged(member.kind, member.note)
                elif wanted(member.name, desk.options):
                    part = source.part(label(member.name), Stream(member.chunks))
                    yield from within.read(member.name, part, desk)
            yield from within.records(source)
    except NoAccessError as error:
        yield source.damaged(DamageKind.OVERSIZE, str(error), lost=None)
