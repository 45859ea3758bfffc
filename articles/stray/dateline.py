"""To be told: dateline. Lines of the time of publication: "Published 4 March 2026, 10:15", "3 hours
ago", "LONDON, 5 May".

A date alone, without a time of day, a place or a word for publishing, is a crosshead of a
chronology.
"""

import re
from functools import cache

from articles.credits.lines import agency
from articles.dates.months import is_month
from articles.dates.reading import date_spans, plain_digits
from articles.model import Kind
from articles.stray.cover import Cover
from articles.stray.dateline_forms import (
    begins_with_article,
    behind_place,
    is_aged,
    is_of_two_calendars,
    without_other_day,
    without_zone,
)
from articles.stray.forms import is_covered
from articles.words.levelled import levelled
from articles.words.lists import data

#: letters of such a line, and of one that begins with a place (guesses)
_LONGEST, _LONGEST_PLACED = 160, 60
#: one of these stands in each line that no word of the lists tells
SIGNS = r"\d"
_CLOCK = re.compile(
    r"(?<![\d.,])(?:[01]?\d|2[0-4])\s?(?:[:：.hH]|時|时|點|点|시)\s?[0-5]\d"
    r"(?:[:.][0-5]\d)?\s?(?:분|分)?(?![\d%])|(?<![\d.,:])(?:1[0-2]|[1-9])\s?[ap]\.?\s?m\b\.?"
    r"|(?<![\d.,])(?:1\d|2[0-4]|\d)\s?h(?!\w)|(?<=\bklo )\d{1,2}(?![\d.:])",
    re.I,
)
#: a place, a day, an agency; a story that begins goes on behind the dash
_PLACED = re.compile(
    r"(?P<place>[^\W\d_][^\d:;!?()/–—,]{1,40}?)(?:,\s?|\s)(?P<date>[^()/–—]{3,24}?)\.?"
    r"\s*(?:[(/](?P<agency>[^()/]{2,30})[)/]\.?)?\s*[:–—-]?"
)
_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]+")
#: "30年前": so stories speak of the past
_YEARS = frozenset("年 년 năm წლის წელი yil года року roku год жыл".split())
_HOLD_A_UNIT = ("hu", "mr")  # "3 órája": one word for "hours ago"
_LATEST_CENTURY = 2000
_HIJRA = range(1420, 1480)  # this time's years


def is_dateline(text: str, cover: Cover | None) -> bool:
    """Whether a line tells when it was published or changed, and nothing else.

    >>> is_dateline("2 June 2031 at 09:30", None), is_dateline("2 June 2031", None)
    (True, False)
    """
    if len(text) > _LONGEST or text[-1] in "?!…":
        return False
    if cover is not None and is_aged(text):
        return True
    if _NUMBER.search(text) is None:
        return cover is not None and levelled([text])[0] in _told("now")
    plain = plain_digits(text)
    is_known = cover is not None and all(map(is_month, cover.unknown))
    if len(text) <= _LONGEST_PLACED and (_is_of_other_calendar(plain) or _is_sent(plain)):
        return True
    if not is_known and _CLOCK.search(plain) is None:  # most lines
        return len(text) <= _LONGEST_PLACED and _is_placed(text)
    rest, dates, clocks = _without_times(plain)
    if cover is not None and is_known:
        told = dates + clocks > 0 or _is_recent(rest) or _is_ago(text, cover)
        return told or _names_day(rest) or _is_of_hijra(text)
    rest = without_zone(rest)
    if clocks and (_is_recent(rest) or ((dates or _names_day(rest)) and _is_known(rest))):
        return True
    return len(text) <= _LONGEST_PLACED and _is_placed(text)


def _without_times(text: str) -> tuple[str, int, int]:
    """A line without its dates and times of day, and how many of each it holds."""
    spans = date_spans(text)
    parts, start = [], 0
    for low, high in spans:
        parts.append(text[start:low])
        start = high
    rest, clocks = _CLOCK.subn(" ", " ".join((*parts, text[start:])))
    return rest, len(spans), clocks


