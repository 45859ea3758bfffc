"""Runs: begun, kept alive by a heartbeat, ended once."""

import os
import socket
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, insert, select, update

from db.models import Run, RunAlarm, Unread
from db.records import RunRecord


def begin(connection: Connection, **values: Any) -> int:
    """Record that a run has begun."""
    row = {"status": "running", "host": socket.gethostname(), "pid": os.getpid(), **values}
    return int(connection.execute(insert(Run).values(**row).returning(Run.id)).scalar_one())


def beat(connection: Connection, run_id: int, at: str) -> None:
    """Say that the run is alive."""
    connection.execute(update(Run).where(Run.id == run_id).values(heartbeat=at))


def end(
    connection: Connection,
    run_id: int,
    status: str,
    exit_code: int,
    stats: Mapping[str, Any],
    at: str,
) -> None:
    """Record how the run ended."""
    values = {"status": status, "exit_code": exit_code, "stats": dict(stats)}
    connection.execute(update(Run).where(Run.id == run_id).values(**values, ended=at, heartbeat=at))


def all_runs(connection: Connection) -> list[RunRecord]:
    """Every run, the first one first."""
    columns = [getattr(Run, name) for name in RunRecord.__dataclass_fields__]
    return [RunRecord(*row) for row in connection.execute(select(*columns).order_by(Run.id))]


def note_unread(connection: Connection, rows: Iterable[Mapping[str, Any]]) -> None:
    """Record inputs that could not be read."""
    values = [dict(row) for row in rows]
    if values:
        connection.execute(insert(Unread), values)


def unread_of(connection: Connection, run_id: int) -> list[tuple[str, str, str, str]]:
    """Inputs of a run that could not be read: path, record, kind, note."""
    columns = select(Unread.path, Unread.record, Unread.kind, Unread.note)
    found = connection.execute(columns.where(Unread.run_id == run_id).order_by(Unread.id))
    return [(row[0], row[1], row[2], row[3]) for row in found]


def alarm(connection: Connection, run_id: int, values: Mapping[str, Any]) -> None:
    """Record something about a run that a person should know."""
    connection.execute(insert(RunAlarm).values(run_id=run_id, **values))


def alarms_of(connection: Connection, run_id: int) -> list[tuple[str, str, str]]:
    """Alarms of a run: site, kind, message."""
    columns = select(RunAlarm.site, RunAlarm.kind, RunAlarm.message)
    found = connection.execute(columns.where(RunAlarm.run_id == run_id).order_by(RunAlarm.id))
    return [(row[0], row[1], row[2]) for row in found]
