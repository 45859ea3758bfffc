"""One site's crawl while it runs: its store, its raw files, its counts, and the open batch."""

import asyncio
import logging
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any, Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure

from articles import Article, Kind
from articles.addresses.canonical import absolute, canonical
from articles.errors import CopydeskError
from crawler.health import WHOLE
from crawler.lock import SiteLocks, lock_folder
from crawler.numbers import Numbers
from crawler.plan import Plan, Site, netloc
from crawler.warc import WarcFiles
from db.crawl_records import Batch, Fetched, PageResult, SourceState
from db.crawl_state import CrawlState
from db.records import Kept
from db.store import Store, utc_now

log = logging.getLogger(__name__)

#: The kind of a `SourceState` that lists nothing: a host that is to be left alone until it is due.
HOST = "host"
#: Followed by the host, the name of a count that holds until when.
ASKED_TO_WAIT = "asked_to_wait/"
_OWN = "copydesk/"
_BATCH = 50  # pages in one transaction: what a kill may make us fetch again
_SECONDS = 2.0
_MOST_LINKS = 500  # related links of one article that are looked at: a guess
_LONGEST_LINK = 2000  # characters of an address; longer ones are left alone: a guess
_LONGEST_WAIT = 7 * 86400.0  # seconds that a Retry-After is remembered: a guess


class Session:
    """Scrapy extension. Middlewares, spider and pipeline reach it through `Session.of`."""

    def __init__(
        self,
        site: Site,
        plan: Plan,
        crawler: Crawler,
        store: Store | None = None,
        run_id: int = 0,
    ) -> None:
        self.site, self.plan, self.crawler = site, plan, crawler
        self.home = canonical(site.url)
        self.numbers = Numbers()
        self._locks = SiteLocks(lock_folder(plan.db))
        if store is None:  # `scrapy crawl`: whoever hands us a store holds the lock
            self._locks.take(site.name)
        self.store = store or Store.open(plan.db)
        self._owns_store = store is None
        self.resumes_from = _interrupted_since(self.store, site.name, run_id)
        self.state = CrawlState(self.store.reading, site.name)
        self.had_articles = self.state.has_articles()
        self.run_id = run_id or self.store.begin_run("crawl", site.name, plan.settings_hash)
        self.started = utc_now()
        self._clock = time.monotonic()
        self.warc = _raw_files(site, plan) if plan.raw else None
        self.reason = ""
        self.broken = self.bug = ""
        self._batch = Batch()
        self._flushed = time.monotonic()
        self.on_close: Callable[[Session], None] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        site, plan = crawler.settings.get("COPYDESK_SITE"), crawler.settings.get("COPYDESK_PLAN")
        store, run_id = crawler.settings.get("COPYDESK_RUN") or (None, 0)
        session = cls(site, plan, crawler, store, run_id)
        session.on_close = crawler.settings.get("COPYDESK_ON_CLOSE")
        crawler.signals.connect(session.closed, signal=signals.spider_closed)
        crawler.signals.connect(session.erred, signal=signals.spider_error)
        return session

    @classmethod
    def of(cls, crawler: Crawler) -> "Session | None":
        """The session of a running crawl; None where a project uses only parts of ours."""
        return crawler.get_extension(cls)

    @property
    def seconds(self) -> float:
        """How long the crawl has been running."""
        return time.monotonic() - self._clock

    def count_response(self, status: int, size: int) -> None:
        """Count what came from the network."""
        self.numbers.statuses[str(status)] += 1
        self.numbers.requests += 1
        self.numbers.received += size

    def page_done(
        self,
        result: PageResult,
        outcome: str,
        article: Article | None = None,
        line: Fetched | None = None,
    ) -> None:
        """Note what became of a page; it is kept with the next batch. `line` is that of a page
        that had to be read, and tells in the log what was found."""
        self.numbers.outcomes[outcome] += 1
        self._batch.pages.append(result)
        if line is not None:
            self._batch.fetched.append(replace(line, outcome=outcome))
        if article is not None:
            self._batch.articles.append((result.id, article))
            self.numbers.article(article)
            if self.plan.check_links:
                self._batch.links[result.id] = frozenset(related_links(article))
        self._maybe_flush()

    def logged(self, response: Response, kind: str, outcome: str, listed: str = "") -> None:
        """Write a line into the log of requests, by the address that was `listed`."""
        self._batch.fetched.append(self.line(response, kind, outcome, listed))

    def line(self, response: Response, kind: str, outcome: str = "", listed: str = "") -> Fetched:
        """A line for the log of requests."""
        meta = response.request.meta if response.request else {}
        latency = int(float(meta.get("download_latency", 0.0)) * 1000)
        size, ref = len(response.body), str(meta.get("raw_ref", ""))
        url = listed or response.url
        line = (utc_now(), url, kind, response.status, size, latency, outcome, ref)
        return Fetched(*line)

    def failed(self, url: str, kind: str, why: str) -> None:
        """Count a request that brought no response, and log it."""
        self.numbers.failures[why] += 1
        self._batch.fetched.append(Fetched(utc_now(), url, kind, 0, outcome=why))

    def hosts_that_wait(self) -> dict[str, float]:
        """Host -> seconds for which it asked an earlier run to leave it alone, and still does."""
        now = utc_now()
        known = {} if self.plan.force else self.state.sources()
        waits = [s for s in known.values() if s.kind == HOST and s.next_due > now]
        for source in waits:
            self._tell_wait(source)
        return {source.url: seconds_between(now, source.next_due) for source in waits}

    def host_waits(self, host: str, seconds: float) -> None:
        """Remember, for the runs to come too, that a host asks to be left alone."""
        now = utc_now()
        until = later(now, min(seconds, _LONGEST_WAIT))
        source = SourceState(host, HOST, checked_at=now, next_due=until)
        with self.storing():
            self.state.keep_source(source, (), now)
        self._tell_wait(source)

    def _tell_wait(self, source: SourceState) -> None:
        self.crawler.stats.set_value(f"{_OWN}{ASKED_TO_WAIT}{source.url}", source.next_due)

    def flush(self) -> None:
        """Commit the open batch. Raw responses reach the disk first."""
        batch, self._batch = self._batch, Batch()
        self._flushed = time.monotonic()
        if self.broken:
            return
        try:
            if self.warc is not None:
                self.warc.flush()
            kept = self.state.commit(self.run_id, batch, utc_now()) if batch else Kept()
        except Exception as error:
            self.give_up("storing", error)
            return
        self.numbers.new += kept.new
        self.numbers.changed += kept.changed
        self.numbers.unchanged += kept.unchanged

    @contextmanager
    def storing(self) -> Iterator[None]:
        """What the disk or the database refuses ends the crawl in one line, wherever it is met:
        Scrapy would log it, go on, and call the crawl finished."""
        try:
            yield
        except (OSError, CopydeskError) as error:
            self.give_up("storing", error)

    def erred(self, failure: Failure) -> None:
        """A mistake of ours in a callback, which Scrapy has logged: the run is not well."""
        self.bug = self.bug or f"{type(failure.value).__name__}: {failure.value}"

    def give_up(self, what: str, error: Exception) -> None:
        """End the crawl: Scrapy would log the error and crawl on, and all that follows be lost."""
        if self.broken:
            return
        self.broken = f"{what} failed: {error or type(error).__name__}"
        ours = not isinstance(error, (OSError, CopydeskError))  # neither the disk nor the database
        self.bug = self.broken if ours else self.bug
        log.error("%s; the crawl of %s ends", self.broken, self.site.name, exc_info=ours)
        asyncio.get_running_loop().create_task(self.crawler.stop_async())

    def closed(self, reason: str) -> None:
        """The spider has ended: keep what is open, then let the owner write the run record."""
        self.flush()
        try:
            if self.warc is not None:
                self.warc.close()
        except OSError as error:
            self.broken = self.broken or f"closing the raw file failed: {error}"
        self.reason = "storing-failed" if self.broken else reason
        if self.on_close is not None:
            self.on_close(self)
        if self._owns_store:
            self.store.close()
        self._locks.release()

    def stats(self) -> dict[str, Any]:
        """What the run record holds."""
        told = self.crawler.stats.get_stats().items()
        return {
            **self.numbers.record(),
            "seconds": round(self.seconds, 2),
            "reason": self.reason,
            "had_articles": self.had_articles,
            "pending": self.state.pending(),
            "raw_records": self.warc.records if self.warc else 0,
            "raw_repaired_bytes": self.warc.repaired if self.warc else 0,
            **({"bug": self.bug} if self.bug else {}),
            **{name.removeprefix(_OWN): value for name, value in told if name.startswith(_OWN)},
        }

    def _maybe_flush(self) -> None:
        late = time.monotonic() - self._flushed > _SECONDS
        if late or len(self._batch.pages) >= _BATCH:
            self.flush()


