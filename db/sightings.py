"""What a run sees of findings: the values of their rows, and the word that `finding_run` keeps."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, insert, select

from articles.words.fold import fold
from checks.fingerprint import Marked
from checks.protocol import Finding
from db import places as spots
from db.columns import plain
from db.models import FindingRow, FindingRun
from db.places import Places
from db.shelf import chunks
from db.verdicts import Subject

WHOLE_SITE = "*"
_BATCH = 200  # findings in one write transaction, so that a reviewer beside it never waits long

Writing = Callable[[], AbstractContextManager[Connection]]


@dataclass(slots=True)
class Round:
    """One round of keeping what a run saw: what it knows while it works."""

    write: Writing
    run_id: int
    now: str
    silenced: Mapping[str, str]  # fingerprint -> the configuration's reason
    tally: Counter[str] = field(default_factory=Counter)


def parts(rows: Sequence[Any]) -> Iterator[list[Any]]:
    """The rows in batches, each for a transaction of its own."""
    for start in range(0, len(rows), _BATCH):
        yield list(rows[start : start + _BATCH])


def rows_of(connection: Connection, fingerprints: Collection[str]) -> dict[str, Any]:
    """Fingerprint -> what the database has of it, standing or gone."""
    columns = select(
        FindingRow.id,
        FindingRow.fingerprint,
        FindingRow.group_key,
        FindingRow.site,
        FindingRow.verdict,
        FindingRow.text_changed,
        FindingRow.last_run,
        FindingRow.gone_run,
    )
    return {
        row.fingerprint: row
        for part in chunks(fingerprints)
        for row in connection.execute(columns.where(FindingRow.fingerprint.in_(part)))
    }


def scope_of(finding: Finding) -> list[str]:
    """What `finding.scope` holds: nothing for a fault of one article."""
    if finding.site_wide:
        return [WHOLE_SITE]
    return [plain(key) for key in finding.across]


def subject_of(row: Marked) -> Subject:
    """What a decision on a finding can be about."""
    site = plain(row.finding.span.article.site)
    return Subject(row.fingerprint, row.group, row.finding.code, site)


def values_of(round_: Round, row: Marked, places: Places) -> dict[str, Any]:
    """What a run says of a finding, whether or not it was known."""
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


def note_states(connection: Connection, run_id: int, states: Sequence[tuple[int, str]]) -> None:
    """Note what a run saw of findings; what it noted before stays."""
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
