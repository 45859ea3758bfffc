"""Times as feeds and sitemaps state them: many forms and zones, and some that cannot be."""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

#: so far ahead is a local time whose zone is not stated
_FURTHEST_EAST = timedelta(hours=14)


def moment(text: str) -> datetime | None:
    """The time that a feed or sitemap states, in UTC; None where it is unreadable.

    >>> moment("Mon, 02 Mar 2026 08:00:00 GMT") == moment("2026-03-02T17:00:00+09:00")
    True
    >>> moment("0001-01-01T00:00:00+09:00"), moment("soon")
    (None, None)
    """
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            found = read(text.strip())
            return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
        except (TypeError, ValueError, OverflowError):
            continue
    return None


def dated(text: str, now: str) -> str:
    """A stated time as the database writes it, so that the later of two is the greater text; ""
    where it is unreadable or still to come, by more than a zone that was not stated: who dates a
    change into the future says nothing of when it was, and would hide each later one.

    >>> dated("2026-03-02T20:00:00+09:00", "2026-03-03T00:00:00.000000Z")
    '2026-03-02T11:00:00.000000Z'
    >>> dated("2099-01-01", "2026-03-03T00:00:00.000000Z")
    ''
    """
    found = moment(text)
    if found is None:
        return ""
    latest = datetime.fromisoformat(now) + _FURTHEST_EAST
    return (
        found.isoformat(timespec="microseconds").replace("+00:00", "Z") if found <= latest else ""
    )
