"""Keeping the findings of a run: which are new, which stand, which went and which came back.

A finding is `fixed` only if all its articles were checked completely in this run and it is not
there any more: that a crawl missed a page mends nothing.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, delete, func, insert, select, update

from articles.fold import fold
from checks.fingerprint import SCHEME, Marked
from checks.protocol import Finding
from db import decisions, shelf
from db import places as spots
from db.carry import Evidence, pair
from db.columns import plain
from db.models import Alias, ArticleRow, FindingRow, FindingRun
from db.places import Places
from db.records import Counts
from db.shelf import Key, chunks
from db.verdicts import CARRIED, OPEN, Subject, status

_BATCH = 200  # findings in one write transaction, so that a reviewer beside it never waits long
_WHOLE_SITE = "*"

Writing = Callable[[], AbstractContextManager[Connection]]


@dataclass(slots=True)
class Round:
    """One call of `keep`: what it knows while it works."""

    write: Writing
    run_id: int
    now: str
    silenced: Mapping[str, str]  # fingerprint -> the configuration's reason
    tally: Counter[str] = field(default_factory=Counter)


def keep(
    round_: Round, marked: Sequence[Marked], checked: Collection[Key], rules: Collection[str]
) -> Counts:
    """Bring the database to what this run saw, in short transactions."""
    rows = list({row.fingerprint: row for row in marked}.values())
    fresh = [row for part in _parts(rows) for row in _see_again(round_, part)]
    with round_.write() as connection:
        gone = _absent(connection, round_.run_id, checked, rules)
        moved = _moved(connection, gone, fresh, {row.fingerprint for row in rows})
    for part in _parts([row for row in fresh if row.fingerprint in moved]):
        _carry(round_, part, moved)
    for part in _parts([row for row in fresh if row.fingerprint not in moved]):
        _add(round_, part)
    left = sorted({row.id for row in gone} - set(moved.values()))
    for part in _parts(left):
        _let_go(round_, part)
    return Counts(**{name: round_.tally[name] for name in Counts.__dataclass_fields__})


def take_in(
    round_: Round, connection: Connection, marked: list[Marked], moved_: dict[str, int]
) -> None:
    """What was seen, in the caller's transaction: known, moved from another place, or new."""
    fresh = _meet(round_, connection, marked)
    _carry(round_, [row for row in fresh if row.fingerprint in moved_], moved_)
    _add(round_, [row for row in fresh if row.fingerprint not in moved_])


def known(connection: Connection, fingerprints: Collection[str]) -> set[str]:
    """Those of these fingerprints that the database has, standing or gone."""
    return set(_rows(connection, fingerprints))


def scope_of(finding: Finding) -> list[str]:
    """What `finding.scope` holds: nothing for a fault of one article."""
    if finding.site_wide:
        return [_WHOLE_SITE]
    return [plain(key) for key in finding.across]


# What was there before


def _see_again(round_: Round, part: list[Marked]) -> list[Marked]:
    """Note findings that are known by their exact fingerprint; give back the others."""
    with round_.write() as connection:
        return _meet(round_, connection, part)


def _meet(round_: Round, connection: Connection, part: list[Marked]) -> list[Marked]:
    known = _rows(connection, [row.fingerprint for row in part])
    places = spots.find(connection, part)
    met = [(known[row.fingerprint], row) for row in part if row.fingerprint in known]
    _update(round_, connection, met, places)
    spots.note(connection, round_.run_id, [(old.id, row) for old, row in met], places)
    return [row for row in part if row.fingerprint not in known]


def _update(
    round_: Round,
    connection: Connection,
    met: Sequence[tuple[Any, Marked]],
    places: Places,
) -> None:
    values, states = [], []
    for old, row in met:
        back = old.gone_run is not None
        values.append(
            _row(round_, row, places) | {"row": old.id, "status": status(old.verdict, False)}
        )
        if old.last_run != round_.run_id:
            state = "reopened" if back else "unchanged"
            states.append((old.id, state))
            round_.tally[state] += 1
            round_.tally["open"] += values[-1]["status"] == OPEN
    if values:
        connection.execute(_change(), values)
    _note_states(connection, round_.run_id, states)


def _change() -> Any:
    names = (
        "group_key", "article_id", "site", "severity", "confidence", "message", "quote",
        "suggestion", "subject", "scope", "last_run", "status", "gone_run", "silenced",
    )  # fmt: skip
    change = update(FindingRow).where(FindingRow.__table__.c.id == bindparam("row"))
    return change.values({name: bindparam(name) for name in names})


