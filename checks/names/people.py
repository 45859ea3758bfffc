"""A wrong spelling of a well-known name, from one mention: what stands before it narrows it."""

from collections.abc import Mapping

from checks.known_names import KnownNames
from checks.lexicon import Lexicon
from checks.names.context import after_title, names_a_body
from checks.names.folding import plain_word
from checks.names.places import Candidate
from checks.names.reading import Reading
from checks.names.slips import slips
from checks.names.spelling import FEW_ENDINGS, is_doubling, is_ending, is_swap, sounds_alike
from checks.names.words import is_common_word

#: Zipf frequency from which a name is known in the language of the country named beside it.
_KNOWN_THERE, _TAIL = 2.2, 1.7
#: A name written the same wrong way more often than this is probably right and only new.
_FEW = 2
#: Who speaks for a country is known in so many languages, or is famous at home; words are not.
_ABROAD, _FAMOUS = 6, 3.5
#: A name of so many letters is seldom another name with one letter less.
_SHORT, _LONG = 6, 8
_VOWELS = frozenset("aeiouy")
#: How many words may stand between a country and the person who speaks for it.
_NEAR_BY = 25


def titled(
    word: str, reading: Reading, countries: Mapping[str, tuple[int, ...]], lexicon: Lexicon
) -> Candidate | None:
    """ "German Chancellor Olaf Sholz": the right name is known where the title belongs."""
    mentions = reading.names[word]
    if lexicon.best(word) > _TAIL or len(mentions) > _FEW:
        return None
    ranks = [m.index for m in mentions if _has_given_name_and_title(reading, m.index)]
    near_by = {
        country
        for country, places in countries.items()
        if any(abs(rank - place) <= _NEAR_BY for rank in ranks for place in places)
    }
    if not near_by and not any(names_a_body(reading, rank, _NEAR_BY) for rank in ranks):
        return None
    spoken = {tongue for country in near_by for tongue in lexicon.languages_of.get(country, ())}
    spoken = {tongue for tongue in spoken if lexicon.has_language(tongue)} or {reading.language}
    found = [
        (sounds_alike(word, near), use, near)
        for near in set(slips(word))
        if (use := _use(near, spoken, lexicon)) >= _needed(word, near)
        and not is_ending(word, near, reading.language)
        and _is_somebody(word, near, use, lexicon)
    ]
    if not found:
        return None
    right = max(found)[2]
    name = lexicon.written(right, reading.language).capitalize()
    why = f"hardly used; {name} is well known where the title belongs"
    return Candidate(name, right, why, 0.92)


def _is_somebody(word: str, near: str, use: float, lexicon: Lexicon) -> bool:
    """Who is known at home alone may be a common word there, unless the slip is a typist's."""
    if is_common_word(near, lexicon):
        return False
    if len(lexicon.by_language(near)) >= _ABROAD:
        return True
    return use >= _FAMOUS and (is_doubling(word, near) or is_swap(word, near))


def _use(word: str, languages: set[str], lexicon: Lexicon) -> float:
    known = lexicon.by_language(word)
    return max((known.get(language, 0.0) for language in languages), default=0.0)


def _needed(word: str, near: str) -> float:
    """How well known the right name must be: another consonant makes another name, mostly."""
    if is_doubling(word, near) or is_swap(word, near) or sounds_alike(word, near):
        return _KNOWN_THERE
    if len(word) < _SHORT:
        return _FAMOUS + 1.0
    if len(word) != len(near):
        return _KNOWN_THERE + (0.6 if len(word) < _LONG else 0.0)
    old, new = next((a, b) for a, b in zip(word, near, strict=True) if a != b)
    return _KNOWN_THERE + (0.6 if old in _VOWELS and new in _VOWELS else 1.4)


def listed(word: str, reading: Reading, known: KnownNames) -> Candidate | None:
    """The name beside it goes with one like it: a full name of a list settles which is meant."""
    found = set()
    for mention in reading.names[word]:
        before = plain_word(reading.before(mention.index))
        after = plain_word(reading.after(mention.index))
        if known.has(before, word) or known.has(word, after):
            return None
        if before:
            found |= {(before, near) for near in known.surnames_like(before, word)}
        if after:
            found |= {(near, after) for near in known.given_names_like(word, after)}
    rights = {near for pair in found for near in pair if near not in (before, after)}
    if len(rights) != 1 or known.is_part(word):
        return None
    right = rights.pop()
    if is_ending(word, right, reading.language) and reading.language not in FEW_ENDINGS:
        return None
    first, last = min(found)
    full = known.written(first, last)
    name = full.split(" ")[0 if right == first else -1]
    return Candidate(name, right, f"{full} is in the list of known names", 0.94)


def _has_given_name_and_title(reading: Reading, index: int) -> bool:
    given, after = reading.before(index), reading.after(index)
    if after[:1].isupper():
        return False  # the name goes on: this is no surname
    if len(given) < 3 or not given[0].isupper() or given.isupper():
        return False
    return after_title(reading, index - 1)
