"""Findings that changed their words: they keep their row, and what was decided on them."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from articles.words.fold import fold
from checks.fingerprint import Marked
from db import decisions
from db import places as spots
from db.carry import Evidence, pair
from db.columns import plain
from db.models import Alias, FindingRow
from db.shelf import chunks
from db.sightings import scope_of
from db.verdicts import CARRIED, Subject


def moved(connection: Connection, gone: Sequence[Any], fresh: Sequence[Marked]) -> dict[str, int]:
    """Fingerprint of what came -> row of the finding it used to be, where all that went is told:
    other findings stand, unless they went before."""
    former = select(FindingRow.fingerprint).join(Alias, Alias.finding_id == FindingRow.id)
    former = former.where(FindingRow.gone_run.is_(None)).distinct()
    stand = set(connection.execute(former).scalars()) - {row.fingerprint for row in gone}
    return moved_to(connection, gone, fresh, stand)


def moved_to(
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


def rename(connection: Connection, now: str, id_: int, row: Marked) -> None:
    """Give a finding its new name; what was decided on the old one goes with it."""
    old = connection.execute(
        select(FindingRow.fingerprint, FindingRow.group_key, FindingRow.code, FindingRow.site)
        .where(FindingRow.id == id_)
    ).one()  # fmt: skip
    subject = Subject(*old)
    held = decisions.verdicts_of(connection, [subject], now).get(old.fingerprint)
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
