"""Which schema a database has, and bringing it up to ours, with a backup first.

Alembic does that. It loads slowly, all databases' dialects with it, and most databases are up to
date: so that is seen without it.
"""

from functools import cache
from importlib.resources import files
from pathlib import Path

from sqlalchemy import Connection, Engine, column, inspect, select, table
from sqlalchemy.exc import DBAPIError

from db.connect import backup, file_of, may_read, only_reads, shown, transaction, writer
from db.errors import (
    DamagedDatabaseError,
    ForeignDatabaseError,
    NewerDatabaseError,
    NoRoomError,
    NotADatabaseError,
    ReadOnlyDatabaseError,
)
from db.models import Base

_VERSION = table("alembic_version", column("version_num"))  # Alembic's own


def upgrade(engine: Engine, to: str = "heads") -> Path | None:
    """Bring the database up to our schema; the backup that was made, where one was.

    A new database needs no backup. A schema that we do not know is refused.
    """
    there, had = _state(engine)
    if had == {_newest()}:
        return None
    if there and not had:
        raise ForeignDatabaseError(engine.url.database)
    if only_reads(engine):
        raise ReadOnlyDatabaseError(engine.url.database)  # an older schema would be changed
    from db.migrating import known, migrate

    if unknown := had - known():
        raise NewerDatabaseError(min(unknown))
    kept = _backup(engine, "-".join(sorted(had))) if had else None
    with transaction(writer(engine)) as connection:
        migrate(connection, to)
    return kept


@cache
def _newest() -> str:
    """The newest revision: the name of its script begins with it, as in r0008_shown_links.py."""
    scripts = (files("db") / "migrations" / "versions").iterdir()
    return max(script.name[1:5] for script in scripts if script.name.startswith("r"))


def revisions(engine: Engine) -> tuple[str, ...]:
    """The schema that the database has; empty for a new one."""
    return tuple(sorted(_state(engine)[1]))


def _state(engine: Engine) -> tuple[set[str], set[str]]:
    """Which tables there are, and of which schema. In this order: another process may be making
    the database just now, all at once."""
    name = file_of(str(engine.url)) or shown(str(engine.url))
    try:
        with engine.connect() as connection:
            there = _tables(connection)
            return there, _revisions(connection)
    except UnicodeDecodeError:  # what SQLite says of it holds bytes of the damaged file
        raise DamagedDatabaseError(name, "what it holds is not its own text") from None
    except DBAPIError as error:
        if "malformed" in str(error.orig):
            raise DamagedDatabaseError(name, error.orig) from None
        if "readonly" in str(error.orig) or _refused(name, error):
            raise ReadOnlyDatabaseError(name) from None
        if "full" in str(error.orig) or "disk I/O" in str(error.orig):
            raise NoRoomError(error.orig) from None
        reason = str(error.orig).partition("\n")[0]
        raise NotADatabaseError(f"cannot open {name}: {reason}") from None


def _refused(name: object, error: DBAPIError) -> bool:
    """Whether it may be read, and SQLite could not make its files beside it."""
    return "unable to open" in str(error.orig) and isinstance(name, Path) and may_read(name)


def _revisions(connection: Connection) -> set[str]:
    if not inspect(connection).has_table(_VERSION.name):
        return set()
    return set(connection.execute(select(_VERSION.c.version_num)).scalars())


def _tables(connection: Connection) -> set[str]:
    """Tables that stand where ours would: in a file all are, on a server others may live beside."""
    there = set(inspect(connection).get_table_names()) - {_VERSION.name}
    return there if connection.dialect.name == "sqlite" else there & Base.metadata.tables.keys()


def _backup(engine: Engine, had: str) -> Path | None:
    path = file_of(str(engine.url))
    if path is None:
        return None
    target = _free(path.with_name(f"{path.name}.schema-{had}.bak"))
    backup(engine, target)
    return target


def _free(path: Path) -> Path:
    """The path, or the first of its numbered neighbours that is not taken."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return free
