"""People whom the news names often: their right names, and a slip in a surname of theirs.

Two lists, of who holds or held high office and of sport, the arts and business. They are written by
hand and go out of date. That costs no alarm: a name that they lack is weighed like any other, and
who left office stays in the news.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache

from rapidfuzz.distance import Levenshtein

from checks.knowledge import data
from checks.known_names import pairs_of
from checks.lexicon import Lexicon
from checks.names.context import after_title
from checks.names.folding import plain, plain_word
from checks.names.places import Candidate
from checks.names.reading import Mention, Reading
from checks.names.spelling import distance, is_doubling, is_shuffled, is_swap, reach, sounds_alike
from checks.names.styles import both_right

#: An unknown surname so long needs no country beside it, nor does one behind a given name so rare
#: as "Uhuru".
_SHORTEST, _LONG, _RARE = 5, 7, 2.5
#: The same for people without an office, whose given names and surnames many others bear (a guess).
_LONGER = 9
#: Up to these Zipf frequencies a form may be a slip: in the article's language and in any, where
#: the country is named; in the article's language beside a head of state's title too.
_SELDOM, _TAIL, _BESIDE_BOTH = 1.7, 2.5, 3.5
#: From this frequency on the surname is the form that a language uses.
_IN_USE = 1.0
#: A given name of so many letters; how much commoner, on the Zipf scale, a right one from another
#: alphabet is than what may be another way to romanise it.
_SHORTEST_GIVEN, _FAR_COMMONER = 4, 1.9
#: Languages in other letters: each newsroom writes a name from there by its own rules ...
_OTHER_LETTERS = frozenset(
    "ru uk be bg mk el ka hy ar fa he ps ur ku hi bn pa ta si ne dz dv th km lo my zh ja ko am ti"
    " mn kk ky tg".split()
)
#: ... and the rules differ in these letters.
_LOOSE = frozenset("aeiouyhgjvw")


@dataclass(frozen=True, slots=True, order=True)
class _Holder:
    surname: str  # plain
    given: str
    full: str
    country: str
    office: bool


def is_holder(word: str) -> bool:
    """Whether an office holder bears this surname."""
    return word in _surnames()


def may_be_holder(word: str, reading: Reading) -> bool:
    """A given name of an office holder stands before it."""
    return any(_given_before(reading, m) in _by_given() for m in reading.names[word])


def _given_before(reading: Reading, mention: Mention) -> str:
    """The given name in front; the last part of one with a hyphen, "Jean-Luc"."""
    return plain_word(reading.before(mention.index)).rpartition("-")[2]


def _has_given(holder: _Holder, reading: Reading, mention: Mention) -> bool:
    """All parts of the given name are the holder's: "Frank-Walter", and no "Hans-Walter"."""
    parts = plain_word(reading.before(mention.index)).split("-")
    return len(parts) == 1 or {*parts} <= {*plain(holder.full).replace("-", " ").split()}


def holder_for(
    word: str, reading: Reading, countries: Collection[str], lexicon: Lexicon
) -> Candidate | None:
    """ "French President Emmanuel Macon": given name, title and country say who it is."""
    if len(word) < _SHORTEST:
        return None
    found = {
        (distance(word, holder.surname, 2), holder.surname, holder)
        for mention in reading.names[word]
        for holder in _by_given().get(_given_before(reading, mention), ())
        if _has_given(holder, reading, mention)
        and _is_meant(word, holder, mention, reading, countries, lexicon)
    }
    return _candidate(found, 0.94) if found else None


def _candidate(found: Collection[tuple[int, str, _Holder]], confidence: float) -> Candidate:
    """The nearest of names at a distance, each with its holder."""
    _, near, holder = min(found)
    name = next(part for part in re.split("[ -]", holder.full) if plain(part) == near)
    known = "holds or held high office" if holder.office else "is widely known"
    return Candidate(name, near, f"{holder.full} {known}", confidence)


def may_be_given(word: str, reading: Reading) -> bool:
    """The surname of an office holder stands behind it."""
    return any(plain_word(reading.after(m.index)) in _surnames() for m in reading.names[word])


def given_for(
    word: str, reading: Reading, countries: Collection[str], lexicon: Lexicon
) -> Candidate | None:
    """ "British Prime Minister Kier Starmer": title, surname and country say who it is."""
    if len(word) < _SHORTEST_GIVEN or word in _by_given():
        return None
    found = {
        (distance(word, holder.given, 2), holder.given, holder)
        for mention in reading.names[word]
        for holder in _by_surname().get(plain_word(reading.after(mention.index)), ())
        if holder.office
        if _is_given(word, holder, mention, reading, countries, lexicon)
    }
    return _candidate(found, 0.92) if len({given for _, given, _ in found}) == 1 else None


