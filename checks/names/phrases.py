"""A slip in one word of a name of several: the other words are right and say which name it is."""

from collections.abc import Iterator

from checks.lexicon import Lexicon
from checks.names.folding import plain_word
from checks.names.places import Candidate, written
from checks.names.reading import Reading
from checks.names.slips import slips
from checks.names.small_words import small_words
from checks.names.spelling import is_ending

#: A place of several words is known from this size on.
_CITY = 100_000
#: How many words before and after may belong to the name.
_BEFORE, _AFTER = 2, 1
#: A name with more mentions is meant; how much rarer, on the Zipf scale, a known wrong word is.
_FEW, _RARER = 2, 1.0
#: Beside a large city's first word a word that is known may be a slip, of one that is in use.
_GREAT, _IN_USE = 300_000, 2.5
#: How much commoner the right word of a city is than one that lists of its names hold as well.
_FAR_COMMONER = 1.9


def part_of_a_name(word: str, reading: Reading, lexicon: Lexicon) -> Candidate | None:
    """ "Phnom Pehn", "Ho Chi Mihn City", "Burkina Fasso": no place or country is called so."""
    if lexicon.is_place(word) or len(reading.names[word]) > _FEW:
        return None
    windows = list(_windows(reading, reading.names[word][0].index, lexicon))
    if not windows or any(_is_called(f"{b}{word}{a}", reading, lexicon) for b, a in windows):
        return None
    known = lexicon.zipf(word, reading.language)
    found = [
        (_is_main(phrase, lexicon), lexicon.zipf(near, reading.language), near, before, after)
        for near in set(slips(word))
        for before, after in windows
        if _is_called(phrase := f"{before}{near}{after}", reading, lexicon)
    ]
    _, use, near, before, after = max(found, default=(False, 0.0, "", "", ""))
    if not near or known > max(0.0, use - _RARER):
        return None
    return _candidate(near, before, after, reading, lexicon)


def part_of_a_great_name(word: str, reading: Reading, lexicon: Lexicon) -> Candidate | None:
    """ "in Buenos Aries", "to New Zeeland": the word is known, but where a place stands, and behind
    that word, a large city or a country must be meant."""
    mentions = reading.names[word]
    if len(mentions) > _FEW or any(m.loud or m.hyphenated for m in mentions):
        return None
    found = {
        (near, before)
        for before in _befores(reading, mentions[0].index)
        for near in set(slips(word))
        if _is_great(f"{before}{near}", reading, lexicon)
        and not _is_another(before, word, near, reading, lexicon)
        and lexicon.zipf(near, reading.language) >= _IN_USE
        and not is_ending(word, near, reading.language)
    }
    if len(found) != 1:
        return None
    near, before = found.pop()
    return _candidate(near, before, "", reading, lexicon)


def may_be_part(word: str, reading: Reading) -> bool:
    """Whether a word with a capital and a place word stand before it."""
    return any(_befores(reading, reading.names[word][0].index))


def _befores(reading: Reading, index: int) -> Iterator[str]:
    """The one or two words before, behind a word that stands before places: "rio de "."""
    places = small_words("before_place", reading.language)
    for first in range(index - 1, max(-1, index - _BEFORE - 1), -1):
        if not reading.close[first + 1]:
            return
        if reading.words[first][0].isupper() and plain_word(reading.before(first)) in places:
            yield "".join(f"{word} " for word in reading.plain[first:index])
            return


def _is_great(phrase: str, reading: Reading, lexicon: Lexicon) -> bool:
    if phrase in lexicon.territories(reading.language)[0]:
        return True
    return any(
        (lexicon.people(town) >= _GREAT and phrase in dict(lexicon.names(town)[:1]))
        or (lexicon.people(town) >= _GREAT and lexicon.names(town)[0][0].startswith(f"{phrase} "))
        for town in lexicon.towns(phrase)
    )


def _is_another(before: str, word: str, near: str, reading: Reading, lexicon: Lexicon) -> bool:
    """The name as it stands is that of another place, or one that this language gives the city."""
    written, right = f"{before}{word}", f"{before}{near}"
    if written in lexicon.territories(reading.language)[0]:
        return True
    towns = {*lexicon.towns(written)}
    ahead = lexicon.zipf(near, reading.language) - lexicon.zipf(word, reading.language)
    return bool(towns - {*lexicon.towns(right)}) or (bool(towns) and ahead < _FAR_COMMONER)


def _is_called(phrase: str, reading: Reading, lexicon: Lexicon) -> bool:
    """Whether a country or a city bears this name."""
    return phrase in lexicon.territories(reading.language)[0] or bool(_cities(phrase, lexicon))


def _is_main(phrase: str, lexicon: Lexicon) -> bool:
    """ "Phnom Penh", not "Phnom Pen", which somebody somewhere writes too."""
    return any(lexicon.names(town)[0][0] == phrase for town in _cities(phrase, lexicon))


def _candidate(near: str, before: str, after: str, reading: Reading, lexicon: Lexicon) -> Candidate:
    phrase = f"{before}{near}{after}"
    full = phrase.title()
    if cities := _cities(phrase, lexicon):
        names = lexicon.names(max(cities, key=lexicon.people))
        full = written(names, phrase, reading.language, lexicon)
    name = full.replace("-", " ").split(" ")[before.count(" ")]
    return Candidate(name, near, f"the words beside it belong to {full}", 0.95)


def _windows(reading: Reading, index: int, lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """The words that may belong to the name: what stands before and after, spaces included."""
    words = reading.words
    for first in range(index, max(-1, index - _BEFORE - 1), -1):
        if first < index and not (reading.close[first + 1] and words[first][0].isupper()):
            return
        before = "".join(f"{word} " for word in reading.plain[first:index])
        if before and not _begins(before, reading.language, lexicon):
            continue
        for last in range(index, min(len(words), index + _AFTER + 1)):
            if last > index and not (reading.close[last] and words[last][0].isupper()):
                break
            if first < last:
                yield before, "".join(f" {word}" for word in reading.plain[index + 1 : last + 1])


def _begins(start: str, language: str, lexicon: Lexicon) -> bool:
    """Whether the name of a town or a country begins so."""
    if lexicon.begins_a_place(start):
        return True
    return any(name.startswith(start) for name in lexicon.territories(language)[0])


def _cities(phrase: str, lexicon: Lexicon) -> list[int]:
    return [town for town in lexicon.towns(phrase) if lexicon.people(town) >= _CITY]
