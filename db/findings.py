"""Keeping the findings of a run: which are new, which stand, which went and which came back."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, update

from checks.fingerprint import SCHEME, Marked
from db import decisions
from db import places as spots
from db.columns import plain
from db.gone import absent, let_go
from db.models import Alias, FindingRow
from db.places import Places
from db.records import Counts
from db.renaming import moved_to, rename
from db.shelf import Key
from db.sightings import Round, note_states, parts, rows_of, subject_of, values_of
from db.verdicts import OPEN, status, text_changed


def keep(
    round_: Round, marked: Sequence[Marked], checked: Collection[Key], rules: Collection[str]
) -> Counts:
    """Bring the database to what this run saw, in short transactions."""
    rows = list({row.fingerprint: row for row in marked}.values())
    fresh = [row for part in parts(rows) for row in _see_again(round_, part)]
    with round_.write() as connection:
        gone = absent(connection, round_.run_id, checked, rules)
        moved = moved_to(connection, gone, fresh, {row.fingerprint for row in rows})
    for part in parts([row for row in fresh if row.fingerprint in moved]):
        _carry(round_, part, moved)
    for part in parts([row for row in fresh if row.fingerprint not in moved]):
        _add(round_, part)
    left = sorted({row.id for row in gone} - set(moved.values()))
    for part in parts(left):
        _let_go(round_, part)
    return Counts(**{name: round_.tally[name] for name in Counts.__dataclass_fields__})


def take_in(
    round_: Round, connection: Connection, marked: list[Marked], moved_: dict[str, int]
) -> None:
    """What was seen, in the caller's transaction: known, moved from another place, or new."""
    fresh = _meet(round_, connection, marked)
    _carry(round_, [row for row in fresh if row.fingerprint in moved_], moved_)
    _add(round_, [row for row in fresh if row.fingerprint not in moved_])


# What was there before


def _see_again(round_: Round, part: list[Marked]) -> list[Marked]:
    """Note findings that are known by their exact fingerprint; give back the others."""
    with round_.write() as connection:
        return _meet(round_, connection, part)


def _meet(round_: Round, connection: Connection, part: list[Marked]) -> list[Marked]:
    known = rows_of(connection, [row.fingerprint for row in part])
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
    held = _held_by_new_names(round_, connection, met)
    values, states = [], []
    for old, row in met:
        back = old.gone_run is not None
        verdict, carried = held.get(row.fingerprint, (old.verdict, old.text_changed))
        state = status(verdict, False, round_.silenced.get(row.fingerprint, ""))
        said = {"status": state, "verdict": verdict, "text_changed": carried}
        values.append(values_of(round_, row, places) | said | {"row": old.id})
        if old.last_run != round_.run_id:
            word = "reopened" if back else "unchanged"
            states.append((old.id, word))
            round_.tally[word] += 1
            round_.tally["open"] += state == OPEN
    if values:
        connection.execute(_change(), values)
    note_states(connection, round_.run_id, states)


def _held_by_new_names(
    round_: Round, connection: Connection, met: Sequence[tuple[Any, Marked]]
) -> dict[str, tuple[str, bool]]:
    """Fingerprint -> verdict, and whether it was carried, where the group or the site is another
    one now: what was decided on the former says nothing of the finding any more."""
    subjects = [
        subject_of(row)
        for old, row in met
        if (row.group, plain(row.finding.span.article.site)) != (old.group_key, old.site)
    ]
    held = decisions.verdicts_of(connection, subjects, round_.now) if subjects else {}
    return {
        each.fingerprint: (decision.verdict, text_changed(decision))
        if (decision := held.get(each.fingerprint))
        else ("", False)
        for each in subjects
    }


def _change() -> Any:
    names = (
        "group_key", "article_id", "site", "severity", "confidence", "message", "quote",
        "suggestion", "subject", "scope", "last_run", "status", "gone_run", "silenced",
        "verdict", "text_changed",
    )  # fmt: skip
    change = update(FindingRow).where(FindingRow.__table__.c.id == bindparam("row"))
    return change.values({name: bindparam(name) for name in names})


def _let_go(round_: Round, part: list[int]) -> None:
    with round_.write() as connection:
        # What a later run has seen meanwhile stays.
        let_go(round_, connection, part, FindingRow.last_run < round_.run_id)


# What changed its words


def _carry(round_: Round, part: list[Marked], moved: dict[str, int]) -> None:
    """Give findings their new names; what was decided on the old ones goes with them."""
    with round_.write() as connection:
        part = _meet(round_, connection, part)  # another run may have come first
        for row in part:
            rename(connection, round_.now, moved[row.fingerprint], row)
        _meet(round_, connection, part)
        settled = [("finding", row.fingerprint) for row in part]
        decisions.settle(connection, settled, round_.now)
        round_.tally["carried"] += len(part)


# What came


def _add(round_: Round, part: list[Marked]) -> None:
    with round_.write() as connection:
        part = _meet(round_, connection, part)  # another run may have come first
        if not part:
            return
        places = spots.find(connection, part)
        values = [
            values_of(round_, row, places)
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
        added = rows_of(connection, names)
        rows = [(added[row.fingerprint].id, row) for row in part]
        spots.note(connection, round_.run_id, rows, places)
        note_states(connection, round_.run_id, [(id_, "new") for id_, _ in rows])
        subjects = [subject_of(row) for row in part]
        held = decisions.verdicts_of(connection, subjects, round_.now)
        decisions.settle(connection, [("finding", name) for name in sorted(held)], round_.now)
        round_.tally["new"] += len(part)
        round_.tally["open"] += sum(
            row.fingerprint not in held and row.fingerprint not in round_.silenced for row in part
        )
