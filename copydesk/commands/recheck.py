"""`copydesk recheck`: today's rules over everything that is stored. Decisions survive."""

import argparse
import sys
from datetime import date

from copydesk.database import add_database

HELP = "run the checks again over all stored articles; decisions survive"


def arguments(parser: argparse.ArgumentParser) -> None:
    """The database, and what fails."""
    add_database(parser)
    parser.add_argument(
        "--fail-on",
        choices=("error", "warning", "info", "never"),
        default="never",
        help="leave with 1 on a new open finding of this severity (default: never)",
    )
    parser.add_argument("--exit-zero", action="store_true", help="a failed gate is no failure")
    parser.add_argument("--allow-empty", action="store_true", help="no article at all is fine")
    parser.add_argument("-q", "--quiet", action="store_true", help="nothing on stderr but errors")
    parser.add_argument("--no-progress", action="store_true", help="no counter on a terminal")


def run(args: argparse.Namespace) -> int:
    """Check everything, say what changed."""
    from copydesk.config import load
    from copydesk.database import counter, open_store, recorded
    from copydesk.exits import CLEAN, GATE_FAILED, INCOMPLETE
    from copydesk.keeping import Keeper, settings_hash, stats_of, suppression_of
    from copydesk.reading import knowledge_of
    from copydesk.selection import choose

    config = load(args.config)
    selection = choose(config)
    tick = counter(not (args.quiet or args.no_progress))
    with (
        open_store(args, config, must_exist=True) as store,
        recorded(store, "recheck", "", settings_hash(selection)) as outcome,
    ):
        suppression = suppression_of(config, date.today())
        knowledge = knowledge_of(config)
        keeper = Keeper(store, outcome.run_id, selection, suppression, knowledge, tick)
        counts = keeper.check(everything=True)
        store.settle()
        outcome.stats = {"articles": keeper.checked} | stats_of(counts, selection)
        print(
            f"run {outcome.run_id}: {keeper.checked:,} articles checked again; findings: "
            f"{counts.new:,} new, {counts.fixed:,} fixed, {counts.reopened:,} reopened, "
            f"{counts.unchanged:,} unchanged, {counts.open:,} open"
            + (f", {counts.carried:,} with changed text" if counts.carried else "")
        )
        if args.fail_on != "never" and store.worst_new(outcome.run_id, args.fail_on):
            outcome.exit_code = CLEAN if args.exit_zero else GATE_FAILED
        elif not keeper.checked and not args.allow_empty:
            print("copydesk: there is no article in the database", file=sys.stderr)
            outcome.exit_code = INCOMPLETE
        return outcome.exit_code
