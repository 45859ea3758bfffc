"""`copydesk import`: an archive into the database. Again: nothing new."""

import argparse
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from archives.reading import Loss, Tally
from copydesk.arguments import add_completeness, add_inputs
from copydesk.completeness import lost, refused
from copydesk.database import add_database

if TYPE_CHECKING:
    from articles import Article
    from copydesk.selection import Selection
    from db.records import Counts, Kept

HELP = "store an archive's articles in the database and check them; again adds nothing"

_NAMED = 20  # damaged inputs that are told one by one


def arguments(parser: argparse.ArgumentParser) -> None:
    """What is read, where it goes, what counts as complete."""
    add_inputs(parser)
    add_database(parser)
    add_completeness(parser)
    parser.add_argument("--no-check", action="store_true", help="store only; check later")
    parser.add_argument(
        "--fail-on",
        choices=("error", "warning", "info", "never"),
        default="never",
        help="leave with 1 on a new open finding of this severity (default: never)",
    )
    parser.add_argument("--exit-zero", action="store_true", help="a failed gate is no failure")
    parser.add_argument("-q", "--quiet", action="store_true", help="nothing on stderr but gaps")
    parser.add_argument("--no-progress", action="store_true", help="no counter on a terminal")


@dataclass(slots=True)
class Seen:
    """What passed by on the way into the database."""

    tick: Any
    articles: int = 0
    damaged: list[str] = field(default_factory=list)
    loss: Loss = field(default_factory=Loss)

    def watch(self, articles: "Iterable[Article]") -> "Iterator[Article]":
        """The same articles, counted; the damaged ones are remembered by name."""
        from review.escape import visible

        for article in articles:
            if article.damage is None:
                self.articles += 1
            else:
                self.loss.count(article.damage)
                if len(self.damaged) < _NAMED:
                    place = " ".join(filter(None, (article.path, article.record)))
                    note = f"{place or article.url}: {article.damage.note}"
                    self.damaged.append(visible(note))
            self.tick("articles read", self.articles)
            yield article

    def gaps(self) -> Iterator[str]:
        """Why the input is incomplete, a line each."""
        yield from self.damaged
        if self.loss.inputs > len(self.damaged):
            yield f"{self.loss.inputs - len(self.damaged):,} more inputs could not be read"
        yield from lost(self.loss)
        if not self.articles and not self.loss.inputs:
            yield "no article in the input"


def run(args: argparse.Namespace) -> int:
    """Store, check, say how it went."""
    from copydesk.config import load
    from copydesk.database import counter, open_store, recorded
    from copydesk.keeping import settings_hash, stats_of
    from copydesk.reading import articles_of
    from copydesk.selection import choose
    from review.escape import visible

    config = load(args.config)
    selection = choose(config)
    tally = Tally()
    articles = articles_of(
        args, config, tally
    )  # a missing path is an error before a database is made
    seen = Seen(counter(not (args.quiet or args.no_progress)))
    settings = settings_hash(selection)
    with (
        open_store(args, config) as store,
        recorded(store, "import", " ".join(args.paths), settings) as outcome,
    ):
        kept = store.keep(outcome.run_id, seen.watch(articles))
        counts = None if args.no_check else _check(args, store, outcome.run_id, selection)
        outcome.stats = _stats(kept) | stats_of(counts, selection)
        outcome.exit_code = _exit_code(args, seen, store, outcome.run_id)
        for line in (
            *seen.gaps(),
            *refused(seen.loss, args),
            *(() if args.quiet else map(visible, tally.remarks())),
        ):
            print(f"copydesk: {line}", file=sys.stderr)
        print(_line(outcome.run_id, seen, kept, counts))
        return outcome.exit_code


def _check(args: argparse.Namespace, store: Any, run_id: int, selection: "Selection") -> "Counts":
    from copydesk.config import load
    from copydesk.database import counter
    from copydesk.keeping import Keeper, suppression_of
    from copydesk.reading import knowledge_of

    config = load(args.config)
    suppression = suppression_of(config, date.today())
    tick = counter(not (args.quiet or args.no_progress))
    keeper = Keeper(store, run_id, selection, suppression, knowledge_of(config), tick)
    return keeper.check()


def _stats(kept: "Kept") -> dict[str, Any]:
    return {
        "articles": kept.new + kept.changed + kept.unchanged,
        "new": kept.new,
        "changed": kept.changed,
        "unchanged": kept.unchanged,
        "unreadable": kept.damaged,
    }


def _line(run_id: int, seen: Seen, kept: "Kept", counts: "Counts | None") -> str:
    """The one line of numbers."""
    from review.summary import counted

    line = (
        f"run {run_id}: {counted(seen.articles, 'article')} read: {kept.new:,} new, "
        f"{kept.changed:,} changed, {kept.unchanged:,} unchanged"
    )
    if seen.loss.inputs:
        line += f", {seen.loss.inputs:,} unreadable"
    if counts is None:
        return line + "; not checked"
    return line + (
        f"; findings: {counts.new:,} new, {counts.fixed:,} fixed, {counts.reopened:,} reopened, "
        f"{counts.unchanged:,} unchanged, {counts.open:,} open"
    )


def _exit_code(args: argparse.Namespace, seen: Seen, store: Any, run_id: int) -> int:
    from copydesk.exits import CLEAN, GATE_FAILED, INCOMPLETE

    if args.fail_on != "never" and not args.exit_zero and store.worst_new(run_id, args.fail_on):
        return GATE_FAILED
    if seen.loss.inputs and not args.allow_unreadable.admits(seen.loss, seen.articles):
        return INCOMPLETE
    return CLEAN if seen.articles or args.allow_empty else INCOMPLETE