def _rows(connection: Connection, fingerprints: Collection[str]) -> dict[str, Any]:
    columns = select(
        FindingRow.id,
        FindingRow.fingerprint,
        FindingRow.verdict,
        FindingRow.last_run,
        FindingRow.gone_run,
    )
    return {
        row.fingerprint: row
        for part in chunks(fingerprints)
        for row in connection.execute(columns.where(FindingRow.fingerprint.in_(part)))
    }


# What went


def _absent(
    connection: Connection, run_id: int, checked: Collection[Key], rules: Collection[str]
) -> list[Any]:
    """Findings that this run must have seen were they still there."""
    keys = {(plain(site), plain(key)) for site, key in checked}
    whole = _whole_sites(connection, keys)
    all_keys = {key for _, key in keys}
    found = []
    columns = evidence().where(FindingRow.last_run < run_id)
    for part in chunks({article for article, _ in shelf.ids(connection, keys).values()}):
        query = columns.where(FindingRow.article_id.in_(part)).order_by(FindingRow.id)
        found += [row for row in connection.execute(query) if row.code in rules]
    return [row for row in found if _seen_whole(row, all_keys, whole)]


def _seen_whole(row: Any, keys: Collection[str], whole: Collection[str]) -> bool:
    if row.scope == [_WHOLE_SITE]:
        return row.site in whole
    return all(key in keys for key in row.scope)


def _whole_sites(connection: Connection, keys: Collection[Key]) -> set[str]:
    """Sites of which every article is among the keys."""
    seen = Counter(site for site, _ in keys)
    query = select(ArticleRow.site, func.count()).group_by(ArticleRow.site)
    return {row[0] for row in connection.execute(query) if seen[row[0]] >= row[1]}


def evidence() -> Any:
    """The findings that stand, as far as pairing with what comes goes."""
    return select(
        FindingRow.id,
        FindingRow.fingerprint,
        FindingRow.code,
        FindingRow.article_id,
        FindingRow.subject,
        FindingRow.scope,
        FindingRow.site,
        FindingRow.verdict,
    ).where(FindingRow.gone_run.is_(None))


def standing(connection: Connection, fingerprints: Collection[str]) -> list[Any]:
    """Those of these findings that stand."""
    return [
        row
        for part in chunks(fingerprints)
        for row in connection.execute(evidence().where(FindingRow.fingerprint.in_(part)))
    ]


def _let_go(round_: Round, part: list[int]) -> None:
    with round_.write() as connection:
        # What a later run has seen meanwhile stays.
        let_go(round_, connection, part, FindingRow.last_run < round_.run_id)


def let_go(
    round_: Round, connection: Connection, rows: Collection[int], *conditions: ColumnElement[bool]
) -> None:
    """These findings are there no more."""
    for part in chunks(rows):
        change = update(FindingRow).where(FindingRow.id.in_(part), *conditions)
        connection.execute(change.values(gone_run=round_.run_id, status=status("", True)))
        _note_states(connection, round_.run_id, [(id_, "absent") for id_ in part])
        round_.tally["fixed"] += len(part)


# What changed its words


def moved(connection: Connection, gone: Sequence[Any], fresh: Sequence[Marked]) -> dict[str, int]:
    """Fingerprint of what came -> row of the finding it used to be, where all that went is told:
    other findings stand, unless they went before."""
    former = select(FindingRow.fingerprint).join(Alias, Alias.finding_id == FindingRow.id)
    former = former.where(FindingRow.gone_run.is_(None)).distinct()
    stand = set(connection.execute(former).scalars()) - {row.fingerprint for row in gone}
    return _moved(connection, gone, fresh, stand)


def _moved(
    connection: Connection, gone: Sequence[Any], fresh: Sequence[Marked], seen: Collection[str]
) -> dict[str, int]:
    """The same, where it is told which fingerprints were seen."""
    rows = {row.fingerprint: row.id for row in gone}
    before = _former(connection, [row.fingerprint for row in fresh], seen)
    came = [row for row in fresh if row.fingerprint not in before]
    places = spots.find(connection, came)
    old = [
        Evidence(row.fingerprint, row.code, row.article_id, row.subject, tuple(row.scope))
        for row in gone
        if row.id not in before.values()
    ]
    new = [
        Evidence(
            row.fingerprint,
            row.finding.code,
            places.get(spots.key_of(row), (0, 0))[0],
            plain(fold(row.finding.subject)),
            tuple(scope_of(row.finding)),
        )
        for row in came
    ]
    return before | {name: rows[former] for name, former in pair(old, new).items()}


