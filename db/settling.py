"""From what rules said of keys to findings: what came, what stands, what went.

One fault may be said of several keys. So it is marked from all that is said of it, and goes only
when nobody says it any more. Batches are short transactions; what is settled is noted in them.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, bindparam, delete, exists, select, update

from checks.fingerprint import Marked, mark
from checks.protocol import Finding
from db import findings, gone, renaming, stories
from db.clue_codec import unpack_finding
from db.clue_tables import ClueFinding, ClueTouched
from db.judged import SETTLED, WENT
from db.models import Alias, FindingRow
from db.records import Counts
from db.shelf import chunks
from db.sightings import Round, Writing, rows_of

_BATCH = 100  # faults in one transaction: a reviewer beside it never waits long


def waiting(connection: Connection) -> bool:
    """Whether keys wait to be judged, or what was said of them to be settled."""
    unsettled = select(ClueFinding.id).where(ClueFinding.state != SETTLED)
    queries = (select(ClueTouched.key), unsettled)
    return any(connection.execute(query.limit(1)).first() for query in queries)


@dataclass(frozen=True, slots=True)
class Terms:
    """How the house takes findings: `grade` them, and say which are silenced, with reasons."""

    grade: Callable[[Iterable[Finding]], Iterable[Finding]]
    silence: Callable[[Iterable[Marked]], Mapping[str, str]]


@dataclass(slots=True)
class Settling:
    """One round of settling. `whole` are rules of which every key has been judged: their findings
    that no key says are gone, also those from before keys were remembered."""

    read: Writing
    write: Writing
    run_id: int
    now: str
    terms: Terms
    whole: Collection[str] = ()
    moved: dict[str, int] = field(default_factory=dict)  # fingerprint that came -> row that moved
    tally: Counter[str] = field(default_factory=Counter)

    def settle(self) -> Counts:
        """Settle all that changed."""
        unsaid = self._unsaid()
        self.moved = self._moved([*self._leaving(), *unsaid])
        stay = set(self.moved.values())
        for batch in self._batches(first=set(self.moved)):
            with self.write() as connection:
                self._settle(connection, batch, stay)
        self._let_go([row.id for row in unsaid if row.id not in stay])
        return Counts(**{name: self.tally[name] for name in Counts.__dataclass_fields__})

    # What is to be settled

    def _unsettled(self, went: bool = False) -> Iterator[list[int]]:
        """Faults of which something came or went, a batch at a time."""
        after = -(1 << 63)
        while True:
            query = select(ClueFinding.identity).where(
                ClueFinding.state != SETTLED, ClueFinding.identity > after
            )
            if went:
                query = query.where(ClueFinding.state == WENT)
            query = query.distinct().order_by(ClueFinding.identity).limit(_BATCH)
            with self.read() as connection:
                batch = list(connection.execute(query).scalars())
            if not batch:
                return
            yield batch
            after = batch[-1]

    def _batches(self, first: set[str]) -> Iterator[list[int]]:
        """Those that bear another's decision go first: were we stopped, the other would be gone."""
        urgent = [
            identity
            for batch in (self._unsettled() if first else ())
            for identity, marked in self._marked(batch).items()
            if any(row.fingerprint in first for row in marked)
        ]
        for start in range(0, len(urgent), _BATCH):
            yield urgent[start : start + _BATCH]
        yield from self._unsettled()

    def _marked(self, identities: Collection[int]) -> dict[int, list[Marked]]:
        with self.read() as connection:
            return {each: _mark(rows, self.terms) for each, rows in _said(connection, identities)}

    # What went

    def _leaving(self) -> list[Any]:
        """Findings that were said of some key and are no more."""
        found: dict[int, Any] = {}
        for batch in self._unsettled(went=True):
            with self.read() as connection:
                names = set[str]()
                for _, rows in _said(connection, batch):
                    now = {row.fingerprint for row in _mark(rows, self.terms)}
                    names |= {row.fingerprint for row in rows} - now
                found |= {row.id: row for row in gone.standing(connection, names - {""})}
        return list(found.values())

    def _unsaid(self) -> list[Any]:
        """Findings of the whole rules that nobody said, before or now."""
        if not self.whole:
            return []
        said = exists().where(ClueFinding.fingerprint == FindingRow.fingerprint)
        query = gone.evidence().where(FindingRow.code.in_(list(self.whole)), ~said)
        with self.read() as connection:
            rows = {row.fingerprint: row for row in connection.execute(query)}
        for batch in self._unsettled() if rows else ():
            for marked in self._marked(batch).values():
                for each in marked:
                    rows.pop(each.fingerprint, None)
        return list(rows.values())

    def _let_go(self, rows: Sequence[int]) -> None:
        for start in range(0, len(rows), _BATCH):
            with self.write() as connection:
                round_ = self._round(connection, {})
                gone.let_go(round_, connection, rows[start : start + _BATCH])

    # What changed its words

    def _moved(self, leaving: Sequence[Any]) -> dict[str, int]:
        """Fingerprint of what came -> row of the finding that it used to be."""
        with self.read() as connection:
            renamed = connection.execute(select(Alias.finding_id).limit(1)).first() is not None
        if not (leaving or renamed):
            return {}
        fresh = [row for batch in self._unsettled() for row in self._fresh(batch)]
        with self.read() as connection:
            return renaming.moved(connection, leaving, fresh)

    def _fresh(self, batch: Collection[int]) -> list[Marked]:
        marked = [row for rows in self._marked(batch).values() for row in rows]
        with self.read() as connection:
            known = rows_of(connection, [row.fingerprint for row in marked])
        return [row for row in marked if row.fingerprint not in known]

    # Settling

    def _settle(self, connection: Connection, batch: Collection[int], stay: set[int]) -> None:
        marked: list[Marked] = []
        names: list[dict[str, Any]] = []
        former: set[str] = set()
        for _, rows in _said(connection, batch):
            own = _mark(rows, self.terms)
            marked += own
            former |= {row.fingerprint for row in rows} - {row.fingerprint for row in own}
            names += _names(rows, own, self.terms)
        marked = stories.named(connection, marked)
        round_ = self._round(connection, self.terms.silence(marked))
        findings.take_in(round_, connection, marked, self.moved)
        left = [row.id for row in gone.standing(connection, former - {""})]
        gone.let_go(round_, connection, [row for row in left if row not in stay])
        _note(connection, batch, names)

    def _round(self, connection: Connection, silenced: Mapping[str, str]) -> Round:
        def inside() -> Any:
            return nullcontext(connection)

        return Round(inside, self.run_id, self.now, silenced, self.tally)