def _is_given(
    word: str,
    holder: _Holder,
    mention: Mention,
    reading: Reading,
    countries: Collection[str],
    lexicon: Lexicon,
) -> bool:
    near = holder.given
    if not 0 < distance(word, near, reach(word)) <= reach(word) or word[0] != near[0]:
        return False
    if mention.hyphenated or both_right(word, near):
        return False
    if word.startswith(near) or near.startswith(word):
        return False  # a short form of it
    if holder.country not in countries and not _is_at_home(holder, reading.language, lexicon):
        return False
    if not after_title(reading, mention.index, "head") or not lexicon.zipf(near, reading.language):
        return False
    ahead = lexicon.zipf(near, reading.language) - lexicon.zipf(word, reading.language)
    if _OTHER_LETTERS & {*lexicon.languages_of.get(holder.country, ())}:
        loose = sounds_alike(word, near) or is_doubling(word, near)
        return not loose and ahead > _FAR_COMMONER
    return ahead > 0 or is_swap(word, near)


def _is_at_home(holder: _Holder, language: str, lexicon: Lexicon) -> bool:
    """A title without a country is that of the readers' own; English has too many homes."""
    return language != "en" and language in lexicon.languages_of.get(holder.country, ())[:1]


def _is_meant(
    word: str,
    holder: _Holder,
    mention: Mention,
    reading: Reading,
    countries: Collection[str],
    lexicon: Lexicon,
) -> bool:
    near = holder.surname
    steps = distance(word, near, reach(word))
    if not 0 < steps <= reach(word) or word[0] != near[0] or word.startswith(near):
        return False
    if mention.hyphenated or reading.after(mention.index)[:1].isupper():
        return False
    if not _is_written_so(near, reading.language, lexicon):
        return False
    if _is_romanised(word, near, holder.country, lexicon):
        return False
    there = holder.country in countries
    if lexicon.best(word) <= 0:
        rare = lexicon.zipf(holder.given, reading.language) < _RARE
        if rare or is_swap(word, near):
            return True
        if not holder.office:
            return steps == 1 and len(word) >= (_LONG if there else _LONGER)
        return there or len(word) >= _LONG
    if not holder.office:
        return False  # without a title many people bear a known name
    use = lexicon.zipf(word, reading.language)
    if there and use < _SELDOM and lexicon.best(word) < _TAIL:
        return True
    there = there or _is_at_home(holder, reading.language, lexicon)
    head = after_title(reading, mention.index - 1, "head")
    return there and head and steps == 1 and use < _BESIDE_BOTH


def _is_written_so(surname: str, language: str, lexicon: Lexicon) -> bool:
    """The list writes names as English does; another language may have a form of its own."""
    return language == "en" or lexicon.zipf(surname, language) >= _IN_USE


def _is_romanised(word: str, near: str, country: str, lexicon: Lexicon) -> bool:
    """The difference may be one between two ways to romanise."""
    if is_swap(word, near) or is_shuffled(word, near):
        return False
    if not _OTHER_LETTERS & {*lexicon.languages_of.get(country, ())}:
        return False
    if sounds_alike(word, near) or is_doubling(word, near):
        return True
    edits = Levenshtein.opcodes(word, near)
    changed = "".join(
        word[e.src_start : e.src_end] + near[e.dest_start : e.dest_end]
        for e in edits
        if e.tag != "equal"
    )
    return _LOOSE.issuperset(changed)


@cache
def _by_given() -> dict[str, tuple[_Holder, ...]]:
    found: dict[str, list[_Holder]] = {}
    for holder in _holders():
        found.setdefault(holder.given, []).append(holder)
    return {given: tuple(holders) for given, holders in found.items()}


@cache
def _by_surname() -> dict[str, tuple[_Holder, ...]]:
    found: dict[str, list[_Holder]] = {}
    for holder in _holders():
        found.setdefault(holder.surname, []).append(holder)
    return {surname: tuple(holders) for surname, holders in found.items()}


@cache
def _surnames() -> frozenset[str]:
    return frozenset(holder.surname for holder in _holders())


def _holders() -> Iterator[_Holder]:
    for file, office in (("office_holders.json", True), ("well_known_people.json", False)):
        people: dict[str, list[str]] = data(file)["people"]
        for country, names in people.items():
            for name in names:
                for given, surname in sorted({*pairs_of(name)}):
                    yield _Holder(plain(surname), plain(given), name, country, office)
