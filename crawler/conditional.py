"""Asking only for what changed: validators out, the next due time back."""

from hashlib import sha1

from scrapy.http import Response

from crawler.session import later, seconds_between

#: A thing unchanged for a day is asked again after a tenth of a day (a listing) or half a day
#: (an article). Guesses, in the manner of caches that take a share of the age.
LISTING_SHARE, ARTICLE_SHARE = 0.1, 0.5
LONGEST = 86400.0


def validators(etag: str, last_modified: str) -> dict[str, str]:
    """The headers that let a server answer 304."""
    headers = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    return {name: value for name, value in headers.items() if value}


def header(response: Response, name: str) -> str:
    """A header of the response as text, "" where it is absent."""
    return (response.headers.get(name) or b"").decode("latin-1").strip()


def digest_of(body: bytes) -> str:
    """What two equal bodies have in common. SHA-1, which processors have built in, takes half the
    time of BLAKE2; who makes two bodies alike here hides a change of his own page, no more."""
    return sha1(body, usedforsecurity=False).hexdigest()


def next_due(changed_at: str, now: str, share: float, longest: float = LONGEST) -> str:
    """When to ask again: the longer a thing stayed as it is, the later.

    >>> next_due("2026-01-01T00:00:00.000000Z", "2026-01-01T10:00:00.000000Z", 0.1)
    '2026-01-01T11:00:00.000000Z'
    """
    return later(now, min(longest, share * seconds_between(changed_at, now)))
