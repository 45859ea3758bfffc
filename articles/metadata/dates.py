"""When an article was published and changed: from what states it best to what merely shows it."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta, timezone
from itertools import chain, islice

from selectolax.lexbor import LexborHTMLParser

from articles.addresses.canonical import site_of
from articles.dates.reading import date_share, machine_date, written_date
from articles.metadata.changes import CHANGED, stated_change
from articles.metadata.date_labels import published_part
from articles.metadata.lines import (
    headline_line,
    lines_under_headline,
    shown_dates,
    text_lines,
)
from articles.metadata.linked_data import LinkedData
from articles.metadata.markup import Shown, Statements
from articles.metadata.near import times_near_headline
from articles.words.lists import data

_IN_ADDRESS = re.compile(
    r"(?<!\d)((?:19|20)\d{2})[/\-_.]?(0[1-9]|1[0-2]|[1-9](?=[/\-_.]))[/\-_.]?"
    r"(3[01]|[12]\d|0[1-9]|[1-9](?=\D|$))(?!\d)"
)
_MONTH_IN_ADDRESS = re.compile(
    r"/((?:19|20)\d{2})/(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*/(\d{1,2})(?!\d)",
    re.I,
)
_FIRST_MADE = re.compile(r"publi|posted|creat|issued|entry-date|dt-published|original", re.I)
#: countries with English papers that write 31/12
_DAY_FIRST = frozenset(
    ("uk", "au", "nz", "in", "za", "ie", "ng", "ke", "pk", "bd", "lk", "sg", "my")
)
_LONGEST_LINE = 120
_QUARTERS = (23, 35, 51)  # of Nepal, Eucla, Chatham: no other zone has them
_LENGTH_OF_DAY = 10  # of "2023-03-03"
_LENGTH_WITHOUT_ZONE = 19  # of "2023-03-03T10:15:00"
_LINES_NEAR = 15  # lines under the headline that may tell the minute (a guess)
_LEAST_SHARE = 0.6  # of such a line is its date, as of those that tell of a change
_A_MINUTE = timedelta(minutes=1)


def published_of(
    page: Statements, linked: LinkedData, tree: LexborHTMLParser, url: str, language: str
) -> str:
    """The moment of publication in ISO 8601, with the zone where the page states one."""
    stated = (
        *linked.published,
        *page.every(*data("meta_names.json")["published"]),
        *page.properties.get("datepublished", ())[:1],
    )
    language = _with_region(language, url)
    for value in stated:
        if stamp := _stamp(value, language):
            known = [_stamp(other, language) for other in stated]
            stamp = _finer(stamp, known, page, tree, language)
            return _in_local_time(stamp, known, page, tree)
    ranked = chain(
        _of_times(page.times),
        _of_address(url),
        map(machine_date, linked.created),
        map(machine_date, page.properties.get("datecreated", ())),
    )
    found = next(filter(None, ranked), "") or _of_elements(tree, page, language)
    found = found or _of_lines(tree, page, language) or stated_change(page, linked)
    found = _with_zone(found, page.times)
    return _finer(found, (), page, tree, language)


def _finer(
    stamp: str, others: Iterable[str], page: Statements, tree: LexborHTMLParser, language: str
) -> str:
    """A day, or the same day with the time that another statement adds, or a `<time>` before the
    story or a line near the headline that is little but a date; midnight is how systems write a
    day."""
    if len(stamp) != _LENGTH_OF_DAY:
        return stamp
    times = _of_times(times_near_headline(tree, page))
    shown = (line.text for line in page.bylines)
    lines = islice(lines_under_headline(tree, page), _LINES_NEAR)
    told = (published_part(line) for line in chain(shown, lines) if len(line) <= _LONGEST_LINE)
    written = (written_date(part, language) for part in told if date_share(part) >= _LEAST_SHARE)
    fit = (other for other in chain(others, times, written) if other[:_LENGTH_OF_DAY] == stamp)
    return next((other for other in fit if other[11:19] not in ("", "00:00:00")), stamp)


def _with_zone(stamp: str, times: Iterable[Shown]) -> str:
    """A shown time with the zone that a `<time>` states beside the same minute."""
    if len(stamp) != _LENGTH_WITHOUT_ZONE:
        return stamp
    stated = (machine_date(time.stated) for time in times if time.stated)
    same = (other for other in stated if other[:16] == stamp[:16] and len(other) > len(stamp))
    return next(same, stamp)


def _with_region(language: str, url: str) -> str:
    """ "en" made British where the address is of a country that writes the day first.

    >>> _with_region("en", "https://courier.example.au/a"), _with_region("en", "https://x.example/")
    ('en-GB', 'en')
    """
    suffix = site_of(url).rpartition(".")[2]
    return "en-GB" if language.lower() == "en" and suffix in _DAY_FIRST else language


def _in_local_time(
    stamp: str, known: Iterable[str], page: Statements, tree: LexborHTMLParser
) -> str:
    """The same moment with the offset of the place, where the page tells it: a day ends at
    midnight there, and that is the day which readers see."""
    if not stamp.endswith("+00:00"):
        return stamp
    moment = datetime.fromisoformat(stamp)
    for other in chain(known, _of_times(page.times)):
        zoned = len(other) > 19 and not other.endswith("+00:00")
        if zoned and abs(datetime.fromisoformat(other) - moment) < _A_MINUTE:
            return other
    may_differ = moment.hour < 8 or moment.hour >= 20  # the day itself
    more = islice(shown_dates(tree, page), 20) if may_differ else ()
    shown = chain(page.times[:5], page.bylines[:5], more)
    return next(filter(None, (local_time(moment, line.text) for line in shown)), stamp)


def local_time(moment: datetime, shown: str) -> str:
    """The moment as a shown time of day puts it, if both differ by a time zone and nothing else.

    >>> local_time(datetime.fromisoformat("2023-12-02T00:46:23+00:00"), "Dec. 1, 2023, 7:46 PM")
    '2023-12-01T19:46:23-05:00'
    >>> local_time(datetime.fromisoformat("2023-12-02T00:46:23+00:00"), "Dec. 1, 2023, 7:13 PM")
    ''
    """
    stamp = written_date(shown[:_LONGEST_LINE])[:19]
    if len(stamp) < 19:
        return ""
    offset = datetime.fromisoformat(stamp).replace(tzinfo=UTC) - moment.replace(second=0)
    quarters = round(offset / timedelta(minutes=15))
    if (
        not 0 < abs(quarters) <= 56
        or (quarters % 4 in (1, 3) and quarters not in _QUARTERS)
        or abs(offset - quarters * timedelta(minutes=15)) >= _A_MINUTE
    ):
        return ""
    return moment.astimezone(timezone(quarters * timedelta(minutes=15))).isoformat()


def _stamp(value: str, language: str) -> str:
    return machine_date(value) if value[:4].isdigit() else written_date(value, language)


def _of_times(times: Iterable[Shown]) -> Iterator[str]:
    """`<time>` elements: those called published, then those after the headline, then the rest."""
    fit = [time for time in times if "related" not in time.hint]
    plain = [time for time in fit if not CHANGED.search(f"{time.hint} {time.text}")]
    # the newest report of a live blog stands first; the oldest is its beginning
    plain.sort(key=lambda time: time.stated if time.hint.endswith(" live") else "")
    for group in (
        [time for time in plain if _FIRST_MADE.search(time.hint)],
        [time for time in plain if time.after_headline],
        plain,
        fit,
    ):
        for time in group:
            yield machine_date(time.stated) or written_date(time.text)


def _of_address(url: str) -> Iterator[str]:
    """The day in an address, as in /2023/04/15/ or -20230415."""
    path = url.partition("?")[0][:2_000]
    if match := _MONTH_IN_ADDRESS.search(path):
        yield written_date(f"{match[3]} {match[2]} {match[1]}", "en")
    if match := _IN_ADDRESS.search(path):
        yield machine_date(f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}")


def _of_elements(tree: LexborHTMLParser, page: Statements, language: str) -> str:
    """A date that the page shows near the headline; lines that are little else come first."""
    lines = list(shown_dates(tree, page))
    lines.extend(page.bylines)
    best, chosen = 0.0, ""
    for line in lines:
        stamp = machine_date(line.stated) if line.stated else ""
        text = line.text[:_LONGEST_LINE]
        text = published_part(text) or text
        stamp = stamp or written_date(text, language)
        if not stamp:
            continue
        weight = date_share(text) + 0.5 * line.after_headline
        weight += 0.5 * bool(_FIRST_MADE.search(f"{line.hint} {text}"))
        weight -= 0.6 * bool(CHANGED.search(f"{line.hint} {text}"))
        if weight > best + 0.05:
            best, chosen = weight, stamp
    return chosen


def _of_lines(tree: LexborHTMLParser, page: Statements, language: str) -> str:
    """The last resort: a short line that is little but a date, near the headline.

    Lines above the headline (where pages show today's date) count less than those below.
    """
    lines = text_lines(tree, page)
    start = headline_line(lines, page)
    best, chosen = 0.0, ""
    for place, line in enumerate(lines):
        if len(line) > _LONGEST_LINE or not any(map(str.isdigit, line)):
            continue
        told = published_part(line) or line
        share = date_share(told)
        if share < 0.35 or not (stamp := written_date(told, language)):
            continue
        distance = place - start if place >= start else 3 * (start - place) + 20
        weight = share / (10 + distance) * (0.3 if CHANGED.search(told) else 1)
        if weight > best:
            best, chosen = weight, stamp
    return chosen
