"""`copydesk health`: does every configured site still bring articles?"""

import argparse
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from copydesk.database import add_database
from copydesk.ranges import number

if TYPE_CHECKING:
    from collections.abc import Set

    from db.records import RunRecord

HELP = "state of every site's crawls: last success, alarms; exit 1 where one is ill"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which sites, and how old a success may be."""
    parser.add_argument("sites", nargs="*", metavar="SITE", help="default: all that were crawled")
    parser.add_argument(
        "--max-age",
        type=number(0, 1_000_000),
        default=0.0,
        metavar="HOURS",
        help="a success may be this old",
    )
    add_database(parser)


def run(args: argparse.Namespace) -> int:
    """A line for each site."""
    from copydesk.config import load
    from copydesk.crawling import close_dead_runs, last_alarms
    from copydesk.database import open_store
    from copydesk.exits import CLEAN, GATE_FAILED, say
    from db.run_log import RunLog

    config = load(args.config)
    with open_store(args, config, must_exist=True, may_only_read=True) as store:
        close_dead_runs(store)
        last = _last(store.runs())
        names = args.sites or sorted({*last, *(site.name for site in config.sites)})
        alarms = last_alarms(store, 1 << 62, names)
        alarmed = RunLog(store.reading).alarmed()
    ill, lines = 0, []
    for name in names:
        said = [message for site, _, message in alarms if site == name]
        state, line = _state(name, last.get(name, []), alarmed, said, args.max_age)
        ill += state != "well"
        lines.append(f"{state:<8} {line}")
    say(lines)
    return GATE_FAILED if ill else CLEAN


def _last(runs: "list[RunRecord]") -> "dict[str, list[RunRecord]]":
    found: dict[str, list[RunRecord]] = {}
    for run in runs:
        for site in run.source.split() if run.kind == "crawl" else ():
            found.setdefault(site, []).append(run)
    return found


def _state(
    name: str,
    runs: "list[RunRecord]",
    ill: "Set[tuple[int, str]]",
    alarms: list[str],
    hours: float,
) -> tuple[str, str]:
    """How a site is, by its own part of each run. `ill` holds the runs and sites with an alarm."""
    from crawler.health import failed, site_stats, succeeded

    ended = [run for run in runs if run.status not in ("running", "skipped")]
    if not ended:
        return "unknown", f"{name}: never crawled"
    good = [run for run in ended if succeeded(run, name, ill)]
    last = f"last success run {good[-1].id} at {good[-1].ended[:19]}" if good else "no success yet"
    if alarms:
        return "ill", f"{'; '.join(alarms)}; {last}"  # each says whose it is
    if not good or good[-1] is not ended[-1]:
        return "ill", f"{name}: run {ended[-1].id} {_why(ended[-1], name)}; {last}"
    age = (datetime.now(UTC) - datetime.fromisoformat(good[-1].ended)).total_seconds() / 3600
    if hours and age > hours:
        return "ill", f"{name}: {last}, {age:.1f} hours ago"
    stats = site_stats(good[-1], name)
    counts = [f"{stats[word]} {word}" for word in ("listed", "new") if word in stats]
    counts += [f"{failed(stats)} requests failed"] if failed(stats) else []
    return "well", f"{name}: {last}; {', '.join(counts)}"


def _why(run: "RunRecord", name: str) -> str:
    """What was wrong with a site's crawl that raised no alarm."""
    from crawler.health import site_stats, was_judged
    from crawler.reasons import why_barren

    stats = site_stats(run, name)
    if bug := stats.get("bug"):
        return f"met a bug of copydesk: {bug}"
    if errors := stats.get("outcomes", {}).get("error"):
        return f"met a bug of copydesk: pages that it could not read: {errors}"
    barren = not (stats.get("articles") or stats.get("had_articles"))
    if barren and was_judged(stats):
        return f"brought {why_barren(stats)}"
    if barren and stats.get("answered") and "listed" not in stats:
        return "brought no article"  # of another Scrapy project
    reason = str(stats.get("reason", "")).replace("-", " ")
    return f"ended {run.status}" + (f", {reason}" if reason else "")
