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


class Entries(list[Entry]):
    """What one feed or sitemap lists, in its order. `broken`: it is not well-formed, and was read
    as far as it goes."""

    broken: bool = False
