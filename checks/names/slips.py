"""A word that no language knows, one slip from a word that many know: weighed, with reasons.

Each slip within a word and each circumstance has a weight, in units of log-odds. They come from a
logistic regression of 1,959 slips put into real English texts against the 107 unknown names of the
same texts that resemble a known word by chance, and were rounded by hand; the other half of the
texts (131 and 2,009) was left for the measurement that `docs/decisions/names.md` gives.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from math import exp, log
from string import ascii_lowercase

from rapidfuzz.distance import Levenshtein

from checks.lexicon import Lexicon
from checks.names.context import after_title, beside_place_word, is_title, stands_alone
from checks.names.countries import country_of, regions
from checks.names.folding import plain_word
from checks.names.places import Candidate
from checks.names.reading import Mention, Reading
from checks.names.small_words import small_words
from checks.names.spelling import is_doubling, is_ending, is_swap, sounds_alike
from checks.names.words import capitalised, is_common_word

#: By kind of slip: neighbours swapped, a letter doubled or not, one left out, one put in, a vowel
#: mistaken, written by ear, any other.
_KINDS = {
    "swap": 3.4,
    "double": 1.5,
    "left out": 0.4,
    "put in": -1.8,
    "vowel": -0.4,
    "sound": -0.5,
    "scan": 0.5,
    "other": 0.0,
}
_WORDS = {
    "swap": "two letters changed places",
    "double": "a double letter",
    "left out": "a letter left out",
    "put in": "a letter too many",
    "scan": "letters that a scanner takes for others",
}
_BASE, _PER_LETTER, _PER_USE, _PER_LANGUAGE = -1.6, 0.7, 1.5, 0.9
#: Circumstances: after a given name any surname may stand, before a surname any given name, which
#: parents spell as they like; after "in" stands a place.
_AFTER_A_NAME, _BEFORE_A_NAME, _IN_A_PLACE = -1.0, -2.4, 0.5
#: A city of a country that the text names; a part of a compound; a second mention.
_IS_THERE, _IN_A_COMPOUND, _TWICE = 1.6, -1.0, -1.0
#: Letters and uses beyond these say nothing more; `_USUAL` letters and use weigh nothing.
_LONGEST, _USUAL_LENGTH, _MOST_USED, _USUAL_USE = 11, 7, 4.0, 2.0
#: What a frequency elsewhere counts less: in a country named, in any language.
_THERE, _ANYWHERE = 1.0, 1.0
_SHORTEST, _FEW = 5, 2
#: Brands with a letter doubled on purpose are shorter (a guess).
_LONG = 8
#: So many languages know no word of one of them, but names (a guess).
_ABROAD = 12
#: The sum from which a finding is worth telling, and the confidence it has there and on top. Below
#: it the log-odds are taken at their word, down to even chances.
_ENOUGH, _LEAST, _MOST, _STEP = 2.0, 0.86, 0.97, 0.04
_EVEN, _WEAK = 0.0, 0.84
#: In title case a word from this frequency on is a word, if no city bears it; and a city of such a
#: size is one.
_COMMON, _TOWN, _CITY = 3.0, 100_000, 300_000
#: A town of so many people may have given a person a surname (a guess).
_KNOWN_TOWN = 15_000
#: Languages that make new words of two, and what counts as a known part of one.
_COMPOUNDING = frozenset("de nl sv da nb is fi hu".split())
_SHORTEST_PART, _KNOWN_PART = 4, 2.5
_SCANNED = (("rn", "m"), ("cl", "d"), ("vv", "w"))
_VOWELS = frozenset("aeiouyаеиоуыэюяіїєαεηιουω")
_CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюяіїєґђјљњћџў"
_GREEK = "αβγδεζηθικλμνξοπρστυφχψως"


@dataclass(frozen=True, slots=True)
class _Near:
    """A known word one slip away: by which slip, how common, in how many languages."""

    word: str
    kind: str
    use: float
    languages: int


def slip_of(
    word: str, reading: Reading, countries: Collection[str], lexicon: Lexicon
) -> Candidate | None:
    """The known word that this one is a slip of, where the sum of the evidence is enough."""
    mentions = reading.names[word]
    if len(word) < _SHORTEST or len(mentions) > _FEW or not word.isalpha():
        return None
    if lexicon.best(word) > 0 or lexicon.is_place(word):
        return None
    if any(reading.is_isolated(m.index) and not reading.is_firm(m.index) for m in mentions):
        return None
    compound = is_compound(word, reading, lexicon)
    spoken = {tongue for country in countries for tongue in lexicon.languages_of.get(country, ())}
    around = _around(reading, mentions)
    alone = len(word) >= _USUAL_LENGTH and all(stands_alone(reading, m) for m in mentions)
    loud = any(m.loud for m in mentions)
    bare = not any(_is_within_a_name(reading, m.index, lexicon) for m in mentions)
    person = any(_names_a_person(reading, m, lexicon) for m in mentions)
    found = [
        (
            around + _weight(word, near) + _IS_THERE * _is_there(near.word, countries, lexicon),
            near,
        )
        for near in _known(word, reading.language, spoken, alone, lexicon)
        if not (bare and _may_be_a_brand(near) and is_common_word(near.word, lexicon))
        if not (person and _is_a_place(near.word, reading.language, lexicon))
        if not (loud and _may_be_any_word(near.word, reading.language, lexicon))
        if not compound or _is_a_name_abroad(near)
    ]
    if not found:
        return None
    score, best = max(found, key=lambda f: (f[0], f[1].word))
    if score < _EVEN:
        return None
    name = lexicon.written(best.word, reading.language)
    if name == best.word:  # its accents are not known: those of the article are
        name = _as_written(mentions[0].text, word, best.word)
    name = name.capitalize()
    return Candidate(name, best.word, _why(name, best), _confidence(score))


def _as_written(text: str, word: str, near: str) -> str:
    """The right word with the accents that its wrong form bears in the text.

    >>> _as_written("Unterstörmung", "unterstormung", "unterstromung")
    'Unterströmung'
    """
    if len(text) != len(word):
        return near
    return "".join(
        text[op.src_start : op.src_end] if op.tag == "equal" else near[op.dest_start : op.dest_end]
        for op in Levenshtein.opcodes(word, near)
    )


def _around(reading: Reading, mentions: list[Mention]) -> float:
    """What the circumstances weigh."""
    score = _TWICE * (len(mentions) - 1)
    if any(mention.hyphenated for mention in mentions):
        score += _IN_A_COMPOUND
    if any(beside_place_word(reading, mention) for mention in mentions):
        return score + _IN_A_PLACE
    if any(reading.after(mention.index)[:1].isupper() for mention in mentions):
        score += _BEFORE_A_NAME
    elif any(_follows_a_name(reading, mention.index) for mention in mentions):
        score += _AFTER_A_NAME
    return score


def _follows_a_name(reading: Reading, index: int) -> bool:
    """A given name stands before it and no title before that."""
    return reading.before(index)[:1].isupper() and not after_title(reading, index - 1)


def _names_a_person(reading: Reading, mention: Mention, lexicon: Lexicon) -> bool:
    """ "Herr Bradenburg", "Clara Wimbleton": surnames are made of places, and no slips of them."""
    before = reading.before(mention.index)
    if not before[:1].isupper() or mention.loud or mention.hyphenated:
        return False
    word = plain_word(before)
    if is_title(word, reading.language) or word in small_words("address", reading.language):
        return True
    if word in small_words("before_place", reading.language) or mention.index in reading.datelines:
        return False
    if reading.fresh[mention.index - 1] and lexicon.zipf(word, reading.language) >= _COMMON:
        return False
    city = any(lexicon.people(town) >= _TOWN for town in lexicon.towns(word))
    bare = not city and not country_of(word, reading.language, lexicon)
    return bare and word not in reading.lower and not is_common_word(word, lexicon)


def _is_a_place(word: str, language: str, lexicon: Lexicon) -> bool:
    if word in regions() or word in lexicon.territories(language)[0]:
        return True
    return word not in capitalised() and any(
        lexicon.people(town) >= _KNOWN_TOWN for town in lexicon.towns(word)
    )


def _may_be_a_brand(near: _Near) -> bool:
    """Who misspells a word on purpose swaps no letters, and doubles one in short words only."""
    return near.kind != "swap" and not (near.kind == "double" and len(near.word) >= _LONG)


def _is_a_name_abroad(near: _Near) -> bool:
    """ "Rottedram" is made of two words, but a compound that many languages know is a name, and a
    typist's slip of it makes no other one."""
    return near.kind in ("swap", "double") and near.languages >= _ABROAD


