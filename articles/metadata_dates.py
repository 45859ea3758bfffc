"""When an article was published and changed: from what states it best to what merely shows it."""

import re
from collections.abc import Iterable, Iterator

from selectolax.lexbor import LexborHTMLParser

from articles.dates import date_share, machine_date, written_date
from articles.metadata_json import LinkedData
from articles.metadata_markup import Shown, Statements, shown_dates
from articles.wordlists import data

_IN_ADDRESS = re.compile(
    r"(?<!\d)((?:19|20)\d{2})[/\-_.]?(0[1-9]|1[0-2]|[1-9](?=[/\-_.]))[/\-_.]?"
    r"(3[01]|[12]\d|0[1-9]|[1-9](?=\D|$))(?!\d)"
)
_MONTH_IN_ADDRESS = re.compile(
    r"/((?:19|20)\d{2})/(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*/(\d{1,2})(?!\d)",
    re.I,
)
_CHANGED = re.compile(r"modif|updat|edited|changed|revis", re.I)
_FIRST_MADE = re.compile(r"publi|posted|creat|issued|entry-date|dt-published|original", re.I)
_LONGEST_LINE = 120


def published_of(
    page: Statements, linked: LinkedData, tree: LexborHTMLParser, url: str, language: str
) -> str:
    """The moment of publication in ISO 8601, with the zone where the page states one."""
    stated = (
        *linked.published,
        *page.properties.get("datepublished", ()),
        *page.every(*data("meta_names.json")["published"]),
    )
    for value in stated:
        if stamp := _stamp(value, language):
            return stamp
    ranked = (
        *_of_times(page.times),
        *_of_address(url),
        *map(machine_date, linked.created),
        *map(machine_date, page.properties.get("datecreated", ())),
    )
    return (
        next(filter(None, ranked), "")
        or _of_text(tree, page, language)
        or modified_of(page, linked)
    )


def modified_of(page: Statements, linked: LinkedData) -> str:
    """The moment of the last change, where the page states it."""
    stated = (
        *linked.modified,
        *page.properties.get("datemodified", ()),
        *page.every(*data("meta_names.json")["modified"]),
    )
    return next(filter(None, map(machine_date, stated)), "")


def _stamp(value: str, language: str) -> str:
    return machine_date(value) if value[:4].isdigit() else written_date(value, language)


def _of_times(times: Iterable[Shown]) -> Iterator[str]:
    """`<time>` elements: those called published, then those after the headline, then the rest."""
    fit = [time for time in times if "related" not in time.hint]
    plain = [time for time in fit if not _CHANGED.search(f"{time.hint} {time.text}")]
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


def _of_text(tree: LexborHTMLParser, page: Statements, language: str) -> str:
    """A date that the page shows near the headline; lines that are little else come first."""
    lines = list(shown_dates(tree))
    lines.extend(page.bylines)
    best, chosen = 0.0, ""
    for line in lines:
        stamp = machine_date(line.stated) if line.stated else ""
        text = line.text[:_LONGEST_LINE]
        stamp = stamp or written_date(text, language)
        if not stamp:
            continue
        weight = date_share(text) + 0.5 * line.after_headline
        weight += 0.5 * bool(_FIRST_MADE.search(f"{line.hint} {text}"))
        weight -= 0.6 * bool(_CHANGED.search(f"{line.hint} {text}"))
        if weight > best + 0.05:
            best, chosen = weight, stamp
    return chosen
