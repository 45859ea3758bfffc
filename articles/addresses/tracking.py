"""The parts of an address that say how a reader came, never what is read."""

import re

from articles.addresses.session_ids import is_session
from articles.words.lists import data

_KEYS = frozenset(data("tracking.json")["keys"])
_PREFIXES = tuple(data("tracking.json")["prefixes"])
#: Keys that track only when their value is a word: as numbers they may name the article.
_KEYS_OF_WORDS = frozenset(data("tracking.json")["keys_of_words"])
_PARTS = re.compile(r"([^?#]*)(?:\?([^#]*))?(?:#(.*))?", re.S)


def without_tracking(url: str) -> str:
    """The address as written, but for tracking in its query or fragment.

    >>> without_tracking("https://www.example.com/a?id=7&utm_source=x#utm_medium=feed")
    'https://www.example.com/a?id=7'
    >>> without_tracking("https://example.com/a/?id=7#top")
    'https://example.com/a/?id=7#top'
    """
    match = _PARTS.fullmatch(url)
    if match is None or (match[2] is None and match[3] is None):
        return url
    query, fragment = map(_kept, (match[2] or "", match[3] or ""))
    return match[1] + (f"?{query}" if query else "") + (f"#{fragment}" if fragment else "")


def _kept(parts: str) -> str:
    return "&".join(part for part in parts.split("&") if part and not is_tracking(*named(part)))


def is_tracking(name: str, value: str) -> bool:
    """Whether a part of a query, in lower case, tells of the reader or the visit.

    >>> is_tracking("utm_source", "feed"), is_tracking("from", "home"), is_tracking("from", "77")
    (True, True, False)
    """
    if name in _KEYS or name.startswith(_PREFIXES) or is_session(name):
        return True
    return name in _KEYS_OF_WORDS and bool(value) and not any(map(str.isdigit, value))


def named(part: str) -> tuple[str, str]:
    """Name and value of a part of a query, in lower case.

    >>> named("amp;Page=2")
    ('page', '2')
    """
    name, _, value = part.lower().removeprefix("amp;").partition("=")
    return name, value
