"""The run of a Scrapy project that uses our pipeline and nothing else of ours.

It is recorded from the moment the spider opens: a spider that yields nothing is what an operator
wants to hear of.
"""

import logging
import time
from collections.abc import Iterator
from typing import Any

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.utils.spider import DefaultSpider

from articles import Article
from crawler.numbers import Numbers
from db.store import Store

log = logging.getLogger(__name__)

_BATCH = 50
#: Ends that a project asks for by a limit are ends all the same, but not the one for many errors.
_CUT_SHORT = ("shutdown", "cancelled", "memusage_exceeded", "closespider_errorcount")


class StockRun:
    """A run with its record; what Scrapy counts is counted there."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.store = Store.open(str(crawler.settings.get("COPYDESK_DB", "copydesk.db")))
        self.site = "-".join(crawler.spider.name.split()) if crawler.spider else ""
        self.run_id = self.store.begin_run("crawl", self.site)
        self.numbers = Numbers()
        self.damaged = 0
        self.whole = False
        self._clock = time.monotonic()
        self._articles: list[Article] = []
        crawler.signals.connect(self.closed, signal=signals.spider_closed)

    def add(self, article: Article) -> None:
        """Store an article with the next batch."""
        self._articles.append(article)
        self.numbers.article(article)
        if len(self._articles) >= _BATCH:
            self._flush()

    def closed(self, reason: str) -> None:
        """Keep what is open and close the record. 3 where no article came, or not all did."""
        status, code = "incomplete", 3
        try:
            self._flush()
            numbers = self.numbers
            came = numbers.new or numbers.changed or numbers.unchanged
            if came and reason not in _CUT_SHORT:
                status, code, self.whole = "complete", 0, True
        except Exception as error:
            log.exception("storing the last articles failed")
            status, code = "failed", getattr(error, "exit_code", 4)
        self.store.end_run(self.run_id, status, code, self._stats(reason))
        self.store.close()

    def _flush(self) -> None:
        kept = self.store.keep(self.run_id, self._articles)
        self._articles = []
        self.numbers.new += kept.new
        self.numbers.changed += kept.changed
        self.numbers.unchanged += kept.unchanged
        self.damaged += kept.damaged
        for name in ("new", "changed", "unchanged", "damaged"):
            self.crawler.stats.inc_value(f"copydesk/{name}", getattr(kept, name))

    def _stats(self, reason: str) -> dict[str, Any]:
        """As our own crawls keep them, without what only they know: what the site lists."""
        told = self.crawler.stats.get_stats()
        numbers = self.numbers
        numbers.requests = int(told.get("downloader/response_count", 0))
        numbers.received = int(told.get("downloader/response_bytes", 0))
        numbers.statuses.update(dict(_counts(told, "downloader/response_status_count/")))
        numbers.failures.update(dict(_counts(told, "downloader/exception_type_count/")))
        numbers.outcomes.update(dict(_counts(told, "spider_exceptions/")))
        own = {name: count for name, count in numbers.record().items() if "listed" not in name}
        own |= {"seconds": round(time.monotonic() - self._clock, 2), "reason": reason}
        own |= {"damaged": self.damaged, "whole": self.whole}
        own |= {"items_without_text": told.get("copydesk/items_without_text", 0)}
        sums = {name: own[name] for name in ("new", "changed", "articles", "requests")}
        return {**sums, "sites": {self.site: own}}


def is_tool(crawler: Crawler) -> bool:
    """Whether this is no crawl but `scrapy shell` or `fetch`, which open a spider as well."""
    return crawler.settings.getbool("KEEP_ALIVE") or isinstance(crawler.spider, DefaultSpider)


def _counts(told: dict[str, Any], prefix: str) -> Iterator[tuple[str, int]]:
    for name, count in told.items():
        if name.startswith(prefix) and not name.endswith("/count"):
            yield name.removeprefix(prefix), int(count)
