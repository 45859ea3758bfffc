"""What the commands over a database share: the flag, the file, who and when, the run."""

import argparse
import getpass
import shlex
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

from articles.errors import CopydeskError
from copydesk.config import Config
from copydesk.exits import BUG, INTERRUPTED, version
from copydesk.unreadable import unread

if TYPE_CHECKING:
    from db.store import Store

_EVERY = 0.2  # seconds between two lines of progress


def add_database(parser: argparse.ArgumentParser) -> None:
    """The flags that say which database and which settings."""
    parser.add_argument(
        "--db", default="", metavar="URL|PATH", help="the database (default: copydesk.db)"
    )
    parser.add_argument("--config", default="", metavar="FILE", help="instead of copydesk.toml")


def open_store(
    args: argparse.Namespace,
    config: Config,
    must_exist: bool = False,
    may_only_read: bool = False,
) -> "Store":
    """The database of the flags, else of the configuration. A command that only looks sets
    `may_only_read`: it then does with one that nobody here may write to."""
    from db.store import Store

    url = args.db or config.db.url
    store = Store.open(url, must_exist=must_exist, may_only_read=may_only_read)
    if store.kept_backup:
        print(f"copydesk: schema upgraded, backup in {store.kept_backup}", file=sys.stderr)
    return store


def same_database(args: argparse.Namespace) -> str:
    """The flags with which a proposed command means this database. A password is not repeated."""
    from db.connect import shown

    name = shown(args.db) if "://" in args.db else args.db
    given = (("--config", args.config), ("--db", name))
    return "".join(f" {flag} {shlex.quote(value)}" for flag, value in given if value)


def user_name() -> str:
    """Who decides: the name that the machine knows."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container may run under a number without a name
        return "unknown"


def lines_of(path: str) -> list[str]:
    """The lines of a file, or of standard input."""
    try:
        content = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
        return content.decode("utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise CopydeskError(f"cannot read {path}: {unread(error)}") from None


class Outcome:
    """How a run ends: `stats` and `exit_code` are filled while it works."""

    def __init__(self, run_id: int) -> None:
        self.run_id = run_id
        self.exit_code = 0
        self.stats: dict[str, Any] = {}


@contextmanager
def recorded(store: "Store", kind: str, source: str, settings: str) -> Iterator[Outcome]:
    """A run with its record, which says how it ended also when it was stopped or failed."""
    outcome = Outcome(store.begin_run(kind, source, settings, version()))
    try:
        yield outcome
    except KeyboardInterrupt:
        with _undisturbed():  # who is impatient presses twice, and the record is short
            store.end_run(outcome.run_id, "incomplete", INTERRUPTED, outcome.stats)
        raise
    except SystemExit as stop:
        store.end_run(outcome.run_id, "incomplete", int(stop.code or 0), outcome.stats)
        raise
    except BaseException as error:
        code = getattr(error, "exit_code", BUG)
        store.end_run(outcome.run_id, "failed", code, outcome.stats)
        raise
    status = "complete" if outcome.exit_code in (0, 1) else "incomplete"
    store.end_run(outcome.run_id, status, outcome.exit_code, outcome.stats)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Ctrl-C does nothing meanwhile."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def counter(wanted: bool) -> Callable[[str, int], None]:
    """A counter on a terminal's stderr, and nothing anywhere else."""
    if not (wanted and sys.stderr.isatty()):
        return lambda what, number: None
    last = [monotonic()]

    def tick(what: str, number: int) -> None:
        if monotonic() - last[0] >= _EVERY:
            last[0] = monotonic()
            sys.stderr.write(f"\r\x1b[K{number:,} {what}\r")
            sys.stderr.flush()

    return tick
