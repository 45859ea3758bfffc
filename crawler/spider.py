"""One spider for every site: discover by feeds, sitemaps and sections, then fetch what is new."""

from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any, cast

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider, DontCloseSpider
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.discovery import Discovery
from crawler.downloader import Downloader
from crawler.failures import why
from crawler.linkcheck import LinkCheck
from crawler.pages import Page, Pages
from crawler.plan import Plan, Site
from crawler.robots import RobotsGate
from crawler.session import Session


class SiteSpider(Spider):
    """Crawls the site in the setting COPYDESK_SITE, as the setting COPYDESK_PLAN says."""

    name = "site"
    session: Session
    discovery: Discovery
    pages: Pages
    links: LinkCheck

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> "SiteSpider":
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.open, signal=signals.spider_opened)
        crawler.signals.connect(spider.more, signal=signals.scheduler_empty)
        crawler.signals.connect(spider.idle, signal=signals.spider_idle)
        return spider

    @classmethod
    def named(cls, name: str, settings: dict[str, Any]) -> "type[SiteSpider]":
        """A spider class for one site."""
        return type("SiteSpider", (cls,), {"name": name, "custom_settings": settings})

    @property
    def site(self) -> Site:
        """The site that is crawled."""
        return cast("Site", self.settings["COPYDESK_SITE"])

    @property
    def plan(self) -> Plan:
        """How it is crawled."""
        return cast("Plan", self.settings["COPYDESK_PLAN"])

    def open(self) -> None:
        """Everything is in place: take up the work."""
        session = Session.of(self.crawler)
        if session is None:
            raise CloseSpider("the extension crawler.session.Session is not switched on")
        self.session = session
        self.pages = Pages(session, self.page_request)
        self.discovery = Discovery(session, self.source_request, self.pages.listed)
        self.links = LinkCheck(session, self.crawler, self.link_request)
        self._let_go_when_closing()

    def _let_go_when_closing(self) -> None:
        """Scrapy tells nobody that a crawl begins to close, by a signal, by time or by an error,
        and waits for all that its downloader holds."""
        engine: Any = self.crawler.engine
        close = engine.close_spider_async

        async def let_go_and_close(*, reason: str = "cancelled") -> None:
            Downloader.of(self.crawler).let_go()
            await close(reason=reason)

        engine.close_spider_async = let_go_and_close

    async def start(self) -> AsyncIterator[Request]:
        """What lists articles comes first; the pages follow as there is room, see `more`."""
        gate = self.crawler.get_downloader_middleware(RobotsGate)
        rules = await gate.rules_for(self.site.url) if gate else None
        with self.session.storing():
            for request in self.discovery.begin(tuple(rules.sitemaps) if rules else ()):
                yield request
            self.pages.begin()

    def more(self) -> None:
        """There is room for requests: take up more pages."""
        if self.crawler.engine.running and self.pages.open:
            with self.session.storing():
                self._send(self.pages.take())

    def idle(self) -> None:
        """Nothing is under way: the last pages, then the links of what was read."""
        self.session.flush()
        if not self.crawler.engine.running:
            return
        with self.session.storing():
            if self._send(self.pages.take()) or self._send(self.links.take()):
                raise DontCloseSpider

    def parse_source(self, response: Response) -> Iterator[Request]:
        """A feed, sitemap, section or front page has arrived."""
        return self.discovery.read(response)

    def parse_page(self, response: Response) -> Iterator[Page]:
        """A page that may hold an article has arrived."""
        return self.pages.read(response)

    def parse_link(self, response: Response) -> Iterator[Request]:
        """The target of a related link has answered."""
        return self.links.read(response)

    def source_request(self, url: str, **options: Any) -> Request:
        """A request for something that lists articles."""
        return self._request(url, self.parse_source, self.discovery.failed, priority=100, **options)

    def page_request(self, url: str, **options: Any) -> Request:
        """A request for a page."""
        if self.site.javascript:
            options["meta"] = {**options.get("meta", {}), "playwright": True}
        return self._request(url, self.parse_page, self.pages.failed, **options)

    def link_request(self, url: str, **options: Any) -> Request:
        """A request that only looks whether an address answers."""
        return self._request(url, self.parse_link, self.links.failed, priority=-10, **options)

    def _request(
        self,
        url: str,
        callback: Callable[[Response], Iterator[Any]],
        errback: Callable[[Failure], Any],
        **options: Any,
    ) -> Request:
        def answered(response: Response) -> Iterator[Any]:
            with self.session.storing():
                yield from callback(response)

        def failed(failure: Failure) -> Iterator[Any]:
            if why(failure) != "not-sent":  # else it waits for the next run
                with self.session.storing():
                    yield from errback(failure) or ()

        return Request(url, callback=answered, errback=failed, dont_filter=True, **options)

    def _send(self, requests: list[Request]) -> bool:
        for request in requests:
            self.crawler.engine.crawl(request)
        return bool(requests)
