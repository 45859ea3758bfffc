"""Which decision is in force. Pure: rows in, verdicts out.

A decision about the finding itself wins over one about its group, that over one about its rule
on one site, that over one about its rule everywhere. Within one key the latest wins, unless it
was taken back or has expired.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from db.records import Decision

VERDICTS = ("confirm", "false-positive", "accept", "later")
UNDO = "undo"
CARRIED = "carried"  # the source of a decision that follows what it was taken on
SCOPES = ("finding", "group", "rule")
OPEN, IGNORED, FIXED = "open", "ignored", "fixed"
_STATUS = {
    "confirm": "confirmed",
    "false-positive": "false-positive",
    "accept": "accepted",
    "later": "later",
}
STATUSES = (OPEN, *_STATUS.values(), IGNORED, FIXED)


@dataclass(frozen=True, slots=True)
class Subject:
    """What a decision can be about: a finding with all the names it answers to."""

    fingerprint: str
    group: str
    code: str
    site: str

    @property
    def keys(self) -> tuple[tuple[str, str], ...]:
        """Scope and key of every decision that would touch it, the strongest first."""
        return (
            ("finding", self.fingerprint),
            ("group", self.group),
            ("rule", f"{self.code}@{self.site}"),
            ("rule", self.code),
        )


def status(verdict: str, gone: bool, silenced: str = "") -> str:
    """The status to show: a decision wins over a configuration entry that ignores.

    >>> status("", False), status("accept", False, "why"), status("", False, "why")
    ('open', 'accepted', 'ignored')
    >>> status("confirm", gone=True)
    'fixed'
    """
    if gone:
        return FIXED
    return _STATUS.get(verdict) or (IGNORED if silenced else OPEN)


def in_force(decisions: Iterable[Decision], now: str) -> dict[tuple[str, str], Decision]:
    """Scope and key -> the decision that holds, for keys where one does."""
    by_key: defaultdict[tuple[str, str], list[Decision]] = defaultdict(list)
    for decision in decisions:
        by_key[decision.scope, decision.key].append(decision)
    held = {key: latest(rows, now) for key, rows in by_key.items()}
    return {key: decision for key, decision in held.items() if decision}


def latest(decisions: Iterable[Decision], now: str) -> Decision | None:
    """The decision of one key that holds: the last one not taken back and not expired. It holds
    through its last day."""
    rows = list(decisions)
    taken_back = {row.supersedes for row in rows if row.verdict == UNDO}
    standing = [
        row
        for row in rows
        if row.verdict != UNDO
        and (row.at, row.who) not in taken_back
        and not (row.expires and row.expires[:10] < now[:10])
    ]
    return max(standing, key=lambda row: (row.at, row.who), default=None)


def text_changed(decision: Decision) -> bool:
    """Whether it was taken on the finding when its words were others."""
    return decision.source == CARRIED and decision.scope == "finding"


def decide(subject: Subject, held: Mapping[tuple[str, str], Decision]) -> Decision | None:
    """The decision that holds for a finding."""
    return next((held[key] for key in subject.keys if key in held), None)
