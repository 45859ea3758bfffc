"""Which countries a text speaks of: by their names, their peoples and their large cities."""

from collections.abc import Iterator
from functools import cache, lru_cache

from checks.knowledge import data
from checks.lexicon import Lexicon
from checks.names.folding import plain
from checks.names.reading import Reading

#: A city stands for its country from this size on, if it dwarfs all others of its name.
_LARGE, _DWARFS = 300_000, 10
_MIN_USAGE = 2.0
_LONGEST = 4


def named(reading: Reading, lexicon: Lexicon) -> dict[str, tuple[int, ...]]:
    """Country -> the places in the row of words where the text names it."""
    found: dict[str, list[int]] = {}
    for index, word in enumerate(reading.words):
        capital = word[0].isupper()
        if capital and len(word) > 1:
            for country in _at(reading, index, lexicon):
                found.setdefault(country, []).append(index)
        elif not capital and len(word) > 5 and reading.language != "en":
            # "der ukrainische", "le français": most languages write peoples without a capital
            country = _lower(reading.plain[index], reading.language, lexicon)
            if country:
                found.setdefault(country, []).append(index)
    return {country: tuple(places) for country, places in found.items()}


def country_of(word: str, language: str, lexicon: Lexicon) -> str:
    """The country that a single plain word names: as a country, a people, a large city."""
    return _word(word, language, lexicon)


def _at(reading: Reading, index: int, lexicon: Lexicon) -> Iterator[str]:
    language = reading.language
    last = index + 1
    while last < min(index + _LONGEST, len(reading.words)) and reading.close[last]:
        last += 1
    for stop in range(last, index, -1):
        name = " ".join(reading.plain[index:stop])
        country = (_country if stop - index > 1 else _word)(name, language, lexicon)
        if country:
            yield country
            return


def _country(name: str, language: str, lexicon: Lexicon) -> str:
    return _names(language, lexicon).get(name, "")


@lru_cache(64)
def _names(language: str, lexicon: Lexicon) -> dict[str, str]:
    own: dict[str, dict[str, str]] = data("name_context.json")["countries"]
    return lexicon.territories(language)[0] | own.get(language, {})


@lru_cache(16384)
def _word(word: str, language: str, lexicon: Lexicon) -> str:
    """The country of a single word: its name, its people or language, a city of it."""
    found = _names(language, lexicon).get(word) or lexicon.territories(language)[1].get(word)
    if found or len(word) < 4:
        return found or ""
    return _city(word, language, lexicon) or _people(word, language, lexicon)


@lru_cache(32768)
def _lower(word: str, language: str, lexicon: Lexicon) -> str:
    if found := lexicon.territories(language)[1].get(word):
        return found
    stem = next(
        (word[:n] for n in range(len(word), 4, -1) if word[:n] in _stems(language, lexicon)), ""
    )
    return _stems(language, lexicon)[stem] if stem and len(word) - len(stem) <= 4 else ""


def _city(word: str, language: str, lexicon: Lexicon) -> str:
    towns = sorted(lexicon.towns(word), key=lexicon.people, reverse=True)
    if not towns or lexicon.people(towns[0]) < _LARGE or lexicon.zipf(word, language) < _MIN_USAGE:
        return ""
    home = lexicon.country(towns[0])
    others = [town for town in towns if lexicon.country(town) != home]
    return (
        home if all(lexicon.people(t) * _DWARFS < lexicon.people(towns[0]) for t in others) else ""
    )


def _people(word: str, language: str, lexicon: Lexicon) -> str:
    """Whose name begins as this word does: Armenian, Nigerian, Gruzji. The longest stem wins."""
    stems = _stems(language, lexicon)
    for length in range(len(word) - 1, 3, -1):
        found = stems.get(word[:length])
        if found and len(word) - length <= 4:
            return found
    return ""


@lru_cache(64)
def _stems(language: str, lexicon: Lexicon) -> dict[str, str]:
    """Beginnings of one-word country and language names. Ambiguous beginnings are left out."""
    stems: dict[str, set[str]] = {}
    for names in lexicon.territories(language):
        for name, country in names.items():
            if " " not in name and len(name) > 3:
                for cut in range(3 if len(name) > 6 else 2):
                    stem = name[: len(name) - cut]
                    if len(stem) > 3:
                        stems.setdefault(stem, set()).add(country)
    return {stem: min(found) for stem, found in stems.items() if len(found) == 1}


@cache
def regions() -> frozenset[str]:
    """States and provinces of one word, by their English names, in plain form."""
    return frozenset(map(plain, data("name_context.json")["regions"].split()))
