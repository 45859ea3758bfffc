"""`copydesk crawl --dry-run`: what would be fetched, from a copy of what is known."""

import logging
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from copydesk.exits import CLEAN, INCOMPLETE
from crawler.logs import announce
from crawler.reasons import why_barren, why_silent
from db.connect import file_of
from db.store import Store

if TYPE_CHECKING:
    from crawler.plan import Plan, Site


def dry_run(plan: "Plan", sites: "list[Site]") -> int:
    """Discover, print the addresses that would be fetched, and forget everything."""
    from crawler.run import crawl
    from db.crawl_state import CrawlState

    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.db"
        known = file_of(plan.db)
        if known is not None and known.is_file():
            with Store.open(plan.db, must_exist=True, may_only_read=True) as store:
                store.backup(copy)
        plan = replace(plan, db=f"sqlite:///{copy}", raw="", check_links=False)
        with Store.open(plan.db) as store:
            run_id = store.begin_run("crawl", " ".join(site.name for site in sites))
            report = crawl(sites, plan, store, run_id)
            for site in sites:
                for url in CrawlState(store.reading, site.name).waiting():
                    print(url)
    for name, stats in sorted(report.sites.items()):
        counts = f"{stats['listed']} addresses listed, {stats['pending']} would be fetched"
        announce(f"dry run: {name}: {counts}", logging.INFO)
        if not stats["listed"]:
            why = why_barren(stats) if stats["answered"] else why_silent(stats)
            announce(f"dry run: {name}: {why}")
    if report.signal:
        return 128 + report.signal
    lists = all(stats["listed"] for stats in report.sites.values())
    return CLEAN if lists and report.sites else INCOMPLETE
