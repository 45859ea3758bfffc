"""A wrong spelling of a place, from one mention: the countries a text names say what it may be."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from checks.knowledge import data
from checks.lexicon import Lexicon
from checks.names.context import beside_place_word, stands_alone
from checks.names.folding import sound
from checks.names.reading import Mention, Reading
from checks.names.spelling import FEW_ENDINGS, is_doubling, is_ending, is_swap, sounds_alike

#: Towns from this size on are looked at in a country that the text names.
_TOWN, _CITY, _METROPOLIS = 30_000, 100_000, 400_000
#: From this Zipf frequency on a form is in use in a language.
_IN_USE, _SOME_USE = 1.9, 1.0
#: Forms of one town that are nearly as common as each other are all right.
_RIVAL = 1.0
#: How much commoner, on the Zipf scale, the right form is than a form that is seen now and then.
_FAR_COMMONER = 1.9
#: Three letters that so few common words hold look foreign to the language (a guess).
_ODD = 8


@dataclass(frozen=True, slots=True)
class Candidate:
    """What an unknown form may stand for, and why."""

    name: str  # as it should be written
    key: str
    why: str
    confidence: float


@dataclass(frozen=True, slots=True)
class _Form:
    key: str
    text: str
    people: int
    use: float  # Zipf frequency of the form in the article's language
    country: str
    sound: str


def place_for(
    word: str, reading: Reading, countries: Collection[str], lexicon: Lexicon
) -> Candidate | None:
    """The one large place that this word is a slip of, or None."""
    mentions = reading.names[word]
    if not all(stands_alone(reading, m) for m in mentions):
        return None
    placed = any(beside_place_word(reading, m) for m in mentions)
    if not placed and not all(_amid_prose(reading, m) for m in mentions):
        return None
    found = [
        (score, form)
        for form in _near(word, tuple(sorted(countries)), reading.language, lexicon)
        if (score := _score(word, form, placed, reading.language, lexicon)) > 0
    ]
    if not found:
        return _small_place(word, reading, countries, lexicon) if placed else None
    score, best = max(found, key=lambda f: (f[0], f[1].use, f[1].people, f[1].key))
    return Candidate(best.text, best.key, _why(best.text, best.country, lexicon), score)


def _amid_prose(reading: Reading, mention: Mention) -> bool:
    """The capital is its own: no title case, no beginning, nothing with a capital before it."""
    before = reading.before(mention.index)
    return not (mention.loud or reading.fresh[mention.index] or before[:1].isupper())


def _near(
    word: str, countries: tuple[str, ...], language: str, lexicon: Lexicon
) -> Iterator[_Form]:
    for country in countries:
        forms = _usual_forms(country, language, lexicon)
        keys = [form.key for form in forms]
        limit = 2 if len(word) > 6 else 1
        for _, _, index in process.extract(
            word, keys, scorer=OSA.distance, score_cutoff=limit, limit=5
        ):
            yield forms[index]
        key = sound(word)
        yield from (form for form in forms if form.sound == key)


def _score(word: str, form: _Form, placed: bool, language: str, lexicon: Lexicon) -> float:
    """0 for silence. The larger the place and the smaller the slip, the surer."""
    if word == form.key or _is_form_of(word, form.key, language):
        return 0.0
    use = lexicon.zipf(word, language)
    unknown = lexicon.best(word) <= 0 and not lexicon.is_place(word)
    seen = lexicon.best(word) > 0
    if not unknown and form.use < (_IN_USE if seen or form.people < _METROPOLIS else _SOME_USE):
        return 0.0
    if use > 0 and not (placed and form.use - use > _FAR_COMMONER):
        return 0.0
    steps = OSA.distance(word, form.key, score_cutoff=2)
    alike = sounds_alike(word, form.key)
    slight = alike or is_doubling(word, form.key) or is_swap(word, form.key)
    large = form.people >= _METROPOLIS or (form.people >= _CITY and form.use >= _IN_USE)
    if len(word) < 5 and not (slight and placed and large):
        return 0.0
    if steps > 1 and not (slight or (large and len(word) > 7 and _same_ends(word, form.key))):
        return 0.0
    if placed:
        return 0.95 if large or slight else 0.9
    close = steps == 1 and form.key[0] == word[0] and len(word) > 5
    return 0.88 if large and close else 0.0


def _is_form_of(word: str, name: str, language: str) -> bool:
    """Grammar, or a people's name. A town has no plural: another last letter is a slip."""
    if language in FEW_ENDINGS and len(word) == len(name):
        return False
    return is_ending(word, name, language)


def _same_ends(left: str, right: str) -> bool:
    return left[0] == right[0] and left[-1] == right[-1]


@lru_cache(1024)
def _usual_forms(country: str, language: str, lexicon: Lexicon) -> tuple[_Form, ...]:
    """For each larger town of the country the form that this language uses."""
    return tuple(
        form
        for town in lexicon.towns_of(country, _TOWN)
        for form in _forms(town, country, language, lexicon)
    )


def _forms(town: int, country: str, language: str, lexicon: Lexicon) -> Iterator[_Form]:
    """The town's one-word forms in use in this language; its main name where none is in use."""
    names = lexicon.names(town)
    keys = {key for key, _ in names if key.isalpha() and len(key) > 3}
    if not keys:
        return
    main = names[0][0]
    uses = {key: lexicon.zipf(key, language) for key in keys}
    most = max(uses.values())
    for key, use in sorted(uses.items()):
        anywhere = not most and (key == main or lexicon.best(key) >= _IN_USE)
        if anywhere or (use > 0 and use >= most - _RIVAL):
            yield _Form(
                key,
                written(names, key, language, lexicon),
                lexicon.people(town),
                use,
                country,
                sound(key),
            )


def written(names: list[tuple[str, str]], key: str, language: str, lexicon: Lexicon) -> str:
    """The form as this language would write it: with its own accents and with no foreign ones."""
    texts = [text for plain_form, text in names if plain_form == key]
    if lexicon.zipf(key, language) > 0:
        usual = lexicon.written(key, language)
        return next((text for text in texts if text.casefold() == usual), usual.capitalize())
    letters = data("name_context.json")["letters"].get(language)
    texts = [text for text in texts if "'" not in text] or texts
    if letters is None:
        return texts[0]

    def foreign(text: str) -> tuple[int, bool, int]:
        marks = [letter for letter in text.lower() if not letter.isascii()]
        own = sum(letter in letters for letter in marks)
        return len(marks) - own, text != names[0][1], -own

    return min(texts, key=foreign)


def _small_place(
    word: str, reading: Reading, countries: Collection[str], lexicon: Lexicon
) -> Candidate | None:
    """A town of any size that is written so by another way of romanising."""
    if lexicon.best(word) > 0 or lexicon.is_place(word):
        return None
    found = {
        (lexicon.people(town), lexicon.best(name), name, town)
        for name in lexicon.places_like(sound(word))
        for town in lexicon.towns(name)
        if lexicon.country(town) in countries
    }
    if not found:
        return None
    _, _, name, town = max(found)
    odd = lexicon.oddest_run(word, reading.language)
    if odd > _ODD or odd * 10 > lexicon.oddest_run(name, reading.language):
        return None  # as good a way to write it as the other
    text = written(lexicon.names(town), name, reading.language, lexicon)
    return Candidate(text, name, _why(text, lexicon.country(town), lexicon), 0.97)


def _why(name: str, country: str, lexicon: Lexicon) -> str:
    return f"{name} is a place in {lexicon.country_name(country)}, which the article speaks of"