def _former(
    connection: Connection, fingerprints: Collection[str], seen: Collection[str]
) -> dict[str, int]:
    """Fingerprints that a finding bore before, unless it was met under its present one."""
    query = select(Alias.fingerprint, FindingRow.id, FindingRow.fingerprint).join(
        FindingRow, FindingRow.id == Alias.finding_id
    )
    found: dict[str, int] = {}
    for part in chunks(fingerprints):
        for former, id_, now in connection.execute(query.where(Alias.fingerprint.in_(part))):
            if now not in seen and id_ not in found.values():
                found[former] = id_
    return found


def _carry(round_: Round, part: list[Marked], moved: dict[str, int]) -> None:
    """Give findings their new names; what was decided on the old ones goes with them."""
    with round_.write() as connection:
        part = _meet(round_, connection, part)  # another run may have come first
        for row in part:
            _rename(round_, connection, moved[row.fingerprint], row)
        _meet(round_, connection, part)
        settled = [("finding", row.fingerprint) for row in part]
        decisions.settle(connection, settled, round_.now)
        round_.tally["carried"] += len(part)


def _rename(round_: Round, connection: Connection, id_: int, row: Marked) -> None:
    old = connection.execute(
        select(FindingRow.fingerprint, FindingRow.group_key, FindingRow.code, FindingRow.site)
        .where(FindingRow.id == id_)
    ).one()  # fmt: skip
    subject = Subject(*old)
    held = decisions.verdicts_of(connection, [subject], round_.now).get(old.fingerprint)
    connection.execute(
        delete(Alias).where(Alias.fingerprint.in_([old.fingerprint, row.fingerprint]))
    )
    connection.execute(insert(Alias).values(fingerprint=old.fingerprint, finding_id=id_))
    connection.execute(
        update(FindingRow)
        .where(FindingRow.id == id_)
        .values(fingerprint=row.fingerprint, group_key=row.group)
    )
    if held and held.scope != "rule":
        carried = replace(
            held, scope="finding", key=row.fingerprint, source=CARRIED, supersedes=None
        )
        decisions.append(connection, carried)


# What came


def _add(round_: Round, part: list[Marked]) -> None:
    with round_.write() as connection:
        part = _meet(round_, connection, part)  # another run may have come first
        if not part:
            return
        places = spots.find(connection, part)
        values = [
            _row(round_, row, places)
            | {
                "fingerprint": row.fingerprint,
                "scheme": SCHEME,
                "code": row.finding.code,
                "first_run": round_.run_id,
                "status": status("", False, round_.silenced.get(row.fingerprint, "")),
            }
            for row in part
        ]
        names = [row.fingerprint for row in part]
        # A name that another finding bore before is this one's from now on.
        connection.execute(delete(Alias).where(Alias.fingerprint.in_(names)))
        connection.execute(insert(FindingRow), values)
        added = _rows(connection, names)
        rows = [(added[row.fingerprint].id, row) for row in part]
        spots.note(connection, round_.run_id, rows, places)
        _note_states(connection, round_.run_id, [(id_, "new") for id_, _ in rows])
        subjects = [_subject(row) for row in part]
        held = decisions.verdicts_of(connection, subjects, round_.now)
        decisions.settle(connection, [("finding", name) for name in sorted(held)], round_.now)
        round_.tally["new"] += len(part)
        round_.tally["open"] += sum(
            row.fingerprint not in held and row.fingerprint not in round_.silenced for row in part
        )


def _subject(row: Marked) -> Subject:
    site = plain(row.finding.span.article.site)
    return Subject(row.fingerprint, row.group, row.finding.code, site)


def _row(round_: Round, row: Marked, places: Places) -> dict[str, Any]:
    finding = row.finding
    place = places.get(spots.key_of(row))
    return {
        "group_key": row.group,
        "site": finding.span.article.site,
        "article_id": place[0] if place else None,
        "severity": str(finding.severity),
        "confidence": finding.confidence,
        "message": finding.message,
        "quote": finding.quote,
        "suggestion": finding.suggestion,
        "subject": fold(finding.subject),
        "scope": scope_of(finding),
        "last_run": round_.run_id,
        "gone_run": None,
        "silenced": round_.silenced.get(row.fingerprint, ""),
    }


# Small parts


def _note_states(connection: Connection, run_id: int, states: Sequence[tuple[int, str]]) -> None:
    there = {
        row[0]
        for part in chunks([id_ for id_, _ in states])
        for row in connection.execute(
            select(FindingRun.finding_id).where(
                FindingRun.run_id == run_id, FindingRun.finding_id.in_(part)
            )
        )
    }
    rows = [
        {"run_id": run_id, "finding_id": id_, "state": state}
        for id_, state in states
        if id_ not in there
    ]
    if rows:
        connection.execute(insert(FindingRun), rows)


def _parts(rows: Sequence[Any]) -> Iterator[list[Any]]:
    for start in range(0, len(rows), _BATCH):
        yield list(rows[start : start + _BATCH])
