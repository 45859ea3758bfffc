"""A slip in one word of a name of several: the other words are right and say which name it is."""

from collections.abc import Iterator

from checks.lexicon import Lexicon
from checks.names.places import Candidate, written
from checks.names.reading import Reading
from checks.names.slips import slips

#: A place of several words is known from this size on.
_CITY = 100_000
#: How many words before and after may belong to the name.
_BEFORE, _AFTER = 2, 1
#: A name with more mentions is meant; how much rarer, on the Zipf scale, a known wrong word is.
_FEW, _RARER = 2, 1.0


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
        if before and not lexicon.begins_a_place(before):
            continue
        for last in range(index, min(len(words), index + _AFTER + 1)):
            if last > index and not (reading.close[last] and words[last][0].isupper()):
                break
            if first < last:
                yield before, "".join(f" {word}" for word in reading.plain[index + 1 : last + 1])


def _cities(phrase: str, lexicon: Lexicon) -> list[int]:
    return [town for town in lexicon.towns(phrase) if lexicon.people(town) >= _CITY]
