"""What the word lists find in a line: phrases, networks' names, and the parts of calls.

One search over a levelled line looks for all of them at once.
"""

from collections.abc import Callable, Sequence
from functools import cache

from ahocorasick_rs import AhoCorasick

from articles.call_forms import Meanings, forms_of_calls, halves
from articles.model import record
from articles.phrases import Phrase, all_phrases, network_words

#: a form that a line holds, from where to where
Match = tuple[Meanings, int, int]
_Search = Callable[..., list[tuple[int, int, int]]]


#: what a form means: the numbers of its phrases, those of them that tell something anywhere in a
#: line, whether it is a network's word, what parts of calls it is; and the languages, as bits, in
#: which it is any part, in which it is an anchor, and in which a demand
_Form = tuple[tuple[int, ...], tuple[int, ...], bool, Meanings, int, int, int]
_NO_FORM: _Form = ((), (), False, {}, 0, 0, 0)


@record
class Found:
    """What a line holds: each phrase that may tell something where it stands, with the number of
    its first word, in order; how many words are networks'; the parts of calls, if a language
    has both halves of one."""

    phrases: list[tuple[int, Phrase]]
    networks: int
    parts: list[Match]
    languages: int


NOTHING = Found([], 0, [], 0)


def found_in(line: str) -> Found:
    """What the lists find in a levelled line, `NOTHING` where no rule may speak of it."""
    search, forms = _forms()
    matches = search(line, overlapping=True)
    listed: list[tuple[int, int]] = []
    anchors = demands = networks = once = twice = 0
    for form, start, _ in matches:
        phrases, anywhere, network, _, known, anchor, demand = forms[form]
        twice |= once & known
        once |= known
        anchors |= anchor
        demands |= demand
        networks += network
        if not start and phrases:
            listed.extend([(0, number) for number in phrases])
        elif anywhere:
            at = line.count(" ", 0, start)
            listed.extend([(at, number) for number in anywhere])
    languages = anchors & demands & twice
    if not (listed or languages or networks):
        return NOTHING
    return Found(_in_order(listed), networks, _parts(line, matches) if languages else [], languages)


def _parts(line: str, matches: Sequence[tuple[int, int, int]]) -> list[Match]:
    """The parts of calls among the matches. A form that bears no ending was found with the space
    behind it."""
    _, forms = _forms()
    found = [(forms[form][3], start, end) for form, start, end in matches]
    return [(meant, start, end - (line[end - 1] == " ")) for meant, start, end in found if meant]


def _in_order(listed: list[tuple[int, int]]) -> list[tuple[int, Phrase]]:
    listed.sort()
    known = all_phrases()
    return [(at, known[number]) for at, number in listed]


@cache
def _forms() -> tuple[_Search, list[_Form]]:
    """A search for all forms, and what each means."""
    calls = forms_of_calls()
    means = {id(meant): meant for meant in calls.values()}  # most forms share theirs with others
    told: dict[int, _Form] = {
        number: ((), (), False, meant, *halves(meant)) for number, meant in means.items()
    }
    forms = {shown: told[id(meant)] for shown, meant in calls.items()}
    for word in network_words():
        _, _, _, *parts = forms.get(f" {word} ", _NO_FORM)
        forms[f" {word} "] = ((), (), True, *parts)  # type: ignore[assignment]  # the same rest
    for number, phrase in enumerate(all_phrases()):
        shown = f" {' '.join(phrase.tokens)} "
        phrases, anywhere, *rest = forms.get(shown, _NO_FORM)
        anywhere = (*anywhere, number) if phrase.anywhere else anywhere
        forms[shown] = ((*phrases, number), anywhere, *rest)  # type: ignore[assignment]  # the same
    return AhoCorasick(list(forms)).find_matches_as_indexes, list(forms.values())
