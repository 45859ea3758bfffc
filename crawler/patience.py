"""Trying again: later each time, and never before the server said so."""

import asyncio
import email.utils
import logging
import time
from typing import Self
from urllib.parse import urlsplit

from scrapy import Request
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
        self.times = settings.getint("RETRY_TIMES")
        self.first = settings.getfloat("COPYDESK_FIRST_WAIT", 1.0)
        self.longest = settings.getfloat("COPYDESK_MAX_WAIT", 120.0)
        self._until: dict[str, float] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        host = urlsplit(request.url).hostname or ""
        while (left := self._until.get(host, 0.0) - time.monotonic()) > 0:
            if left > self.longest:
                self.crawler.stats.inc_value("copydesk/deferred")
                raise HostAsksToWait(f"{host} asks to wait {left:.0f} s")
            await asyncio.sleep(left)

    def process_response(self, request: Request, response: Response) -> Response | Request:
        if response.status not in _BUSY:
            return response
        asked = retry_after(response)
        if asked is not None:
            self.crawler.stats.inc_value("copydesk/retry_after")
        if asked is not None and asked > self.longest:
            self._leave_alone(request, asked)
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


def retry_after(response: Response) -> float | None:
    """The seconds a Retry-After header asks for, by number or by date; None where it says none."""
    value = (response.headers.get("Retry-After") or b"").decode("latin-1").strip()
    if value.isdigit() and len(value) < 10:
        return float(value)
    try:
        then = email.utils.parsedate_to_datetime(value)
    except (TypeError, ValueError):
        return None
    return max(0.0, then.timestamp() - time.time())