def _is_within_a_name(reading: Reading, index: int, lexicon: Lexicon) -> bool:
    """ "Harvard University", "Department of Justice": where a word has a capital too.

    By itself, before a name and behind a country a firm may stand, and who names a firm misspells
    a word on purpose: "Cerebras Systems", "Egypt's Breadfast".
    """
    before = reading.before(index)
    if reading.language == "en" and (reading.after(index) == "of" or _ends_a_body(reading, index)):
        return True
    if not before[:1].isupper() or reading.fresh[index - 1]:
        return False
    return not country_of(plain_word(before), reading.language, lexicon)


def _ends_a_body(reading: Reading, index: int) -> bool:
    """ "Bureau of Investigation", and no "CEO of Cerebras"."""
    first = reading.before(index - 1) if reading.before(index) == "of" else ""
    capital = first[:1].isupper() and not first.isupper() and not reading.fresh[index - 2]
    return capital and not is_title(plain_word(first), reading.language)


def _weight(word: str, near: _Near) -> float:
    """What the two words weigh by themselves."""
    letters = min(len(word), _LONGEST) - _USUAL_LENGTH
    use = min(near.use, _MOST_USED) - _USUAL_USE
    spread = log(near.languages + 1) - 2
    pair = _PER_LETTER * letters + _PER_USE * use + _PER_LANGUAGE * spread
    return _BASE + _KINDS[near.kind] + pair


