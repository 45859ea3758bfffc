"""The forms of the parts that calls to the reader are made of, in all languages at once."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from articles.words.levelled import is_latin, levelled, words_of
from articles.words.lists import data

#: parts that may bear an ending: nouns are inflected, demands hardly ever
_NOUNS = frozenset(
    "letter news inbox address this friend members goal content network us ad account signed"
    " journalism term push app piece script consent".split()
)
#: every call has one of the former parts and one of the latter
_ANCHORS = frozenset(
    "members goal left letter inbox address network friend this us content ad term anytime account"
    " journalism signed join_here piece medium often ends affiliate points fails push app script"
    " field to_show consent".split()
)
_DEMANDS = frozenset(
    "only login goal left sign get enter yours share follow goes_on sponsored trial cancel unsub"
    " already support want miss thanks join_here fill fails letter inbox members contains ad"
    " pointed price turn_on needs leave none follow_on used lead"
    " done agree see_all".split()
)
_SMALL = 3  # letters of a word that bears no ending
#: parts that are looked up where a call is read: every line of a story has some
_FILLER, _WHERE = "filler", "where"
Meanings = Mapping[str, int]  # by part of a call: the languages, as bits, in which it is that


def forms_of_calls(latin: bool) -> Mapping[str, Meanings]:
    """Each form of a part in Latin letters, or each other, behind a space, and before one if it
    bears no ending, with what it stands for."""
    rows = list(_listed(latin))
    alone = {(part, languages): {part: languages} for _, part, languages in rows}
    found: dict[str, Meanings] = {}
    for (_, part, languages), level in zip(rows, levelled([row[0] for row in rows]), strict=True):
        form = level[:-1] if part in _NOUNS and len(level) > _SMALL + 2 else level
        meant, before = alone[part, languages], found.get(form)
        found[form] = meant if before is None else _both(before, meant)
    found.pop(" ", None)
    found.pop("", None)
    return found


def _both(one: Meanings, other: Meanings) -> Meanings:
    return {part: one.get(part, 0) | other.get(part, 0) for part in {**one, **other}}


def _listed(latin: bool) -> Iterator[tuple[str, str, int]]:
    """Each form as the table has it, its part, and its languages as bits."""
    tables = data("line_parts.json")["parts"]
    everywhere = sum(1 << number for number, name in enumerate(tables) if name != "any")
    for number, (name, table) in enumerate(tables.items()):
        languages = everywhere if name == "any" else 1 << number
        for part, forms in table.items():
            if part in (_FILLER, _WHERE):
                continue
            mixed = not is_latin(forms)
            if not mixed and not latin:
                continue
            yield from (
                (form, part, languages)
                for form in forms.split(",")
                if not mixed or is_latin(form) == latin
            )


def halves(meant: Meanings) -> tuple[int, int, int]:
    """The languages, as bits, in which a form is any part, in which it is an anchor, and in which a
    demand: a call has both in one language."""
    known = anchor = demand = 0
    for part, languages in meant.items():
        known |= languages
        anchor |= languages * (part in _ANCHORS)
        demand |= languages * (part in _DEMANDS)
    return known, anchor, demand


@cache
def fillers() -> Mapping[int, frozenset[str]]:
    """By the bit of a language: its small words, those before the name of a network among them."""
    return {
        bit: frozenset((*words_of(table.get(_FILLER, "")), *_single(where)))
        for bit, table, where in _small_words()
    }


@cache
def places() -> Mapping[int, frozenset[str]]:
    """By the bit of a language: what stands right before the name of a network: "on", "via"."""
    return {bit: frozenset(form[-1] for form in where) for bit, _, where in _small_words()}


def _single(forms: Sequence[tuple[str, ...]]) -> Iterator[str]:
    return (form[0] for form in forms if len(form) == 1)


def _small_words() -> Iterator[tuple[int, Mapping[str, str], list[tuple[str, ...]]]]:
    for number, table in enumerate(data("line_parts.json")["parts"].values()):
        forms = table.get(_WHERE, "").split(",")
        yield 1 << number, table, [words for form in forms if (words := words_of(form))]
