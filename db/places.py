"""Where findings stand: which version of which article, between which words."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection, insert, select

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
    """An occurrence for each finding that stands elsewhere than it was last seen."""
    there = _last_places(connection, [id_ for id_, _ in rows])
    changed = [
        (id_, row, places.get(key_of(row), (0, None))[1])
        for id_, row in rows
        if there.get(id_) != _spot(row, places)
    ]
    values = [
        _occurrence(row.finding) | {"finding_id": id_, "version_id": version, "run_id": run_id}
        for id_, row, version in changed
    ]
    if values:
        connection.execute(insert(Occurrence), values)


def _spot(row: Marked, places: Places) -> tuple[Any, ...]:
    span = row.finding.span
    version = places.get(key_of(row), (0, None))[1]
    return (version, span.block, span.start, span.end, plain(row.finding.quote))


def _last_places(connection: Connection, ids: Collection[int]) -> dict[int, tuple[Any, ...]]:
    columns = select(
        Occurrence.finding_id,
        Occurrence.version_id,
        Occurrence.block,
        Occurrence.start,
        Occurrence.end,
        Occurrence.quote,
    )
    return {
        row[0]: tuple(row[1:])
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
