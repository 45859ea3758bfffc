"""Why a crawl is incomplete, in one line for each site. Pure: counts in, a sentence out."""

from collections.abc import Mapping
from typing import Any

Stats = Mapping[str, Any]
_MOST = 3  # kinds of outcome that a line names


def why_barren(stats: Stats) -> str:
    """Why no article came out of a site that answered.

    >>> why_barren({"failures": {"robots": 2}, "outcomes": {}, "sources": {}})
    'no article: robots.txt forbids what was asked for (2 addresses)'
    >>> why_barren({"failures": {}, "outcomes": {}, "sources": {"unreadable": 1}})
    'no article: 1 of its feeds, sitemaps and sections could not be read (1 unreadable)'
    >>> why_barren({"failures": {}, "outcomes": {"not-an-article": 2}, "sources": {}})
    'no article: 2 pages were asked for (2 not-an-article)'
    >>> why_barren({"failures": {}, "outcomes": {}, "sources": {"home-read": 1}})
    'no article: nothing that was read lists one'
    """
    failures, pages = stats["failures"], stats["outcomes"]
    listings = {
        word: count
        for word, count in stats["sources"].items()
        if word == "unreadable" or word.endswith("-failed") or "-status-" in word
    }
    if refused := failures.get("robots", 0):
        asked = sum(pages.values()) - pages.get("failed-robots", 0)
        if not asked:
            return f"no article: robots.txt forbids what was asked for ({refused} addresses)"
    if pages:
        return f"no article: {sum(pages.values())} pages were asked for ({_most(pages)})"
    if listings:
        lost = f"{sum(listings.values())} of its feeds, sitemaps and sections"
        return f"no article: {lost} could not be read ({_most(listings)})"
    return "no article: nothing that was read lists one"


def _most(counts: Mapping[str, int]) -> str:
    often = sorted(counts.items(), key=lambda item: -item[1])[:_MOST]
    return ", ".join(f"{count} {word}" for word, count in often)
