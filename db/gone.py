"""Findings that are there no more.

A finding is `fixed` only if all its articles were checked completely in this run and it is not
there any more: that a crawl missed a page mends nothing.
"""

from collections import Counter
from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select, update

from db import shelf
from db.columns import plain
from db.models import ArticleRow, FindingRow
from db.shelf import Key, chunks
from db.sightings import WHOLE_SITE, Round, note_states
from db.verdicts import status


def absent(
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
    if row.scope == [WHOLE_SITE]:
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


def let_go(
    round_: Round, connection: Connection, rows: Collection[int], *conditions: ColumnElement[bool]
) -> None:
    """These findings are there no more."""
    for part in chunks(rows):
        change = update(FindingRow).where(FindingRow.id.in_(part), *conditions)
        connection.execute(change.values(gone_run=round_.run_id, status=status("", True)))
        note_states(connection, round_.run_id, [(id_, "absent") for id_ in part])
        round_.tally["fixed"] += len(part)
