"""Scrapy's downloader, but polite to a host whoever asks, and one that can be told to stop."""

import asyncio
from collections import deque
from collections.abc import Coroutine
from typing import Any, ClassVar, cast

from scrapy import Request
from scrapy.core import downloader
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from twisted.internet.defer import Deferred


class NotSentError(IgnoreRequest):
    """The crawl ended before the request's turn came. What it asks for waits for the next one."""


class Downloader(downloader.Downloader):
    """Scrapy's own sends too much in three ways.

    It fills a place of a host only when the task of its request begins to run: without a delay the
    whole queue is gone by then, and the host has as many requests at a time as the crawl. Each
    crawl of a process has its own clock for a host, though sites may share one, and links of many
    sites lead to it. And a crawl that closes sends all that waits, however long that takes.
    """

    _sent: ClassVar[dict[str, float]] = {}  # host -> when any crawl sent it something last

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.closing = asyncio.Event()

    @classmethod
    def of(cls, crawler: Crawler) -> "Downloader":
        """The downloader of a running crawl."""
        return cast("Downloader", crawler.engine.downloader)

    def let_go(self) -> None:
        """Send nothing any more. What is under way may arrive."""
        self.closing.set()
        for slot in list(self.slots.values()):
            self.give_back(slot, NotSentError("the crawl ends"))

    def give_back(self, slot: downloader.Slot, error: Exception) -> None:
        """Fail all requests that wait for their turn."""
        waiting, slot.queue = list(slot.queue), deque()
        for _, waits in waiting:
            waits.errback(error)  # Twisted takes an exception as well

    async def _enqueue_request(self, request: Request) -> Response:
        if self.closing.is_set():
            raise NotSentError("the crawl ends")
        return await super()._enqueue_request(request)

    def _process_queue(self, slot: downloader.Slot) -> None:
        if slot.queue:
            host = self.get_slot_key(slot.queue[0][0])
            slot.lastseen = max(slot.lastseen, self._sent.get(host, 0.0))
        super()._process_queue(slot)

    def _wait_for_download(
        self, slot: downloader.Slot, request: Request, queue_dfd: "Deferred[Response]"
    ) -> Coroutine[Any, Any, None]:
        slot.transferring.add(request)
        self._sent[self.get_slot_key(request)] = slot.lastseen
        return super()._wait_for_download(slot, request, queue_dfd)
