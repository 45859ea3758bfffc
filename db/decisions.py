"""Decisions: append only. What they mean for findings is worked out anew and cached there."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, insert, select, update
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


def record_all(connection: Connection, incoming: Iterable[Decision], now: str) -> int:
    """Append the decisions that are not there yet and settle what they touch; how many those were.
    One that takes another back may come in any place among them."""
    added: dict[tuple[str, ...], Decision] = {}
    for decision in incoming:
        _refuse_nonsense(decision)
        added.setdefault(_name(decision), decision)
    for name in _there(connection, {key for _, key, _, _ in added}):
        added.pop(name, None)
    rows = [_values(each) for each in added.values() if not each.supersedes]
    if rows:
        connection.execute(insert(DecisionRow), rows)
    for decision in added.values():
        if decision.supersedes:
            append(connection, decision)
    settle(connection, {(each.scope, each.key) for each in added.values()}, now)
    return len(added)


def append(connection: Connection, decision: Decision) -> bool:
    """Append one decision without settling. False: the same person decided then already."""
    _refuse_nonsense(decision)
    if _row_of(connection, decision.scope, decision.key, decision.at, decision.who):
        return False
    row: dict[str, Any] = _values(decision)
    if decision.supersedes:
        row["supersedes"] = _row_of(connection, decision.scope, decision.key, *decision.supersedes)
    connection.execute(insert(DecisionRow).values(**row))
    return True


def read(connection: Connection, keys: Collection[tuple[str, str]] | None = None) -> list[Decision]:
    """Decisions about these scopes and keys, or all; by scope, key, time and person."""
    query = _decisions()
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


def last_form(connection: Connection, who: str, source: str) -> list[Decision]:
    """What a person decided there last, at one time, and did not take back; by scope and key."""
    taken = select(DecisionRow.supersedes).where(DecisionRow.supersedes.is_not(None))
    mine = and_(
        DecisionRow.who == who,
        DecisionRow.source == source,
        DecisionRow.verdict != UNDO,
        DecisionRow.id.not_in(taken),
    )
    last = select(func.max(DecisionRow.at)).where(mine).scalar_subquery()
    rows = connection.execute(_decisions().where(mine, DecisionRow.at == last))
    return sorted(map(_decision, rows), key=lambda row: (row.scope, row.key))


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
    by_scope: dict[str, set[str]] = {scope: set() for scope in SCOPES}
    for scope, key in keys:
        by_scope[scope].add(plain(key))
    touched = [_of_rule(key) for key in sorted(by_scope["rule"])]
    touched += [FindingRow.group_key.in_(part) for part in chunks(by_scope["group"])]
    touched += [FindingRow.fingerprint.in_(part) for part in chunks(by_scope["finding"])]
    rows = (connection.execute(_touched().where(each)).all() for each in touched)
    return sum(_settle(connection, some, now) for some in rows)


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


def _touched() -> Any:
    return select(
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


def _of_rule(key: str) -> ColumnElement[bool]:
    code, at, site = key.partition("@")
    of_rule = FindingRow.code == code
    return and_(of_rule, FindingRow.site == site) if at else of_rule


def _settle(connection: Connection, rows: Sequence[Any], now: str) -> int:
    subjects = {row.id: Subject(row.fingerprint, row.group_key, row.code, row.site) for row in rows}
    held = verdicts_of(connection, list(subjects.values()), now)
    moved: dict[tuple[str, str, bool], list[int]] = {}
    for row in rows:
        decision = held.get(row.fingerprint)
        verdict = decision.verdict if decision else ""
        state = status(verdict, row.gone_run is not None, row.silenced)
        carried = decision is not None and text_changed(decision)
        if (verdict, state, carried) != (row.verdict, row.status, row.text_changed):
            moved.setdefault((verdict, state, carried), []).append(row.id)
    for (verdict, state, carried), ids in moved.items():
        values = {"verdict": verdict, "status": state, "text_changed": carried}
        for part in chunks(ids):
            connection.execute(update(FindingRow).where(FindingRow.id.in_(part)).values(values))
    return sum(map(len, moved.values()))


def _name(decision: Decision) -> tuple[str, ...]:
    """What no two decisions share, as the database has it."""
    return tuple(map(plain, (decision.scope, decision.key, decision.at, decision.who)))


def _values(decision: Decision) -> dict[str, Any]:
    return {name: getattr(decision, name) for name in _FIELDS}


def _there(connection: Connection, keys: Collection[str]) -> Iterator[tuple[str, ...]]:
    """The names of the decisions on these keys."""
    columns = select(DecisionRow.scope, DecisionRow.key, DecisionRow.at, DecisionRow.who)
    for part in chunks(keys):
        yield from map(tuple, connection.execute(columns.where(DecisionRow.key.in_(part))))


def _decisions() -> Select[*tuple[Any, ...]]:
    back = aliased(DecisionRow)
    columns = [getattr(DecisionRow, name) for name in _FIELDS]
    return select(*columns, back.at, back.who).outerjoin(back, DecisionRow.supersedes == back.id)


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
