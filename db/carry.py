"""Which new finding is an old one whose words changed. Pure.

A finding that went and one that came, in one article and of one rule, whose evidence is at least
90 % alike, are one: a reviewer need not decide twice because a comma moved. 90 is the design's
figure; tests/test_store_recrawl.py holds the mutations it was chosen for.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

ALIKE_PERCENT = 90
# Beyond this many comparisons in one article only equal evidence is paired: a hostile page could
# hold thousands of faults on either side.
_MOST_PAIRS = 250_000


@dataclass(frozen=True, slots=True)
class Evidence:
    """A finding as far as pairing goes. `place` is its article; `scope` its articles if many."""

    fingerprint: str
    code: str
    place: Hashable
    subject: str
    scope: tuple[str, ...] = ()


def pair(gone: Iterable[Evidence], came: Iterable[Evidence]) -> dict[str, str]:
    """Fingerprint of what came -> of what went; each at most once, the most alike first."""
    left, right = _by_place(gone), _by_place(came)
    return {
        new: old
        for place in left.keys() & right.keys()
        for new, old in _one_to_one(left[place], right[place])
    }


def _by_place(rows: Iterable[Evidence]) -> dict[Hashable, list[Evidence]]:
    grouped: defaultdict[Hashable, list[Evidence]] = defaultdict(list)
    for row in rows:
        # What ties several articles may keep its tie while one of them is replaced.
        grouped[row.code, "" if row.scope else row.place].append(row)
    return grouped


def _one_to_one(gone: list[Evidence], came: list[Evidence]) -> Iterator[tuple[str, str]]:
    taken: set[str] = set()
    for _, old, new in sorted(_scored(gone, came)):
        if old not in taken and new not in taken:
            taken |= {old, new}
            yield new, old


def _scored(gone: Sequence[Evidence], came: Sequence[Evidence]) -> Iterator[tuple[float, str, str]]:
    exact_only = len(gone) * len(came) > _MOST_PAIRS
    by_subject: defaultdict[str, list[Evidence]] = defaultdict(list)
    for row in gone:
        by_subject[row.subject].append(row)
    for new in came:
        for old in by_subject[new.subject] if exact_only else gone:
            score = 100.0 if old.subject == new.subject else _alike(old, new)
            if score >= ALIKE_PERCENT and _same_articles(old, new):
                yield -score, old.fingerprint, new.fingerprint


def _alike(old: Evidence, new: Evidence) -> float:
    return fuzz.ratio(old.subject, new.subject, score_cutoff=ALIKE_PERCENT)


def _same_articles(old: Evidence, new: Evidence) -> bool:
    if not (old.scope or new.scope):
        return True
    left, right = set(old.scope), set(new.scope)
    return 2 * len(left & right) >= len(left | right)
