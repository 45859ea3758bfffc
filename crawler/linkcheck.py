"""Do related links lead anywhere? Asked with the same politeness and the same guards as pages.

A target is looked at when an article first shows it, and again when its time has come, whether or
not an article has changed since: links die while the pages that show them stay.
"""

from collections.abc import Callable, Iterator
from hashlib import blake2b
from itertools import islice
from urllib.parse import urljoin

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure

from articles.addresses.canonical import canonical
from crawler.failures import why
from crawler.plan import netloc
from crawler.session import Session, later, seconds_between
from crawler.verdicts import Verdict, is_front, of_failure, of_status, rest
from crawler.verdicts import same_page as alike
from db.crawl_links import LinkStates
from db.crawl_records import LinkState
from db.store import utc_now

_MOST_BYTES = 1 << 20
_AT_ONCE = 100
_A_RUN = 5000  # targets; those that are longest due come first, the rest waits: a guess


class LinkCheck:
    """Looks at those targets of a site's related links that are due."""

    def __init__(self, session: Session, crawler: Crawler, request: Callable[..., Request]) -> None:
        self.session = session
        self.crawler = crawler
        self.request = request
        self.states = LinkStates(session.store.reading)
        self._waiting: Iterator[str] | None = None
        self._before: dict[str, LinkState] = {}
        self._probes: dict[str, bytes | None] = {}  # host -> its page for what does not exist
        self._held: dict[str, list[Response]] = {}  # host -> answers that wait for its probe

    def take(self) -> list[Request]:
        """The next targets to be asked; none where all are done."""
        if not self.session.plan.check_links:
            return []
        if self._waiting is None:
            self._waiting = self._due()
        return [self._ask(url, "HEAD") for url in islice(self._waiting, _AT_ONCE)]

    def read(self, response: Response) -> Iterator[Request]:
        """An answer to HEAD or GET, or to the question after a page that cannot exist."""
        meta = response.meta
        if "probe" in meta:
            yield from self._probed(meta["probe"], response)
            return
        asked, verdict = meta["link"], of_status(response.status, meta["link"], response.url)
        if response.request is not None and response.request.method == "HEAD":
            if verdict is Verdict.OK:
                yield from self._soft(response)
            elif verdict is Verdict.HOME:
                self._keep(asked, verdict, response.status, response.url)
            else:  # many servers answer HEAD wrongly: only GET counts
                yield self._ask(asked, "GET")
        elif verdict is Verdict.OK:
            yield from self._soft(response)
        else:
            self._keep(asked, verdict, response.status, response.url)

    def failed(self, failure: Failure) -> Iterator[Request]:
        """No answer."""
        request: Request = failure.request  # type: ignore[attr-defined]  # set by Scrapy
        word = why(failure)
        if "probe" in request.meta:
            yield from self._probed(request.meta["probe"], None)
            return
        if request.method == "HEAD" and word in ("connection", "cut-off", "timeout"):
            yield self._ask(request.meta["link"], "GET")
            return
        asked = request.meta["link"]
        if word == "too-large":
            self._keep(asked, Verdict.OK, 200, request.url)
        else:
            self._keep(asked, of_failure(word), 0, request.url, word)

    def _due(self) -> Iterator[str]:
        """Targets that nobody has looked at lately."""
        state, now = self.session.state, utc_now()
        for verdict, number in self.states.at_rest(state.site, now).items():
            self.session.numbers.links[f"{verdict}-known"] += number
        for known in self.states.due(state.site, now, _A_RUN):
            self._before[known.url] = known
            page = state.page_at(canonical(known.url))
            if page is not None and page.article_key and page.fetched_at >= self.session.started:
                self._keep(known.url, Verdict.OK, 200, known.url, "one of our articles")
            else:
                yield known.url

    def _ask(self, url: str, method: str) -> Request:
        meta = {"link": url, "max_retry_times": 1, "download_maxsize": _MOST_BYTES}
        return self.request(url, method=method, meta=meta)

    def _soft(self, response: Response) -> Iterator[Request]:
        """A page was found. Would this host also have found one that cannot exist?"""
        host = netloc(response.url)
        if is_front(response.url):
            self._keep(response.meta["link"], Verdict.OK, response.status, response.url)
        elif host in self._probes:
            yield from self._settle(response)
        elif host in self._held:
            self._held[host].append(response)
        else:
            self._held[host] = [response]
            name = blake2b(host.encode(), digest_size=8).hexdigest()
            meta = {"probe": host, "max_retry_times": 0, "download_maxsize": _MOST_BYTES}
            yield self.request(urljoin(response.url, f"{name}-no-such-page"), meta=meta)

    def _probed(self, host: str, answer: Response | None) -> Iterator[Request]:
        soft = answer is not None and answer.status == 200 and not is_front(answer.url)
        self._probes[host] = answer.body if soft and answer is not None else None
        for response in self._held.pop(host, ()):
            yield from self._settle(response)

    def _settle(self, response: Response) -> Iterator[Request]:
        missing = self._probes[netloc(response.url)]
        asked = response.meta["link"]
        head = response.request is not None and response.request.method == "HEAD"
        if missing is not None and head:
            yield self._ask(asked, "GET")
            return
        soft = missing is not None and alike(missing, response.body)
        verdict = Verdict.SOFT if soft else Verdict.OK
        self._keep(asked, verdict, response.status, response.url)

    def _keep(self, url: str, verdict: Verdict, status: int, final: str, note: str = "") -> None:
        now, before = utc_now(), self._before.pop(url, LinkState(url, ""))
        rested = seconds_between(before.checked_at, before.next_due)
        again = later(now, rest(verdict, rested if before.verdict == verdict else 0.0))
        self.session.numbers.links[verdict.value] += 1
        state = LinkState(url, verdict.value, status, final, note, now, again)
        self.states.keep(self.session.run_id, [state])
        if verdict.value != (before.verdict or Verdict.OK.value):
            self.states.show_again(url)
