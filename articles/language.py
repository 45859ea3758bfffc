"""The language of a text: what the page claims, checked against the words.

A claim that the commonest words of the language confirm is taken; so are claims about near
relations, which a detector mixes up more often than a page does. Where neither the script nor the
common words decide, a quick detector upholds the claim, or names the language whose words are the
commonest anyway. Only where all that decides nothing, a better detector is loaded: a third of a
second, once.
"""

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from typing import Any

from articles.words.lists import data

_SAMPLE = 2_000  # letters looked at, from three places of a longer text
_SHORT = 50  # letters below which words prove nothing
_ENOUGH_FOR_DETECTOR = 50
_WORD = re.compile(r"[^\W\d_]+")
_TAG = re.compile(r"\s*([a-zA-Z]{2,10})(?![a-zA-Z])")
#: A detector's lead, per letter of the sample, below which the page's claim stands. A guess.
_LEAD = 0.05
#: The distance of a claim, as a multiple of the best one's, at which the quick detector upholds it.
#: A guess: of eight true claims on 941 pages it upholds all, the farthest at 1.02.
_NEAR = 1.05
#: Share of common words in usual prose is 0.25 to 0.45; a wrong language rarely reaches 0.1.
_CONFIRMED, _CERTAIN = 0.12, 0.2

_SCRIPTS = {
    "ja": range(0x3040, 0x3100),
    "ko": range(0xAC00, 0xD7B0),
    "zh": range(0x4E00, 0xA000),
    "th": range(0x0E00, 0x0E80),
    "lo": range(0x0E80, 0x0F00),
    "my": range(0x1000, 0x10A0),
    "km": range(0x1780, 0x1800),
    "el": range(0x0370, 0x0400),
    "hy": range(0x0530, 0x0590),
    "ka": range(0x10A0, 0x1100),
    "he": range(0x0590, 0x0600),
    "bn": range(0x0980, 0x0A00),
    "pa": range(0x0A00, 0x0A80),
    "gu": range(0x0A80, 0x0B00),
    "ta": range(0x0B80, 0x0C00),
    "te": range(0x0C00, 0x0C80),
    "kn": range(0x0C80, 0x0D00),
    "ml": range(0x0D00, 0x0D80),
    "si": range(0x0D80, 0x0E00),
    "am": range(0x1200, 0x1380),
    "Cyrillic": range(0x0400, 0x0530),
    "Arabic": range(0x0600, 0x0700),
    "Devanagari": range(0x0900, 0x0980),
}
_FIRST_BEYOND_LATIN = chr(min(letters.start for letters in _SCRIPTS.values()))
_SHARED = {
    "Cyrillic": frozenset(("ru", "uk", "be", "bg", "mk", "sr", "kk", "ky", "mn", "tg", "tt", "ba")),
    "Arabic": frozenset(("ar", "fa", "ur", "ps", "ku", "ckb", "sd", "ug", "pa", "az")),
    "Devanagari": frozenset(("hi", "mr", "ne", "sa", "bho", "mai")),
    "Latin": frozenset(),
}
_NEVER_LATIN = frozenset((*_SCRIPTS, "ru", "uk", "be", "bg", "mk", "ar", "fa", "ur", "hi"))


def language_of(text: str, claim: str = "") -> str:
    """The primary subtag of the text's language, "" where nothing tells it.

    >>> language_of("The harbour was closed and the boats had to wait for the end of the storm.")
    'en'
    >>> language_of("Der Hafen war zu und die Boote haben auf das Ende des Sturms gewartet", "en")
    'de'
    >>> language_of("Hafen", "de-AT")
    'de'
    """
    claimed = primary(claim)
    sample = _sample(text)
    letters = _letters(sample[: _SAMPLE // 10])
    letters = letters if letters >= _SHORT else _letters(sample)
    if not letters:
        return claimed
    script = _script(sample)
    if script not in _SHARED:
        return _of_script(script, claimed)
    if claimed and not _can_be_written(claimed, script):
        claimed = ""
    if letters < _SHORT and claimed:
        return claimed
    return _by_words(sample, claimed) or _by_detector(sample, claimed, _letters(sample))


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))


def primary(claim: str) -> str:
    """The primary subtag of a language claim, whatever its form.

    >>> primary("pt_BR"), primary("nb-NO"), primary("English"), primary("x-default")
    ('pt', 'no', 'en', '')
    """
    match = _TAG.match(claim)
    if match is None:
        return ""
    tag = match[1].lower()
    tag = data("languages.json")["names"].get(tag, tag)
    return tag if len(tag) in (2, 3) and tag not in ("und", "mul", "zxx", "mis", "all") else ""


def _sample(text: str) -> str:
    if len(text) <= _SAMPLE:
        return text
    third, middle = _SAMPLE // 3, len(text) // 2
    return " ".join((text[:third], text[middle : middle + third], text[-third:]))


