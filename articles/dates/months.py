"""The names of months in many languages, and of those of Iran's calendar."""

import re
from collections.abc import Iterator
from functools import cache

from articles.words.levelled import lowered
from articles.words.lists import data

_WORD = re.compile(r"[^\W\d_][^\s\d,;:/|()\[\]<>–—-]*")
_SECOND_WORD = re.compile(r"\s([^\W\d_]+)")


def is_month(word: str) -> bool:
    """Whether a word, as `line_words.lowered` has it, is the name of a month in some language."""
    return word in _levelled_months()


def months_in(text: str, language: str) -> Iterator[tuple[int, int, int, bool]]:
    """Start, end and number of each month's name, and whether it is one of Iran's."""
    months, iranian = _months(language.partition("-")[0].lower()), _iranian()
    first_words = _first_words()
    for word in _WORD.finditer(text):
        name, end = word[0].casefold().rstrip("."), word.end()
        if name in first_words and (second := _SECOND_WORD.match(text, end)):
            longer = f"{name} {second[1].casefold()}"
            name, end = (longer, second.end()) if longer in months else (name, end)
        month = months.get(name) or months.get(name.removeprefix("ב"))
        if month or name in iranian:
            yield word.start(), end, month or iranian[name], not month


@cache
def _months(language: str) -> dict[str, int]:
    """The number of every month's name; a name that two languages use goes to the one asked for."""
    table = dict(data("months.json")["months"])
    order = [
        *sorted(set(table) - {language}, reverse=True),
        *([language] if language in table else []),
    ]
    return {
        name.replace("\u200c", " ").rstrip("."): number
        for code in order
        for number, names in enumerate(table[code], 1)
        for name in names.split()
    }


@cache
def _iranian() -> dict[str, int]:
    """The number of every month of Iran's calendar."""
    listed = enumerate(data("months.json")["iranian"], 1)
    return {name: number for number, names in listed for name in names.split()}


@cache
def _first_words() -> frozenset[str]:
    """The first words of names of two."""
    return frozenset(name.split()[0] for name in _months("") if " " in name)


@cache
def _levelled_months() -> frozenset[str]:
    return frozenset(map(lowered, (*_months(""), *_iranian())))
