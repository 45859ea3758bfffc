"""Copies: which of many texts stand in one another, in memory that does not grow with their length.

Every sampled hash of a text is a clue; texts that share some are compared. The hashes of all texts
are walked a range at a time, and pairs are counted for a range of texts at a time, so that only
five bytes for each hash that several texts bear are held throughout.
"""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from checks.comparison import Pair
from checks.protocol import Fact
from checks.sketch import Hashes, Sketch, containment

#: shared hashes below which two sketches are not compared (a guess): one stock sentence is no copy
MIN_SHARED = 3
#: texts of one site that bear a shingle before it counts as the site's furniture (a guess)
BOILERPLATE = 5
#: articles that share one hash and are compared with their neighbours
RUN_CAP = 64
#: hashes or pairs held at a time: sixteen bytes each, while they are sorted
AT_A_TIME = 1 << 23
_READ = 4096  # texts

Packed = npt.NDArray[np.uint64]
Ints = npt.NDArray[np.int64]
_HALF = np.uint64(32)
_LOW = np.uint64(0xFFFFFFFF)


def earliest(fact: Fact) -> tuple[str, Fact]:
    """Sort key: by publication, the undated last."""
    return fact.span.article.published or "9", fact


def in_time(facts: Sequence[Fact], pairs: Sequence[Pair]) -> Iterator[tuple[int, int, Pair]]:
    """Pairs as (row of the earlier, row of the later, pair), by the time of both."""
    order = sorted(range(len(facts)), key=lambda row: earliest(facts[row]))
    place = {row: at for at, row in enumerate(order)}
    ordered = {tuple(sorted((place[pair.left], place[pair.right]))): pair for pair in pairs}
    for (first, later), pair in sorted(ordered.items()):
        yield order[first], order[later], pair


def copied(
    bodies: Sequence[Sketch], sites: Sequence[Hashable], least: float, days: Sequence[int] = ()
) -> Iterator[tuple[int, int, float]]:
    """Pairs (i, j, containment) of texts that share at least `least` of the shorter one, i < j.

    What BOILERPLATE texts of one site bear is the site's and no evidence; a site that is false is
    none. Every pair is verified; candidates share MIN_SHARED sampled hashes. Time grows with the
    number of hashes; a hash that many texts bear pairs each with its RUN_CAP neighbours in time
    only. `bodies` are read once for every AT_A_TIME hashes, one after the other, then those that
    are compared.
    """
    if len(bodies) < 2:
        return
    order = np.argsort(np.array(days or np.arange(len(bodies)), np.int64), kind="stable")
    clues = _clues(bodies, _numbered(sites), np.argsort(order))
    for some in _sharing(clues, len(bodies)):
        for pair in some.tolist():
            left, right = sorted((int(order[pair >> 32]), int(order[pair & 0xFFFFFFFF])))
            share = containment(*(_without(bodies[row], clues.furniture) for row in (left, right)))
            if share >= least:
                yield left, right, share


@dataclass(frozen=True, slots=True)
class _Clues:
    """Hashes that several texts bear: of each, in a row, the places of its texts in time, and how
    many of the next are its own too (RUN_CAP - 1 at most); and the sites' furniture, sorted."""

    places: npt.NDArray[np.uint32]
    ahead: npt.NDArray[np.uint8]
    furniture: Hashes


def _numbered(sites: Sequence[Hashable]) -> npt.NDArray[np.uint32]:
    """Sites as small numbers, 0 for none."""
    numbers: dict[Hashable, int] = {}
    every = (numbers.setdefault(site, len(numbers) + 1) if site else 0 for site in sites)
    return np.fromiter(every, np.uint32, len(sites))


