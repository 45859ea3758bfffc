"""The scripts that make and change our tables, run by Alembic."""

import atexit
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection


def migrate(connection: Connection, to: str) -> None:
    """Run the scripts that lead from the schema there to this one, in the caller's transaction."""
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, to)


def known() -> set[str]:
    """All revisions that there are scripts for."""
    scripts = ScriptDirectory.from_config(_config())
    return {script.revision for script in scripts.walk_revisions()}


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
