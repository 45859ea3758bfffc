"""Copies: which articles share their text, how far apart they appeared, which came first."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain

import numpy as np
import numpy.typing as npt

from articles import Ref
from checks.protocol import Fact
from checks.sketch import Sketch, containment

#: shared hashes below which two sketches are not compared (a guess): one stock sentence is no copy
MIN_SHARED = 3
#: texts of one site that bear a shingle before it counts as the site's furniture (a guess)
BOILERPLATE = 5
#: articles that share one hash and are compared with their neighbours
RUN_CAP = 64

Numbers = npt.NDArray[np.uint64]
_HALF = np.uint64(32)
_LOW = np.uint64(0xFFFFFFFF)


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
    rows, hashes = _flat(sketches)
    own = ~_boilerplate(rows, hashes, sites)
    bare = dict(_without(sketches, rows, hashes, own))
    for left, right in _sharing(rows[own], hashes[own]):
        share = containment(bare.get(left, sketches[left]), bare.get(right, sketches[right]))
        if share >= least:
            yield left, right, share


def _flat(sketches: Sequence[Sketch]) -> tuple[Numbers, Numbers]:
    """All hashes in one row, and whose they are."""
    counts = [len(found.hashes) for found in sketches]
    rows = np.repeat(np.arange(len(sketches), dtype=np.uint64), counts)
    every = chain.from_iterable(found.hashes for found in sketches)
    return rows, np.fromiter(every, np.uint64, sum(counts))


def _boilerplate(rows: Numbers, hashes: Numbers, sites: Sequence[str]) -> npt.NDArray[np.bool_]:
    """Which of the hashes BOILERPLATE texts of one site bear."""
    numbers = {site: number for number, site in enumerate(dict.fromkeys(filter(None, sites)), 1)}
    site_of = np.array([numbers.get(site, 0) for site in sites], np.uint64)
    borne = site_of[rows.astype(np.int64)] << _HALF | hashes
    borne = borne[borne >> _HALF > 0]
    borne.sort()
    often = borne[BOILERPLATE - 1 :][borne[BOILERPLATE - 1 :] == borne[: 1 - BOILERPLATE]]
    return np.isin(hashes, np.unique(often & _LOW))


def _without(
    sketches: Sequence[Sketch], rows: Numbers, hashes: Numbers, own: npt.NDArray[np.bool_]
) -> Iterator[tuple[int, Sketch]]:
    """The sketches that lose something, bare of it."""
    for row in np.unique(rows[~own]).tolist():
        start, stop = np.searchsorted(rows, np.array([row, row + 1], np.uint64)).tolist()
        kept = hashes[start:stop][own[start:stop]].tolist()
        yield row, Sketch(tuple(kept), sketches[row].rate)


def _sharing(rows: Numbers, hashes: Numbers) -> Iterator[tuple[int, int]]:
    """Pairs of rows that share MIN_SHARED hashes, in order."""
    packed = hashes << _HALF | rows
    packed.sort()
    keys, rows = packed >> _HALF, packed & _LOW
    found = [np.empty(0, np.uint64)]
    places = np.flatnonzero(keys[1:] == keys[:-1])
    for apart in range(1, RUN_CAP):
        found.append(rows[places] << _HALF | rows[places + apart])
        places = places[places + apart + 1 < len(keys)]
        places = places[keys[places + apart + 1] == keys[places]]
        if not len(places):
            break
    pairs, shared = np.unique(np.concatenate(found), return_counts=True)
    often = pairs[shared >= MIN_SHARED]
    yield from zip((often >> _HALF).tolist(), (often & _LOW).tolist(), strict=True)
