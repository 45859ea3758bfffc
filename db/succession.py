"""Which of today's groups of copies is which story of yesterday. Pure.

A story goes on in the group that has most of its members, so a part that splits off is a new one.
Where several stories become one, the oldest goes on. One article that changes sides brings nothing
with it: what people decided on was a tie, and a tie is two articles.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

_TIE = 2


@dataclass(frozen=True, slots=True)
class Was:
    """The story an article was in last; `still`: it was when its group was judged last."""

    story: int
    still: bool


@dataclass(frozen=True, slots=True)
class Heir:
    """The story that a group goes on with (None: a new one), and the other stories of which two
    or more members are here, the oldest first."""

    story: int | None
    others: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Claim:
    """How many members of a story are in a group: those of yesterday, and those of any day."""

    story: int
    group: int
    still: int
    ever: int
    first: int  # the lowest of those articles: of two equal claims, one must win


def succeed(
    groups: Mapping[int, Collection[int]], was: Mapping[int, Was], taken: Collection[int]
) -> dict[int, Heir]:
    """Group -> what it goes on with. `groups` holds the articles of each, `taken` are stories that
    live in a group which is not among these."""
    claims = [claim for claim in _claims(groups, was) if claim.story not in taken]
    ties = [claim for claim in claims if claim.still >= _TIE]
    heirs = _heirs(ties)
    settled = {claim.story for claim in ties}
    rest = (c for c in claims if c.story not in settled and c.group not in heirs)
    heirs |= _heirs(rest)
    found: dict[int, set[int]] = {group: set() for group in groups}
    for tie in ties:
        found[tie.group].add(tie.story)
    return {
        group: Heir(heirs.get(group), tuple(sorted(stories - {heirs.get(group, 0)})))
        for group, stories in found.items()
    }


def _claims(groups: Mapping[int, Collection[int]], was: Mapping[int, Was]) -> Iterable[_Claim]:
    for group, articles in groups.items():
        still, ever, first = Counter[int](), Counter[int](), dict[int, int]()
        for article in sorted(articles):
            if before := was.get(article):
                still[before.story] += before.still
                ever[before.story] += 1
                first.setdefault(before.story, article)
        for story, number in ever.items():
            yield _Claim(story, group, still[story], number, first[story])


def _heirs(claims: Iterable[_Claim]) -> dict[int, int]:
    """Each story chooses its group, then each group the oldest of the stories that chose it."""
    chosen: dict[int, _Claim] = {}
    for claim in sorted(claims, key=lambda each: (-each.still, -each.ever, each.first)):
        chosen.setdefault(claim.story, claim)
    heirs: dict[int, int] = {}
    for story in sorted(chosen):
        heirs.setdefault(chosen[story].group, story)
    return heirs
