"""Dates as machines and newspapers write them, read without guessing what is not stated.

The answer is ISO 8601: a day, or a day and a time, with the time zone only where the text has one.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache

from articles.dates.calendars import IRANIAN_YEARS, from_iranian, other_days
from articles.dates.months import months_in

_LOOK = 300  # a date stands at the start of what is meant to hold one
_ISO = re.compile(
    r"\s*(\d{4})-?(0[1-9]|1[0-2])-?([0-2]\d|3[01])"
    r"(?!\d)(?:[T\s,]\s*(\d{1,2}):?(\d{2})(?::?(\d{2})(?:[.,]\d+)?)?\s*(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?)?",
    re.I,
)
_EPOCH = re.compile(r"\s*(1\d{9}|[1-9]\d{8})(\d{3})?(?:\.\d+)?\s*")
_TIME = re.compile(
    r"(?<![\d.])([01]?\d|2[0-4])\s?(?:[:：hH時时시]\s?|\.(?=\d\d(?!\d|\.\d)))([0-5]\d)"
    r"(?:[:.]([0-5]\d)(?!\d))?\s?([ap]\.?\s?m\b\.?)?"
    r"\s*\(?((?:UTC|GMT)\s?[+-]\d{1,2}(?::?[0-5]\d)?\b|[+-](?:0\d|1[0-4]):?[0-5]\d\b"
    r"|Z\b|[A-Z]{2,4}T?\b)?",
    re.I,
)
_HOUR = re.compile(r"(?<![\d.:])(1[0-2]|[1-9])\s?([ap])\.?m\b", re.I)
_YEAR_FIRST = re.compile(
    r"(?<!\d)(\d{4})\s?[-/.年년]\s?(1[0-2]|0?[1-9])\s?[-/.月월]\s?(3[01]|[12]\d|0?[1-9])(?!\d)"
)
_DAY_FIRST = re.compile(r"(?<![\d.,])(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?![\d%])")
_TO_TIME = 20  # letters between a date and its time: ", um ", " - " (a guess)
_DIGIT = re.compile(r"\d")
_DAY_BEFORE = re.compile(
    r"(?<![\d:.,])(\d{1,2})(?:st|nd|rd|th|er|[ºª°.])?\s*(?:de|di|of|-)?\s*"
    r"(?:[^\W\d_]+(?:\s[^\W\d_]+)?\s?/\s?)?$",  # the month's other name: 15 كانون الثاني/يناير
    re.I,
)
_DAY_AFTER = re.compile(r"\.?,?\s?(\d{1,2})(?:st|nd|rd|th|[.ºª])?(?![\d:])", re.I)
_YEAR_AFTER = re.compile(r"\s?[.,،]?\s?(?:del?|do|of|-|'|พ\.ศ\.)?\s?,?\s?(\d{4})(?!\d)", re.I)
_YEAR_BEFORE = re.compile(r"(?<!\d)(\d{4})(?:\s?(?:m|թ|წ)\.|ko)?[.,]?\s?$")
_YEAR_BEFORE_DAY = re.compile(r"(?<!\d)(\d{4})\.?\s?(?:gada|gadā|թ\.|წლის|жылғы|жылдын|yil)\s$")
_OTHER_NAME = re.compile(r"\s?/\s?[^\W\d_]+(?:\s[^\W\d_]+)?")  # 15 يناير/كانون الثاني
_YEAR_LAST = re.compile(
    r"[\s,]+[\d:]{4,8}(?:\s[A-Z]{2,4}T?)?[\s,]+(\d{4})(?!\d)"
)  # of Unix: 10:15:00 2023
_DIGITS = {
    zero + number: str(number)
    for zero in (0x660, 0x6F0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xBE6, 0xC66, 0xE50, 0xFF10)
    for number in range(10)
}
#: Offsets of the zone names that mean one thing wherever news is written.
_ZONES = {
    **dict.fromkeys(("utc", "gmt", "z", "wet"), 0),
    **dict.fromkeys(("cet", "mez", "bst", "west", "wat"), 60),
    **dict.fromkeys(("cest", "mesz", "eet", "sast", "cat"), 120),
    **dict.fromkeys(("eest", "msk", "eat", "trt"), 180),
    **dict.fromkeys(("est", "cdt"), -300),
    "edt": -240,
    "cst": -360,
    "mdt": -360,
    "mst": -420,
    "pdt": -420,
    "pst": -480,
    "ist": 330,
    "pkt": 300,
    "wib": 420,
    "ict": 420,
    "hkt": 480,
    "sgt": 480,
    "jst": 540,
    "kst": 540,
    "aest": 600,
    "aedt": 660,
    "nzst": 720,
    "nzdt": 780,
    "brt": -180,
    "art": -180,
}


@lru_cache(maxsize=256)  # pages state one moment in many places
def machine_date(text: str) -> str:
    """A date from an attribute or a JSON field: ISO 8601, seconds since 1970, else as written.

    >>> machine_date("2023-04-15T10:02:03.000+0200")
    '2023-04-15T10:02:03+02:00'
    >>> machine_date("Sat, 15 Apr 2023 10:02:03 GMT")
    '2023-04-15T10:02:03+00:00'
    >>> machine_date("soon")
    ''
    """
    text = plain_digits(text[:_LOOK])
    if match := _ISO.match(text):
        year, month, day, hour, minute, second, zone = match.groups()
        clock = (int(hour), int(minute), int(second or 0)) if hour else None
        return _iso(int(year), int(month), int(day), clock, _offset(zone or ""))
    if match := _EPOCH.fullmatch(text):
        return datetime.fromtimestamp(int(match[1]), UTC).isoformat()
    return written_date(text)


def written_date(text: str, language: str = "") -> str:
    """The first date in a line of text, in the words of many languages; "" where there is none.

    >>> written_date("Veröffentlicht am 3. März 2023, 17.45 Uhr")
    '2023-03-03T17:45:00'
    >>> written_date("March 3, 2023 5:45 p.m. EST")
    '2023-03-03T17:45:00-05:00'
    >>> written_date("2023年3月3日 17時45分"), written_date("03/04/2023", "en-US")
    ('2023-03-03T17:45:00', '2023-03-04')
    """
    if _DIGIT.search(text, 0, _LOOK) is None:
        return ""
    text = plain_digits(text[:_LOOK])
    for start, end, year, month, day in _dates(text, language):
        clock, zone = _clock(text, start, end)
        if stamp := _iso(year, month, day, clock, zone):
            return stamp
    return ""


def date_share(text: str) -> float:
    """How much of a line is its date and time, by letters: 1.0 for nothing but a date.

    >>> date_share("3 March 2023"), date_share("On 3 March 2023 the harbour was closed") < 0.5
    (1.0, True)
    """
    if _DIGIT.search(text, 0, _LOOK) is None:  # most lines
        return 0.0
    text = plain_digits(text)
    days = _dates(text[:_LOOK])
    if not days:
        return 0.0
    rest = text[: days[0][0]] + text[days[0][1] :]
    rest = _TIME.sub("", rest, count=1)
    letters = sum(map(str.isalnum, text))
    return 1 - sum(map(str.isalnum, rest)) / letters if letters else 0.0


def date_spans(text: str) -> list[tuple[int, int]]:
    """Where the dates of a line stand that name a day, a month and a year; those inside of another
    are left out.

    >>> date_spans("From 3 March 2023 to 4.3.2023")
    [(5, 17), (21, 29)]
    """
    if _DIGIT.search(text, 0, _LOOK) is None:
        return []
    found: list[tuple[int, int]] = []
    days = _dates(plain_digits(text[:_LOOK]))
    for start, end, *_ in sorted(days, key=lambda day: (day[0], -day[1])):
        if not found or start >= found[-1][1]:
            found.append((start, end))
    return found


def plain_digits(text: str) -> str:
    """A text with its digits as Europe writes them.

    >>> plain_digits("۱۰:۱۵")
    '10:15'
    """
    return text if text.isascii() else text.translate(_DIGITS)


def around_date(text: str) -> tuple[str, str]:
    """What stands before and after the first date and time of a line.

    >>> around_date("By Ann Lee, 3 March 2023, 10:15")
    ('By Ann Lee,', '')
    """
    if _DIGIT.search(text, 0, _LOOK) is None:  # most lines
        return text[:_LOOK].strip(), ""
    text = plain_digits(text[:_LOOK])
    days = _dates(text)
    clock = _TIME.search(text)
    start, end = days[0][:2] if days else clock.span() if clock else (len(text), len(text))
    after = _TIME.sub("", text[end:], count=1)
    return text[:start].strip(), after.strip(" ,|")


def date_span(text: str) -> tuple[int, int]:
    """Where the first date of a line and the time beside it begin and end; (0, 0) without one.

    >>> date_span("Ann Lee, 3 March 2023, 10:15")
    (9, 28)
    """
    if _DIGIT.search(text, 0, _LOOK) is None:
        return 0, 0
    text = plain_digits(text[:_LOOK])
    start, end = next(iter(_dates(text)), (0, 0))[:2]
    clock = _TIME.search(text, end, end + _TO_TIME) if end else None
    return start, clock.end() if clock else end


@lru_cache(maxsize=256)  # a page's few dates are looked at from many sides
def _dates(text: str, language: str = "") -> tuple[tuple[int, int, int, int, int], ...]:
    """Start, end, year, month, day of everything that looks like a date, in order."""
    return tuple(sorted(_days(text, language)))


def _days(text: str, language: str) -> Iterator[tuple[int, int, int, int, int]]:
    for match in _YEAR_FIRST.finditer(text):
        yield (*match.span(), *_numbered(int(match[1]), int(match[2]), int(match[3])))
    for match in _DAY_FIRST.finditer(text):
        one, two, year = int(match[1]), int(match[3]), _year(match[4])
        american = match[2] == "/" and language.lower() in ("en-us", "en")
        day, month = (two, one) if two > 12 or (american and one <= 12) else (one, two)
        yield (*match.span(), year, month, day)
    yield from other_days(text)
    yield from _named_days(text, language)


def _numbered(year: int, month: int, day: int) -> tuple[int, int, int]:
    """A date in numbers, which may be one of Iran's calendar."""
    if year in IRANIAN_YEARS:
        return from_iranian(year, month, day)
    return _year(str(year)), month, day