def _clues(bodies: Sequence[Sketch], sites: npt.NDArray[np.uint32], place: Ints) -> _Clues:
    total = sum(len(body.packed) // 4 for body in bodies)
    ranges = max(1, -(-total // AT_A_TIME))
    site_of = np.empty_like(sites)
    site_of[place] = sites
    found = [_Clues(np.empty(0, np.uint32), np.empty(0, np.uint8), np.empty(0, np.uint32))]
    for number in range(ranges):
        low, high = ((1 << 32) * n // ranges for n in (number, number + 1))
        found.append(_shared(_keyed(bodies, place, low, high), site_of))
    return _Clues(
        np.concatenate([part.places for part in found]),
        np.concatenate([part.ahead for part in found]),
        np.concatenate([part.furniture for part in found]),
    )


def _keyed(bodies: Sequence[Sketch], place: Ints, low: int, high: int) -> Packed:
    """The hashes from `low` to below `high`, above the places of their texts, sorted."""
    found = [np.empty(0, np.uint64)]
    for at in range(0, len(bodies), _READ):
        some = range(at, min(at + _READ, len(bodies)))
        packed = [bodies[row].packed for row in some]
        counts = [len(each) // 4 for each in packed]
        hashes = np.frombuffer(b"".join(packed), "<u4")
        inside = np.flatnonzero((hashes >= low) & (hashes < high))
        places = np.repeat(place[some.start : some.stop], counts)[inside].astype(np.uint64)
        found.append(hashes[inside].astype(np.uint64) << _HALF | places)
    keyed = np.concatenate(found)
    found.clear()
    keyed.sort()
    return keyed


def _shared(keyed: Packed, site_of: npt.NDArray[np.uint32]) -> _Clues:
    """What several texts bear, without the furniture of a site."""
    again = (keyed[1:] ^ keyed[:-1]) <= _LOW
    keyed = keyed[np.append(False, again) | np.append(again, False)] if len(keyed) else keyed
    furniture = _furniture(keyed, site_of)
    keyed = keyed[~np.isin(keyed >> _HALF, furniture)]
    starts = np.flatnonzero(np.append(True, (keyed[1:] ^ keyed[:-1]) > _LOW)[: len(keyed)])
    sizes = np.diff(np.append(starts, len(keyed)))
    ahead = np.repeat(starts + sizes, sizes) - np.arange(len(keyed)) - 1
    places = (keyed & _LOW).astype(np.uint32)
    return _Clues(places, np.minimum(ahead, RUN_CAP - 1).astype(np.uint8), furniture)


def _furniture(keyed: Packed, site_of: npt.NDArray[np.uint32]) -> Hashes:
    """The hashes that BOILERPLATE texts of one site bear."""
    borne = site_of[(keyed & _LOW).astype(np.int64)].astype(np.uint64)
    named = borne > 0
    borne = (keyed[named] & ~_LOW) | borne[named]
    borne.sort()
    often = borne[BOILERPLATE - 1 :][borne[BOILERPLATE - 1 :] == borne[: 1 - BOILERPLATE]]
    return np.unique(often >> _HALF).astype(np.uint32)


def _without(body: Sketch, furniture: Hashes) -> Sketch:
    """The sketch bare of the sites' furniture."""
    if not len(furniture):
        return body
    hashes = body.hashes
    at = np.minimum(np.searchsorted(furniture, hashes), len(furniture) - 1)
    own = furniture[at] != hashes
    return body if own.all() else replace(body, packed=hashes[own].tobytes())


def _sharing(clues: _Clues, texts: int) -> Iterator[Packed]:
    """Pairs of places that share MIN_SHARED hashes, (earlier << 32 | later), in order."""
    for low, high in _ranges(clues, texts):
        own = np.flatnonzero((clues.places >= low) & (clues.places < high))
        found = [np.empty(0, np.uint64)]
        for apart in range(1, RUN_CAP):
            own = own[clues.ahead[own] >= apart]
            if not len(own):
                break
            later = clues.places[own + apart].astype(np.uint64)
            found.append(clues.places[own].astype(np.uint64) << _HALF | later)
        packed = np.concatenate(found)
        found.clear()
        packed.sort()
        often = packed[MIN_SHARED - 1 :][packed[MIN_SHARED - 1 :] == packed[: 1 - MIN_SHARED]]
        yield often[np.append(True, often[1:] != often[:-1])[: len(often)]]


def _ranges(clues: _Clues, texts: int) -> Iterator[tuple[int, int]]:
    """Ranges of places that have about AT_A_TIME pairs each."""
    pairs = np.zeros(texts, np.int64)
    for at in range(0, len(clues.places), AT_A_TIME):
        some = slice(at, at + AT_A_TIME)
        pairs += np.bincount(clues.places[some], clues.ahead[some], texts).astype(np.int64)
    before = np.cumsum(pairs) // AT_A_TIME
    ends = [*(np.flatnonzero(before[1:] != before[:-1]) + 1).tolist(), texts]
    yield from zip([0, *ends[:-1]], ends, strict=True)
