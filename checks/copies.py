"""Copies: which articles share their text, how far apart they appeared, which came first."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

import numpy as np

from articles import Ref
from checks.protocol import Fact
from checks.sketch import Sketch, containment

#: shared hashes below which two sketches are not compared (a guess): one stock sentence is no copy
MIN_SHARED = 3
#: texts of one site that bear a shingle before it counts as the site's furniture (a guess)
BOILERPLATE = 5
#: articles that share one hash and are compared with their neighbours
RUN_CAP = 64


def shared_text(left: str, right: str) -> float | None:
    """The containment of two written sketches, 0 to 1; None where one article has no text."""
    bodies = Sketch.parse(left), Sketch.parse(right)
    return containment(*bodies) if all(body.hashes for body in bodies) else None


def days_apart(left: Ref, right: Ref) -> int | None:
    """Days between two publications; None where one is undated."""
    try:
        days = date.fromisoformat(left.published[:10]) - date.fromisoformat(right.published[:10])
    except ValueError:
        return None
    return abs(days.days)


def earliest(fact: Fact) -> tuple[str, Fact]:
    """Sort key: by publication, the undated last."""
    return fact.span.article.published or "9", fact


def copied(
    sketches: Sequence[Sketch], sites: Sequence[str], least: float
) -> Iterator[tuple[int, int, float]]:
    """Pairs (i, j, containment) of texts that share at least `least` of the shorter one, i < j.

    What BOILERPLATE texts of one site bear is the site's and no evidence. Every pair is verified;
    candidates share MIN_SHARED sampled hashes. Time grows with the number of hashes; a hash that
    many texts bear pairs each with its RUN_CAP neighbours only.
    """
    stock = _boilerplate(sketches, sites)
    own = [
        Sketch(tuple(h for h in found.hashes if h not in stock), found.rate) for found in sketches
    ]
    for left, right in _sharing(own):
        share = containment(own[left], own[right])
        if share >= least:
            yield left, right, share


def _boilerplate(sketches: Sequence[Sketch], sites: Sequence[str]) -> frozenset[int]:
    bearers = Counter(
        (site, value)
        for site, found in zip(sites, sketches, strict=True)
        for value in found.hashes
        if site
    )
    return frozenset(value for (_, value), texts in bearers.items() if texts >= BOILERPLATE)


def _sharing(sketches: Sequence[Sketch]) -> list[tuple[int, int]]:
    counts = [len(found.hashes) for found in sketches]
    rows = np.repeat(np.arange(len(sketches), dtype=np.int64), counts)
    hashes = np.fromiter(
        (value for found in sketches for value in found.hashes), np.int64, sum(counts)
    )
    order = np.lexsort((rows, hashes))
    hashes, rows = hashes[order], rows[order]
    packed = [np.empty(0, dtype=np.int64)]
    for apart in range(1, RUN_CAP):
        same = hashes[apart:] == hashes[:-apart]
        if not same.any():
            break
        packed.append(rows[:-apart][same] << np.int64(32) | rows[apart:][same])
    pairs, shared = np.unique(np.concatenate(packed), return_counts=True)
    found = pairs[shared >= MIN_SHARED]
    return list(zip((found >> 32).tolist(), (found & 0xFFFFFFFF).tolist(), strict=True))


def groups(pairs: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Connected components of verified pairs, each sorted, in order of their first member."""
    root: dict[int, int] = {}

    def find(item: int) -> int:
        while root.setdefault(item, item) != item:
            root[item] = item = root[root[item]]
        return item

    for left, right in pairs:
        low, high = sorted((find(left), find(right)))
        root[high] = low
    members: dict[int, list[int]] = {}
    for item in sorted(root):
        members.setdefault(find(item), []).append(item)
    return list(members.values())
