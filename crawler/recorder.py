"""Every raw response goes into the WARC before anything reads it."""

from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest, NotConfigured
from scrapy.http import Response

from crawler.session import Session
from crawler.warc import Exchange


class Recorder:
    """Downloader middleware, next to the network: bodies are still packed as they were sent."""

    def __init__(self, session: Session) -> None:
        self.session = session

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        session = Session.of(crawler)
        if session is None:
            raise NotConfigured
        return cls(session)

    def process_response(self, request: Request, response: Response) -> Response:
        self.session.count_response(response.status, len(response.body))
        if self.session.warc is not None and request.method == "GET":
            try:
                request.meta["raw_ref"] = self.session.warc.write(_exchange(response)).ref
            except OSError as error:
                self.session.give_up("keeping raw responses", error)
                raise IgnoreRequest(f"{response.url}: not kept") from error
        return response


def _exchange(response: Response) -> Exchange:
    headers = tuple(
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, values in response.headers.items()
        for value in (values or ())
    )
    ip = str(response.ip_address or "")
    return Exchange(response.url, response.status, headers, response.body, ip)
