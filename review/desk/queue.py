"""What to look at next: groups of the same fault, those first on which a decision settles most."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from time import monotonic

from db import finding_counts, grouping, listing
from db.decisions import read
from db.records import Decision, Filter, Found, Group
from db.store import Store
from db.verdicts import Subject, decide, in_force
from review.desk.wanted import Wanted

#: Groups that are ranked at once, and seconds that a ranking holds (guesses): ranking 100,000
#: findings takes longer than a decision may.
RANKED, HOLDS = 500, 60.0


@dataclass(frozen=True, slots=True)
class Card:
    """One finding to decide on, the group that it stands for, and where both are in the queue.

    `left` counts the group's findings that pass the filter. `history` are all decisions that touch
    the finding, the latest first; `standing` is the one in force.
    """

    found: Found
    left: int
    place: int = 0
    groups: int = 0
    history: tuple[Decision, ...] = ()
    standing: Decision | None = None

    @property
    def seen(self) -> str:
        """The decision that the reviewer saw when deciding: another one since is a conflict."""
        return mark_of(self.standing)


def mark_of(decision: Decision | None) -> str:
    """A name of a decision for a form's field."""
    return f"{decision.at} {decision.who} {decision.verdict}" if decision else ""


@dataclass(slots=True)
class Queue:
    """The groups of each filter in order of worth, worked out again from time to time."""

    store: Store
    _ranked: dict[Wanted, tuple[float, list[Group]]] = field(default_factory=dict)

    def next(self, wanted: Wanted, after: str = "") -> Card | None:
        """The first group that still has a finding of this filter, behind the group `after`."""
        groups = self._groups(wanted)
        start = 1 + next((n for n, group in enumerate(groups) if group.key == after), -1)
        for place in range(start, len(groups)):
            if card := self._card(wanted, groups[place].key, place, len(groups)):
                return card
        if len(groups) < RANKED or after:
            return None
        self.forget()
        return self.next(wanted)

    def forget(self) -> None:
        """Rank anew: something changed that this queue did not do itself."""
        self._ranked.clear()

    def refresh(self) -> None:
        """Rank anew what was ranked long ago: behind an answer, so that nobody waits for it."""
        for wanted, (at, _) in list(self._ranked.items()):
            if monotonic() - at > HOLDS:
                self._rank(wanted)

    def _groups(self, wanted: Wanted) -> list[Group]:
        _, groups = self._ranked.get(wanted, (0.0, []))
        return groups or self._rank(wanted)

    def _rank(self, wanted: Wanted) -> list[Group]:
        with self.store.read() as connection:
            groups = grouping.worst_groups(connection, wanted.filter, RANKED)
        self._ranked = {wanted: (monotonic(), groups)}  # one reviewer, one filter at a time
        return groups

    def _card(self, wanted: Wanted, group: str, place: int, groups: int) -> Card | None:
        chosen = Wanted(**{**_fields(wanted), "group": group}).filter
        with self.store.read() as connection:
            left = finding_counts.count(connection, chosen)
            first = listing.page(connection, chosen, None, 1) if left else []
        return card_of(self.store, first[0], left, place, groups) if first else None


def card_of(store: Store, found: Found, left: int, place: int = 0, groups: int = 0) -> Card:
    """The card of a finding, with what was decided on it."""
    subject = subject_of(found)
    with store.read() as connection:
        history = read(connection, set(subject.keys))
    standing = decide(subject, in_force(history, store.now()))
    latest = tuple(sorted(history, key=lambda one: (one.at, one.who), reverse=True))
    return Card(found, left, place, groups, latest, standing)


def subject_of(found: Found) -> Subject:
    """All names to which this finding answers."""
    return Subject(
        found.fingerprint, found.group, found.finding.code, found.finding.span.article.site
    )


def members(store: Store, group: str) -> Iterator[Found]:
    """Every finding of a group, whatever its status."""
    return store.find(Filter(group=group))


def _fields(wanted: Wanted) -> dict[str, str]:
    return {name: getattr(wanted, name) for name in Wanted.__dataclass_fields__}
