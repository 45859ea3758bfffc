"""The store: the one door to the database. Everybody else speaks of articles and findings."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine

from articles import Article
from checks.fingerprint import Marked
from checks.protocol import Severity
from db import (
    arrivals,
    decisions,
    finding_counts,
    findings,
    listing,
    runs,
    schema,
    settling,
    shelf,
    sightings,
    upkeep,
)
from db.connect import backup, engine, file_of, only_reads, shrink, transaction, writer
from db.errors import NoDatabaseError, NoRoomError, NotADatabaseError, ReadOnlyDatabaseError
from db.records import Counts, Decision, Filter, Found, Kept, RunRecord
from db.settling import Settling, Terms

_BATCH, _BATCH_CHARACTERS = 200, 8_000_000  # articles in one write transaction
_PAGE = 200  # articles read at once


def utc_now() -> str:
    """The time as the database writes it."""
    return datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


class Store:
    """A database of articles, findings, decisions and runs. Close it, or use it in `with`."""

    def __init__(self, reading: Engine, now: Callable[[], str], kept_backup: Path | None) -> None:
        self.reading = reading
        self.now = now
        self.kept_backup = kept_backup  # made because the schema was upgraded on opening
        self._writing = writer(reading)

    @classmethod
    def open(
        cls,
        url: str,
        *,
        must_exist: bool = False,
        may_only_read: bool = False,
        now: Callable[[], str] = utc_now,
    ) -> "Store":
        """Open, create or upgrade the database of a URL, or of the path of an SQLite file. With
        `may_only_read` one that cannot be written to is opened for reading."""
        path = file_of(url)
        if must_exist and path is not None and not path.is_file():
            raise NoDatabaseError(str(path))
        if path is not None:
            _make_folder(path.parent)
        reading = engine(url)
        try:
            return cls(reading, now, schema.upgrade(reading))
        except (ReadOnlyDatabaseError, NoRoomError):
            if not may_only_read:
                raise
        reading = engine(url, only_reads=True)
        return cls(reading, now, schema.upgrade(reading))

    @property
    def only_reads(self) -> bool:
        """Whether nothing can be written to it."""
        return only_reads(self.reading)

    def close(self) -> None:
        """Let go of all connections."""
        self.reading.dispose()

    def __enter__(self) -> "Store":
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def read(self) -> AbstractContextManager[Connection]:
        """A transaction that only reads."""
        return transaction(self.reading)

    def write(self) -> AbstractContextManager[Connection]:
        """A transaction that writes: keep it short."""
        return transaction(self._writing)

    # Runs

    def begin_run(
        self, kind: str, source: str = "", settings_hash: str = "", tool_version: str = ""
    ) -> int:
        """Record that a run (crawl, import, recheck ...) has begun; its number."""
        now = self.now()
        with self.write() as connection:
            decisions.settle_expired(connection, now)
            return runs.begin(
                connection,
                kind=kind,
                source=source,
                settings_hash=settings_hash,
                tool_version=tool_version,
                started=now,
                heartbeat=now,
            )

    def end_run(self, run_id: int, status: str, exit_code: int, stats: Mapping[str, Any]) -> None:
        """Record how the run ended: complete, incomplete, failed or skipped."""
        with self.write() as connection:
            runs.end(connection, run_id, status, exit_code, stats, self.now())

    def alarm(self, run_id: int, kind: str, message: str, **values: str) -> None:
        """Record something about a run that a person should know."""
        with self.write() as connection:
            runs.alarm(connection, run_id, {"kind": kind, "message": message} | values)

    def runs(self) -> list[RunRecord]:
        """Every run, the first one first."""
        with self.read() as connection:
            return runs.all_runs(connection)

    # Articles

    def keep(self, run_id: int, articles: Iterable[Article], archive_ref: str = "") -> Kept:
        """Store articles in batches. Damaged ones are noted as unread inputs of the run.

        Whatever was stored stays, also when reading the next article fails.
        """
        kept = Kept()
        for batch in _batches(articles):
            kept += self._keep_batch(run_id, batch, archive_ref)
        return kept

    def _keep_batch(self, run_id: int, batch: list[Article], archive_ref: str) -> Kept:
        whole = [article for article in batch if not (article.damage and not article.blocks)]
        now = self.now()
        with self.write() as connection:
            kept = arrivals.keep(connection, run_id, whole, archive_ref, now)
            damaged = [article for article in batch if article.damage]
            runs.note_unread(connection, [_unread(run_id, article) for article in damaged])
            runs.beat(connection, run_id, now)
        return kept + Kept(damaged=len(damaged))

    def articles(
        self,
        site: str = "",
        keys: Collection[tuple[str, str]] | None = None,
        changed_in_run: int | None = None,
        unchecked: bool = False,
    ) -> Iterator[Article]:
        """Stored articles in their current version: all, of a site, of (site, key) pairs, those
        whose version a run set, or those that the rules have not seen as they are now."""
        if keys is not None:
            with self.read() as connection:
                yield from shelf.read_keys(connection, keys)
            return
        after = 0
        while rows := self._page(after, site, changed_in_run, unchecked):
            yield from (article for _, article in rows)
            after = rows[-1][0]

    def _page(
        self, after: int, site: str, changed: int | None, unchecked: bool
    ) -> list[tuple[int, Article]]:
        with self.read() as connection:
            return shelf.read(connection, after, _PAGE, site, changed, unchecked)

    def look(self, *, all_: bool) -> Iterator[list[shelf.Looked]]:
        """Stored articles with their rows and versions, some at a time: all, or those that the
        rules have not seen as they are now."""
        after = 0
        while batch := self._look(after, all_):
            after = batch[-1].id
            yield batch

    def _look(self, after: int, all_: bool) -> list[shelf.Looked]:
        with self.read() as connection:
            return shelf.look(connection, after, _PAGE, all_)

    def waiting(self) -> set[tuple[str, str]]:
        """Site and key of the articles that the rules have not seen as they are now."""
        with self.read() as connection:
            return shelf.waiting(connection)

    def unfinished(self) -> bool:
        """Whether articles wait for the rules, or what they left waits to be judged or settled."""
        with self.read() as connection:
            return bool(shelf.waiting(connection)) or settling.waiting(connection)

    def note_checked(self, keys: Collection[tuple[str, str]]) -> None:
        """Remember that all rules saw these articles as they are now."""
        with self.write() as connection:
            shelf.note_checked(connection, keys)

    # Findings

    def keep_findings(
        self,
        run_id: int,
        marked: Iterable[Marked],
        checked: Collection[tuple[str, str]],
        rules: Collection[str],
        silenced: Mapping[str, str] | None = None,
    ) -> Counts:
        """Bring the findings to what this run saw. `checked` are (site, key) of the articles that
        these rules saw whole: only there can a finding be fixed. `silenced` are fingerprints that
        the configuration ignores, with its reasons."""
        round_ = sightings.Round(self.write, run_id, self.now(), silenced or {})
        return findings.keep(round_, list(marked), checked, rules)

    def settle_said(self, run_id: int, terms: Terms, whole: Collection[str]) -> Counts:
        """Bring the findings to what rules that compare articles say now. `whole` are rules of
        which every key has been judged: what they do not say is gone."""
        return Settling(self.read, self.write, run_id, self.now(), terms, whole).settle()

    def find(self, wanted: Filter) -> Iterator[Found]:
        """Findings of a filter, by site, code and fingerprint."""
        after = None
        while rows := self._found(wanted, after):
            yield from rows
            last = rows[-1]
            after = (last.finding.span.article.site, last.finding.code, last.fingerprint)

    def named(self, fingerprints: Collection[str]) -> list[Found]:
        """The findings of these fingerprints, by site, code and fingerprint."""
        with self.read() as connection:
            return list(listing.by_fingerprint(connection, list(fingerprints)))

    def _found(self, wanted: Filter, after: tuple[str, str, str] | None) -> list[Found]:
        with self.read() as connection:
            return listing.page(connection, wanted, after)

    def worst_new(self, run_id: int, severity: str) -> int:
        """Open findings of this severity or above that a run saw first, or again."""
        with self.read() as connection:
            return finding_counts.newest(connection, run_id, int(Severity[severity.upper()]))

    # Decisions

    def decide(self, decision: Decision) -> bool:
        """Append a decision. False: the same person decided on it at that time already."""
        with self.write() as connection:
            return decisions.record(connection, decision, self.now())

    def undo(self, scope: str, key: str, who: str, at: str, note: str = "") -> Decision:
        """Take back the decision that holds; what it was."""
        with self.write() as connection:
            return decisions.undo(connection, scope, key, who, at, note)

    def decisions(self) -> list[Decision]:
        """Every decision ever made, by scope, key, time and person."""
        with self.read() as connection:
            return decisions.read(connection)

    def merge(self, incoming: Iterable[Decision]) -> int:
        """Append the decisions that are not there yet, oldest first; how many that were."""
        ordered = sorted(incoming, key=lambda row: (row.at, row.who, row.scope, row.key))
        with self.write() as connection:
            return decisions.record_all(connection, ordered, self.now())

    def settle(self) -> int:
        """Work out again what the decisions mean; how many findings changed their status."""
        with self.write() as connection:
            return decisions.settle_all(connection, self.now())

    def resolve(self, name: str) -> tuple[list[Found], list[str]]:
        """Findings and groups whose names begin so; at most eleven of each."""
        with self.read() as connection:
            prints, groups = listing.resolve(connection, name)
            return list(listing.by_fingerprint(connection, prints)), groups

    # The file

    def backup(self, target: Path) -> None:
        """A whole copy of an SQLite database, taken while others use it."""
        backup(self.reading, target)

    def problems(self) -> list[str]:
        """What is wrong with the database."""
        with self.read() as connection:
            return list(upkeep.problems(connection, self.now()))

    def prune(self, before: str) -> upkeep.Pruned:
        """Let go of history from before this time, and give the space back."""
        with self.write() as connection:
            pruned = upkeep.prune(connection, before)
        shrink(self.reading)
        return pruned


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise NotADatabaseError(f"cannot make a database in {folder}: {error.strerror}") from None


def _batches(articles: Iterable[Article]) -> Iterator[list[Article]]:
    """Lists that are short in number and in text, so that no transaction is long."""
    batch: list[Article] = []
    size = 0
    for article in articles:
        batch.append(article)
        size += sum(len(block.text) for block in article.blocks)
        if len(batch) >= _BATCH or size >= _BATCH_CHARACTERS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _unread(run_id: int, article: Article) -> dict[str, Any]:
    assert article.damage  # the caller chose it for that
    return {
        "run_id": run_id,
        "path": article.path or article.url,
        "record": article.record,
        "kind": article.damage.kind.value,
        "note": article.damage.note,
    }
