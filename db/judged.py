"""What rules said of the keys that were judged: kept by key and group, so that judging a key again
replaces exactly what it had said before. What changed is settled afterwards: see `db.settling`."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, bindparam, delete, exists, insert, select, tuple_, update

from checks.protocol import Finding
from db.clue_codec import identity_of, pack_finding
from db.clue_tables import ClueFinding, ClueGroup
from db.clues import Rule
from db.models import FindingRow
from db.shelf import chunks

SETTLED, CAME, WENT = 0, 1, 2

#: Key and group (0: the rule is not judged by groups) -> what was said of it.
Said = Mapping[tuple[int, int], Iterable[Finding]]


def groups(connection: Connection, rule: Rule, key: int) -> set[int]:
    """The groups of a key that were judged and still stood when they were."""
    query = select(ClueGroup.digest).where(ClueGroup.rule == rule.id, ClueGroup.key == key)
    return set(connection.execute(query).scalars())


def replace(connection: Connection, rule: Rule, said: Said, *, anew: bool = False) -> None:
    """Put this in the place of what was said of these keys and groups. `anew`: settle also what
    stays as it was."""
    had = _had(connection, rule, said.keys())
    new: list[dict[str, Any]] = []
    kept: list[int] = []
    for (key, group), found in said.items():
        before = had.get((key, group), {})
        for finding in found:
            raw = pack_finding(finding)
            if rows := before.get(raw):
                kept.append(rows.pop())
            else:
                values: dict[str, Any] = {"rule": rule.id, "key": key, "group_digest": group}
                values |= {"identity": identity_of(finding), "state": CAME, "finding": raw}
                new.append(values)
    gone = [row for by_raw in had.values() for rows in by_raw.values() for row in rows]
    _set_state(connection, gone, WENT)
    if anew:
        _set_state(connection, kept, CAME)
    if new:
        connection.execute(insert(ClueFinding), new)


def add_groups(connection: Connection, rule: Rule, key: int, digests: Iterable[int]) -> None:
    """These groups of a key are judged."""
    rows = [{"rule": rule.id, "key": key, "digest": each} for each in sorted(digests)]
    if rows:
        connection.execute(insert(ClueGroup), rows)


def drop_groups(connection: Connection, rule: Rule, key: int, digests: Collection[int]) -> None:
    """These groups of a key are no more: nor is what was said of them."""
    replace(connection, rule, {(key, each): () for each in digests})
    for part in chunks(digests):
        connection.execute(
            delete(ClueGroup).where(
                ClueGroup.rule == rule.id, ClueGroup.key == key, ClueGroup.digest.in_(part)
            )
        )


def say_again(connection: Connection) -> None:
    """Settle again what was said of findings that are gone with a removed article: it may have
    come back as it was."""
    kept = exists().where(FindingRow.fingerprint == ClueFinding.fingerprint)
    named = ClueFinding.state == SETTLED, ClueFinding.fingerprint != ""
    connection.execute(update(ClueFinding).where(*named, ~kept).values(state=CAME))


def _had(
    connection: Connection, rule: Rule, asked: Collection[tuple[int, int]]
) -> dict[tuple[int, int], dict[bytes, list[int]]]:
    """Key and group -> what was said of it -> its rows."""
    columns = select(
        ClueFinding.key, ClueFinding.group_digest, ClueFinding.finding, ClueFinding.id
    ).where(ClueFinding.rule == rule.id, ClueFinding.state != WENT)
    found: dict[tuple[int, int], dict[bytes, list[int]]] = {}
    for part in chunks(asked):
        where = tuple_(ClueFinding.key, ClueFinding.group_digest).in_(part)
        keys = ClueFinding.key.in_(sorted({key for key, _ in part}))
        for key, group, raw, row in connection.execute(columns.where(keys, where)):
            found.setdefault((key, group), {}).setdefault(bytes(raw), []).append(row)
    return found


def _set_state(connection: Connection, rows: Collection[int], state: int) -> None:
    if rows:
        change = update(ClueFinding).where(ClueFinding.__table__.c.id == bindparam("row"))
        connection.execute(change.values(state=state), [{"row": row} for row in sorted(rows)])
