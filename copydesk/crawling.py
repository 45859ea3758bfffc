"""`copydesk crawl` between the crawler and the database: crawl, check, judge, tell."""

import logging
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from copydesk.config import Config, load
from copydesk.exits import BUG, CLEAN, GATE_FAILED, INCOMPLETE, version
from copydesk.keeping import Keeper, settings_hash, standing, suppression_of
from copydesk.reading import knowledge_of
from copydesk.selection import Selection, choose
from crawler.alarms import news, tell
from crawler.health import WHOLE, Alarm, failed, judge, site_stats, was_judged
from crawler.logs import RUN, announce
from crawler.reasons import why_barren, why_silent
from crawler.session import ASKED_TO_WAIT
from db.crawl_links import LinkStates
from db.records import Counts, RunRecord
from db.run_log import RunLog
from db.store import Store

if TYPE_CHECKING:
    from crawler.plan import Plan, Site
    from crawler.run import Report
    from crawler.session import Session

#: What a link check may find that a rule speaks of.
LINK_RULES = ("REL301", "REL302")
#: A crawl says that it lives with every batch, and no page may take so long: a guess.
_LONGEST_SILENCE = timedelta(days=1)
#: a fault that lasts must not become the usual; after so long it is what the site is now (a guess)
_USED_TO = timedelta(days=14)
_SUMMED = ("new", "changed", "articles", "requests")


@dataclass(slots=True)
class Crawl:
    """One run of `copydesk crawl`, from its record's beginning to its end."""

    config: Config
    plan: "Plan"
    store: Store
    run_id: int
    counts: Counts = field(default_factory=Counts)
    alarms: list[Alarm] = field(default_factory=list)
    sites: dict[str, dict[str, Any]] = field(default_factory=dict)
    code_without_gate: int = CLEAN

    @classmethod
    def begin(cls, config: Config, plan: "Plan", store: Store, sites: Sequence[str]) -> "Crawl":
        """Open the run's record; runs whose process died are closed first."""
        close_dead_runs(store)
        settings = settings_hash(choose(config))
        run_id = store.begin_run("crawl", " ".join(sites), settings, version())
        RUN["id"] = run_id
        return cls(config, plan, store, run_id)

    def finish(self, sites: "Sequence[Site]", report: "Report") -> int:
        """Check what is new, compare with the past, tell, record. The exit code."""
        self.sites = dict(report.sites)
        code = self.code_without_gate = self._code(len(sites), report.errors)
        self._check()
        if not report.signal:
            self.say_why()
            self.alarms = list(self._judged([site.name for site in sites]))
            self._tell([site.name for site in sites])
        if self.alarms and code in (CLEAN, INCOMPLETE) and any(_answered(self.sites)):
            code = GATE_FAILED
        self._clean_up()
        return code

    def end(self, code: int, whole: bool) -> None:
        """Close the run's record."""
        status = "complete" if whole and code in (CLEAN, GATE_FAILED) else "incomplete"
        self.store.end_run(self.run_id, status, code, self.stats())

    def stats(self) -> dict[str, Any]:
        """What the record holds: sums, and each site's own."""
        found = {name: getattr(self.counts, name) for name in Counts.__dataclass_fields__}
        sums = {n: sum(int(s.get(n, 0)) for s in self.sites.values()) for n in _SUMMED}
        return {**sums, "findings": found, "sites": self.sites}

    def line(self) -> str:
        """The one line of numbers."""
        stats = self.stats()
        what = f"{len(self.sites)} sites" if len(self.sites) != 1 else next(iter(self.sites))
        line = (
            f"run {self.run_id}: {what}: {stats['new']:,} new, {stats['changed']:,} changed, "
            f"{stats['requests']:,} requests"
        )
        line += f"; findings: {self.counts.new:,} new, {self.counts.fixed:,} fixed, "
        line += f"{self.counts.open:,} open"
        lost = sum(map(failed, self.sites.values()))
        line += f"; {lost:,} requests failed" if lost else ""
        return line + (f"; {len(self.alarms)} alarms" if self.alarms else "")

    def say_why(self) -> None:
        """One line for each site that answered and never gave an article."""
        for name, stats in _barren(self.sites).items():
            if stats["answered"] and stats["reason"] in WHOLE:
                announce(f"{name}: {why_barren(stats)}")

    def _code(self, asked: int, errors: Sequence[str]) -> int:
        if errors:
            return BUG
        if any(stats["outcomes"].get("error") for stats in self.sites.values()):
            return BUG
        if not any(_answered(self.sites)):
            return INCOMPLETE
        barren = _barren(self.sites)
        whole = all(stats["reason"] in WHOLE for stats in self.sites.values())
        return INCOMPLETE if barren or not whole or len(self.sites) < asked else CLEAN

    def _check(self) -> None:
        """Check what this run brought, and what one that was killed left unchecked."""
        if self.store.unfinished():
            self._check_waiting()
        else:
            self.counts = standing(self.store, self.counts)

    def _check_waiting(self) -> None:
        selection = _with_links(choose(self.config), self.store)
        suppression = suppression_of(self.config, date.today())
        knowledge = knowledge_of(self.config)
        keeper = Keeper(self.store, self.run_id, selection, suppression, knowledge)
        self.counts = keeper.check()
        for site, number in RunLog(self.store.reading).new_findings(self.run_id).items():
            if site in self.sites:
                self.sites[site]["findings"] = number

    def _judged(self, names: Sequence[str]) -> "list[Alarm]":
        past = [run for run in self.store.runs() if run.kind == "crawl" and run.id != self.run_id]
        recent = (datetime.now(UTC) - _USED_TO).isoformat()
        fresh = {run.id for run in past if run.started > recent}
        ill = {(run, site) for run, site in RunLog(self.store.reading).alarmed() if run in fresh}
        found: list[Alarm] = []
        for name in names:
            stats = self.sites.get(name)
            if stats is None or not stats["answered"]:
                found.append(_silence(name, stats or {}))
            elif stats["reason"] in WHOLE:
                well = [run for run in past if (run.id, name) not in ill]
                found += judge(name, stats, history(well, name), self.plan.health)
        return found

    def _tell(self, names: Sequence[str]) -> None:
        before = last_alarms(self.store, self.run_id, names)
        for alarm in self.alarms:
            said = {"value": alarm.value, "expected": alarm.expected, "site": alarm.site}
            self.store.alarm(
                self.run_id, alarm.kind, alarm.message, threshold=alarm.threshold, **said
            )
            announce(f"alarm: {alarm.message}")
        fresh, over = news(self.alarms, before)
        over = [row for row in over if was_judged(self.sites.get(row[0], {}))]
        for _, _, message in over:
            announce(f"recovered: {message}", logging.INFO)
        if self.config.crawl.on_alarm:
            tell(self.config.crawl.on_alarm, self.run_id, fresh, over)

    def _clean_up(self) -> None:
        from crawler.warc import prune

        if self.plan.raw:
            prune(Path(self.plan.raw), self.plan.keep_raw_days)
        if self.plan.keep_log_days:
            oldest = datetime.now(UTC) - timedelta(days=self.plan.keep_log_days)
            RunLog(self.store.reading).prune(oldest.isoformat())


