"""`copydesk crawl`: bring articles in from live sites, check what is new, say how it went."""

import argparse
import sys
from typing import TYPE_CHECKING

from copydesk.arguments import natural
from copydesk.database import add_database
from copydesk.exits import INTERRUPTED

if TYPE_CHECKING:
    from copydesk.config import Config
    from crawler.lock import SiteLocks
    from crawler.plan import Plan, Site
    from db.store import Store

HELP = "collect new articles from live sites, store and check them"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What is crawled, how politely, and how far."""
    parser.add_argument(
        "sites", nargs="*", metavar="SITE|URL", help="names of the configuration, or addresses"
    )
    add_database(parser)
    group = parser.add_argument_group("crawl (default: [crawl] in copydesk.toml)")
    group.add_argument("--if-running", metavar="fail|skip|wait[=SEC]", help="another crawl runs")
    group.add_argument("--delay", type=seconds, metavar="SEC", help="between requests to a host")
    group.add_argument("--concurrency", type=natural, metavar="N", help="requests under way")
    group.add_argument("--user-agent", metavar="TEXT", help="who we say we are")
    group.add_argument("--max-items", type=natural, metavar="N", help="articles of a site")
    group.add_argument("--max-time", type=seconds, metavar="SEC", help="for each site")
    group.add_argument(
        "--max-age-days", type=natural, metavar="N", help="leave alone what is dated earlier"
    )
    group.add_argument("--force", action="store_true", help="ask also what is not due")
    group.add_argument("--dry-run", action="store_true", help="discover and list; store nothing")
    group.add_argument("--shard", type=shard, metavar="I/N", help="only the I-th of N parts")
    group.add_argument("--no-links", action="store_true", help="do not look where links lead")
    group.add_argument("--no-raw", action="store_true", help="keep no raw responses")
    parser.add_argument(
        "--fail-on",
        choices=("error", "warning", "info", "never"),
        default="never",
        help="leave with 1 on a new open finding of this severity (default: never)",
    )
    parser.add_argument("--exit-zero", action="store_true", help="a failed gate is no failure")
    parser.add_argument("--log-format", choices=("text", "json"), default="text")
    parser.add_argument("--touch", metavar="FILE", help="touch this file after each good crawl")
    parser.add_argument("-v", "--verbose", action="count", default=0, help="-v info, -vv debug")


def run(args: argparse.Namespace) -> int:
    """Lock, crawl, check, record."""
    from copydesk.config import load
    from copydesk.sites import plan_of, sites_of
    from crawler.lock import SiteLocks, lock_folder
    from crawler.logs import log_to_stderr
    from crawler.plan import in_shard

    config = load(args.config)
    patience = waiting(args.if_running or config.crawl.if_running)
    plan = plan_of(config, args)
    sites = sites_of(config, args.sites)
    log_to_stderr(args.verbose, json_lines=args.log_format == "json")
    if args.shard:
        sites = [site for site in sites if in_shard(site, *args.shard)]
        if not sites:
            print("no site in this shard", file=sys.stderr)
            return 0
    if args.dry_run:
        from copydesk.dry_run import dry_run

        return dry_run(plan, sites)
    for name in filter(None, (args.touch, config.crawl.metrics)):
        _in_a_folder(name)
    with SiteLocks(lock_folder(plan.db)) as locks:
        free = _locked(locks, sites, patience)
        return _crawl(args, config, plan, free) if free else 0


def _in_a_folder(file: str) -> None:
    """Not to be found out when the crawl is over."""
    from pathlib import Path

    from articles.errors import CopydeskError

    if not Path(file).absolute().parent.is_dir():
        raise CopydeskError(f"there is no folder for {file}")


def _locked(locks: "SiteLocks", sites: "list[Site]", patience: float | None) -> "list[Site]":
    """The sites that are ours to crawl now; None for patience skips those that are not."""
    from crawler.lock import AlreadyRunningError

    ours = []
    for site in sites:
        try:
            locks.take(site.name, patience or 0.0)
        except AlreadyRunningError:
            if patience is not None:
                raise
            print(f"copydesk: {site.name} is being crawled already: skipped", file=sys.stderr)
        else:
            ours.append(site)
    return ours


def _crawl(args: argparse.Namespace, config: "Config", plan: "Plan", sites: "list[Site]") -> int:
    from copydesk.crawling import Crawl
    from copydesk.database import open_store

    with open_store(args, config) as store:
        crawl = Crawl.begin(config, plan, store, [site.name for site in sites])
        try:
            code = _work(args, crawl, sites, store)
        except (KeyboardInterrupt, SystemExit) as stop:
            code = INTERRUPTED if isinstance(stop, KeyboardInterrupt) else int(stop.code or 0)
            store.end_run(crawl.run_id, "incomplete", code, crawl.stats())
            print("copydesk: stopped at once; what has arrived is stored", file=sys.stderr)
            return code
        except Exception as error:
            store.end_run(crawl.run_id, "failed", getattr(error, "exit_code", 4), crawl.stats())
            raise
        print(crawl.line())  # flushed at the very end, when the code is settled
        return code


def _work(args: argparse.Namespace, crawl: object, sites: "list[Site]", store: "Store") -> int:
    from copydesk.crawling import Crawl
    from copydesk.exits import GATE_FAILED
    from crawler.metrics import write_metrics
    from crawler.run import crawl as crawl_sites

    assert isinstance(crawl, Crawl)
    report = crawl_sites(sites, crawl.plan, store, crawl.run_id)
    code = crawl.finish(sites, report)
    gate = args.fail_on != "never" and store.worst_new(crawl.run_id, args.fail_on)
    if gate and code in (0, 3):
        code = GATE_FAILED
    if code == GATE_FAILED and args.exit_zero:
        code = crawl.code_without_gate
    if report.signal:
        code = 128 + report.signal
    crawl.end(code, whole=not report.signal)
    if crawl.config.crawl.metrics:
        write_metrics(crawl.config.crawl.metrics, store)
    if code == 0 and args.touch:
        from pathlib import Path

        Path(args.touch).touch()
    return code


def waiting(words: str) -> float | None:
    """Seconds to wait for another crawl: 0 for `fail`, None for `skip`."""
    from articles.errors import CopydeskError

    kind, _, number = words.partition("=")
    if kind == "wait":
        return seconds(number) if number else 86400.0
    if kind in ("fail", "skip") and not number:
        return 0.0 if kind == "fail" else None
    raise CopydeskError(f"--if-running wants fail, skip, wait or wait=SECONDS, not {words!r}")


def seconds(value: str) -> float:
    """A number of seconds from 0 on."""
    try:
        number = float(value)
    except ValueError:
        number = -1.0
    if not 0 <= number < 1e9:
        raise argparse.ArgumentTypeError(f"wants a number of seconds, not {value}")
    return number


def shard(value: str) -> tuple[int, int]:
    """`2/8` as part 2 of 8."""
    index, _, count = value.partition("/")
    if not (index.isdecimal() and count.isdecimal() and 1 <= int(index) <= int(count)):
        raise argparse.ArgumentTypeError(f"wants I/N with I from 1 to N, not {value}")
    return int(index), int(count)
