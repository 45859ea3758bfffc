"""Whether a form is a word that needs no capital: frequencies alone tell it, mostly.

A name is about as common in one language as in the next; a word is commoner in its own. Of the
words that English texts write small, 93 in a hundred stand so much above their median over all
languages that know them; of the words that they only write large, 21, most of them countries,
peoples and days.
"""

from functools import cache
from statistics import median

from checks.knowledge import data
from checks.lexicon import Lexicon
from checks.names.countries import country_of, regions
from checks.names.folding import plain
from checks.names.holders import is_holder

_ENGLISH = "en"
#: How far above its median, on the Zipf scale, a word stands at home.
_AT_HOME = 0.9
#: With fewer languages there is no median worth the name: from this frequency on it is a word.
_FEW_LANGUAGES, _USED = 3, 2.5
_CITY = 100_000


def is_common_word(form: str, lexicon: Lexicon) -> bool:
    """An English word: most brands of the world are made from such, on purpose misspelt.

    Words of other languages are not told from names that are known at home.
    """
    known = lexicon.by_language(form)
    use = known.get(_ENGLISH, 0.0)
    if len(known) < _FEW_LANGUAGES:
        common = use >= _USED
    else:
        common = use - median(known.values()) >= _AT_HOME
    return common and not _is_known_name(form, lexicon)


def _is_known_name(form: str, lexicon: Lexicon) -> bool:
    """A country, a people, a region, a city, an office holder, a day, a part of a body's name."""
    if form in regions() | capitalised() or is_holder(form):
        return True
    if country_of(form, _ENGLISH, lexicon):
        return True
    return any(lexicon.people(town) >= _CITY for town in lexicon.towns(form))


@cache
def capitalised() -> frozenset[str]:
    """Days, months, peoples and parts of the names of bodies, in plain form."""
    return frozenset(map(plain, data("name_context.json")["capitals"].split()))