def _is_sent(text: str) -> bool:
    """Whether a place stands before a day and a time of day, or before "le 2 juin 2031"."""
    behind = behind_place(text)
    if not behind or (not behind[-1].isalnum() and behind[-1] not in ")."):
        return False
    rest, dates, clocks = _without_times(behind)
    if clocks and dates != 1 and _names_day(rest):  # a day that is not read as one
        return _is_known(without_zone(rest))
    if dates != 1 or not (clocks or begins_with_article(behind)):
        return False
    return is_covered(Kind.DATELINE, levelled([without_zone(rest)])[0])


def _is_of_other_calendar(text: str) -> bool:
    """Whether a day is told in two calendars, or with its weekday in one that stories seldom use:
    "২২ বৈশাখ ১৪৩৮, সোমবার"."""
    if other := without_other_day(text):
        rest, dates, _ = _without_times(other)
        level = levelled([rest])[0]
        return (dates > 0 or level != " ") and is_covered(Kind.DATELINE, level)
    if not is_of_two_calendars(text):
        return False
    return is_covered(Kind.DATELINE, levelled([_without_times(text)[0]])[0])


def _names_day(rest: str) -> bool:
    """Whether a day and a month without a year are there: "środa, 4 marca"."""
    words = levelled([rest])[0].split()
    return any(map(is_month, words)) and any(word.isdigit() and len(word) <= 2 for word in words)


def _is_of_hijra(text: str) -> bool:
    """Whether a day and a year of the Hijra are there, "15 رمضان 1447"."""
    numbers = [int(number) for number in _NUMBER.findall(text)]
    return len(numbers) == 2 and numbers[0] <= 30 and numbers[1] in _HIJRA


def _is_known(rest: str) -> bool:
    """Whether only such words stand around the times."""
    level = levelled([rest])[0]
    words = [word for word in level.split() if not is_month(word)]
    return not level.strip().isdigit() and is_covered(Kind.DATELINE, f" {' '.join(words)} ")


def _is_recent(rest: str) -> bool:
    """Whether this is a word for today or yesterday and what may stand around it."""
    level = levelled([rest])[0]
    return any(day in level for day in _told("recent")) and is_covered(Kind.DATELINE, level)


def _is_ago(text: str, cover: Cover) -> bool:
    """Whether such words tell how many minutes, hours or days ago."""
    numbers = [int(number) for number in _NUMBER.findall(text)]
    level = f" {' '.join(cover.words)} "
    fewest = len(numbers) + 2 - (cover.language in _HOLD_A_UNIT)
    small = bool(numbers) and max(numbers) < 100 and len(cover.words) >= fewest
    return small and _YEARS.isdisjoint(cover.words) and any(ago in level for ago in _told("ago"))


def _is_placed(text: str) -> bool:
    """Whether a place and a day stand there, with an agency or not: "LONDON, 5 May"."""
    if not (text[:2].isupper() or "(" in text or "/" in text):  # most lines
        return False
    match = _PLACED.fullmatch(text)
    if match is None or not _is_day(match["date"]):
        return False
    if match["agency"]:
        return bool(agency(match["agency"]))
    place = match["place"]
    if text.rstrip("-–— ").endswith(".") or place.count(" ") > 2:
        return False  # "SPEECH IN FLORIDA, SEPT. 19.": of a chronology
    return place == place.upper() and place != place.lower() and not is_month(place.lower())


def _is_day(date: str) -> bool:
    """Whether this is a number, the name of a month, and perhaps a year of our time."""
    words, numbers = _WORD.findall(date.lower()), _NUMBER.findall(date)
    named = [word for word in words if is_month(word)]
    years = [int(number) for number in numbers[1:]]
    return (
        len(named) == 1
        and len(words) - len(named) <= 2
        and 1 <= len(numbers) <= 2
        and len(numbers[0]) <= 2
        and all(year >= _LATEST_CENTURY for year in years)
    )


@cache
def _told(name: str) -> tuple[str, ...]:
    """The levelled words of a table of all languages."""
    return tuple(levelled(data("stray_dateline.json")[name].split(",")))
