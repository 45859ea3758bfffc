"""`copydesk db`: look after the database."""

import argparse
from typing import TYPE_CHECKING

from copydesk.database import add_database
from copydesk.ranges import whole_number

if TYPE_CHECKING:
    from db.store import Store

HELP = "upgrade, check, back up, prune or measure the database"


def arguments(parser: argparse.ArgumentParser) -> None:
    """The five things to do."""
    choices = parser.add_subparsers(
        metavar="upgrade|check|backup|prune|stats", required=True, dest="action"
    )
    upgrade = choices.add_parser("upgrade", help="to this copydesk's schema, with a backup first")
    check = choices.add_parser("check", help="is the file sound? 1 if not")
    backup = choices.add_parser("backup", help="a whole copy, also while others use it")
    backup.add_argument("file", nargs="?", default="", metavar="FILE", help="where to")
    prune = choices.add_parser("prune", help="let go of old history, keep all that was decided")
    prune.add_argument(
        "--older-than",
        type=whole_number(0, 36_500),
        default=365,
        metavar="DAYS",
        help="default: 365",
    )
    stats = choices.add_parser("stats", help="rows of each table, size of the file")
    for each in (upgrade, check, backup, prune, stats):
        add_database(each)


def run(args: argparse.Namespace) -> int:
    """Open the database (which upgrades it) and do it."""
    from copydesk.config import load
    from copydesk.database import open_store

    with open_store(args, load(args.config), must_exist=True) as store:
        actions = {
            "upgrade": _upgrade,
            "check": _check,
            "backup": _backup,
            "prune": _prune,
            "stats": _stats,
        }
        return actions[args.action](args, store)


def _upgrade(args: argparse.Namespace, store: "Store") -> int:
    from db import schema

    print(f"schema {', '.join(schema.revisions(store.reading))}: up to date")
    return 0


def _check(args: argparse.Namespace, store: "Store") -> int:
    from copydesk.exits import CLEAN, GATE_FAILED, say
    from review.escape import visible

    problems = store.problems()
    say([*map(visible, problems), f"{len(problems):,} problems" if problems else "sound"])
    return GATE_FAILED if problems else CLEAN


def _backup(args: argparse.Namespace, store: "Store") -> int:
    from pathlib import Path

    from articles.errors import CopydeskError
    from copydesk.config import load
    from db.connect import file_of

    path = file_of(args.db or load(args.config).db.url)
    if path is None:
        raise CopydeskError("only an SQLite file is backed up here; use your server's own tools")
    stamp = store.now()[:19].replace(":", "").replace("-", "")
    target = Path(args.file) if args.file else path.with_name(f"{path.name}.{stamp}.bak")
    if target.exists():
        raise CopydeskError(f"{target} is there already: name another file")
    store.backup(target)
    print(f"backup in {target}")
    return 0


def _prune(args: argparse.Namespace, store: "Store") -> int:
    from datetime import datetime, timedelta

    before = datetime.fromisoformat(store.now()) - timedelta(days=args.older_than)
    gone = store.prune(before.isoformat(timespec="microseconds").replace("+00:00", "Z"))
    print(
        f"let go: {gone.versions:,} former versions of articles, {gone.sightings:,} sightings, "
        f"{gone.unread:,} notes on unread inputs"
    )
    return 0


def _stats(args: argparse.Namespace, store: "Store") -> int:
    from copydesk.config import load
    from db import upkeep
    from db.connect import file_of

    with store.read() as connection:
        sizes = upkeep.sizes(connection)
    for table, rows in sizes:
        print(f"{rows:>12,}  {table}")
    path = file_of(args.db or load(args.config).db.url)
    if path is not None:
        print(f"{path.stat().st_size:>12,}  bytes in {path}")
    return 0
