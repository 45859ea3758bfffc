"""Why a crawl is incomplete, in one line for each site. Pure: counts in, a sentence out."""

from collections.abc import Mapping
from typing import Any

Stats = Mapping[str, Any]
_SILENT = {
    "tls": "its certificate is not trusted",
    "dns": "there is no such host",
    "refused": "nothing listens there",
    "timeout": "no word within the time limit",
    "dns-temporary": "its name could not be looked up just now",
    "private": "its address is a private one, which allow-private would permit",
    "cut-off": "its answers break off",
    "undecodable": "its answers cannot be unpacked",
    "connection": "the connection broke",
}
_NOTHING_LISTED = (
    "no article: the front page lists none, and no feed or sitemap lies where they usually do: "
    "name one, or set javascript = true where a browser shows more"
)
_MOST = 3  # kinds of outcome that a line names


def why_barren(stats: Stats) -> str:
    """Why no article came out of a site that answered.

    >>> why_barren({"failures": {"robots": 2}, "outcomes": {}, "sources": {}})
    'no article: robots.txt forbids what was asked for (2 addresses)'
    >>> why_barren({"failures": {}, "outcomes": {}, "sources": {"unreadable": 1}})
    'no article: 1 of its feeds, sitemaps and sections could not be read (1 unreadable)'
    >>> why_barren({"failures": {"timeout": 1}, "outcomes": {}, "sources": {"home-failed": 1}})
    'no article: 1 of its feeds, sitemaps and sections could not be read (1 home-failed: 1 timeout)'
    >>> why_barren({"failures": {}, "outcomes": {}, "sources": {"off-site-entries": 9}})
    'no article: what it lists lies elsewhere (9 addresses): give the site the url of its articles'
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
    if elsewhere := stats["sources"].get("off-site-entries", 0):
        said = f"what it lists lies elsewhere ({elsewhere} addresses)"
        return f"no article: {said}: give the site the url of its articles"
    guesses = {word for word in listings if word.startswith("guess")}
    if lost := {word: count for word, count in listings.items() if word not in guesses}:
        said = f"{sum(lost.values())} of its feeds, sitemaps and sections could not be read"
        said += f" ({_most(lost)}" + (f": {_most(failures)})" if failures else ")")
        return f"no article: {said}"
    if guesses:
        return _NOTHING_LISTED
    return "no article: nothing that was read lists one"


def why_silent(stats: Stats) -> str:
    """Why a site brought nothing at all.

    >>> why_silent({"failures": {"tls": 2}})
    'the site did not answer: its certificate is not trusted'
    >>> why_silent({"failures": {"robots-status-500": 1}})
    'robots.txt cannot be had (status 500): nothing else was asked'
    """
    failures: Mapping[str, int] = stats.get("failures", {})
    word = max(failures, key=lambda name: failures[name], default="")
    if word.startswith("robots-"):
        said = word.removeprefix("robots-").replace("-", " ")
        return f"robots.txt cannot be had ({said}): nothing else was asked"
    said = _SILENT.get(word, word.replace("-", " "))
    return f"the site did not answer: {said}" if said else "the site did not answer"


def _most(counts: Mapping[str, int]) -> str:
    often = sorted(counts.items(), key=lambda item: -item[1])[:_MOST]
    return ", ".join(f"{count} {word}" for word, count in often)
