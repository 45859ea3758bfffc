"""Countries and their states: closed lists, so that a form one slip away is a slip."""

from functools import cache

from checks.lexicon import Lexicon
from checks.names.context import stands_alone
from checks.names.countries import regions
from checks.names.places import Candidate
from checks.names.reading import Mention, Reading
from checks.names.spelling import distance, is_doubling, is_ending, looks_alike
from checks.names.styles import both_right

_SHORTEST = 7
#: The same where letters changed places: no other name comes of that.
_SHORTEST_SHUFFLED = 5
#: How much commoner, on the Zipf scale, the right form is, and how common the wrong one may be in
#: any language: from there on it is somebody's own form (a guess).
_FAR_COMMONER, _SOMEWHERE = 1.9, 2.5
#: A town of so many people is named in the news by itself.
_TOWN = 15_000
#: Letters that the names of peoples end in, beyond what is known of endings.
_END = 3


def territory_for(word: str, reading: Reading, lexicon: Lexicon) -> Candidate | None:
    """ "Phillipines", "Massachusets": no country and no state is called so."""
    if len(word) < _SHORTEST_SHUFFLED or lexicon.zipf(word, reading.language) >= _SOMEWHERE:
        return None
    if any(lexicon.people(town) >= _TOWN for town in lexicon.towns(word)):
        return None
    language, mentions = reading.language, reading.names[word]
    names = _names(language, lexicon)
    found = [name for name in names.get(word[0], ()) if _is_a_slip(word, name)]
    if len(found) != 1 or not all(_is_meant(m, reading) for m in mentions):
        return None
    right = found[0]
    person = any(m.loud and reading.before(m.index)[:1].isupper() for m in mentions)
    if both_right(word, right) or _is_used_elsewhere(word, right, language, lexicon, person):
        return None
    ahead = lexicon.zipf(right, language) - lexicon.zipf(word, language)
    if ahead < _FAR_COMMONER or _may_be_a_people(word, right, language):
        return None
    name = lexicon.written(right, language).capitalize()
    return Candidate(name, right, f"{name} is a country or a state, and none is called so", 0.92)


def _is_meant(mention: Mention, reading: Reading) -> bool:
    """No part of a longer name, and no word that is spoken of as a word."""
    return stands_alone(reading, mention) and not reading.is_isolated(mention.index)


def _may_be_a_people(word: str, name: str, language: str) -> bool:
    """The ends differ: "Norwegern" are Norwegians, and no slip of "Norwegen"."""
    if is_ending(word, name, language):
        return True
    same = word[: len(name) - _END] == name[: len(name) - _END]
    return language != "en" and same and not is_doubling(word, name)


def _is_a_slip(word: str, name: str) -> bool:
    if len(name) >= _SHORTEST_SHUFFLED and sorted(word) == sorted(name):
        return 0 < distance(word, name, 2) <= 2  # "Isreal", "Lybia"
    if len(word) < _SHORTEST or len(name) < _SHORTEST - 1:
        return False
    return distance(word, name, 1) == 1 or is_doubling(word, name) or looks_alike(word, name)


def _is_used_elsewhere(
    word: str, right: str, language: str, lexicon: Lexicon, person: bool
) -> bool:
    """Another language writes it so: "Afganistan". Writers of English make that mistake by
    themselves; but the name of a state may be like a person's: "Virgina", and so may that of a
    country where a given name may stand before it, among capitals: "Michael Jordaan"."""
    own = language == "en" and right in lexicon.territories(language)[0] and not person
    return not own and lexicon.best(word) >= _SOMEWHERE


@cache
def _names(language: str, lexicon: Lexicon) -> dict[str, tuple[str, ...]]:
    """The one-word names in this language, by their first letters."""
    names = {name for name in lexicon.territories(language)[0] if name.isalpha()}
    if language == "en":
        names |= regions()
    letters = {name[0] for name in names}
    return {
        letter: tuple(
            sorted(name for name in names if name[0] == letter and len(name) >= _SHORTEST_SHUFFLED)
        )
        for letter in letters
    }
