"""The forms of the parts that calls to the reader are made of, in all languages at once."""

from collections.abc import Iterator, Mapping
from functools import cache

from articles.line_words import words_of
from articles.wordlists import data

#: parts that may bear an ending: nouns are inflected, demands hardly ever
_NOUNS = frozenset(
    "letter news inbox address this friend members goal content network us ad account signed"
    " journalism term".split()
)
#: every call has one of the former parts and one of the latter
_ANCHORS = frozenset(
    "members goal left letter inbox address network friend this us content ad term anytime account"
    " journalism signed join_here piece medium often ends affiliate points fails".split()
)
_DEMANDS = frozenset(
    "only login goal left sign get enter yours share follow goes_on sponsored trial cancel unsub"
    " already support want miss thanks join_here fill fails letter inbox members contains ad"
    " pointed price".split()
)
_SMALL = 3  # letters of a word that bears no ending
_FILLER = "filler"
Meanings = Mapping[int, list[str]]  # by the bit of a language: parts of its calls


def forms_of_calls() -> Iterator[tuple[str, Meanings, int, int]]:
    """Each form of a part, behind a space, and before one if it bears no ending; what it stands
    for, and the languages, as bits, in which it is an anchor and in which a demand: a call has both
    in one language."""
    meanings: dict[str, dict[int, list[str]]] = {}
    tables = data("line_parts.json")["parts"]
    shared = tables["any"]
    for number, (language, table) in enumerate(tables.items()):
        for part in sorted({*table, *shared} - {_FILLER}) if language != "any" else ():
            listed = f"{table.get(part, '')}, {shared.get(part, '')}"
            for form in {" ".join(words_of(form)) for form in listed.split(",")} - {""}:
                inflected = part in _NOUNS and len(form) > _SMALL
                shown = f" {form}" if inflected else f" {form} "
                meanings.setdefault(shown, {}).setdefault(1 << number, []).append(part)
    for shown, meant in meanings.items():
        yield shown, meant, _bits(meant, _ANCHORS), _bits(meant, _DEMANDS)


@cache
def fillers() -> Mapping[int, frozenset[str]]:
    """By the bit of a language: its small words."""
    tables = data("line_parts.json")["parts"].values()
    return {
        1 << number: frozenset(words_of(table.get(_FILLER, "")))
        for number, table in enumerate(tables)
    }


def _bits(meanings: Meanings, parts: frozenset[str]) -> int:
    return sum(bit for bit, meant in meanings.items() if not parts.isdisjoint(meant))