def _script(sample: str) -> str:
    """The script of most letters, by the language that alone uses it where there is one."""
    if sample.isascii():
        return "Latin"
    letters = [letter for letter in sample[:: 1 + len(sample) // 500] if letter.isalpha()]
    if max(letters, default="") < _FIRST_BEYOND_LATIN:
        return "Latin"
    scripts = _scripts()
    counts = Counter(scripts.get(ord(letter), "Latin") for letter in letters)
    if counts["ja"] >= 0.1 * len(letters):  # kana among Chinese characters
        return "ja"
    counts["ko"] *= 2  # a syllable block stands for two or three letters, as do the Chinese ones
    counts["zh"] *= 2
    return max(sorted(counts), key=lambda script: counts[script])


def _of_script(script: str, claimed: str) -> str:
    family = {"he": ("he", "yi"), "zh": ("zh", "yue"), "bn": ("bn", "as"), "am": ("am", "ti")}
    return claimed if claimed in family.get(script, ()) else script


def _can_be_written(language: str, script: str) -> bool:
    """Whether the claimed language is written in this script; unknown ones may be."""
    if script != "Latin":
        return language in _SHARED[script]
    return language not in _NEVER_LATIN


def _by_words(sample: str, claimed: str) -> str:
    """The language whose commonest words the text is full of, if that is beyond doubt."""
    shares = _shares(sample)
    if not shares:
        return ""
    best = _commonest(shares)
    if claimed in _lists() and shares.get(claimed, 0) >= _CONFIRMED:
        near = shares[claimed] >= 0.6 * shares[best]
        if near or best in _relations(claimed):
            return claimed
    others = [s for language, s in shares.items() if language not in {best, *_relations(best)}]
    clear = shares[best] >= _CERTAIN and max(others, default=0.0) <= 0.5 * shares[best]
    if not clear:
        return ""
    if claimed in _relations(best):
        return claimed
    rivals = [other for other in _relations(best) if shares.get(other, 0) > 0.8 * shares[best]]
    return "" if rivals else best


def _shares(sample: str) -> Mapping[str, float]:
    """For each language, the share of the words that are among its commonest."""
    found = _WORD.findall(sample.lower())
    if len(found) < 8:
        return {}
    counts: dict[str, int] = {}
    owners = _owners()
    for languages in filter(None, map(owners.get, found)):
        for language in languages:
            counts[language] = counts.get(language, 0) + 1
    return {language: count / len(found) for language, count in counts.items()}


def _commonest(shares: Mapping[str, float]) -> str:
    return max(sorted(shares), key=lambda language: shares[language], default="")


def _by_detector(sample: str, claimed: str, letters: int) -> str:
    if letters < _ENOUGH_FOR_DETECTOR:
        return claimed
    nearest = _nearest(sample)
    if claimed and claimed in nearest:
        return claimed
    common = _commonest(_shares(sample))
    if common and nearest[:1] == [common] and (not claimed or claimed in _lists()):
        return claimed if claimed in _relations(common) else common
    ranked: dict[str, float] = dict(_detector().rank(sample))
    best = primary(max(sorted(ranked), key=lambda language: ranked[language]))
    lead = max(ranked.values()) - ranked.get(claimed, min(ranked.values()))
    if claimed in _relations(best) or (claimed in ranked and lead <= _LEAD * letters):
        return claimed
    if claimed and claimed not in ranked:
        return claimed  # a language that the detector does not know
    return best


def _nearest(sample: str) -> list[str]:
    """The languages that a quick and rougher detector takes for the likeliest: enough to uphold a
    claim, and without a model of 75 MiB."""
    from resiliparse.parse.lang import detect_fast

    found: list[tuple[str, int]] = detect_fast(sample, n_results=3)  # type: ignore[assignment]  # so it is with n_results
    return [language for language, distance in found if distance <= _NEAR * found[0][1]]


@cache
def _detector() -> Any:
    import py3langid  # slow to load, and seldom needed

    return py3langid


@cache
def _scripts() -> Mapping[int, str]:
    """The script of every letter that is not Latin."""
    return {letter: script for script, letters in _SCRIPTS.items() for letter in letters}


@cache
def _lists() -> Mapping[str, list[str]]:
    lists: Mapping[str, list[str]] = data("languages.json")["words"]
    return lists


@cache
def _owners() -> Mapping[str, tuple[str, ...]]:
    table: dict[str, list[str]] = {}
    for language, listed in _lists().items():
        for word in listed:
            table.setdefault(word, []).append(language)
    return {word: tuple(languages) for word, languages in table.items()}


@cache
def _relations(language: str) -> frozenset[str]:
    """Languages that are taken for this one by words alone; the page knows better."""
    groups: list[list[str]] = data("languages.json")["alike"]
    return frozenset(other for group in groups if language in group for other in group) - {language}
