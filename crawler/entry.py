"""One address that a feed, a sitemap or a page has named, with what was said about it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """`changed` is the time the source states for its last change, as the source wrote it.
    `stated` says that the source calls this an article: feeds and news sitemaps do, links
    do not."""

    url: str
    title: str = ""
    published: str = ""
    changed: str = ""
    language: str = ""
    stated: bool = False
