"""`copydesk crawl`: bring articles in from live sites, check what is new, say how it went."""

import argparse
import logging
from typing import TYPE_CHECKING

from copydesk.config import CrawlConfig
from copydesk.database import add_database
from copydesk.exits import INTERRUPTED
from copydesk.ranges import flag_of

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
    for name, metavar, help_ in (
        ("if_running", "fail|skip|wait[=SEC]", "another crawl runs"),
        ("delay", "SEC", "between requests to a host"),
        ("concurrency", "N", "requests under way"),
        ("user_agent", "TEXT", "who we say we are"),
        ("max_items", "N", "articles of a site"),
        ("max_time", "SEC", "for each site"),
        ("max_age_days", "N", "leave alone what is dated earlier"),
    ):
        flag = "--" + name.replace("_", "-")
        kind = flag_of(CrawlConfig, name)
        group.add_argument(flag, type=kind, metavar=metavar, help=help_)
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
    from crawler.logs import announce, log_to_stderr
    from crawler.plan import in_shard

    config = load(args.config)
    patience = waiting(args.if_running or config.crawl.if_running)
    plan = plan_of(config, args)
    sites = sites_of(config, args.sites)
    log_to_stderr(args.verbose, json_lines=args.log_format == "json")
    if args.shard:
        sites = [site for site in sites if in_shard(site, *args.shard)]
        if not sites:
            announce("no site in this shard", logging.INFO)
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
    if Path(file).is_dir():
        raise CopydeskError(f"{file} is a folder, and a file is to be written there")


def _locked(locks: "SiteLocks", sites: "list[Site]", patience: float | None) -> "list[Site]":
    """The sites that are ours to crawl now; None for patience skips those that are not."""
    from crawler.lock import AlreadyRunningError
    from crawler.logs import announce

    ours = []
    for site in sites:
        try:
            locks.take(site.name, patience or 0.0)
        except AlreadyRunningError:
            if patience is not None:
                raise
            announce(f"{site.name} is being crawled already: skipped", logging.INFO)
        else:
            ours.append(site)
    return ours


def _crawl(args: argparse.Namespace, config: "Config", plan: "Plan", sites: "list[Site]") -> int:
    from copydesk.crawling import Crawl
    from copydesk.database import open_store
    from crawler.logs import announce

    with open_store(args, config) as store:
        crawl = Crawl.begin(config, plan, store, [site.name for site in sites])
        try:
            code = _work(args, crawl, sites, store)
        except (KeyboardInterrupt, SystemExit) as stop:
            code = INTERRUPTED if isinstance(stop, KeyboardInterrupt) else int(stop.code or 0)
            store.end_run(crawl.run_id, "incomplete", code, crawl.stats())
            announce("stopped at once; what has arrived is stored")
            return code
        except Exception as error:
            store.end_run(crawl.run_id, "failed", getattr(error, "exit_code", 4), crawl.stats())
            raise
        print(crawl.line())  # flushed at the very end, when the code is settled
        return code


def _work(args: argparse.Namespace, crawl: object, sites: "list[Site]", store: "Store") -> int:
    from copydesk.crawling import Crawl
    from copydesk.exits import GATE_FAILED
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
    _sign(crawl.config.crawl.metrics, args.touch if code == 0 else "", store)
    return code


def _sign(metrics: str, touched: str, store: "Store") -> None:
    """The files that monitoring looks at. One that cannot be written is told, and grows old, which
    is what monitoring tells of: the crawl itself is what it was."""
    from pathlib import Path

    from crawler.logs import announce
    from crawler.metrics import NotWrittenError, write_metrics

    try:
        if metrics:
            write_metrics(metrics, store)
    except NotWrittenError as error:
        announce(str(error))
    try:
        if touched:
            Path(touched).touch()
    except OSError as error:
        announce(f"cannot touch {touched}: {error.strerror}")


def waiting(words: str) -> float | None:
    """Seconds to wait for another crawl: 0 for `fail`, None for `skip`."""
    kind, _, number = words.partition("=")
    if kind == "wait":
        return float(number) if number else 86400.0
    return 0.0 if kind == "fail" else None


def shard(value: str) -> tuple[int, int]:
    """`2/8` as part 2 of 8."""
    index, _, count = value.partition("/")
    if not (index.isdecimal() and count.isdecimal() and 1 <= int(index) <= int(count)):
        raise argparse.ArgumentTypeError(f"wants I/N with I from 1 to N, not {value}")
    return int(index), int(count)
