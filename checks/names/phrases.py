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


def part_of_a_name(word: str, reading: Reading, lexicon: Lexicon) -> Candidate | None:
    """ "Phnom Pehn", "Ho Chi Mihn City", "Burkina Fasso": no place or country is called so."""
    if lexicon.best(word) > 0 or lexicon.is_place(word) or len(reading.names[word]) > 2:
        return None
    index = reading.names[word][0].index
    windows = list(_windows(reading, index, lexicon))
    if not windows:
        return None
    countries = lexicon.territories(reading.language)[0]
    for near in sorted(set(slips(word))):
        for before, after in windows:
            phrase = f"{before}{near}{after}"
            if phrase in countries:
                return _candidate(near, near.capitalize(), phrase)
            if town := _city(phrase, lexicon):
                full = written(lexicon.names(town), phrase, reading.language, lexicon)
                name = full.replace("-", " ").split(" ")[before.count(" ")]
                return _candidate(near, name, full)
    return None


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


def _city(phrase: str, lexicon: Lexicon) -> int | None:
    towns = [town for town in lexicon.towns(phrase) if lexicon.people(town) >= _CITY]
    return max(towns, key=lexicon.people, default=None)


def _candidate(near: str, name: str, full: str) -> Candidate:
    shown = full.title() if full.islower() else full
    return Candidate(name, near, f"the words beside it belong to {shown}", 0.95)
