"""Checksums that an archive states beside its records."""

import base64
import binascii
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

_SIZES = {"md5": 16, "sha1": 20, "sha256": 32, "sha512": 64}


def holds(stated: str, data: bytes) -> bool | None:
    """Whether `algorithm:value` fits these bytes; None for an algorithm that is not known. A value
    that the algorithm cannot give does not."""
    name, _, value = stated.strip().partition(":")
    name = name.lower().replace("-", "")
    if name not in _SIZES:
        return None
    wanted = _value(value.strip(), _SIZES[name])
    return bool(wanted) and hashlib.new(name, data, usedforsecurity=False).digest() == wanted


@dataclass(frozen=True, slots=True)
class Failure:
    """A checksum that does not hold, and the record that states it; the last of so many."""

    place: str
    stated: str
    count: int = 1


@dataclass(slots=True)
class Ledger:
    """What became of a file's checksums, kind by kind.

    One that does not hold proves damage only where another of its kind holds: some writers err in
    all of them, or in all payloads that were sent in chunks. So failures wait for the first that
    holds, be it the last in the file. The first thousand wait one by one, the others as a number.
    """

    MOST = 1000

    _held: set[str] = field(default_factory=set)
    _waiting: dict[str, list[Failure]] = field(default_factory=dict)
    _more: dict[str, Failure] = field(default_factory=dict)

    def enter(
        self, kind: str, place: str, stated: str, data: Iterable[bytes], *, also: str = ""
    ) -> Iterator[Failure]:
        """Try a checksum over any of these bytes; what is proven damage by now. One that holds may
        speak for another kind, too."""
        told = [fits for each in data if (fits := holds(stated, each)) is not None]
        if any(told):
            yield from self._hold(kind)
            yield from self._hold(also)
        elif told and kind in self._held:
            yield Failure(place, stated)
        elif told:
            self._wait(kind, place, stated)

    def _wait(self, kind: str, place: str, stated: str) -> None:
        waiting = self._waiting.setdefault(kind, [])
        if len(waiting) < self.MOST:
            waiting.append(Failure(place, stated))
            return
        count = self._more[kind].count if kind in self._more else 0
        self._more[kind] = Failure(place, stated, count + 1)

    def _hold(self, kind: str) -> Iterator[Failure]:
        self._held.add(kind)
        yield from self._waiting.pop(kind, ())
        if more := self._more.pop(kind, None):
            yield more

    def undecided(self) -> int:
        """How many do not hold where none of their kind does."""
        more = sum(failure.count for failure in self._more.values())
        return more + sum(map(len, self._waiting.values()))


def _value(text: str, size: int) -> bytes:
    """The checksum, written in base 16 or base 32."""
    try:
        found = bytes.fromhex(text) if len(text) == 2 * size else base64.b32decode(text.upper())
    except (ValueError, binascii.Error):
        return b""
    return found if size and len(found) == size else b""
