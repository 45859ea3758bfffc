"""Scrapy's downloader, but never with more requests to one host at a time than it may have."""

from collections.abc import Coroutine
from typing import Any

from scrapy import Request
from scrapy.core import downloader
from scrapy.http import Response
from twisted.internet.defer import Deferred


class Downloader(downloader.Downloader):
    """Scrapy takes requests from a host's queue while the host has places free, and fills a place
    only when the task of its request begins to run. Without a delay the whole queue is gone by
    then, and the host has as many requests at a time as the crawl."""

    def _wait_for_download(
        self, slot: downloader.Slot, request: Request, queue_dfd: "Deferred[Response]"
    ) -> Coroutine[Any, Any, None]:
        slot.transferring.add(request)
        return super()._wait_for_download(slot, request, queue_dfd)