def _named_days(text: str, language: str) -> Iterator[tuple[int, int, int, int, int]]:
    """Dates that name the month; day and year stand around it in any order."""
    for start, end, month, iranian in months_in(text, language):
        for low, high, year, day in _around(text, start, end):
            told = from_iranian(year, month, day) if iranian else (year, month, day)
            yield (low, high, *told)


def _around(text: str, start: int, end: int) -> Iterator[tuple[int, int, int, int]]:
    """Start, end, year and day of the date around the name of a month, if there is one."""
    before = _DAY_BEFORE.search(text, max(0, start - 28), start)
    if before:
        other = _OTHER_NAME.match(text, end)
        year = _YEAR_AFTER.match(text, other.end() if other else end)
        if year:
            yield before.start(), year.end(), _year(year[1]), int(before[1])
            return
        if year := _YEAR_BEFORE_DAY.search(text, 0, before.start()):
            yield year.start(), end, _year(year[1]), int(before[1])
            return
    after = _DAY_AFTER.match(text, end)
    if after is None:
        return
    year = (
        _YEAR_AFTER.match(text, after.end())
        or _YEAR_LAST.match(text, after.end())
        or _YEAR_BEFORE.search(text, 0, start)
    )
    if year:
        low = min(start, year.start())
        yield low, max(after.end(), year.end()), _year(year[1]), int(after[1])


