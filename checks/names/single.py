"""Names that nobody writes so, and what each probably stands for: one article is enough."""

from collections.abc import Iterator
from dataclasses import dataclass

from checks.lexicon import Lexicon
from checks.names.countries import named
from checks.names.own import UserNames
from checks.names.people import doubled_or_swapped, titled
from checks.names.places import Candidate, place_for
from checks.names.reading import Mention, Reading
from checks.names.styles import both_right

_MIN_LETTERS = 4
#: Up to this Zipf frequency a form may be a slip that is made now and then.
_SELDOM = 1.7


@dataclass(frozen=True, slots=True)
class Misspelling:
    """A wrong form where it first stands, and the right one."""

    word: str
    mention: Mention
    right: Candidate


def misspellings(reading: Reading, lexicon: Lexicon, own: UserNames) -> Iterator[Misspelling]:
    """Every name of the article that knowledge alone shows to be wrong."""
    countries = None
    for word in suspects(reading, lexicon, own):
        if countries is None:
            countries = named(reading, lexicon)
        right = (
            place_for(word, reading, countries, lexicon)
            or doubled_or_swapped(word, reading, lexicon)
            or titled(word, reading, countries, lexicon)
        )
        # Where the right form stands in the article too, the pair is the better evidence.
        if not right or right.key in reading.names or right.key in own.never:
            continue
        if not both_right(word, right.key):
            yield Misspelling(word, reading.names[word][0], right)


def suspects(reading: Reading, lexicon: Lexicon, own: UserNames) -> Iterator[str]:
    """Names that the article's language uses seldom or never."""
    if not lexicon.has_language(reading.language):
        return
    for name in reading.names:
        if len(name) < _MIN_LETTERS or name in reading.lower or name in own.never:
            continue
        if name.isascii() and lexicon.zipf(name, reading.language) < _SELDOM:
            yield name
