"""Datelines with more than a time: "Altenau, 14.09.2029 – 06:00 Uhr", "Genève, le 2 juin 2031",
the day in two calendars, and notes on how old an article is.
"""

import re
from functools import cache

from articles.dates.reading import date_spans
from articles.words.levelled import levelled
from articles.words.lists import data

_MOST_OF_PLACE = 3  # words (a guess)
_PLACE = re.compile(
    r"(?P<place>[^\W\d_][^\d:;!?()/–—|,،]{1,40}?)(?:\s?[,،|]\s?|\s[–—-]\s)(?P<rest>.+)", re.S
)
_BRACKETS = re.compile(r"\((?P<zone>[^()\d]{2,40})\)")
_IRANIAN, _OURS = range(1380, 1430), range(2000, 2100)
_NUMBER = re.compile(r"\d+")


def behind_place(text: str) -> str:
    """What stands behind the name of a place at the start of a line; "" where none does."""
    match = _PLACE.match(text)
    words = match["place"].split() if match else []
    named = 0 < len(words) <= _MOST_OF_PLACE and not words[0][0].islower()
    small = [word for word in words if word[0].islower() and len(word) > _MOST_OF_PLACE]
    return match["rest"] if match and named and not small else ""


def begins_with_article(text: str) -> bool:
    """Whether a small word stands before a day: "le 2 juin 2031"."""
    return text.split()[0].lower() in _listed("dated")


def without_zone(text: str) -> str:
    """A line without the name of its time in brackets: "(Bakı vaxtı ilə)"."""
    match = _BRACKETS.search(text) if "(" in text else None
    if match is None or _listed("zones").isdisjoint(match["zone"].lower().split()):
        return text
    return text[: match.start()] + text[match.end() :]


def without_other_day(text: str) -> str:
    """A line, in Europe's digits, without a day of the Hijra, of Bengal, India or of the Jews; ""
    where it holds none."""
    for pattern in (_other_day(), _hebrew_day()):
        if match := pattern.search(text):
            return f"{text[: match.start()]} {text[match.end() :]}"
    return ""


def is_of_two_calendars(text: str) -> bool:
    """Whether two days are there, one in Iran's calendar, one in Europe's."""
    numbers = [int(number) for number in _NUMBER.findall(text)]
    both = any(n in _IRANIAN for n in numbers) and any(n in _OURS for n in numbers)
    return both and len(date_spans(text)) == 2


def is_aged(text: str) -> bool:
    """Whether a line tells how old the article is.

    >>> is_aged("This article is more than 3 years old")
    True
    """
    return _NUMBER.sub("#", levelled([text])[0]) in _aged()


@cache
def _aged() -> frozenset[str]:
    listed = data("stray_dateline.json")["aged"].replace("#", "7")
    return frozenset(_NUMBER.sub("#", form) for form in levelled(listed.split(",")))


@cache
def _other_day() -> re.Pattern[str]:
    months = "|".join(sorted(map(re.escape, _listed("calendars")), key=len, reverse=True))
    return re.compile(
        rf"(?<!\d)(?:3[01]|[12]?\d)\s(?:{months})[,،]?\s(?:1[34]|19|20)\d\d(?!\d)", re.I
    )


@cache
def _hebrew_day() -> re.Pattern[str]:
    months = "|".join(_listed("hebrew"))
    return re.compile(
        rf"(?<!\w)[א-ל]?[\"'״׳]?[א-ט]['׳]?\s[בל]?(?:{months})(?:\s[אב]['׳])?,?\s[הב]?'?תש[א-ת]?[\"״]?[א-ת]"
    )


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(form.strip() for form in data("stray_dateline.json")[name].split(","))
