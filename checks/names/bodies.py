"""A slip in one word of a well-known body's name: "Goldman Sahcs", "Amnesty Internatinal".

The list is written by hand and holds names of two words and more, as they stand in the news of any
language: the other words are right and say which body it is.
"""

from collections.abc import Iterator
from functools import cache

from checks.knowledge import data
from checks.lexicon import Lexicon
from checks.names.folding import plain, plain_word
from checks.names.places import Candidate
from checks.names.reading import Mention, Reading
from checks.names.spelling import distance, is_ending, is_swap

#: Words with fewer letters are another word after any slip; how many words a name has beside it.
_SHORTEST, _MOST_BESIDE = 4, 3
#: Up to this Zipf frequency the language does not use the form; above it two letters must have
#: changed places ("Manchester Untied"), and not in a line of capitals, where such words are puns.
_SELDOM = 1.7
_FEW = 2

#: What stands before and behind a word of a name.
_Around = tuple[tuple[str, ...], tuple[str, ...]]


def body_for(word: str, reading: Reading, lexicon: Lexicon) -> Candidate | None:
    """The body that is meant, where all its other words stand around the wrong one."""
    mentions = reading.names[word]
    if len(mentions) > _FEW or any(mention.hyphenated for mention in mentions):
        return None
    known = lexicon.zipf(word, reading.language) >= _SELDOM
    loud = any(mention.loud for mention in mentions)
    found = {
        (right, full)
        for right, full in _meant(word, reading, mentions[0])
        if (is_swap(word, plain(right)) and not loud) or not known
    }
    if len(found) != 1:
        return None
    right, full = found.pop()
    return Candidate(right, plain(right), f"the words beside it belong to {full}", 0.95)


def may_be_body(word: str, reading: Reading) -> bool:
    """Whether what stands around the word is most of a name that it is a slip of."""
    return any(_meant(word, reading, mention) for mention in reading.names[word])


def _meant(word: str, reading: Reading, mention: Mention) -> set[tuple[str, str]]:
    """Each right word one slip away, with the whole name."""
    return {
        (right, full)
        for around in _windows(reading, mention.index)
        for right, full in _by_words_around().get(around, ())
        if distance(word, plain(right), 1) == 1
        and not is_ending(word, plain(right), reading.language)
    }


def _windows(reading: Reading, index: int) -> Iterator[_Around]:
    """What stands directly before and after, of all lengths that a name may have."""
    words = reading.plain
    beside = {plain_word(reading.before(index)), plain_word(reading.after(index))}
    if beside.isdisjoint(_all_words()):
        return  # nearly always: what follows is dear
    first = last = index
    while first and index - first < _MOST_BESIDE and reading.close[first]:
        first -= 1
    while last + 1 < len(words) and last - index < _MOST_BESIDE and reading.close[last + 1]:
        last += 1
    for start in range(first, index + 1):
        for end in range(index, last + 1):
            if start < end:
                yield tuple(words[start:index]), tuple(words[index + 1 : end + 1])


@cache
def _all_words() -> frozenset[str]:
    return frozenset(word for sides in _by_words_around() for side in sides for word in side)


@cache
def _by_words_around() -> dict[_Around, tuple[tuple[str, str], ...]]:
    """(words before, words after) -> each word that stands between them, with its whole name."""
    found: dict[_Around, list[tuple[str, str]]] = {}
    for full in data("well_known_bodies.json")["bodies"]:
        parts = full.split()
        keys = [plain(part) for part in parts]
        for place, part in enumerate(parts):
            if len(part) >= _SHORTEST and part[0].isupper():
                around = tuple(keys[:place]), tuple(keys[place + 1 :])
                found.setdefault(around, []).append((part, full))
    return {around: tuple(bodies) for around, bodies in found.items()}
