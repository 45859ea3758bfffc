"""The log of requests and what became of runs, as operators ask for them."""

from collections.abc import Collection

from sqlalchemy import Engine, delete, func, select, update

from db import runs
from db.connect import transaction, writer
from db.crawl_records import Fetched
from db.crawl_tables import CrawlFetch
from db.models import FindingRow, Run, RunAlarm


class RunLog:
    """The log of requests and what became of runs, for `copydesk runs` and for retention."""

    def __init__(self, engine: Engine) -> None:
        self._read = engine
        self._write = writer(engine)

    def fetched(self, run_id: int) -> list[Fetched]:
        """Every request of a run."""
        columns = [getattr(CrawlFetch, name) for name in Fetched.__dataclass_fields__]
        query = select(*columns).where(CrawlFetch.run_id == run_id).order_by(CrawlFetch.id)
        with transaction(self._read) as connection:
            return [Fetched(*row) for row in connection.execute(query)]

    def alarms(self, run_id: int) -> list[tuple[str, str, str]]:
        """Alarms of a run: site, kind, message."""
        with transaction(self._read) as connection:
            return runs.alarms_of(connection, run_id)

    def alarmed(self) -> set[tuple[int, str]]:
        """Every run and site of which there was an alarm."""
        query = select(RunAlarm.run_id, RunAlarm.site).distinct()
        with transaction(self._read) as connection:
            return {(row[0], row[1]) for row in connection.execute(query)}

    def new_findings(self, run_id: int) -> dict[str, int]:
        """Site -> findings that this run saw first."""
        count = select(FindingRow.site, func.count()).where(FindingRow.first_run == run_id)
        with transaction(self._read) as connection:
            rows = connection.execute(count.group_by(FindingRow.site))
            return {row[0]: int(row[1]) for row in rows}

    def findings(self) -> list[tuple[str, str, int]]:
        """How many findings there are: code, status, number."""
        columns = FindingRow.code, FindingRow.status
        count = select(*columns, func.count()).group_by(*columns).order_by(*columns)
        with transaction(self._read) as connection:
            return [(row[0], row[1], int(row[2])) for row in connection.execute(count)]

    def prune(self, before: str) -> int:
        """Forget single requests made before this time. Runs are kept for ever."""
        with transaction(self._write) as connection:
            gone = delete(CrawlFetch).where(CrawlFetch.at < before)
            return connection.execute(gone).rowcount

    def close_dead(self, ids: Collection[int], at: str) -> None:
        """Runs whose process is gone did not end well."""
        with transaction(self._write) as connection:
            dead = update(Run).where(Run.id.in_(list(ids)), Run.status == "running")
            connection.execute(dead.values(status="failed", ended=at))
