"""Captions that tell by their first words, or by the source behind them, whose picture it is:
"Screenshot of the deleted message", "Image caption, The bridge on Monday", "File photo. Source:
TASR", "The bridge on Monday. | ACN / Laia Ferrer".
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache

from articles.stray.cover import Cover
from articles.stray.names import holds_agency, may_be_names, plain
from articles.words.levelled import levelled
from articles.words.lists import data

_MOST_SHOWN, _MOST_NAMES = 14, 3  # words of what a screen shows, names among them (guesses)
_SHORTEST, _LONGEST = 3, 14  # words of a description before an agency in brackets (guesses)
_SOURCE = re.compile(
    r"(?P<head>[^.:：|]{3,80}?)[.|,/]?\s*[.|,/–—-]?\s*(?P<label>[^\W\d_][^.:：|/,–—]{1,24}?)\s?[:：]\s*(?P<who>.+)"
)
_ARABIC = re.compile(r"(?P<shown>[\u0621-\u064a\s،\d]{15,140})[(（](?P<agency>[^()]{2,24})[)）]\.?")
_BEHIND_BAR = re.compile(r".{8,200}[.)!]?\s[|]\s(?P<who>[^|.:]{2,60})")


def is_of_screen(text: str, cover: Cover) -> bool:
    """Whether a line begins with a word as "screenshot", and only tells where it was taken; where
    languages put it last it ends so."""
    words = cover.words
    if len(words) > _MOST_SHOWN or ". " in text or ":" in text:
        return False
    if 0 in cover.anchored:
        found = _shots().get(words[0], ())
        return any(_is_shown(text, words, shot, known) for shot, known in found)
    level = cover.level
    if len(words) - 1 not in cover.anchored or not level.endswith(_endings()):
        return False
    for shot, known in (pair for pairs in _shots().values() for pair in pairs):
        rest = level[: -len(shot)].split()
        if level.endswith(shot) and len(rest) > 1 and known.issuperset(rest):
            return True
    return False


def _is_shown(text: str, words: Sequence[str], shot: str, known: frozenset[str]) -> bool:
    level = f" {' '.join(words)} "
    rest = level[len(shot) :].split()
    if not level.startswith(shot) or not rest:
        return False
    names = [word for word in rest if word not in known and not word.isdigit()]
    if len(rest) - len(names) < 2 or len(names) > _MOST_NAMES:
        return False
    return not names or (not plain(text) and all(_is_capital(name, text) for name in names))


def _is_capital(word: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(word)}", text) is None  # levelled words are small


def is_led(text: str, language: str) -> bool:
    """Whether a label as "image caption" stands before what a picture shows."""
    lead = _lead(language)
    return lead is not None and lead.match(text) is not None


def is_sourced(text: str, language: str, alone: frozenset[str]) -> bool:
    """Whether a word as "file photo" stands before a source and its label."""
    match = _SOURCE.fullmatch(text.strip(" ()[]")) if ":" in text or "：" in text else None
    if match is None or levelled([match["head"]])[0] not in alone:
        return False
    return levelled([match["label"]])[0] in _sources() and may_be_names(match["who"])


def is_behind_bar(text: str) -> bool:
    """Whether a description ends in a bar and an agency, and a person's name or not."""
    match = _BEHIND_BAR.fullmatch(text) if "|" in text else None
    if match is None or not may_be_names(match["who"]):
        return False
    return holds_agency(match["who"]) and (
        " / " in match["who"] or text[match.start("who") - 4] == "."
    )


def is_of_agency_in_arabic(text: str) -> bool:
    """Whether a description without a verb before it and an agency in brackets are all: so
    Arabic papers write captions."""
    match = _ARABIC.fullmatch(text)
    if match is None or not holds_agency(match["agency"]):
        return False
    words = match["shown"].split()
    return _SHORTEST <= len(words) <= _LONGEST and words[0] not in _spoken()


def is_of_platform(credit: str) -> bool:
    """Whether a page of a network is named, whose name may be any: "เฟซบุ๊กเพจ ข่าวบ้านทุ่ง"."""
    words = levelled([credit])[0]
    return any(name in words for name in _platforms())


@cache
def _shots() -> dict[str, list[tuple[str, frozenset[str]]]]:
    """By their first words the forms for pictures of a screen, and what may stand behind each."""
    found = defaultdict(list)
    tables = data("stray_caption.json")
    for language, listed in tables["shot"].items():
        shown = tables["shown"].get(language, "")
        known = frozenset(word for form in levelled(shown.split(",")) for word in form.split())
        for form in levelled(listed.split(",")):
            found[form.split()[0]].append((form, known))
    return dict(found)


@cache
def _endings() -> tuple[str, ...]:
    """All forms for pictures of a screen."""
    return tuple(shot for pairs in _shots().values() for shot, _ in pairs)


@cache
def _lead(language: str) -> re.Pattern[str] | None:
    listed = data("stray_caption.json")["leads"].get(language)
    if not listed:
        return None
    forms = [r"[\s'’-]".join(map(re.escape, form.split())) for form in listed.split(",")]
    return re.compile(rf"(?:{'|'.join(forms)})\s?[,،，:：]\s?\S", re.I)


@cache
def _sources() -> frozenset[str]:
    listed = data("stray_caption.json")["sources"].values()
    return frozenset(levelled([form for forms in listed for form in forms.split(",")]))


@cache
def _platforms() -> tuple[str, ...]:
    return tuple(levelled(data("stray_caption.json")["platforms"].split(",")))


@cache
def _spoken() -> frozenset[str]:
    return frozenset(data("stray_caption.json")["spoken"].split(", "))
