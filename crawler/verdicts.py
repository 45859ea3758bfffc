"""What an answer says about a link's target. Pure: statuses and texts in, a word out.

Only what is beyond doubt is called dead. A server that refuses, limits or fails says nothing about
the page: that is `unknown`, and stays so until it answers.
"""

import re
from difflib import SequenceMatcher
from enum import StrEnum

from articles.addresses.canonical import canonical, site_of


class Verdict(StrEnum):
    """What was found at the target of a link."""

    OK = "ok"
    DEAD = "dead"  # 404, 410, or no such host
    HOME = "gone-home"  # sent on to a front page
    SOFT = "soft-404"  # answers as if all were well, with the page for what does not exist
    LOOP = "loop"
    TIMEOUT = "timeout"
    REFUSED = "refused"  # nobody listens there
    PRIVATE = "private"  # an address of a private network: never asked
    ROBOTS = "robots"  # robots.txt forbids to look
    UNKNOWN = "unknown"  # 401, 403, 429, 5xx, bad certificate: no statement about the page


_DAY = 86400.0
# Seconds after which a target is looked at again, at first and at most. Guesses.
_REST = {Verdict.OK: (7 * _DAY, 60 * _DAY), Verdict.DEAD: (_DAY, 7 * _DAY)}
_REST_OTHERWISE = (_DAY / 4, 7 * _DAY)

_FAILURES = {
    "dns": Verdict.DEAD,
    "redirects": Verdict.LOOP,
    "timeout": Verdict.TIMEOUT,
    "refused": Verdict.REFUSED,
    "private": Verdict.PRIVATE,
    "robots": Verdict.ROBOTS,
}
_TAGS = re.compile(r"<(script|style)\b.{0,100000}?</\1\s*>|<[^>]{0,2000}>", re.I | re.S)
_COMPARED = 4000  # characters; beginnings tell error pages apart well enough
_ALIKE = 0.9  # a guess


def rest(verdict: Verdict, rested: float = 0.0) -> float:
    """Seconds until a target is looked at again: twice as long as it has `rested` with this very
    verdict, within bounds, so that an old archive's links cost little.

    >>> [rest(Verdict.DEAD, rested) / 86400 for rested in (0, 86400, 30 * 86400)]
    [1.0, 2.0, 7.0]
    """
    least, most = _REST.get(verdict, _REST_OTHERWISE)
    return min(max(least, 2 * rested), most)


def of_failure(word: str) -> Verdict:
    """The verdict where no answer came."""
    return _FAILURES.get(word, Verdict.UNKNOWN)


def of_status(status: int, asked: str, final: str) -> Verdict:
    """The verdict of an answer, as far as the status and the final address go.

    >>> of_status(410, "https://x.example/a", "https://x.example/a")
    <Verdict.DEAD: 'dead'>
    >>> of_status(403, "https://x.example/a", "https://x.example/a")
    <Verdict.UNKNOWN: 'unknown'>
    >>> of_status(200, "https://x.example/a/b", "https://www.x.example/?from=a")
    <Verdict.HOME: 'gone-home'>
    """
    if status in (404, 410):
        return Verdict.DEAD
    if not 200 <= status < 300:
        return Verdict.UNKNOWN
    return Verdict.HOME if is_front(final) and not is_front(asked) else Verdict.OK


def is_front(url: str) -> bool:
    """Whether an address is a site's front page."""
    return canonical(url).partition("?")[0] == site_of(url)


def same_page(left: bytes, right: bytes) -> bool:
    """Whether two bodies show one page, apart from the address they mention."""
    a, b = _text(left), _text(right)
    if not a or not b:
        return a == b
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    return matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


def _text(body: bytes) -> list[str]:
    plain = _TAGS.sub(" ", body[: 1 << 18].decode("utf-8", "replace"))
    return plain[: 8 * _COMPARED].split()[: _COMPARED // 6]
