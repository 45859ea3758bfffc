"""To be told: lines that lead through a page or a site.

"Back to top", "Page 2 of 3", "Skip to content", "Home > News > Region", "Next →". Everyday words
are crossheads too: they are told only beside an arrow or in a row of their like.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from articles.model import Kind
from articles.stray.cover import Cover
from articles.stray.forms import forms_of
from articles.words.levelled import levelled
from articles.words.lists import data

_LONGEST = 14  # words; letters of scripts without spaces are more (a guess)
_LONGEST_UNSPACED = 24
_MOST_PAGES = 1000  # more is a year (a guess)
_SHORT = 160  # letters of a path or a row (a guess)
_QUOTES = re.compile('["“”„「『]|«.*»|».*«')
_ARROWS = "←→↑↓‹›«»<>▲▼△▽◄►◀▶◂▸▴▾⇧⇐⇒❮❯⟨⟩×✕✖☰≡🔍⌂🏠↩⤴^|"
_SIGNS = re.compile(f"[{re.escape(_ARROWS)}·•/]")
_ENDS = f"{_ARROWS}….\ufe0e\ufe0f "
_STEP = re.compile(r"\s*[>›»→▸⟩❯\\]\s*|\s+[/|]\s+")
_PARTED = re.compile(r"\s*[|·•/›\n]\s*|\s{2,}")
_LONGEST_PART = 30  # letters of a part of a row, of a step of a path (a guess)
_LETTER_SIZES = re.compile(r"(?:^|(?<=[\s:]))[AaАа][+\-−–]?(?:[\s|/]*[AaАа][+\-−–]?){1,3}$")
_CODES = frozenset(
    "DE FR IT EN ES PT NL PL RU UA TR AR ZH JA KO EL CS SK HU RO SV DA NO FI".split()
)
_LONGEST_STEP, _LONGEST_LAST = 5, 16  # words of a step of a path, of the headline at its end


def is_navigation(text: str, cover: Cover | None) -> bool:
    """Whether a line is such a line and nothing else.

    >>> from articles.stray.kinds import stray_kind
    >>> stray_kind("Home > News > Region", " home news region ").value
    'navigation'
    >>> stray_kind("Home", " home ")
    """
    leads = _leads_to_section if cover is not None and cover.unknown else _leads
    if cover is not None and not _QUOTES.search(text) and leads(cover):
        return True
    return len(text) <= _SHORT and may_be_row(text) and _is_shaped(text)


def _leads(cover: Cover) -> bool:
    words = cover.words
    if cover.level in forms_of(Kind.NAVIGATION, ("whole",)):
        return True
    longest = _LONGEST if len(cover.level) > 3 * len(words) else _LONGEST_UNSPACED
    if not 1 < len(words) <= longest or _begins_small(cover):
        return False
    if cover.numbers:
        return _is_counted(cover)
    if _holds(cover) or _deeds(cover) > 1 or _begins_with_way(cover):
        return True
    return len(words) < 4 and (_has(cover, "turns") or (_has(cover, "parts") and _deeds(cover) > 0))


def _leads_to_section(cover: Cover) -> bool:
    """“See all in Politics”: what is enough alone, then the name of a part of the paper."""
    if len(cover.words) > _LONGEST_UNSPACED or cover.numbers:
        return False
    if not cover.level.startswith(phrases := _phrases(cover.language)):
        return False
    heads = filter(cover.level.startswith, phrases)
    rest = cover.level[max(map(len, heads)) - 1 :].split()
    small = forms_of(Kind.NAVIGATION, ("small",), cover.language)
    while rest and f" {rest[0]} " in small:
        rest = rest[1:]
    sections = forms_of(Kind.NAVIGATION, ("sections",), cover.language)
    return f" {' '.join(rest)} " in sections


@cache
def _phrases(language: str) -> tuple[str, ...]:
    """What is enough alone and has two words or more."""
    whole = forms_of(Kind.NAVIGATION, ("whole",), language)
    return tuple(form for form in whole if form.count(" ") > 2)


def _has(cover: Cover, table: str) -> bool:
    """Whether a form of a table stands in the line: “next” in “Next image”."""
    return any(form in cover.level for form in forms_of(Kind.NAVIGATION, (table,), cover.language))


def _begins_with_way(cover: Cover) -> bool:
    """“Return to …”, “Skip to …”: a way of several words."""
    ways = forms_of(Kind.NAVIGATION, ("words",), cover.language)
    return any(form.count(" ") > 2 and cover.level.startswith(form) for form in ways)


def _begins_small(cover: Cover) -> bool:
    """“The next page” is a crosshead, “Next page” is not."""
    first = f" {cover.words[0]} "
    return first in forms_of(Kind.NAVIGATION, ("small",), cover.language) and not any(
        form.startswith(first) and cover.level.startswith(form)
        for form in forms_of(Kind.NAVIGATION, ("whole", "words", "anchors"), cover.language)
    )


def _holds(cover: Cover) -> bool:
    """Whether some words of the line, more than one, are enough alone."""
    return any(map(cover.level.__contains__, _phrases(cover.language)))


def _is_counted(cover: Cover) -> bool:
    """“Page 2 of 3”, “Show all 12 photos”, “Go to page: 1 2 3”; no “Back to article 49”."""
    numbers = [n for n, word in enumerate(cover.words) if word[0].isdigit()]
    if len(numbers) > 1:
        counts = [int(cover.words[n]) for n in numbers if cover.words[n].isdecimal()]
        rising = [count + 1 for count in counts[:-1]] == counts[1:]
        pages = len(counts) == 2 and counts[0] <= counts[1] < _MOST_PAGES
        return bool(cover.anchored) and len(counts) == len(numbers) and (rising or pages)
    return numbers[0] + 1 in cover.anchored and _deeds(cover) > 1


def _deeds(cover: Cover) -> int:
    """How many covered words are neither anchors nor small; letters of scripts without spaces are
    a half each."""
    small = forms_of(Kind.NAVIGATION, ("small",), cover.language)
    beside = [cover.words[n] for n in cover.covered - cover.anchored]
    said = [word for word in beside if f" {word} " not in small and not word[0].isdigit()]
    return sum(len(word) > 1 for word in said) + sum(len(word) == 1 for word in said) // 2


def may_be_row(text: str) -> bool:
    """A cheap look whether a line may be a path, a row, or words beside an arrow."""
    return (
        _SIGNS.search(text) is not None
        or text[-1:] in "AaАа+-"
        or (text.count(" ") > 2 and all(word[0].isupper() for word in text.split()))
    )


def _is_shaped(text: str) -> bool:
    return _is_pointed(text) or _is_path(text) or _is_row(text) or _is_letter_size(text)


def _is_pointed(text: str) -> bool:
    """“← Previous”, “Menu ☰”, “1 2 3 Next »”."""
    if text[:1] not in _ARROWS and text[-1:] not in _ARROWS:
        return False
    core = text.strip(f"{_ARROWS}\ufe0e\ufe0f ")
    if not core or len(core) > _LONGEST_PART or _QUOTES.search(text):
        return False
    words = [word for word in levelled([core])[0].split() if not word[0].isdigit()]
    known = forms_of(Kind.NAVIGATION, ("everyday", "homes", "whole"))
    return f" {' '.join(words)} " in known


def _is_path(text: str) -> bool:
    """“Home > News > Region”, “You are here: Home » Coast”."""
    if _STEP.search(text) is None:
        return False
    head, colon, rest = text.partition(":")
    told = levelled([head])[0] if colon else ""
    here = told in forms_of(Kind.NAVIGATION, ("whole", "here"))
    steps = [step for step in _STEP.split(rest if here else text) if step.strip()]
    if not 1 < len(steps) <= 7 or len(steps[0]) > _LONGEST_PART or text.endswith("."):
        return False
    levels = levelled(steps)
    sizes = [len(level.split()) for level in levels]
    if max(sizes[:-1]) > _LONGEST_STEP or sizes[-1] > _LONGEST_LAST:
        return False
    if here:
        return True
    home = levels[0] in forms_of(Kind.NAVIGATION, ("homes",))
    known = levels[1] in forms_of(Kind.NAVIGATION, ("sections", "homes"))
    return home and (len(steps) > 2 or known)


def _is_row(text: str) -> bool:
    """“News | Sport | Culture”, “English · Deutsch”, “DE | FR | IT”."""
    parts = [part for part in _PARTED.split(text.strip()) if part]
    if _are_pages(parts):
        return True
    if len(parts) > 1 and max(map(len, parts)) > _LONGEST_PART:
        return False
    if len(parts) == 1:
        parts = text.split()
        few = 3 < len(parts) <= _LONGEST
        return few and _are_alike(levelled(parts), ("sections", "homes"))
    if len(parts) > 2 and all(part in _CODES for part in parts):
        return True
    levels = levelled(parts)
    if all(level in forms_of(Kind.NAVIGATION, ("languages",)) for level in levels):
        return True
    return len(parts) > 2 and _are_alike(levels, ("sections", "homes", "everyday"))


def _are_pages(parts: Sequence[str]) -> bool:
    """“Previous | 1 | 2 | 3 | Next”, “< Previous | Next >”."""
    named = [core for part in parts if (core := part.strip(_ENDS)) and not core.isdigit()]
    numbers = sum(part.isdigit() for part in parts)
    pointed = any(part[:1] in _ARROWS or part[-1:] in _ARROWS for part in parts)
    if not (len(parts) > 1 and 0 < len(named) < 5 and (numbers > 1 or pointed)):
        return False
    if max(map(len, named)) > _LONGEST_PART or numbers + len(named) < 2:
        return False
    return _are_alike(levelled(named), ("everyday", "homes"))


def _are_alike(levels: Sequence[str], tables: tuple[str, ...]) -> bool:
    """Whether all of these are on the lists of one language."""
    if levels[0] not in forms_of(Kind.NAVIGATION, tables):
        return False
    return any(known.issuperset(levels) for known in _by_language(tables))


def _by_language(tables: tuple[str, ...]) -> Iterator[frozenset[str]]:
    for language in data(f"stray_{Kind.NAVIGATION}.json")["sections"]:
        yield forms_of(Kind.NAVIGATION, tables, language)


def _is_letter_size(text: str) -> bool:
    """“Text size: A A A”, “A- A A+”."""
    sizes = _LETTER_SIZES.search(text)
    if sizes is None:
        return False
    head = levelled([text[: sizes.start()]])[0]
    if head == " ":
        return "+" in text or sizes.group().count("A") > 2
    return head in forms_of(Kind.NAVIGATION, ("whole",))
