"""What the crawler's state is asked with and answers with: plain values."""

from dataclasses import dataclass, field

from articles import Article


@dataclass(frozen=True, slots=True)
class SourceState:
    """What is remembered of a feed, sitemap, section or front page."""

    url: str
    kind: str
    etag: str = ""
    last_modified: str = ""
    digest: str = ""
    stated_change: str = ""
    status: int = 0
    entries: int = 0
    failures: int = 0
    checked_at: str = ""
    changed_at: str = ""
    next_due: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An address that a source has named. `priority`: the higher, the sooner it is fetched."""

    address: str
    url: str
    stated: bool = False
    stated_change: str = ""
    found_in: str = ""
    title: str = ""
    priority: int = 0


@dataclass(frozen=True, slots=True)
class PageState:
    """A page that a run has taken up, with what is needed to ask for it conditionally."""

    id: int
    address: str
    url: str
    stated: bool
    title: str
    etag: str
    last_modified: str
    digest: str
    raw_ref: str
    article_key: str
    fetched_at: str
    changed_at: str
    attempts: int


@dataclass(frozen=True, slots=True)
class PageResult:
    """What became of a page. `etag`, `last_modified` and `digest` are None where they stay. Where
    its article turns out to be as it was, `due_unchanged` counts, and `changed_at` stays."""

    id: int
    state: str
    status: int
    etag: str | None = None
    last_modified: str | None = None
    digest: str | None = None
    raw_ref: str | None = None
    changed_at: str | None = None
    next_due: str = ""
    due_unchanged: str | None = None
    attempts: int = 0


@dataclass(frozen=True, slots=True)
class Fetched:
    """One line of the log of requests."""

    at: str
    url: str
    kind: str
    status: int
    bytes: int = 0
    milliseconds: int = 0
    outcome: str = ""
    raw_ref: str = ""


@dataclass(slots=True)
class Batch:
    """What is committed together: either all of it is remembered or none.

    Each article comes with the number of the page that it was read from; `links` holds, by the
    same number, the related links that it shows.
    """

    articles: list[tuple[int, Article]] = field(default_factory=list)
    pages: list[PageResult] = field(default_factory=list)
    fetched: list[Fetched] = field(default_factory=list)
    links: dict[int, frozenset[str]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.articles) + len(self.pages) + len(self.fetched)


@dataclass(frozen=True, slots=True)
class LinkState:
    """What is known of a link's target."""

    url: str
    verdict: str
    status: int = 0
    final_url: str = ""
    note: str = ""
    checked_at: str = ""
    next_due: str = ""