def history(runs: Sequence[RunRecord], site: str) -> list[Mapping[str, Any]]:
    """The counts of earlier whole crawls of a site that it answered, the oldest first."""
    found = []
    for run in runs:
        stats = site_stats(run, site)
        if was_judged(stats):
            found.append(stats)
    return found


def last_alarms(store: Store, run_id: int, sites: Sequence[str]) -> list[tuple[str, str, str]]:
    """The alarms that stand for each site: site, kind, message. Those of its last crawl, and of
    those before where that one could not judge it: no answer came, or the crawl broke off."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    log = RunLog(store.reading)
    for run in store.runs():
        if run.kind != "crawl" or run.id >= run_id or run.status in ("running", "skipped"):
            continue
        alarms = log.alarms(run.id)
        for site in set(run.source.split()) & set(sites):
            fresh = [row for row in alarms if row[0] == site]
            kinds = {kind for _, kind, _ in fresh}
            judged = was_judged(site_stats(run, site))
            stand = [] if judged else [row for row in found.get(site, ()) if row[1] not in kinds]
            found[site] = stand + fresh
    return [row for rows in found.values() for row in rows]


def close_dead_runs(store: Store) -> None:
    """Runs that say they are running though their process is gone, or, where that cannot be seen
    from here, though nothing was heard of them for long."""
    import socket

    if store.only_reads:
        return
    here, now = socket.gethostname(), store.now()
    silent = (datetime.fromisoformat(now) - _LONGEST_SILENCE).isoformat()[:19]
    dead = [
        run.id
        for run in store.runs()
        if run.status == "running"
        and (run.heartbeat < silent or (run.host == here and not _lives(run.pid)))
    ]
    if dead:
        RunLog(store.reading).close_dead(dead, now)


def after_scrapy(session: "Session") -> None:
    """What `copydesk crawl` does after a crawl, for one that `scrapy crawl NAME` ran."""
    from crawler.crawl import EXIT_CODE

    config = load()
    crawl = Crawl(config, session.plan, session.store, session.run_id)
    crawl.sites = {session.site.name: session.stats()}
    stats = crawl.sites[session.site.name]
    crawl._check()
    crawl.say_why()
    code = crawl._code(1, [session.bug] if session.bug else [])
    crawl.alarms = list(crawl._judged([session.site.name]))
    crawl._tell([session.site.name])
    if crawl.alarms and code in (CLEAN, INCOMPLETE) and stats["answered"]:
        code = GATE_FAILED
    crawl.end(code, session.reason in WHOLE)
    session.crawler.stats.set_value(EXIT_CODE, code)
    print(crawl.line(), file=sys.stderr)


def _with_links(selection: Selection, store: Store) -> Selection:
    """The rules on links, told what was found at their targets."""
    chosen = {rule.code for rule in selection.rules} & set(LINK_RULES)
    if not chosen:
        return selection
    found = LinkStates(store.reading).broken()
    told = {code: {**selection.options.get(code, {}), "verdicts": found} for code in chosen}
    return replace(selection, options={**selection.options, **told})


def _silence(site: str, stats: Mapping[str, Any]) -> Alarm:
    """A site that brought nothing: silent, or it asked an earlier run to leave it alone."""
    until = [str(at) for name, at in stats.items() if name.startswith(ASKED_TO_WAIT)]
    if until:
        return Alarm(site, "asked-to-wait", f"not to be asked before {max(until)}", "", "")
    return Alarm(site, "no-answer", why_silent(stats), "", "")


def _barren(sites: Mapping[str, Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    """The sites that have no article, and never had one."""
    return {n: s for n, s in sites.items() if not s["articles"] and not s["had_articles"]}


def _answered(sites: Mapping[str, Mapping[str, Any]]) -> list[bool]:
    return [bool(stats["answered"]) for stats in sites.values()]


def _lives(pid: int) -> bool:
    import os

    if pid == os.getpid():  # a container gives every process the same number
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
