"""Scrapy's AutoThrottle, but never faster than the host's robots.txt allows."""

from scrapy import Request, Spider
from scrapy.extensions import throttle
from scrapy.http import Response


class Throttle(throttle.AutoThrottle):
    """AutoThrottle halves the delay with every quick answer, whoever has set it."""

    def _response_downloaded(self, response: Response, request: Request, spider: Spider) -> None:
        super()._response_downloaded(response, request, spider)
        host, slot = self._get_slot(request, spider)
        floor = self.crawler.engine.downloader.per_slot_settings.get(host or "", {})
        if slot is not None:
            slot.delay = max(slot.delay, floor.get("delay", 0.0))
