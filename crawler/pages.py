"""From the frontier to pages, from pages to what becomes of them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from articles.addresses.canonical import canonical, same_site
from crawler.conditional import ARTICLE_SHARE, digest_of, header, next_due, validators
from crawler.failures import why
from crawler.plan import Plan
from crawler.session import Session, later
from db.crawl_records import Fetched, PageResult, PageState
from db.store import utc_now

_GONE = frozenset((404, 410, 451))
_RETRY_MINUTES = 10.0
_MOST_ATTEMPTS = 6
_LONGEST_WAIT = 60 * _RETRY_MINUTES * 4.0 ** (_MOST_ATTEMPTS - 2)  # seconds


@dataclass(frozen=True, slots=True)
class Page:
    """A page as the pipeline gets it. `result` is what will be remembered if it is an article; one
    that is `wanted`, by a source or because it was one before, is looked at again if it is none."""

    url: str
    body: bytes = field(repr=False)  # a debug log would print it whole
    charset: str
    raw_ref: str
    title: str
    stated: bool
    wanted: bool
    result: PageResult
    line: Fetched | None = None  # of the log: what was found is still to be said


class Pages:
    """Takes pages up from the frontier, a few at a time, and reads the answers."""

    def __init__(self, session: Session, request: Callable[..., Request]) -> None:
        self.session = session
        self.request = request
        self.open = False
        self._under_way = 0
        self._more = True

    @property
    def plan(self) -> Plan:
        """How the site is crawled."""
        return self.session.plan

    def begin(self) -> None:
        """Discovery has been asked for: pages may follow."""
        now = utc_now()
        if not self.plan.dry_run:
            before = self.session.resumes_from or now
            due = "9999" if self.plan.force else now
            latest = later(now, self.plan.revisit_days * 86400.0 + _LONGEST_WAIT)
            again = self.session.state.reopen(due, latest, before, lost=self.plan.force)
            self.session.numbers.again += again
        self.open = not self.plan.dry_run

    def listed(self) -> None:
        """Discovery has found addresses."""
        self._more = True

    def take(self) -> list[Request]:
        """The next requests, as many as there is room for."""
        room = 4 * self.plan.concurrency
        if not self.open or not self._more or self._under_way > room // 2:
            return []
        if self.plan.max_items:
            room = min(room, self.plan.max_items - self.session.numbers.articles - self._under_way)
            if room <= 0:
                return []
        pages = self.session.state.take(self.session.run_id, room)
        self._more = len(pages) == room
        self._under_way += len(pages)
        return [self._ask(page) for page in pages]

    def read(self, response: Response) -> Iterator[Page]:
        """What an answer makes of a page."""
        page: PageState = response.meta["page"]
        self._under_way -= 1
        outcome = self._outcome(page, response)
        if outcome:
            self._done(page, response, outcome)
        else:
            yield self._page(page, response)

    def failed(self, failure: Failure) -> None:
        """No answer, or none that may be used."""
        request: Request = failure.request  # type: ignore[attr-defined]  # set by Scrapy
        page: PageState = request.meta["page"]
        self._under_way -= 1
        word = why(failure)
        self.session.failed(page.url, "page", word)  # as it was listed, wherever it led
        if word == "deferred":
            return  # stays in the frontier, taken up by this run: the next one will have it
        lasting = word in ("robots", "private", "too-large", "scheme", "redirects")
        self.session.page_done(_put_off(page, 0, lasting), f"failed-{word}")

    def _ask(self, page: PageState) -> Request:
        if self.session.warc is not None and page.raw_ref:
            self.session.warc.remember(page.url, page.raw_ref)
        headers = validators(page.etag, page.last_modified) if page.article_key else {}
        return self.request(page.url, headers=headers, meta={"page": page})

    def _outcome(self, page: PageState, response: Response) -> str:
        """What is already decided without reading the page; "" where it has to be read."""
        if response.status == 304:
            return "not-modified"
        if response.status in _GONE:
            return "gone"
        if response.status != 200:
            return f"status-{response.status}"
        if not same_site(response.url, self.session.site.url):
            return "off-site"
        address = canonical(response.url)
        if address == self.session.home:
            return "sent-home"
        if not _may_be_page(response):
            return "wrong-type"
        moved = address != page.address  # then it may be another page's now
        if page.digest and not moved and page.digest == digest_of(response.body):
            return "same-body"
        return ""

    def _done(self, page: PageState, response: Response, outcome: str) -> None:
        now = utc_now()
        if outcome in ("not-modified", "same-body"):
            result = self._unchanged(page, response, now)
        elif outcome == "gone":  # what a source lists may come yet, what was there come back
            listed = page.stated or bool(page.article_key)
            result = replace(_put_off(page, response.status, not listed), state="gone")
        elif outcome.startswith("status-"):
            result = _put_off(page, response.status, lasting=False)
        else:
            result = PageResult(page.id, "skipped", response.status)
        # A page is told as it was listed, wherever it led.
        self.session.logged(response, "page", outcome, page.url)
        self.session.page_done(result, outcome)

    def _unchanged(self, page: PageState, response: Response, now: str) -> PageResult:
        due = self._due(page.changed_at, now) if page.stated or page.article_key else ""
        state = "done" if page.article_key else "skipped"
        etag = header(response, "ETag") or page.etag
        modified = header(response, "Last-Modified") or page.last_modified
        # A body that was sent again may have been kept again, because the first record is to go.
        ref = response.meta.get("raw_ref") if response.status == 200 else None
        return PageResult(
            page.id, state, response.status, etag, modified, raw_ref=ref, next_due=due
        )

    def _page(self, page: PageState, response: Response) -> Page:
        now = utc_now()
        result = PageResult(
            id=page.id,
            state="done",
            status=response.status,
            etag=header(response, "ETag"),
            last_modified=header(response, "Last-Modified"),
            digest=digest_of(response.body),
            raw_ref=response.meta.get("raw_ref"),
            changed_at=now,
            next_due=self._due(now, now),
            due_unchanged=self._due(page.changed_at, now) if page.article_key else None,
        )
        charset = _charset(response)
        ref = str(response.meta.get("raw_ref") or "")
        wanted = page.stated or bool(page.article_key)
        told = (page.title, page.stated, wanted)
        line = self.session.line(response, "page", listed=page.url)
        return Page(response.url, response.body, charset, ref, *told, result, line)

    def _due(self, changed_at: str, now: str) -> str:
        """When an article is looked at again; never, once it has stayed the same long enough."""
        limit = later(changed_at or now, self.plan.revisit_days * 86400.0)
        if limit <= now:
            return ""
        return next_due(changed_at, now, ARTICLE_SHARE, self.plan.revisit_days * 86400.0)


def _put_off(page: PageState, status: int, lasting: bool) -> PageResult:
    """A failure: again in the next run, then at growing distances, then no more."""
    attempts = page.attempts + 1
    if lasting or attempts >= _MOST_ATTEMPTS:
        return PageResult(page.id, "failed", status, attempts=attempts)
    wait = 0.0 if attempts == 1 else 60 * _RETRY_MINUTES * 4.0 ** (attempts - 2)
    return PageResult(page.id, "failed", status, next_due=later(utc_now(), wait), attempts=attempts)


def _may_be_page(response: Response) -> bool:
    kind = header(response, "Content-Type").partition(";")[0].lower()
    if kind in ("text/html", "application/xhtml+xml"):
        return True
    return kind in ("", "text/plain", "application/xml", "text/xml") and b"<" in response.body[:512]


def _charset(response: Response) -> str:
    _, _, parameters = header(response, "Content-Type").partition("charset=")
    return parameters.partition(";")[0].strip(" \"'")
