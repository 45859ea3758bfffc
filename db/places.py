"""Where findings stand: which version of which article, between which words."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from checks.fingerprint import Marked
from checks.protocol import Finding
from db import shelf
from db.columns import plain
from db.models import Occurrence
from db.shelf import Key, chunks

Places = dict[Key, tuple[int, int]]  # article -> its row and the row of its current version


def find(connection: Connection, rows: Sequence[Marked]) -> Places:
    """The stored articles that these findings speak of."""
    return shelf.ids(connection, {key_of(row) for row in rows})


def key_of(row: Marked) -> Key:
    """The article that a finding speaks of."""
    ref = row.finding.span.article
    return plain(ref.site), plain(ref.key)


def note(
    connection: Connection,
    run_id: int,
    rows: Sequence[tuple[int, Marked]],
    places: Places,
) -> None:
    """An occurrence for each finding that stands elsewhere than it was last seen. Where only what
    is said of it changed, the last one says so."""
    there = _last(connection, [id_ for id_, _ in rows])
    new: list[dict[str, Any]] = []
    told: list[dict[str, Any]] = []
    for id_, row in rows:
        last, values = there.get(id_), _occurrence(row.finding)
        if last is None or tuple(last[3:]) != _spot(row, places):
            version = places.get(key_of(row), (0, None))[1]
            new.append(values | {"finding_id": id_, "version_id": version, "run_id": run_id})
        elif last.details != values["details"]:
            told.append({"row": last.id, "details": values["details"]})
    if new:
        connection.execute(insert(Occurrence), new)
    if told:
        change = update(Occurrence).where(Occurrence.__table__.c.id == bindparam("row"))
        connection.execute(change.values(details=bindparam("details")), told)


def _spot(row: Marked, places: Places) -> tuple[Any, ...]:
    span = row.finding.span
    version = places.get(key_of(row), (0, None))[1]
    return (version, span.block, span.start, span.end, plain(row.finding.quote))


def _last(connection: Connection, ids: Collection[int]) -> dict[int, Any]:
    columns = select(
        Occurrence.finding_id,
        Occurrence.id,
        Occurrence.details,
        Occurrence.version_id,
        Occurrence.block,
        Occurrence.start,
        Occurrence.end,
        Occurrence.quote,
    )
    return {
        row[0]: row
        for part in chunks(ids)
        for row in connection.execute(
            columns.where(Occurrence.finding_id.in_(part)).order_by(Occurrence.id)
        )
    }


def _occurrence(finding: Finding) -> dict[str, Any]:
    span = finding.span
    details = {
        "why": finding.why,
        "suggestion": finding.suggestion,
        "line": span.line,
        "path": span.article.path,
        "record": span.article.record,
        "article": span.article.id,
        "same_story": finding.same_story,
        "related": [
            {"article": other.article, "url": other.url, "quote": other.quote}
            for other in finding.related
        ],
    }
    return {
        "block": span.block,
        "start": span.start,
        "end": span.end,
        "quote": finding.quote,
        "prefix": finding.before,
        "suffix": finding.after,
        "details": {name: value for name, value in details.items() if value},
    }
