"""Body sketches: how much of one text stands in another, from a small sample of each.

Method: FracMinHash over word shingles (Irber et al. 2022 for the name). The same shingles are
sampled in every text, so containment is estimated without bias however unequal the lengths, and
a copy cut to a third is still found. Texts too short to sample are kept whole.
"""

from binascii import crc32
from dataclasses import dataclass

from articles.fold import tokens

SHINGLE = 5  # words; the length that the measurement in docs/decisions/sketch.md used
KEEP_ONE_IN = 4  # the same measurement
WHOLE_BELOW = 128  # shingles; the same measurement
MAX_WORDS = 20_000  # what lies behind is not read: a bound on hostile texts


@dataclass(frozen=True, slots=True)
class Sketch:
    """Sampled shingle hashes of a text; `rate` is 1 where all are kept, else KEEP_ONE_IN."""

    hashes: frozenset[int]
    rate: int

    def __str__(self) -> str:
        return f"{self.rate}:" + ",".join(f"{value:x}" for value in sorted(self.hashes))

    @classmethod
    def parse(cls, text: str) -> "Sketch":
        """The inverse of `str`."""
        rate, _, values = text.partition(":")
        return cls(frozenset(int(value, 16) for value in values.split(",") if value), int(rate))


def sketch(text: str) -> Sketch:
    """The sketch of a text."""
    found = tokens(text[: MAX_WORDS * 12])[:MAX_WORDS]
    shingles = {
        crc32(" ".join(found[i : i + SHINGLE]).encode("utf-8", "surrogatepass"))
        for i in range(max(1, len(found) - SHINGLE + 1))
        if found
    }
    if len(shingles) < WHOLE_BELOW:
        return Sketch(frozenset(shingles), 1)
    return Sketch(frozenset(h for h in shingles if h % KEEP_ONE_IN == 0), KEEP_ONE_IN)


def containment(left: Sketch, right: Sketch) -> float:
    """Which share of the shorter text stands in the longer one, 0 to 1; 0 if either is empty.

    >>> whole = sketch("one two three four five six seven eight nine ten")
    >>> containment(whole, sketch("three four five six seven eight"))
    1.0
    """
    rate = max(left.rate, right.rate)
    a = {value for value in left.hashes if value % rate == 0}
    b = {value for value in right.hashes if value % rate == 0}
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0
