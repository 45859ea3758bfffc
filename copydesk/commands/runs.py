"""`copydesk runs`: what was run, when, and what came of it."""

import argparse
import json
from typing import TYPE_CHECKING, Any

from copydesk.database import add_database
from crawler.health import SEEN

if TYPE_CHECKING:
    from db.crawl_records import Fetched
    from db.records import RunRecord
    from db.store import Store

HELP = "list runs, show one, or compare two"
ABOUT = """list runs, show one, or compare two

  copydesk runs                     the last runs, one a line
  copydesk runs show 212            one run: its numbers, alarms, failed requests
  copydesk runs compare 211 212     two runs, number by number
"""
_SHOWN = 20


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which runs."""
    parser.add_argument(
        "words", nargs="*", default=[], metavar="show N | compare N M", help="without: list"
    )
    parser.add_argument("--limit", type=int, default=20, metavar="N", help="runs listed (20)")
    parser.add_argument("--json", action="store_true", help="JSON lines instead of text")
    add_database(parser)


def run(args: argparse.Namespace) -> int:
    """List, show or compare."""
    from articles.errors import CopydeskError
    from copydesk.config import load
    from copydesk.crawling import close_dead_runs
    from copydesk.database import open_store

    with open_store(args, load(args.config), must_exist=True, may_only_read=True) as store:
        close_dead_runs(store)
        runs = {record.id: record for record in store.runs()}
        wanted = [_number(word, runs) for word in args.words[1:]]
        match args.words[:1], len(wanted):
            case [], 0:
                _list(list(runs.values())[-max(1, args.limit) :], args.json)
            case ["show"], 1:
                _show(store, wanted[0], args.json)
            case ["compare"], 2:
                _compare(wanted[0], wanted[1])
            case _:
                raise CopydeskError("say `runs`, `runs show N` or `runs compare N M`")
    return 0


def _number(word: str, runs: "dict[int, RunRecord]") -> "RunRecord":
    from articles.errors import CopydeskError

    if not word.isdecimal() or int(word) not in runs:
        raise CopydeskError(f"there is no run {word}; `copydesk runs` lists them")
    return runs[int(word)]


def _list(runs: "list[RunRecord]", as_json: bool) -> None:
    for run in runs:
        if as_json:
            print(json.dumps(_plain(run), ensure_ascii=False, sort_keys=True))
            continue
        numbers = run.stats
        told = ", ".join(f"{numbers[n]} {n}" for n in ("new", "changed") if n in numbers)
        code = "" if run.exit_code is None else f"exit {run.exit_code}"
        source = run.source if len(run.source) < 40 else run.source[:37] + "..."
        print(f"{run.id:>5}  {run.started[:19]}  {run.kind:<8} {run.status:<10} {code:<8}", end="")
        print(f" {source:<40} {told}".rstrip())


def _show(store: "Store", run: "RunRecord", as_json: bool) -> None:
    from db.run_log import RunLog

    if as_json:
        print(json.dumps(_plain(run), ensure_ascii=False, sort_keys=True))
        return
    for name in ("id", "kind", "source", "status", "exit_code", "started", "ended", "host"):
        print(f"{name.replace('_', ' '):<12} {getattr(run, name)}")
    for name, value in sorted(_flat(run.stats).items()):
        print(f"  {name:<50} {value}")
    log = RunLog(store.reading)
    for _, kind, message in log.alarms(run.id):
        print(f"alarm {kind}: {message}")
    lines = log.fetched(run.id)
    _lines("failed", [line for line in lines if line.status == 0 or line.status >= 400])
    _lines("no article", [line for line in lines if 200 <= line.status < 400 and _empty(line)])


def _empty(line: "Fetched") -> bool:
    """Whether a page that came holds no article."""
    return line.kind == "page" and line.outcome not in (*SEEN, "read")  # as older runs wrote


def _lines(what: str, lines: "list[Fetched]") -> None:
    for line in lines[:_SHOWN]:
        print(f"{what} {line.outcome}: {line.url}")
    if len(lines) > _SHOWN:
        print(f"and {len(lines) - _SHOWN} more: {what}")


def _compare(left: "RunRecord", right: "RunRecord") -> None:
    before, after = _flat(left.stats), _flat(right.stats)
    width = max((len(name) for name in {**before, **after}), default=10)
    print(f"{'':<{width}} {left.id:>12} {right.id:>12}")
    for name in sorted({**before, **after}):
        old, new = before.get(name, "-"), after.get(name, "-")
        if old != new:
            print(f"{name:<{width}} {old!s:>12} {new!s:>12}")


def _flat(stats: Any, prefix: str = "") -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for name, value in stats.items():
        if isinstance(value, dict):
            flat |= _flat(value, f"{prefix}{name} ")
        elif isinstance(value, list):
            flat[prefix + name] = len(value)
        else:
            flat[prefix + name] = value
    return flat


def _plain(run: "RunRecord") -> dict[str, Any]:
    return {name: getattr(run, name) for name in run.__dataclass_fields__}
