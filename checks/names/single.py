"""Names that nobody writes so, and what each probably stands for: one article is enough."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from checks.knowledge import Knowledge
from checks.lexicon import Lexicon
from checks.names.bodies import body_for, may_be_body
from checks.names.closed import territory_for
from checks.names.countries import named
from checks.names.folding import plain
from checks.names.holders import (
    given_for,
    holder_for,
    is_holder,
    may_be_given,
    may_be_holder,
)
from checks.names.own import UserNames
from checks.names.pairs import SURE, are_two_names, pairs
from checks.names.people import listed, titled
from checks.names.phrases import may_be_part, part_of_a_great_name, part_of_a_name
from checks.names.places import Candidate, place_for
from checks.names.reading import Mention, Reading
from checks.names.slips import slip_of
from checks.names.styles import both_right

_MIN_LETTERS = 4
#: Up to these Zipf frequencies a form may be a slip that is made now and then: by itself, and
#: where a list knows the full name. Beside the title of an office holder it may be a known word.
_SELDOM, _SELDOM_IF_LISTED, _TITLED = 1.7, 2.5, 3.5


Countries = Mapping[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Misspelling:
    """A wrong form where it first stands, and the right one."""

    word: str
    mention: Mention
    right: Candidate


def misspellings(reading: Reading, knowledge: Knowledge) -> Iterator[Misspelling]:
    """Every name of the article that knowledge alone shows to be wrong."""
    countries = None
    lexicon, known, own = knowledge.lexicon, knowledge.known, knowledge.names
    for word, use in suspects(reading, lexicon, own):
        if is_holder(word) or known.knows(word):
            continue
        if use >= _SELDOM_IF_LISTED and not _is_narrowed(word, reading):
            continue
        if countries is None:
            countries = named(reading, lexicon)
        right = _right_form(word, use, reading, countries, knowledge)
        if not right or right.key in own.never or both_right(word, right.key):
            continue
        if right.key in reading.names and not _is_meant(word, right.key, reading, knowledge):
            continue
        yield Misspelling(word, reading.names[word][0], right)


def _right_form(
    word: str, use: float, reading: Reading, countries: Countries, knowledge: Knowledge
) -> Candidate | None:
    """The first reason that knows what the word must stand for; the surest come first."""
    lexicon, known = knowledge.lexicon, knowledge.known
    right = listed(word, reading, known) if known and use < _SELDOM_IF_LISTED else None
    right = right or holder_for(word, reading, countries, lexicon)
    right = right or given_for(word, reading, countries, lexicon)
    right = right or body_for(word, reading, lexicon)
    right = right or part_of_a_great_name(word, reading, lexicon)
    if not right and use < _SELDOM_IF_LISTED:
        right = territory_for(word, reading, lexicon)
    if not right and use < _SELDOM:
        right = place_for(word, reading, countries, lexicon)
        right = right or part_of_a_name(word, reading, lexicon)
        if not right and not all(m.text.isupper() for m in reading.names[word]):
            right = titled(word, reading, countries, lexicon)
            right = right or slip_of(word, reading, countries, lexicon)
    return right


def _is_narrowed(word: str, reading: Reading) -> bool:
    """What stands beside it tells enough to ask even for a word that is known."""
    beside = may_be_holder(word, reading) or may_be_given(word, reading)
    return beside or may_be_part(word, reading) or may_be_body(word, reading)


def _is_meant(word: str, right: str, reading: Reading, knowledge: Knowledge) -> bool:
    """The article has the right form too. Where the two make a pair, SPL102 tells them as one;
    where it quotes the wrong one by itself, it speaks of the spelling, and so does the headline."""
    if any(reading.is_quoted(mention.index) for mention in reading.names[word]):
        return False
    lexicon, own = knowledge.lexicon, knowledge.names
    if any(p.rare == word and p.confidence >= SURE for p in pairs(reading, lexicon, own)):
        return False
    return not are_two_names(word, right, reading, lexicon, own)


def suspects(reading: Reading, lexicon: Lexicon, own: UserNames) -> Iterator[tuple[str, float]]:
    """Names that the article's language uses seldom or never, and how often it does."""
    if not lexicon.has_language(reading.language):
        return
    places = {plain(place) for place in own.places}
    for name in reading.names:
        if len(name) < _MIN_LETTERS or name in reading.lower or name in own.never | places:
            continue
        use = lexicon.zipf(name, reading.language)
        if use < _TITLED:
            yield name, use
