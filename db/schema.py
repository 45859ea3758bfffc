"""Which schema a database has, and bringing it up to ours, with a backup first."""

import atexit
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect
from sqlalchemy.exc import DBAPIError

from db.connect import backup, file_of, shown, writer
from db.errors import (
    DamagedDatabaseError,
    ForeignDatabaseError,
    NewerDatabaseError,
    NotADatabaseError,
    ReadOnlyDatabaseError,
)
from db.models import Base


def upgrade(engine: Engine, to: str = "heads") -> Path | None:
    """Bring the database up to our schema; the backup that was made, where one was.

    A new database needs no backup. A schema that we do not know is refused.
    """
    there, had = _state(engine)
    ours = set(_scripts().get_heads())
    if had == ours:
        return None
    if there and not had:
        raise ForeignDatabaseError(engine.url.database)
    unknown = had - {script.revision for script in _scripts().walk_revisions()}
    if unknown:
        raise NewerDatabaseError(min(unknown))
    kept = _backup(engine, "-".join(sorted(had))) if had else None
    with writer(engine).begin() as connection:
        _migrate(connection, to)
    return kept


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
            return there, set(MigrationContext.configure(connection).get_current_heads())
    except UnicodeDecodeError:  # what SQLite says of it holds bytes of the damaged file
        raise DamagedDatabaseError(name, "what it holds is not its own text") from None
    except DBAPIError as error:
        if "malformed" in str(error.orig):
            raise DamagedDatabaseError(name, error.orig) from None
        if "readonly" in str(error.orig):
            raise ReadOnlyDatabaseError(name) from None
        reason = str(error.orig).partition("\n")[0]
        raise NotADatabaseError(f"cannot open {name}: {reason}") from None


def _tables(connection: Connection) -> set[str]:
    """Tables that stand where ours would: in a file all are, on a server others may live beside."""
    there = set(inspect(connection).get_table_names()) - {"alembic_version"}
    return there if connection.dialect.name == "sqlite" else there & Base.metadata.tables.keys()


def _migrate(connection: Connection, to: str) -> None:
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, to)


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


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


def _config() -> Config:
    config = Config()
    # A percent sign in the path would be read as interpolation.
    config.set_main_option("script_location", str(_migrations()).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


@cache
def _migrations() -> Path:
    """The folder that Alembic reads its scripts from: our own, unpacked where we run from an egg,
    as Scrapyd does."""
    inside = files("db") / "migrations"
    if isinstance(inside, Path):
        return inside
    folder = Path(mkdtemp(prefix="copydesk-"))
    atexit.register(rmtree, folder, ignore_errors=True)
    _unpack(inside, folder)
    return folder


def _unpack(inside: Traversable, folder: Path) -> None:
    for each in inside.iterdir():
        there = folder / each.name
        if each.is_dir():
            there.mkdir()
            _unpack(each, there)
        else:
            there.write_bytes(each.read_bytes())