def _raw_files(site: Site, plan: Plan) -> WarcFiles:
    return WarcFiles(Path(plan.raw) / site.name, plan.raw_megabytes, keep_days=plan.keep_raw_days)


def related_links(article: Article) -> Iterator[str]:
    """The addresses that an article's related links lead to, as they may be asked for."""
    hrefs = (link.href for _, block in article.of(Kind.RELATED) for link in block.links)
    for href in islice(hrefs, _MOST_LINKS):
        url = absolute(article.url, href).partition("#")[0]
        if len(url) <= _LONGEST_LINK and netloc(url):
            yield url


def _interrupted_since(store: Store, site: str, this: int) -> str:
    """When the first of the crawls began that have not ended well since the last that did; ""
    where the last one was whole. What they fetched is not fetched again."""
    since = ""
    for run in store.runs():
        if run.kind == "crawl" and run.id != this and site in run.source.split():
            whole = run.status in ("complete", "skipped") or _was_whole(run.stats, site)
            since = "" if whole else since or run.started
    return since


def _was_whole(stats: Mapping[str, Any], site: str) -> bool:
    """Whether this site's part of a run of several sites came to its end."""
    sites = stats.get("sites", {})
    return bool(isinstance(sites, dict) and sites.get(site, {}).get("reason") in WHOLE)


def later(at: str, seconds: float) -> str:
    """The time so many seconds after another, as the database writes it.

    >>> later("2026-01-01T00:00:00.000000Z", 90)
    '2026-01-01T00:01:30.000000Z'
    """
    then = datetime.fromisoformat(at).astimezone(UTC) + timedelta(seconds=seconds)
    return then.isoformat(timespec="microseconds").replace("+00:00", "Z")


def seconds_between(earlier: str, then: str) -> float:
    """The seconds from one time to another, never below zero."""
    if not earlier or not then:
        return 0.0
    return max(
        0.0, (datetime.fromisoformat(then) - datetime.fromisoformat(earlier)).total_seconds()
    )
