"""What a crawl counts: everything an operator may ask about afterwards."""

from collections import Counter
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from articles import Article

_SAMPLE = 2000  # body lengths kept for the median; later ones replace the earlier in turn


@dataclass(slots=True)
class Numbers:
    """The counts of one site's run; they become the run's `stats`."""

    statuses: Counter[str] = field(default_factory=Counter)  # every response, also of robots.txt
    outcomes: Counter[str] = field(default_factory=Counter)  # pages: new, unchanged, not-article …
    failures: Counter[str] = field(default_factory=Counter)  # why no response could be used
    sources: Counter[str] = field(default_factory=Counter)  # feeds and sitemaps: read, unchanged …
    links: Counter[str] = field(default_factory=Counter)  # verdicts on related links
    covered: Counter[str] = field(default_factory=Counter)  # articles with a headline, date …
    received: int = 0
    requests: int = 0
    entries: int = 0
    feed_entries: int = 0
    listed: int = 0  # by all sources, those that did not change or were not due included
    feed_listed: int = 0
    discovered: int = 0
    again: int = 0
    articles: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    _lengths: list[int] = field(default_factory=list)

    def source(self, kind: str, entries: int) -> None:
        """Count what a source lists. Older pages of a section do not count: they are seen at the
        first visit only, and the next one would seem to have lost them."""
        if kind not in ("index", "more"):
            self.listed += entries
        if kind == "feed":
            self.feed_listed += entries

    def article(self, article: Article) -> None:
        """Count one article that was read."""
        self.articles += 1
        length = len(article.body)
        if len(self._lengths) < _SAMPLE:
            self._lengths.append(length)
        else:
            self._lengths[self.articles % _SAMPLE] = length
        said = {
            "headline": article.headline,
            "published": article.published,
            "authors": article.authors,
            "language": article.language,
        }
        self.covered.update(name for name, value in said.items() if value)

    @property
    def answered(self) -> bool:
        """Whether somebody is there: any answer but refusals and faults of the server."""
        return any(status[0] in "23" or status in ("404", "410") for status in self.statuses)

    @property
    def blocked(self) -> int:
        """Requests that the site or its robots.txt refused."""
        asked = sum(self.statuses[status] for status in ("401", "403", "429"))
        return asked + self.failures["robots"]

    def record(self) -> dict[str, Any]:
        """The counts as JSON."""
        plain = (
            "received", "requests", "entries", "feed_entries", "listed", "feed_listed",
            "discovered", "again", "articles", "new", "changed", "unchanged",
        )  # fmt: skip
        tables = ("statuses", "outcomes", "failures", "sources", "links", "covered")
        return {
            **{name: getattr(self, name) for name in plain},
            **{name: dict(sorted((+getattr(self, name)).items())) for name in tables},
            "blocked": self.blocked,
            "answered": self.answered,
            "median_body": int(median(self._lengths)) if self._lengths else 0,
        }
