"""Decisions: append only. What they mean for findings is worked out anew and cached there."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, bindparam, insert, select, update
from sqlalchemy.orm import aliased

from db.columns import plain
from db.errors import BadDecisionError
from db.models import DecisionRow, FindingRow
from db.records import Decision
from db.shelf import chunks
from db.verdicts import (
    SCOPES,
    UNDO,
    VERDICTS,
    Subject,
    decide,
    in_force,
    latest,
    status,
    text_changed,
)

_FIELDS = ("scope", "key", "verdict", "who", "at", "reason", "note", "source", "expires", "about")


def record(connection: Connection, decision: Decision, now: str) -> bool:
    """Append one decision and settle what it touches. False: it was there already."""
    if not append(connection, decision):
        return False
    settle(connection, [(decision.scope, decision.key)], now)
    return True


def append(connection: Connection, decision: Decision) -> bool:
    """Append one decision without settling. False: the same person decided then already."""
    _refuse_nonsense(decision)
    if _row_of(connection, decision.scope, decision.key, decision.at, decision.who):
        return False
    row = {name: getattr(decision, name) for name in _FIELDS}
    if decision.supersedes:
        row["supersedes"] = _row_of(connection, decision.scope, decision.key, *decision.supersedes)
    connection.execute(insert(DecisionRow).values(**row))
    return True


def read(connection: Connection, keys: Collection[tuple[str, str]] | None = None) -> list[Decision]:
    """Decisions about these scopes and keys, or all; by scope, key, time and person."""
    back = aliased(DecisionRow)
    columns = [getattr(DecisionRow, name) for name in _FIELDS]
    query = select(*columns, back.at, back.who).outerjoin(back, DecisionRow.supersedes == back.id)
    if keys is None:
        found = [_decision(row) for row in connection.execute(query)]
    else:
        found = [
            decision
            for part in chunks({plain(key) for _, key in keys})
            for decision in map(
                _decision, connection.execute(query.where(DecisionRow.key.in_(part)))
            )
            if (decision.scope, decision.key) in keys
        ]
    return sorted(found, key=lambda row: (row.scope, row.key, row.at, row.who))


def standing(connection: Connection, scope: str, key: str, now: str) -> Decision | None:
    """The decision of exactly this scope and key that holds."""
    return latest(read(connection, {(scope, key)}), now)


def undo(
    connection: Connection, scope: str, key: str, who: str, at: str, note: str = ""
) -> Decision:
    """Take back the decision that holds; the one before it holds again. Returns what it was."""
    held = standing(connection, scope, key, at)
    if held is None:
        raise BadDecisionError(f"there is no decision on {scope} {key} to take back")
    taken = Decision(scope, key, UNDO, who, at, note=note, supersedes=(held.at, held.who))
    record(connection, taken, at)
    return held


def settle(connection: Connection, keys: Iterable[tuple[str, str]], now: str) -> int:
    """Work out verdict and status of all findings that these decisions touch; how many changed."""
    changed = 0
    for scope, key in keys:
        rows = connection.execute(_touched(scope, key)).all()
        changed += _settle(connection, rows, now)
    return changed


def settle_all(connection: Connection, now: str) -> int:
    """Work out verdict and status of every finding that some decision may touch."""
    keys = {(row.scope, row.key) for row in read(connection)}
    return settle(connection, sorted(keys), now)


def settle_expired(connection: Connection, now: str) -> int:
    """Let go of what decisions held that have expired since."""
    query = select(DecisionRow.scope, DecisionRow.key).where(
        DecisionRow.expires != "", DecisionRow.expires < now[:10]
    )
    return settle(connection, {(row[0], row[1]) for row in connection.execute(query)}, now)


def verdicts_of(
    connection: Connection, subjects: Collection[Subject], now: str
) -> dict[str, Decision]:
    """Fingerprint -> decision in force, for findings that have one."""
    if connection.execute(select(DecisionRow.id).limit(1)).first() is None:
        return {}
    keys = {key for subject in subjects for key in subject.keys}
    held = in_force(read(connection, keys), now)
    found = {subject.fingerprint: decide(subject, held) for subject in subjects}
    return {name: decision for name, decision in found.items() if decision}


def _touched(scope: str, key: str) -> Any:
    columns = select(
        FindingRow.id,
        FindingRow.fingerprint,
        FindingRow.group_key,
        FindingRow.code,
        FindingRow.site,
        FindingRow.gone_run,
        FindingRow.verdict,
        FindingRow.status,
        FindingRow.silenced,
        FindingRow.text_changed,
    )
    return columns.where(_about(scope, key))


def _about(scope: str, key: str) -> ColumnElement[bool]:
    if scope == "finding":
        return FindingRow.fingerprint == key
    if scope == "group":
        return FindingRow.group_key == key
    code, at, site = key.partition("@")
    of_rule = FindingRow.code == code
    return and_(of_rule, FindingRow.site == site) if at else of_rule


def _settle(connection: Connection, rows: Sequence[Any], now: str) -> int:
    subjects = {row.id: Subject(row.fingerprint, row.group_key, row.code, row.site) for row in rows}
    held = verdicts_of(connection, list(subjects.values()), now)
    moved = []
    for row in rows:
        decision = held.get(row.fingerprint)
        verdict = decision.verdict if decision else ""
        state = status(verdict, row.gone_run is not None, row.silenced)
        carried = decision is not None and text_changed(decision)
        if (verdict, state, carried) != (row.verdict, row.status, row.text_changed):
            values = {"verdict": verdict, "status": state, "text_changed": carried}
            moved.append({"row": row.id, **values})
    if moved:
        table = FindingRow.__table__
        change = update(FindingRow).where(table.c.id == bindparam("row"))
        names = ("verdict", "status", "text_changed")
        change = change.values({name: bindparam(name) for name in names})
        connection.execute(change, moved)
    return len(moved)


def _row_of(connection: Connection, scope: str, key: str, at: str, who: str) -> int | None:
    query = select(DecisionRow.id).where(
        DecisionRow.scope == scope,
        DecisionRow.key == key,
        DecisionRow.at == at,
        DecisionRow.who == who,
    )
    return connection.execute(query).scalar()


def _decision(row: Any) -> Decision:
    values = dict(zip(_FIELDS, row, strict=False))
    return Decision(**values, supersedes=(row[-2], row[-1]) if row[-2] else None)


def _refuse_nonsense(decision: Decision) -> None:
    if decision.scope not in SCOPES:
        raise BadDecisionError(
            f"a decision is about one of {', '.join(SCOPES)}, not {decision.scope!r}"
        )
    if decision.verdict not in (*VERDICTS, UNDO):
        raise BadDecisionError(
            f"there is no verdict {decision.verdict!r}; there are {', '.join(VERDICTS)}"
        )
    if not decision.key or not decision.at:
        raise BadDecisionError("a decision needs a key and a time")
