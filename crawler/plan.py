"""What a crawl is asked to do: plain values, handed down by whoever read the configuration."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from urllib.parse import urlsplit

AGENT = "copydesk/0.1 (scheduled news checker; set crawl.user-agent to add your contact address)"


@dataclass(frozen=True, slots=True)
class Site:
    """One site to crawl. Feeds, sitemaps and sections are discovered where none are given.

    `name` is the key in tables and reports. `url` is where discovery starts. `javascript` renders
    the pages in a browser; it needs the `javascript` extra. `selectors` are CSS, by what they
    select, for a site that the general reader does not understand.
    """

    name: str
    url: str
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    javascript: bool = False
    selectors: tuple[tuple[str, str], ...] = ()

    @property
    def host(self) -> str:
        """Host and port of the start address, as a browser would show them."""
        return netloc(self.url)

    @property
    def machine(self) -> str:
        """The host alone: what politeness is owed to."""
        return self.host.rpartition(":")[0] or self.host

    def named_hosts(self) -> frozenset[str]:
        """Every host the user wrote down for this site: these may be private addresses."""
        return frozenset(netloc(u) for u in (self.url, *self.feeds, *self.sitemaps, *self.sections))


@dataclass(frozen=True, slots=True)
class Health:
    """When a crawl differs so much from the site's own past that a person should know.

    The defaults are guesses of ours: nobody has measured them yet.
    """

    window: int = 10  # how many complete runs are the past
    min_runs: int = 3  # with fewer there is no past to compare with
    items_drop: float = 0.5  # articles seen fell by this share
    errors_rise: float = 0.25  # share of requests that failed, above the past's, by this much
    blocked_rise: float = 0.2  # share of 401, 403, 429 and robots refusals, likewise
    body_drop: float = 0.5  # median length of a body fell by this share
    coverage_drop: float = 0.3  # share of articles with a headline, date or author fell by this
    findings_factor: float = 3.0  # findings per article rose to this multiple
    duration_factor: float = 5.0  # the crawl took this many times as long, and over a minute


@dataclass(frozen=True, slots=True)
class Plan:
    """How to crawl: the same for all sites of one command."""

    db: str = "sqlite:///copydesk.db"
    raw: str = ""  # folder of the WARC files; "" keeps no raw responses
    agent: str = AGENT
    delay: float = 1.0  # seconds between requests to one host, at least robots.txt's crawl-delay
    concurrency: int = 8  # requests in flight for a site; one host gets at most `per_host`
    per_host: int = 2
    timeout: float = 30.0  # seconds for one response, from the first byte asked to the last read
    max_bytes: int = 16 << 20  # of one response, as sent and unpacked
    max_wait: float = 120.0  # longest Retry-After that is waited for within a run
    max_items: int = 0  # stop after so many articles of a site; 0 = no limit
    max_time: float = 0.0  # stop a site after so many seconds; 0 = no limit
    max_age_days: int = 0  # what a feed or sitemap dates earlier is left alone; 0 = no limit
    force: bool = False  # ask again for what is not due
    dry_run: bool = False  # discover only, and store nothing
    check_links: bool = True
    allow_private: frozenset[str] = frozenset()  # hosts allowed though their address is private
    raw_megabytes: int = 256  # a WARC file is closed at this size
    keep_raw_days: int = 0  # raw responses older than this are deleted; 0 = kept
    keep_log_days: int = 90  # the log of single requests likewise
    revisit_days: int = 14  # an article unchanged for so long is asked for no more
    health: Health = field(default_factory=Health)
    settings_hash: str = ""
    scrapy: Mapping[str, object] = field(default_factory=dict)  # further Scrapy settings


def netloc(url: str) -> str:
    """Host and port in lower case, the scheme's own port left out; "" where there is none.

    >>> netloc("HTTPS://Example.com:443/a"), netloc("http://127.0.0.1:8000/"), netloc("nonsense")
    ('example.com', '127.0.0.1:8000', '')
    """
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return ""
    if ":" in host:
        host = f"[{host}]"
    usual = {"http": 80, "https": 443}.get(parts.scheme)
    return host if not host or port in (None, usual) else f"{host}:{port}"


def in_shard(site: Site, index: int, count: int) -> bool:
    """Whether a site belongs to shard `index` (from 1) of `count`: by its host, so that one host
    is always visited by one process."""
    digest = blake2b(site.machine.encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest, "big") % count == index - 1
