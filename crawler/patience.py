"""Trying again: later each time, and never before the server said so, in the next run neither."""

import asyncio
import logging
import time
from contextlib import suppress
from typing import Self
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)
from scrapy.http import Response
from scrapy.utils.asyncio import call_later

from crawler.downloader import Downloader, NotSentError
from crawler.moments import moment
from crawler.session import Session

log = logging.getLogger(__name__)

_BUSY = frozenset((408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524))
_PASSING = (
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    ResponseDataLossError,
    CannotResolveHostError,
)


class HostAsksToWait(IgnoreRequest):
    """The host wants to be left alone for longer than a run waits. Its pages stay to be done."""


class Patience:
    """Downloader middleware. A busy host is left alone as a whole, not only the one address."""

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings
        self.crawler = crawler
        self.session = Session.of(crawler)
        self.times = settings.getint("RETRY_TIMES")
        self.first = settings.getfloat("COPYDESK_FIRST_WAIT", 1.0)
        self.longest = settings.getfloat("COPYDESK_MAX_WAIT", 120.0)
        asked = self.session.hosts_that_wait() if self.session else {}
        self._until = {host: time.monotonic() + left for host, left in asked.items()}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        patience = cls(crawler)
        crawler.signals.connect(patience.downloaded, signal=signals.response_downloaded)
        return patience

    def downloaded(self, request: Request, response: Response) -> None:
        """The moment an answer is in, before the next request of its host goes out."""
        asked = retry_after(response) if response.status in _BUSY else None
        if asked is not None:
            self.crawler.stats.inc_value("copydesk/retry_after")
            self._leave_alone(request, asked)
            if self.session is not None:
                self.session.host_waits(urlsplit(request.url).hostname or "", asked)

    async def process_request(self, request: Request) -> None:
        host = urlsplit(request.url).hostname or ""
        while (left := self._until.get(host, 0.0) - time.monotonic()) > 0:
            if left > self.longest:
                self.crawler.stats.inc_value("copydesk/deferred")
                raise HostAsksToWait(f"{host} asks to wait {left:.0f} s")
            closing = Downloader.of(self.crawler).closing
            with suppress(TimeoutError):
                await asyncio.wait_for(closing.wait(), left)
                raise NotSentError(f"{host} asks to wait, and the crawl ends")

    def process_response(self, request: Request, response: Response) -> Response | Request:
        if response.status not in _BUSY:
            return response
        asked = retry_after(response)
        if asked is not None and asked > self.longest:
            return response
        return self._again(request, str(response.status), asked) or response

    def process_exception(self, request: Request, exception: Exception) -> Request | None:
        if isinstance(exception, IgnoreRequest) or not isinstance(exception, _PASSING):
            return None
        return self._again(request, type(exception).__name__, None)

    def _again(self, request: Request, why: str, asked: float | None) -> Request | None:
        tried = int(request.meta.get("retry_times", 0))
        if tried >= int(request.meta.get("max_retry_times", self.times)):
            self.crawler.stats.inc_value("copydesk/gave_up")
            return None
        wait = min(self.first * 4.0**tried, self.longest) if asked is None else asked
        if asked is None:
            self._leave_alone(request, wait)
        self.crawler.stats.inc_value("copydesk/retries")
        log.debug("%s: %s, again in %.1f s", request.url, why, wait)
        again = request.replace(dont_filter=True, priority=request.priority - 1)
        again.meta["retry_times"] = tried + 1
        return again

    def _leave_alone(self, request: Request, seconds: float) -> None:
        host = urlsplit(request.url).hostname or ""
        until = time.monotonic() + seconds
        self._until[host] = max(until, self._until.get(host, 0.0))
        self._hold_queue(request, host, seconds)

    def _hold_queue(self, request: Request, host: str, seconds: float) -> None:
        """Hold back the requests to the host that have passed us already and wait for their turn;
        where the wait is too long for this run, give them up."""
        downloader = Downloader.of(self.crawler)
        slot = downloader.slots.get(request.meta.get("download_slot", ""))
        if slot is None:
            return
        if seconds > self.longest:
            self.crawler.stats.inc_value("copydesk/deferred", len(slot.queue))
            downloader.give_back(slot, HostAsksToWait(f"{host} asks to wait {seconds:.0f} s"))
            return
        if slot.latercall is not None:
            slot.latercall.cancel()
        slot.latercall = call_later(seconds, downloader._latercall, slot)


def retry_after(response: Response) -> float | None:
    """The seconds a Retry-After header asks for, by number or by date; None where it says none."""
    value = (response.headers.get("Retry-After") or b"").decode("latin-1").strip()
    if value.isascii() and value.isdigit() and len(value) < 10:
        return float(value)
    then = moment(value)
    return None if then is None else max(0.0, then.timestamp() - time.time())