def _known(
    word: str, language: str, spoken: set[str], alone: bool, lexicon: Lexicon
) -> Iterator[_Near]:
    """Known words one slip away that no grammar explains."""
    for near in {*slips(word), *_misread(word)}:
        known = lexicon.by_language(near)
        if not known or is_ending(word, near, language):
            continue
        kind = _kind(word, near)
        there = max((known[tongue] for tongue in spoken if tongue in known), default=0.0)
        use = max(known.get(language, 0.0), there - _THERE)
        if alone and kind in ("swap", "double"):
            use = max(use, max(known.values()) - _ANYWHERE)
        if use > 0:
            yield _Near(near, kind, use, len(known))


def _may_be_any_word(near: str, language: str, lexicon: Lexicon) -> bool:
    """In title case a common word has a capital too, and is no name."""
    if lexicon.zipf(near, language) < _COMMON or near in lexicon.territories(language)[0]:
        return False
    return not any(lexicon.people(town) >= _CITY for town in lexicon.towns(near))


def _is_there(near: str, countries: Collection[str], lexicon: Lexicon) -> bool:
    """A city of a country that the text names."""
    towns = lexicon.towns(near)
    return any(lexicon.people(t) >= _TOWN and lexicon.country(t) in countries for t in towns)


def _kind(word: str, near: str) -> str:
    if is_swap(word, near):
        return "swap"
    if is_doubling(word, near):
        return "sound" if _is_doubled_vowel(word, near) else "double"
    if near in _misread(word):
        return "scan"
    if len(word) == len(near):
        old, new = next((a, b) for a, b in zip(word, near, strict=True) if a != b)
        if old in _VOWELS and new in _VOWELS:
            return "vowel"
    if sounds_alike(word, near):
        return "sound"
    return ("left out", "other", "put in")[len(word) - len(near) + 1]


def _is_doubled_vowel(word: str, near: str) -> bool:
    """ "Valeriia": a way to romanise, and no slip."""
    short, long = sorted((word, near), key=len)
    at = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return long[at] in _VOWELS


def is_compound(word: str, reading: Reading, lexicon: Lexicon) -> bool:
    """Two known words written as one, in a language that does so."""
    language = reading.language
    return language in _COMPOUNDING and any(
        lexicon.zipf(word[:cut], language) >= _KNOWN_PART
        and lexicon.zipf(word[cut:], language) >= _KNOWN_PART
        for cut in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1)
    )


def slips(word: str) -> Iterator[str]:
    """All words one slip away that begin alike, in the word's own alphabet."""
    letters = ascii_lowercase
    if not word.isascii():
        letters = _CYRILLIC if "а" <= word[0] <= "џ" else _GREEK
    for i in range(1, len(word) + 1):
        if i + 1 < len(word) and word[i] != word[i + 1]:
            yield word[:i] + word[i + 1] + word[i] + word[i + 2 :]
        yield word[:i] + word[i + 1 :]
        for letter in letters:
            yield word[:i] + letter + word[i:]
            if i < len(word) and letter != word[i]:
                yield word[:i] + letter + word[i + 1 :]


def _misread(word: str) -> Iterator[str]:
    """What a scanner may have read: "rn" for m, "cl" for d, "vv" for w."""
    for seen, meant in _SCANNED:
        at = word.find(seen, 1)
        while at > 0:
            yield word[:at] + meant + word[at + len(seen) :]
            at = word.find(seen, at + 1)


def _confidence(score: float) -> float:
    if score < _ENOUGH:
        return round(min(_WEAK, 1 / (1 + exp(-score))), 2)
    return round(min(_MOST, _LEAST + _STEP * (score - _ENOUGH)), 2)


def _why(name: str, near: _Near) -> str:
    slip = _WORDS.get(near.kind, "one letter")
    tongues = f"{near.languages} languages" if near.languages > 1 else "one language"
    return f"no language knows it; {name} is known in {tongues}, the difference is {slip}"
