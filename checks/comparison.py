"""Rules that look over every article of a site or an archive at once.

Their clues all fall under few keys, too many to be held together. So they are looked over by a
compact mark first, and judged a group at a time: an engine need hold the marks of one key, and the
clues of one group.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from checks.protocol import Check, Fact, Finding


@dataclass(frozen=True, slots=True, order=True)
class Pair:
    """Two of the compared that belong together: their rows, `left` < `right`, and how much they
    share, 0 to 1."""

    left: int
    right: int
    share: float


class Survey(Check):
    """A rule whose clues bear marks. `gather` puts into `Fact.mark` all that `groups` asks for."""

    def groups(self, marks: Sequence[bytes]) -> Iterable[tuple[list[int], Sequence[Any]]]:
        """Groups among the clues of one key: their rows, ascending, and what the marks tell of
        them, as plain values.

        `marks` stand in the order of the sorted clues. They may be read from a file on the way:
        take one at a time, more than once if need be, and keep what is small.
        """
        raise NotImplementedError

    def judge_group(self, key: str, facts: Sequence[Fact], told: Any) -> Iterable[Finding]:
        """What a group shows: its sorted clues, and what the marks told of them."""
        raise NotImplementedError

    def judge(self, key: str, facts: Sequence[Fact]) -> Iterator[Finding]:
        """All groups of a key, where memory holds its clues."""
        for rows, told in self.groups([fact.mark for fact in facts]):
            yield from self.judge_group(key, [facts[row] for row in rows], told)


class Comparison(Survey):
    """A rule that compares each with each: what is tied together is a group.

    `stories`: its groups are stories, which have lasting names in a database. One rule's may be,
    all of whose clues share one key and all of whose findings tie a copy to its story.
    """

    stories: ClassVar[bool] = False

    def compare(self, marks: Sequence[bytes]) -> Iterable[Pair]:
        """The pairs that belong together, verified, among the clues of one key; see `groups`."""
        raise NotImplementedError

    def groups(self, marks: Sequence[bytes]) -> Iterator[tuple[list[int], Sequence[Pair]]]:
        """What the pairs join; within a group the rows of its pairs count from 0."""
        return grouped(self.compare(marks))


def grouped(pairs: Iterable[Pair]) -> Iterator[tuple[list[int], list[Pair]]]:
    """The connected components of these pairs: their rows, and their pairs renumbered within.

    >>> [rows for rows, _ in grouped([Pair(0, 4, 1.0), Pair(1, 2, 1.0), Pair(2, 4, 0.5)])]
    [[0, 1, 2, 4]]
    """
    ordered = sorted(pairs)
    groups = components((pair.left, pair.right) for pair in ordered)
    place = {row: (number, at) for number, rows in enumerate(groups) for at, row in enumerate(rows)}
    inside: list[list[Pair]] = [[] for _ in groups]
    for pair in ordered:
        number, left = place[pair.left]
        inside[number].append(Pair(left, place[pair.right][1], pair.share))
    yield from zip(groups, inside, strict=True)


def components(pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Connected components, each sorted, in order of their first member."""
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