def _said(connection: Connection, identities: Collection[int]) -> Iterator[tuple[int, list[Any]]]:
    """Each fault with all that is or was said of it."""
    for part in chunks(identities):
        query = select(ClueFinding.__table__).where(ClueFinding.identity.in_(part))
        by_fault: dict[int, list[Any]] = {each: [] for each in part}
        for row in connection.execute(query.order_by(ClueFinding.id)):
            by_fault[row.identity].append(row)
        yield from by_fault.items()


def _mark(rows: Iterable[Any], terms: Terms) -> list[Marked]:
    said = [unpack_finding(row.finding) for row in rows if row.state != WENT]
    return list(mark(terms.grade(said)))


def _names(rows: Iterable[Any], marked: Iterable[Marked], terms: Terms) -> list[dict[str, Any]]:
    """Which row is which finding. Rows that say the same as another stay without a name."""
    name: dict[Finding, list[str]] = {}
    for each in marked:
        name.setdefault(each.finding, []).append(each.fingerprint)
    found = []
    for row in rows:
        if row.state != WENT:
            (finding,) = terms.grade([unpack_finding(row.finding)])
            left = name.get(finding)
            found.append({"row": row.id, "name": left.pop() if left else ""})
    return found


def _note(connection: Connection, batch: Collection[int], names: list[dict[str, Any]]) -> None:
    for part in chunks(batch):
        went = ClueFinding.identity.in_(part), ClueFinding.state == WENT
        connection.execute(delete(ClueFinding).where(*went))
    if names:
        change = update(ClueFinding).where(ClueFinding.__table__.c.id == bindparam("row"))
        change = change.values(state=SETTLED, fingerprint=bindparam("name"))
        connection.execute(change, names)
