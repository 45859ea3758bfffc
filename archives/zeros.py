"""Zero bytes where text should be: a part of a file that was reserved and never written."""

import re
from dataclasses import dataclass

from articles.model import Damage, DamageKind

#: So many in a row stand in no text, in whatever encoding. UTF-32 has three.
_FEWEST = 16
_RUN = re.compile(rb"\0{%d,}" % _FEWEST)
_LEAST = bytes(_FEWEST)


@dataclass(frozen=True, slots=True)
class Hole:
    """A run of zero bytes: where it begins, and how long it is."""

    start: int
    size: int

    @property
    def damage(self) -> Damage:
        """What is said of it."""
        where = f"{self.size:,} zero bytes from byte {self.start:,} on"
        note = f"{where}: this part was never written"
        return Damage(DamageKind.CORRUPT, note)


def hole(data: bytes) -> Hole | None:
    """The first run of zero bytes, if there is one."""
    if _LEAST not in data:
        return None
    found = _RUN.search(data)
    return Hole(found.start(), len(found[0])) if found else None
