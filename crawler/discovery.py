"""What lists articles: feeds, sitemaps, sections and the front page, each asked when it is due."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from scrapy import Request
from scrapy.http import HtmlResponse, Response, TextResponse
from scrapy.utils.response import get_base_url
from twisted.python.failure import Failure

from articles.addresses.canonical import absolute, canonical, same_site
from crawler import feeds, sitemaps
from crawler.conditional import (
    LISTING_SHARE,
    LONGEST,
    digest_of,
    header,
    next_due,
    validators,
)
from crawler.entry import Entries, Entry
from crawler.failures import why
from crawler.links import like_article, like_section
from crawler.moments import dated, moment
from crawler.plan import Site
from crawler.session import Session, later
from crawler.xml import has_entities
from db.crawl_records import Candidate, SourceState
from db.store import utc_now

#: Bounds of one run, so that no site can keep us for ever.
MOST_SITEMAPS, MOST_SECTIONS, MOST_PAGES = 500, 40, 60
_MOST_DEPTH = 4
_LONGEST = 4096  # characters of an address: a guess, twice what Scrapy lets pass
_FEED_TYPES = ("rss+xml", "atom+xml", "feed+json", "rdf+xml", "text/xml")
_MOST_FEEDS = 20  # that a front page may announce (a guess)
_COMMENTS = re.compile(r"/comments?(?:/|$|\?)")
_TOLD_BY_FEEDS = 10  # pages of a section that may be known from feeds (a guess)
_GUESSES = ("sitemap.xml", "sitemap_index.xml", "feed", "rss.xml", "feed.xml", "rss", "atom.xml")
_PAGED = ("section", "more")
_PRIORITY = {"more": 6, "feed": 10, "news": 10, "sitemap": 5, "section": 7, "home": 8}


class Discovery:
    """Asks what lists articles, and puts what is listed into the frontier."""

    def __init__(
        self, session: Session, request: Callable[..., Request], listed: Callable[[], None]
    ) -> None:
        self.session = session
        self.request = request
        self.listed = listed
        self.known = session.state.sources()
        self.asked: set[str] = set()
        self.sitemaps = self.sections = 0
        self._guessed = self._has_lists = False

    @property
    def site(self) -> Site:
        """The site that is crawled."""
        return self.session.site

    def begin(self, stated_sitemaps: tuple[str, ...]) -> Iterator[Request]:
        """The first requests: what the user named, what robots.txt names, what earlier runs
        found, and the front page, which leads to the rest."""
        site = self.site
        for url in site.feeds:
            yield from self._ask(url, "feed")
        for url in site.sitemaps or stated_sitemaps:
            yield from self._ask(url, "sitemap")
        for url in site.sections:
            yield from self._ask(url, "section")
        if not (site.feeds and site.sitemaps and site.sections):
            yield from self._ask(site.url, "home")
        for source in list(self.known.values()):
            if self._still_wanted(source):
                yield from self._ask(source.url, source.kind)

    def read(self, response: Response) -> Iterator[Request]:
        """An answer: what it lists goes into the frontier, and further listings are asked."""
        source: SourceState = response.meta["source"]
        kind = source.kind
        if response.status == 304 or (
            response.status == 200 and source.digest == digest_of(response.body)
        ):
            outcome = "unchanged"
            self._keep(source, response, (), source.entries)
        elif response.status != 200:
            outcome = f"status-{response.status}"
            self._keep(replace(source, failures=source.failures + 1), response, (), source.entries)
        else:
            outcome = "read"
            yield from self._listing(source, response)
        lost = bool(response.meta.get("guess")) and outcome.startswith("status-")
        self.session.numbers.sources[f"{'guess' if lost else kind}-{outcome}"] += 1
        self.session.logged(response, kind, outcome)
        yield from self._guess(kind, response.status == 200)

    def failed(self, failure: Failure) -> Iterator[Request]:
        """A listing could not be had."""
        request: Request = failure.request  # type: ignore[attr-defined]  # set by Scrapy
        source: SourceState = request.meta["source"]
        word = why(failure)
        self.session.failed(request.url, source.kind, word)
        self.session.numbers.sources[f"{source.kind}-failed"] += 1
        if word != "deferred":
            failed = replace(source, failures=source.failures + 1, checked_at=utc_now())
            self.session.state.keep_source(failed, (), utc_now())
        yield from self._guess(source.kind, False)

    def _ask(self, url: str, kind: str, stated: str = "", **more: Any) -> Iterator[Request]:
        """A request, unless the listing was asked already or is not due."""
        url = url.partition("#")[0]
        if url in self.asked or len(url) > _LONGEST or not url.startswith(("http://", "https://")):
            return
        self.asked.add(url)
        self._has_lists = self._has_lists or kind in ("feed", "sitemap", "index")
        source = self.known.get(url) or SourceState(url, kind)
        fresh = bool(stated) and stated != source.stated_change
        if _waits(source) and not fresh and not self.session.plan.force:
            self.session.numbers.sources[f"{kind}-not-due"] += 1
            self.session.numbers.source(source.kind, source.entries)
            return
        if url not in self.known:
            self.session.state.keep_source(source, (), utc_now())
        source = replace(source, kind=kind, stated_change=stated or source.stated_change)
        headers = {} if self.session.plan.dry_run else validators(source.etag, source.last_modified)
        meta = {"source": source, **more}
        if kind in ("sitemap", "index"):
            meta["download_maxsize"] = sitemaps.MOST_BYTES
        yield self.request(url, headers=headers, meta=meta)

    def _still_wanted(self, source: SourceState) -> bool:
        """What discovery found earlier stays, unless it kept failing or the user now names his
        own."""
        named = {"feed": self.site.feeds, "sitemap": self.site.sitemaps}.get(source.kind, ())
        if not source.checked_at:  # found by a run that ended before its turn came
            return not named
        answers = source.entries > 0 or source.status in (200, 304)  # an empty feed fills again
        return source.kind != "more" and answers and source.failures < 5 and not named

    def _listing(self, source: SourceState, response: Response) -> Iterator[Request]:
        try:
            data = sitemaps.unpack(response.body)
        except sitemaps.TooLargeError:
            self.session.failed(response.url, source.kind, "too-large")
            self.session.numbers.sources[f"{source.kind}-failed"] += 1
            self._keep(replace(source, failures=source.failures + 1), response, (), 0)
            return
        if has_entities(data):
            self.session.numbers.sources["declares-entities"] += 1
        if feeds.is_feed(data):
            yield from self._entries(replace(source, kind="feed"), response, feeds.read_feed(data))
        elif sitemaps.is_index(data):
            yield from self._index(replace(source, kind="index"), response, data)
        elif sitemaps.is_sitemap(data) or (source.kind == "sitemap" and not _is_html(response)):
            listed = sitemaps.read_sitemap(data)
            yield from self._entries(replace(source, kind="sitemap"), response, listed)
        elif isinstance(response, TextResponse) and source.kind in ("home", *_PAGED):
            yield from self._front(source, response)
        else:
            self.session.numbers.sources["unreadable"] += 1
            self._keep(replace(source, failures=source.failures + 1), response, (), 0)

    def _entries(
        self, source: SourceState, response: Response, listed: Entries
    ) -> Iterator[Request]:
        count = len(listed)
        self.session.numbers.sources["not-well-formed"] += listed.broken
        candidates = (c for e in listed for c in self._candidate(e, source.kind, response.url))
        found = sorted(candidates, key=lambda c: c.stated_change, reverse=True)
        if _all_alike(found):
            found = [replace(candidate, stated_change="") for candidate in found]
        self.session.numbers.entries += count
        if source.kind == "feed":
            self.session.numbers.feed_entries += count
        if not count:
            self.session.numbers.sources[f"{source.kind}-empty"] += 1
        self._keep(replace(source, failures=0), response, found, count)
        return iter(())

    def _candidate(self, entry: Entry, kind: str, base: str) -> Iterator[Candidate]:
        url = absolute(base, entry.url)
        address = canonical(url)
        if not address or address == self.session.home:
            return
        if len(url) > _LONGEST:
            self.session.numbers.sources["too-long-addresses"] += 1
            return
        if not same_site(url, self.site.url):
            self.session.numbers.sources["off-site-entries"] += 1
            return
        if self._too_old(entry):
            self.session.numbers.sources["too-old-entries"] += 1
            return
        priority = _PRIORITY["news" if entry.stated and kind == "sitemap" else kind]
        yield Candidate(
            address=address,
            url=url.partition("#")[0],
            stated=entry.stated,
            stated_change=dated(entry.changed, utc_now()),
            found_in=base,
            title=entry.title[:1000],
            priority=priority,
        )

    def _too_old(self, entry: Entry) -> bool:
        days = self.session.plan.max_age_days
        said = moment(entry.changed) or moment(entry.published)
        if not days or said is None:
            return False
        return (datetime.now(UTC) - said).days >= days

    def _index(self, source: SourceState, response: Response, data: bytes) -> Iterator[Request]:
        depth = int(response.meta.get("depth_of_index", 0)) + 1
        read, now = sitemaps.read_index(data), utc_now()
        self.session.numbers.sources["not-well-formed"] += read.broken
        listed = sorted(read, key=lambda entry: dated(entry.changed, now), reverse=True)
        self._keep(replace(source, failures=0), response, (), len(listed))
        for entry in listed if depth < _MOST_DEPTH else ():
            if self.sitemaps >= MOST_SITEMAPS:
                self.session.numbers.sources["sitemaps-left-for-later"] += 1
                continue
            url = absolute(response.url, entry.url)
            if same_site(url, self.site.url):
                self.sitemaps += 1
                yield from self._ask(url, "sitemap", entry.changed, depth_of_index=depth)

    def _front(self, source: SourceState, response: TextResponse) -> Iterator[Request]:
        """A front or section page: its articles, its feeds, its sections, its next page."""
        base = get_base_url(response)
        anchors = [(absolute(base, href), text) for href, text in _anchors(response)]
        entries = [Entry(url) for url, text in anchors if like_article(url, text)]
        found = [c for e in entries for c in self._candidate(e, source.kind, response.url)]
        new = self._keep(replace(source, failures=0), response, found, len(found))
        if source.kind == "home":
            yield from self._announced(response)
            yield from self._sections(anchors)
        number = int(response.meta.get("number", 1))
        # Older pages hold nothing unknown where this one does not, but for the first visit: then
        # the feeds may have told of the newest articles already.
        deeper = new or (found and not source.checked_at and number <= _TOLD_BY_FEEDS)
        if source.kind in _PAGED and deeper and number < MOST_PAGES:
            for url in _next_pages(response, number):
                yield from self._ask(url, "more", number=number + 1)

    def _announced(self, response: TextResponse) -> Iterator[Request]:
        if self.site.feeds:
            return
        announced = 0
        for link in response.xpath("//link[@rel and @href and @type]"):
            if "alternate" not in link.attrib["rel"].lower().split() or announced >= _MOST_FEEDS:
                continue
            kind = link.attrib["type"].lower().partition(";")[0].strip()
            url = absolute(get_base_url(response), link.attrib["href"])
            # Plain JSON is mostly a content system's own interface, and no feed.
            feed = kind.endswith(_FEED_TYPES) or (kind == "application/json" and "feed" in url)
            if feed and _COMMENTS.search(url) is None:
                announced += 1  # also at another host, which serves feeds for many
                yield from self._ask(url, "feed")

    def _sections(self, anchors: Iterable[tuple[str, str]]) -> Iterator[Request]:
        if self.site.sections:
            return
        for url, _ in anchors:
            if self.sections >= MOST_SECTIONS:
                return
            fresh = url.partition("#")[0] not in self.asked
            if fresh and same_site(url, self.site.url) and like_section(url):
                self.sections += 1
                yield from self._ask(url, "section")

    def _guess(self, kind: str, answered: bool) -> Iterator[Request]:
        """The front page named no feed, robots.txt no sitemap: try where they usually lie."""
        if kind != "home" or self._guessed or not answered or self._has_lists:
            return
        self._guessed = True
        for name in _GUESSES:
            kind = "sitemap" if "sitemap" in name else "feed"
            yield from self._ask(absolute(self.site.url, "/" + name), kind, guess=True)

    def _keep(
        self, source: SourceState, response: Response, found: Iterable[Candidate], entries: int
    ) -> int:
        now = utc_now()
        if response.status in (200, 304):
            self.session.numbers.source(source.kind, entries)
        whole = response.status == 200
        digest = digest_of(response.body) if whole else source.digest
        changed = now if whole and digest != source.digest else source.changed_at or now
        kept = replace(
            source,
            etag=header(response, "ETag") if whole else source.etag,
            last_modified=header(response, "Last-Modified") if whole else source.last_modified,
            digest=digest,
            status=response.status,
            entries=entries,
            checked_at=now,
            changed_at=changed,
            next_due=next_due(changed, now, LISTING_SHARE),
        )
        new, again = self.session.state.keep_source(kept, found, now)
        self.session.numbers.discovered += new
        self.session.numbers.again += again
        if new or again:
            self.listed()
        return new


def _waits(source: SourceState) -> bool:
    """Whether a listing is not due. A time beyond all intervals comes of a clock that was wrong."""
    now = utc_now()
    return now < source.next_due <= later(now, LONGEST) and source.checked_at <= now


def _is_html(response: Response) -> bool:
    return isinstance(response, HtmlResponse)


def _all_alike(found: list[Candidate]) -> bool:
    """Whether a sitemap dates everything alike: then it states when it was made, and nothing about
    the articles. Believed, it would have all of them fetched again each time."""
    said = Counter(candidate.stated_change[:16] for candidate in found)
    return len(found) > 20 and said.most_common(1)[0][1] > 0.9 * len(found)


def _anchors(response: TextResponse) -> Iterator[tuple[str, str]]:
    for anchor in response.xpath("//a[@href]"):
        words = " ".join(anchor.xpath(".//text()").getall())
        yield anchor.attrib["href"], " ".join(words.split())[:300]


def _next_pages(response: TextResponse, number: int) -> Iterator[str]:
    """The following page of a section, by its own word or by its number in the address."""
    stated = response.xpath("//*[(self::a or self::link) and @rel='next']/@href").getall()
    for href in stated[:1]:
        yield absolute(response.url, href)
    if stated:
        return
    wanted = (f"page={number + 1}", f"/page/{number + 1}", f"p={number + 1}")
    for href in response.xpath("//a/@href").getall():
        if href.rstrip("/").endswith(wanted):
            yield absolute(response.url, href)
            return