def _year(text: str) -> int:
    year = int(text)
    if year < 100:
        return year + (2000 if year < 70 else 1900)
    return year - 543 if 2490 < year < 2643 else year  # the Buddhist era of Thai papers


def _clock(text: str, start: int, end: int) -> tuple[tuple[int, int, int] | None, timezone | None]:
    """The time of day that stands beside a date, and its zone where it states one."""
    places = ((end, min(len(text), end + 40)), (max(0, start - 30), start), (start, end))
    for low, high in places:
        if match := _TIME.search(text, low, high):
            hour = _of_day(int(match[1]), match[4] or "")
            return (hour, int(match[2]), int(match[3] or 0)), _offset(match[5] or "")
        if hour_only := _HOUR.search(text, low, high):
            return (_of_day(int(hour_only[1]), hour_only[2]), 0, 0), None
    return None, None


def _of_day(hour: int, half: str) -> int:
    if half[:1].lower() == "p" and hour < 12:
        return hour + 12
    return 0 if half[:1].lower() == "a" and hour == 12 else hour


def _offset(zone: str) -> timezone | None:
    zone = zone.strip().lower()
    if zone in _ZONES:
        return timezone(timedelta(minutes=_ZONES[zone]))
    match = re.fullmatch(r"(?:utc|gmt)?\s?([+-])(\d{1,2}?):?(\d{2})?", zone)
    if match is None or int(match[2]) > 15:
        return None
    minutes = 60 * int(match[2]) + int(match[3] or 0)
    return timezone(timedelta(minutes=-minutes if match[1] == "-" else minutes))


def _iso(
    year: int, month: int, day: int, clock: tuple[int, int, int] | None, zone: timezone | None
) -> str:
    """The date in ISO form, "" where there is no such day."""
    if not 1700 <= year <= 2100:
        return ""
    try:
        moment = datetime(year, month, day)
        if clock is None:
            return moment.date().isoformat()
        hour, minute, second = clock
        if hour == 24:
            moment, hour = moment + timedelta(days=1), 0
        return moment.replace(hour=hour, minute=minute, second=second, tzinfo=zone).isoformat()
    except ValueError:
        return ""
