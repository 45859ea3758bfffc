"""What the word lists find in a line: phrases, networks' names, and the parts of calls.

One search over a levelled line looks for all of them at once.
"""

from collections.abc import Callable, Sequence
from functools import cache

from ahocorasick_rs import AhoCorasick

from articles.call_forms import Meanings, forms_of_calls, halves
from articles.line_words import is_latin
from articles.model import record
from articles.phrases import Phrase, network_words, phrases

#: a form that a line holds, from where to where
Match = tuple[Meanings, int, int]
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
    lists = _lists(is_latin(line))
    matches = lists.search(line, overlapping=True)
    listed: list[tuple[int, int]] = []
    anchors = demands = networks = once = twice = 0
    for form, start, _ in matches:
        first, anywhere, network, _, known, anchor, demand = lists.forms[form]
        twice |= once & known
        once |= known
        anchors |= anchor
        demands |= demand
        networks += network
        if not start and first:
            listed.extend([(0, number) for number in first])
        elif anywhere:
            at = line.count(" ", 0, start)
            listed.extend([(at, number) for number in anywhere])
    languages = anchors & demands & twice
    if not (listed or languages or networks):
        return NOTHING
    listed.sort()
    said = [(at, lists.phrases[number]) for at, number in listed]
    return Found(said, networks, _parts(line, matches, lists) if languages else [], languages)


def _parts(line: str, matches: Sequence[tuple[int, int, int]], lists: "_Lists") -> list[Match]:
    """The parts of calls among the matches. A form that bears no ending was found with the space
    behind it."""
    found = [(lists.forms[form][3], start, end) for form, start, end in matches]
    return [(meant, start, end - (line[end - 1] == " ")) for meant, start, end in found if meant]


@record
class _Lists:
    """A search for all forms, what each of them means, and the phrases by number."""

    search: Callable[..., list[tuple[int, int, int]]]
    forms: list[_Form]
    phrases: Sequence[Phrase]


@cache
def _lists(latin: bool) -> _Lists:
    """The forms that a line may hold: one in Latin letters holds no others, and most pages are
    spared a third of the tables."""
    calls, listed = forms_of_calls(latin), phrases(latin)
    means = {id(meant): meant for meant in calls.values()}  # most forms share theirs with others
    told: dict[int, _Form] = {
        number: ((), (), False, meant, *halves(meant)) for number, meant in means.items()
    }
    forms = {shown: told[id(meant)] for shown, meant in calls.items()}
    for word in network_words():
        _, _, _, *parts = forms.get(f" {word} ", _NO_FORM)
        forms[f" {word} "] = ((), (), True, *parts)  # type: ignore[assignment]  # the same rest
    for number, (shown, phrase) in enumerate(listed):
        first, anywhere, *rest = forms.get(shown, _NO_FORM)
        anywhere = (*anywhere, number) if phrase.anywhere else anywhere
        forms[shown] = ((*first, number), anywhere, *rest)  # type: ignore[assignment]  # the same
    return _Lists(
        AhoCorasick(list(forms)).find_matches_as_indexes,
        list(forms.values()),
        [phrase for _, phrase in listed],
    )
