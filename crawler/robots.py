"""robots.txt, as RFC 9309 asks, with crawl-delay: obeyed for every address, redirects included."""

import asyncio
import logging
import re
from typing import Self
from urllib.parse import urlsplit

from protego import Protego
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from crawler.failures import RobotsRefusal, RobotsUnreachable, kind_of
from crawler.plan import netloc

log = logging.getLogger(__name__)

_MOST_BYTES = 512 << 10  # what stands behind is not read; RFC 9309 wants 500 KiB at least
_LONGEST_DELAY = 60.0
_REFUSE_ALL = "User-agent: *\nDisallow: /\n"
_LINE_END = re.compile(rb"[\r\n]")
_GROUP = re.compile(r"(?im)^([ \t]*user-?agent[ \t]*:)([^\r\n#]*)")
_NOBODY = "-"


class RobotsGate:
    """Downloader middleware. A robots.txt that says 4xx allows all; one that cannot be had (5xx,
    429, no answer) refuses all, for this run."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        #: the product token: what stands behind it in the header names no group
        self.agent = re.split(r"[/\s]", str(crawler.settings["USER_AGENT"]), maxsplit=1)[0]
        self._rules: dict[str, asyncio.Future[Protego]] = {}
        self._unreachable: dict[str, str] = {}  # scheme and host -> why

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        if request.meta.get("robots_txt"):
            return
        rules = await self.rules_for(request.url)
        if word := self._unreachable.get(_root(request.url)):
            raise RobotsUnreachable(f"{request.url}: no robots.txt ({word})", word)
        if not rules.can_fetch(request.url, self.agent):
            self.crawler.stats.inc_value("copydesk/robots_refused")
            raise RobotsRefusal(f"{request.url}: refused by robots.txt")

    async def rules_for(self, url: str) -> Protego:
        """The rules of the address's host; asked for once in a crawl."""
        root = _root(url)
        if root not in self._rules:
            self._rules[root] = asyncio.get_running_loop().create_future()
            rules = await self._fetch(root)
            self._rules[root].set_result(rules)
            self._slow_down(url, rules)
        return await self._rules[root]

    async def _fetch(self, root: str) -> Protego:
        url = f"{root}/robots.txt"
        meta = {"robots_txt": True, "max_retry_times": 1}
        request = Request(url, callback=NO_CALLBACK, priority=1000, meta=meta)
        try:
            response = await self.crawler.engine.download_async(request)
        except Exception as error:
            word = kind_of(error)
            return self._lost(root, "robots-too-large" if word == "too-large" else word)
        if response.status >= 500 or response.status == 429:
            return self._lost(root, f"robots-status-{response.status}")
        return self._parse(response)

    def _lost(self, root: str, word: str) -> Protego:
        log.info("no robots.txt at %s (%s): nothing is asked for there", root, word)
        self.crawler.stats.inc_value("copydesk/robots_unreachable")
        self._unreachable[root] = word
        return Protego.parse(_REFUSE_ALL)

    def _parse(self, response: Response) -> Protego:
        body = response.body if response.status == 200 else b""
        if len(body) > _MOST_BYTES:  # half a rule may say something else
            ends = [match.start() for match in _LINE_END.finditer(body, 0, _MOST_BYTES)]
            body = body[: ends[-1]] if ends else _REFUSE_ALL.encode()
        return Protego.parse(of_our_group(body.decode("utf-8-sig", "replace"), self.agent))

    def _slow_down(self, url: str, rules: Protego) -> None:
        asked = rules.crawl_delay(self.agent)
        rate = rules.request_rate(self.agent)
        if asked is None and rate is not None and rate.requests:
            asked = rate.seconds / rate.requests
        if not asked:
            return
        host = urlsplit(url).hostname or ""
        delay = min(float(asked), _LONGEST_DELAY)
        downloader = self.crawler.engine.downloader
        if delay <= self.crawler.settings.getfloat("DOWNLOAD_DELAY"):
            return
        self.crawler.stats.set_value(f"copydesk/crawl_delay/{netloc(url)}", delay)
        # Another port of the host may have said more.
        delay = max(delay, downloader.per_slot_settings.get(host, {}).get("delay", 0.0))
        kept = {"delay": delay, "concurrency": 1, "jitter": 0.0}
        downloader.per_slot_settings[host] = kept  # a floor, see `crawler.throttle`
        if slot := downloader.slots.get(host):
            slot.delay, slot.concurrency, slot.jitter = delay, 1, 0.0


def of_our_group(rules: str, agent: str) -> str:
    """The rules with groups named as Protego compares them: it looks for a group's name anywhere in
    ours, and RFC 9309 wants the product token, whole and without a version.

    >>> of_our_group("User-agent: CopyDesk/1.0\\nDisallow: /a\\nUser-agent: copy", "copydesk")
    'User-agent: copydesk\\nDisallow: /a\\nUser-agent: -'
    """

    def named(match: re.Match[str]) -> str:
        token = match[2].strip().partition("/")[0].lower()
        ours = agent if token == agent.lower() else _NOBODY
        return f"{match[1]} {'*' if token == '*' else ours}"

    return _GROUP.sub(named, rules)


def _root(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
