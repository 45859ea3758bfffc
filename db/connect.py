"""Opening a database. All that is particular to SQLite or PostgreSQL is said here.

Measured with a bulk writer beside a reviewer on SQLite 3.40: in WAL mode a transaction that
begins deferred and then writes fails 90 times in 100 ("database is locked", whatever the busy
timeout), one that begins immediate never. So writers say BEGIN IMMEDIATE and readers BEGIN.
On PostgreSQL writers take one lock in turn, so that they wait for each other there too, and a
transaction that looks first and writes then does not meet another that did the same.
"""

import os
import sqlite3
import time
import zlib
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from importlib import import_module
from json import JSONDecodeError
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from sqlalchemy import Connection, Engine, Table, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import (
    ArgumentError,
    DBAPIError,
    IntegrityError,
    NoSuchModuleError,
    ProgrammingError,
)
from sqlalchemy.util import asbool

from db.errors import BackupFailedError, DatabaseFailedError, NotADatabaseError

WRITER = "copydesk_writer"
_ONLY_READS = "copydesk_only_reads"
BUSY_SECONDS = 30
_LOCK = 0x636F7079  # any number that nobody else takes: "copy"


def address(url: str) -> str:
    """A database URL from a URL or the path of an SQLite file.

    >>> address("desk.db"), address("postgresql://h/d")
    ('sqlite:///desk.db', 'postgresql://h/d')
    """
    return url if "://" in url else f"sqlite:///{url}"


def shown(url: str) -> str:
    """The address as it may be printed: without its password.

    >>> shown("postgresql://ann:secret@host/desk")
    'postgresql://ann:***@host/desk'
    """
    try:
        return make_url(address(url)).render_as_string(hide_password=True)
    except ArgumentError:
        return "the address given"


def file_of(url: str) -> Path | None:
    """The file of an SQLite database; None for a server, or a database in memory."""
    try:
        parsed = make_url(address(url))
    except ArgumentError:
        raise NotADatabaseError(f"{url.partition('://')[0]}://... is no database address") from None
    if parsed.get_backend_name() != "sqlite" or parsed.query.get("mode") == "memory":
        return None
    name = _without_scheme(parsed.database or "", parsed.query)
    return None if name in ("", ":memory:") else Path(name)


def _without_scheme(name: str, query: Mapping[str, Any]) -> str:
    """The path in what SQLite calls a URI, `file:desk.db?mode=ro`; any other name is a path."""
    if name.startswith("file:") and asbool(query.get("uri", False)):
        return unquote(urlsplit(name).path)
    return name


def may_read(file: Path) -> bool:
    """Whether the file is there and may be read."""
    return file.is_file() and os.access(file, os.R_OK)


def engine(url: str, *, only_reads: bool = False) -> Engine:
    """An engine whose connections are set up for many readers beside one writer. One that only
    reads needs no leave to write where an SQLite file lies."""
    try:
        if make_url(address(url)).get_backend_name() not in ("sqlite", "postgresql"):
            raise NotADatabaseError(
                f"cannot use {shown(url)}: a database is an SQLite file, or "
                "postgresql+psycopg://user:password@host/name"
            )
        file = file_of(url)
        if only_reads and file is not None:
            return create_engine(
                address(url),
                creator=lambda: _only_reading(file),
                execution_options={_ONLY_READS: True},
            )
        made = create_engine(address(url))
    except ImportError as error:
        name = error.name or str(error)
        wanted = '"psycopg[binary]"' if name.startswith("psycopg") else name
        raise NotADatabaseError(
            f"cannot use {shown(url)}: its driver {name} is not installed: pip install {wanted}"
        ) from None
    except (ArgumentError, NoSuchModuleError) as error:
        raise NotADatabaseError(f"cannot use {shown(url)}: {error}") from None
    if made.dialect.name == "sqlite":
        event.listen(made, "connect", _prepare)
        event.listen(made, "begin", _begin)
    elif made.dialect.name == "postgresql":
        event.listen(made, "begin", _take_turns)
    return made


def only_reads(made: Engine) -> bool:
    """Whether nothing can be written through this engine."""
    return bool(made.get_execution_options().get(_ONLY_READS))


def writer(made: Engine) -> Engine:
    """The same engine for transactions that write."""
    return made.execution_options(**{WRITER: True})


@contextmanager
def transaction(on: Engine) -> Iterator[Connection]:
    """A transaction. What its user can mend is told as such; all else is a mistake of ours."""
    try:
        with on.begin() as connection:
            yield connection
    except DBAPIError as error:
        if isinstance(error, (IntegrityError, ProgrammingError)):
            raise  # a mistake of ours, not of the disk
        raise DatabaseFailedError(error.orig) from error
    except (UnicodeDecodeError, JSONDecodeError, zlib.error) as error:
        raise DatabaseFailedError(f"a row cannot be read, {error}") from error


def insert_or(connection: Connection, into: Table) -> Any:
    """An insertion that may say what to do with a row that is there already. SQLAlchemy has it for
    each database apart; only ours is imported, the other's modules load slowly."""
    dialect = import_module(f"sqlalchemy.dialects.{connection.dialect.name}")
    return dialect.insert(into)


def backup(made: Engine, target: Path) -> None:
    """A whole copy of an SQLite database, taken while others use it; or nothing, and an error."""
    try:
        with made.connect() as connection, closing(sqlite3.connect(target)) as copy:
            source: Any = connection.connection.dbapi_connection
            source.backup(copy)
    except sqlite3.Error as error:
        if target.is_file():
            target.unlink()
        raise BackupFailedError(target, error) from None


def integrity(connection: Connection) -> list[str]:
    """What SQLite itself finds wrong with the file; nothing for other databases."""
    if connection.dialect.name != "sqlite":
        return []
    broken = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
    wrong = [str(line) for line in broken if line != "ok"]
    for table, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        wrong.append(f"{table} row {row} points at a missing {parent}")
    return wrong


def shrink(made: Engine) -> None:
    """Give freed pages back to the disk."""
    if made.dialect.name == "sqlite":
        with made.connect() as connection:
            raw: Any = connection.connection.dbapi_connection
            raw.execute("VACUUM")


def _only_reading(file: Path) -> sqlite3.Connection:
    """A connection to a file beside which SQLite cannot make those that it needs. While somebody
    else writes, they are there. Where there is no log, all is in the file: it is read as one that
    nobody changes."""
    log = file.with_name(file.name + "-wal")
    empty = not log.exists() or not log.stat().st_size
    for how in ("mode=ro", "immutable=1") if empty else ("mode=ro",):
        opened = sqlite3.connect(
            f"{file.resolve().as_uri()}?{how}", uri=True, check_same_thread=False
        )
        try:
            opened.execute("SELECT 1 FROM sqlite_master").close()
        except sqlite3.OperationalError as error:
            opened.close()
            refused = error
        else:
            return opened
    raise refused


def _prepare(connection: Any, record: object) -> None:
    # None: the driver must not open transactions by itself, `_begin` does.
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")
    _to_wal(connection)
    connection.execute("PRAGMA synchronous=NORMAL")
    connection.execute("PRAGMA foreign_keys=ON")


def _to_wal(connection: Any) -> None:
    """Two processes that open a new file at once: the change of mode heeds no busy timeout."""
    deadline = time.monotonic() + BUSY_SECONDS
    while connection.execute("PRAGMA journal_mode").fetchone()[0] not in ("wal", "memory"):
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.05)


def _take_turns(connection: Connection) -> None:
    if connection.get_execution_options().get(WRITER):
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITER)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
