"""Body sketches: how much of one text stands in another, from a small sample of each.

Method: FracMinHash over word shingles (Irber et al. 2022 for the name). The same shingles are
sampled in every text, so containment is estimated without bias however unequal the lengths, and
a copy cut to a third is still found. Texts too short to sample are kept whole.
"""

import re
from base64 import b85decode, b85encode
from binascii import crc32
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from articles.words.fold import tokens

SHINGLE = 5  # words; the length that the measurement in docs/decisions/sketch.md used
KEEP_ONE_IN = 3  # the same measurement
WHOLE_BELOW = 128  # shingles; the same measurement
FEW = 40  # sampled shingles below which chance is allowed for (a guess)
SURE = 0.6  # from this share on it does not matter where the common passages stand (a guess)
PART = 0.33  # share of a quarter's shingles that counts as common (a guess)
RUNS, TRACE = 4, 0.15  # pieces that a short text stands in, and a quarter's share (both guesses)
LEAST_REST = 0.25  # share of a text that must be left when quotations are set aside (a guess)
QUOTED = 0.9  # share of a text of quotations that must stand in the other (a guess)
Hashes = npt.NDArray[np.uint32]
_MIX = np.uint64(0x9E3779B97F4A7C15)  # the golden ratio: spreads neighbouring numbers
MAX_WORDS = 20_000  # what lies behind is not read: a bound on hostile texts


@dataclass(frozen=True, slots=True)
class Sketch:
    """Sampled shingle hashes in order of the text, each four bytes of `packed`; `rate` is 1 where
    all are kept, else KEEP_ONE_IN; `quoted` says that the text is mostly what people said."""

    packed: bytes
    rate: int
    quoted: bool = False

    @property
    def hashes(self) -> Hashes:
        """The hashes, each once."""
        return np.frombuffer(self.packed, "<u4")

    def __bool__(self) -> bool:
        """Whether there is any text."""
        return bool(self.packed)

    def __str__(self) -> str:
        return f"{self.head}:{b85encode(self.packed).decode()}"

    @property
    def head(self) -> int:
        """Rate and `quoted` in one number below 256."""
        return self.rate | self.quoted << 7

    @classmethod
    def of(cls, packed: bytes, head: int) -> "Sketch":
        """The inverse of `packed` and `head`."""
        return cls(packed, head & 0x7F, head > 0x7F)

    @classmethod
    def parse(cls, text: str) -> "Sketch":
        """The inverse of `str`."""
        head, _, values = text.partition(":")
        return cls.of(b85decode(values), int(head))


@lru_cache(maxsize=2)  # several rules ask for the text at hand
def told(text: str) -> tuple[str, ...]:
    """The folded words of a text."""
    return tuple(tokens(text))


@lru_cache(maxsize=2)
def sketch(text: str) -> Sketch:
    """The sketch of a text. What people said is left out, for every reporter in the
    room quotes the same sentences; a text that is mostly that is kept and marked so."""
    whole = text[: MAX_WORDS * 12]
    own = _QUOTED.sub(" ", whole)
    quoted = len(own) < LEAST_REST * len(whole)
    words = told(text) if quoted or own == text else tokens(own)
    hashes = _shingles(words[:MAX_WORDS])
    hashes = hashes[np.sort(np.unique(hashes, return_index=True)[1])]
    rate = 1 if len(hashes) < WHOLE_BELOW else KEEP_ONE_IN
    return Sketch(_at_rate(hashes, rate).tobytes(), rate, quoted)


def _at_rate(hashes: Hashes, rate: int) -> Hashes:
    return hashes[hashes % rate == 0] if rate > 1 else hashes


def _shingles(found: Sequence[str]) -> Hashes:
    """The 32-bit hash of every run of SHINGLE words; of a shorter text, one of all its words."""
    if not found:
        return np.empty(0, "<u4")
    encoded = " ".join(found).encode("utf-8", "surrogatepass").split(b" ")
    words = np.zeros(max(SHINGLE, len(found)), np.uint64)
    words[: len(found)] = np.fromiter(map(crc32, encoded), np.uint64, len(found))
    runs = len(words) - SHINGLE + 1
    mixed = np.zeros(runs, np.uint64)
    for place in range(SHINGLE):
        mixed = (mixed ^ words[place : place + runs]) * _MIX
        mixed ^= mixed >> np.uint64(29)
    return (mixed >> np.uint64(32)).astype("<u4")


#: A quotation opens before a letter and closes after one: a lost mark turns nothing round.
_QUOTED = re.compile(
    r"(?<![^\s(\[—–-])[“„«\"](?=\S)[^“”„«»\"\n]{30,1500}(?<=\S)[”“»\"](?![^\s.,;:!?)\]—–-])"
)


def containment(left: Sketch, right: Sketch) -> float:
    """Which share of the shorter text stands in the longer one, 0 to 1; 0 if either is empty, or
    if all that they share is one passage: a statement that both print.

    >>> whole = sketch("one two three four five six seven eight nine ten")
    >>> containment(whole, sketch("three four five six seven eight"))
    1.0
    """
    rate = max(left.rate, right.rate)
    one, other = (
        _at_rate(side.hashes, rate) if side.rate < rate else side.hashes for side in (left, right)
    )
    quoted = left.quoted
    if len(one) > len(other):
        one, other, quoted = other, one, right.quoted
    there = set(other.tolist())
    common = [value in there for value in one.tolist()]
    size, shared = len(common), float(sum(common))
    if not shared:
        return 0.0
    if shared < SURE * size and not (_spread(common) or (rate == 1 and _scattered(common))):
        return 0.0
    if quoted and shared < QUOTED * size:
        return 0.0
    if rate > 1 and size < FEW:  # half a standard deviation: a sample of few proves little
        shared -= 0.5 * (shared * (size - shared) / size) ** 0.5
    return shared / size


def _spread(common: list[bool]) -> bool:
    """Whether three quarters of a text share something: copies were edited here and there."""
    size = len(common)
    if size < 8:
        return True
    quarters = [common[size * i // 4 : size * (i + 1) // 4] for i in range(4)]
    return sum(sum(part) >= PART * len(part) for part in quarters) >= 3


def _scattered(common: list[bool]) -> bool:
    """Whether a text too short for sure quarters is common in several pieces, three quarters of it
    with a trace: one passage is one piece, and a slip takes SHINGLE places at once."""
    size = len(common)
    pieces = sum(here and not before for before, here in pairwise([False, *common]))
    quarters = [common[size * i // 4 : size * (i + 1) // 4] for i in range(4)]
    return pieces >= RUNS and sum(sum(part) >= TRACE * len(part) for part in quarters) >= 3
