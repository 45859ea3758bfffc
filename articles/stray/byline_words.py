"""The words of bylines, language by language, from the list."""

import re
from collections.abc import Sequence
from functools import cache

from articles.words.levelled import levelled
from articles.words.lists import data


def is_only(text: str, known: frozenset[str]) -> bool:
    """Whether all words of a text are known ones."""
    return set(levelled([text])[0].split()) <= known


@cache
def of_pictures() -> frozenset[str]:
    """The words, levelled, that credit pictures where they begin a line."""
    listed = data("stray_caption.json")["anchors"].values()
    return frozenset(levelled([form for forms in listed for form in forms.split(",")]))


@cache
def known_words(language: str) -> frozenset[str]:
    """All words of bylines in a language, each by itself."""
    names = ("labels", "roles", "words", "alone")
    return frozenset().union(*(words_of_table(name, language) for name in names))


@cache
def words_of_table(name: str, language: str) -> frozenset[str]:
    """The words of a table ("labels", "roles" …) in a language, each by itself."""
    listed = data("stray_byline.json")[name].get(language, "").split(",")
    return frozenset(word for form in levelled(listed) for word in form.split())


@cache
def words_of_all(name: str) -> frozenset[str]:
    """The forms of a table that is one for all languages ("by", "never", "places")."""
    return frozenset(form.strip() for form in data("stray_byline.json")[name].split(","))


def may_hold(name: str, language: str, words: Sequence[str]) -> bool:
    """Whether a line of these words may hold a form of a table: a look before the patterns, each of
    which takes as long to be made as some pages to be read."""
    return not _beginnings(name, language).isdisjoint(words)


@cache
def _beginnings(name: str, language: str) -> frozenset[str]:
    """The first words of the forms of a table in a language."""
    forms = levelled(data("stray_byline.json")[name].get(language, "").split(","))
    return frozenset(form.split()[0] for form in forms if form != " ")


@cache
def form_of(name: str, language: str) -> re.Pattern[str]:
    """A pattern of the forms of a table in a language, the longest first."""
    listed = data("stray_byline.json")[name].get(language, "").split(",")
    forms = sorted({form.strip() for form in listed if form.strip()}, key=len, reverse=True)
    spelt = "|".join(r"[\s'’\u200c.,-]{1,2}".join(map(_spelt, f.split())) for f in forms)
    return re.compile(rf"(?<![^\W_])(?:{spelt or '(?!)'})(?![^\W_])\.?", re.I)


def _spelt(word: str) -> str:
    """A word of a form; "*" is any one or two, as in "translated from the * by"."""
    return re.escape(word).replace(r"\*", r"[^\W\d_]+(?:[\s-][^\W\d_]+)??")


@cache
def openings(language: str) -> re.Pattern[str]:
    """Labels with their mark and verbs, where another name begins."""
    labels, verbs = form_of("labels", language), form_of("verbs", language)
    return re.compile(rf"(?:{labels.pattern})(?:\s?[:：/]|[-–—]\s)|{verbs.pattern}", re.I)
