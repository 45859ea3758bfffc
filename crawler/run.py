"""Crawl several sites in one process: one reactor, as many sites side by side as asked for."""

import asyncio
import gc
import logging
import signal
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any, cast

from scrapy.crawler import AsyncCrawlerProcess

from crawler.plan import Plan, Site
from crawler.session import Session
from crawler.settings import for_site
from crawler.spider import SiteSpider
from db.store import Store

log = logging.getLogger(__name__)

SITES_AT_ONCE = 8
#: Python looks for garbage cycles after so many new objects. A page makes thousands that are no
#: garbage: at Python's own 700, looking takes a tenth of a crawl (400 pages: 23.1 ms a page, then
#: 20.9). Of 1,000 pages it took 0.39 s at 20,000, at 50,000 0.21 s, and memory was no higher; at
#: 100,000 it takes 0.17 s and 10 MiB more.
_NEW_OBJECTS = 50_000


@dataclass(slots=True)
class Report:
    """What the crawl of all sites came to: site -> its stats; the signal that ended it, if any, and
    whether a second one asked not to wait for what was under way."""

    sites: dict[str, dict[str, Any]] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    signal: int = 0
    at_once: bool = False


def crawl(sites: Iterable[Site], plan: Plan, store: Store, run_id: int) -> Report:
    """Crawl these sites. May be called once in a process: a reactor starts only once."""
    with _seldom_collecting():
        return _Crawl(list(sites), plan, store, run_id).until_done()


@contextmanager
def _seldom_collecting() -> Iterator[None]:
    before = gc.get_threshold()
    gc.freeze()  # what is there now, mostly modules, stays
    gc.set_threshold(_NEW_OBJECTS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


class _Crawl:
    def __init__(self, sites: list[Site], plan: Plan, store: Store, run_id: int) -> None:
        self.waiting = list(_by_host(sites).values())
        self.plan = plan
        self.run = store, run_id
        self.report = Report()
        # Every site brings its own settings; a browser is not to be passed on to the others.
        self.process = AsyncCrawlerProcess(for_site(replace(sites[0], javascript=False), plan))
        # Scrapy would make a record for each page, for the handlers to throw away.
        logging.getLogger("scrapy").setLevel(logging.NOTSET)
        self._tasks: list[asyncio.Task[None]] = []

    def until_done(self) -> Report:
        loop = asyncio.get_event_loop_policy().get_event_loop()
        workers = min(SITES_AT_ONCE, len(self.waiting))
        self._tasks = [loop.create_task(self._work()) for _ in range(workers)]
        loop.create_task(self._until_all_done())
        before = {s: signal.signal(s, self._asked_to_stop) for s in (signal.SIGINT, signal.SIGTERM)}
        try:
            self.process.start(stop_after_crawl=False, install_signal_handlers=False)
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
        if self.report.at_once:
            self._close_at_once()
            signal.raise_signal(self.report.signal)  # as if no crawl were under way
        return self.report

    def _close_at_once(self) -> None:
        """What has arrived is stored; threads that would outlive us end."""
        from twisted.internet import reactor

        for crawler in list(self.process.crawlers):
            session = Session.of(crawler) if crawler.extensions else None
            if session is not None and session.site.name not in self.report.sites:
                session.closed("shutdown")
        cast("Any", reactor).getThreadPool().stop()

    async def _work(self) -> None:
        while self.waiting and not self.report.signal:
            for site in self.waiting.pop(0):
                if not self.report.signal:
                    await self._one(site)

    async def _one(self, site: Site) -> None:
        own = {"COPYDESK_RUN": self.run, "COPYDESK_ON_CLOSE": self._closed}
        try:
            await self.process.crawl(SiteSpider.named(site.name, for_site(site, self.plan) | own))
        except Exception as error:
            log.exception("the crawl of %s failed", site.name)
            self.report.errors.append(f"{site.name}: {error}")

    def _closed(self, session: Session) -> None:
        self.report.sites[session.site.name] = session.stats()
        if session.bug:
            self.report.errors.append(f"{session.site.name}: {session.bug}")

    async def _until_all_done(self) -> None:
        from twisted.internet import reactor

        await asyncio.gather(*self._tasks)
        cast("Any", reactor).stop()  # an interface by its type, an object when it runs

    def _asked_to_stop(self, number: int, frame: object) -> None:
        """The first signal lets what is under way arrive, the second does not wait."""
        self.report.at_once = bool(self.report.signal)
        self.report.signal = number
        then = self._leave if self.report.at_once else self._stop
        asyncio.get_event_loop_policy().get_event_loop().call_soon_threadsafe(then)

    def _leave(self) -> None:
        from twisted.internet import reactor

        cast("Any", reactor).crash()  # `stop` would wait for the spiders

    def _stop(self) -> None:
        self._tasks.append(asyncio.get_running_loop().create_task(self.process.stop()))


def _by_host(sites: Iterable[Site]) -> dict[str, list[Site]]:
    """Sites of one host come one after the other: what a host is asked at a time is its own
    measure, however many sites of the configuration lie there."""
    found: dict[str, list[Site]] = {}
    for site in sites:
        found.setdefault(site.machine, []).append(site)
    return found
