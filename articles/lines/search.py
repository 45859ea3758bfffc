"""What the word lists find in a line: phrases, networks' names, the parts of calls, and the anchors
of stray lines.

One search over a levelled line looks for all of them at once.
"""

from collections.abc import Callable, Sequence
from functools import cache

from ahocorasick_rs import AhoCorasick

from articles.lines.call_forms import Meanings, halves
from articles.lines.forms import NETWORK, SURE, forms
from articles.lines.phrases import Phrase
from articles.model import Kind, record
from articles.stray.forms import Anchor, Anchored
from articles.words.levelled import is_latin

#: a form that a line holds, from where to where
Match = tuple[Meanings, int, int]
_Search = Callable[..., list[tuple[int, int, int]]]
#: a phrase as it is sorted, the longest first: its length, its kind and mode, and itself levelled
_Row = tuple[int, str, str, str]
_Phrases = tuple[tuple[_Row, Phrase], ...]
#: what a form means: its phrases, those of them that tell something anywhere in a line, whether it
#: is a network's word, what parts of calls it is; and the languages, as bits, in which it is any
#: part, in which it is an anchor, and in which a demand; what stray lines it is an anchor of
_Form = tuple[_Phrases, _Phrases, bool, Meanings, int, int, int, tuple[Anchor, ...]]


@record
class Found:
    """What a line holds: each phrase that may tell something where it stands, with the number of
    its first word, in order; how many words are networks'; the parts of calls, if a language
    has both halves of one; and the anchors of stray lines."""

    phrases: list[tuple[int, Phrase]]
    networks: int
    parts: list[Match]
    languages: int
    anchors: Sequence[Anchored]

    @property
    def tells(self) -> bool:
        """Whether the rules on phrases, networks and calls may speak of the line."""
        return bool(self.phrases or self.languages or self.networks)


_NOTHING = Found([], 0, [], 0, [])


def found_in(line: str) -> Found:
    """What the lists find in a levelled line."""
    matches = _matches(line)
    if not matches:
        return _NOTHING
    listed: list[tuple[int, _Row, Phrase]] = []
    anchors = demands = networks = once = twice = 0
    astray: list[Anchored] = []
    for (first, anywhere, network, _, known, anchor, demand, stray), start, end in matches:
        twice |= once & known
        once |= known
        anchors |= anchor
        demands |= demand
        networks += network
        if stray:
            astray.append((stray, start, end))
        if not start and first:
            listed.extend([(0, *told) for told in first])
        elif anywhere:
            at = line.count(" ", 0, start)
            listed.extend([(at, *told) for told in anywhere])
    languages = anchors & demands & twice
    listed.sort()
    said = [(at, phrase) for at, _, phrase in listed]
    return Found(said, networks, _parts(line, matches) if languages else [], languages, astray)


def _matches(line: str) -> list[tuple[_Form, int, int]]:
    """The forms that a line holds, from where to where. Most lines have Latin letters alone, and
    no form of others: so most pages are spared the other half of the tables."""
    search, forms = _lists(True)
    found = [(forms[n], start, end) for n, start, end in search(line, overlapping=True)]
    if is_latin(line):
        return found
    search, forms = _lists(False)
    found += [(forms[n], start, end) for n, start, end in search(line, overlapping=True)]
    return sorted(found, key=lambda match: (match[2], match[1]))


def _parts(line: str, matches: Sequence[tuple[_Form, int, int]]) -> list[Match]:
    """The parts of calls among the matches. A form that bears no ending was found with the space
    behind it."""
    return [(form[3], at, end - (line[end - 1] == " ")) for form, at, end in matches if form[3]]


class _Forms(dict[int, _Form]):
    """What each form means, by its number; read when a line first holds it."""

    def __init__(self, shown: Sequence[str], told: Sequence[str]) -> None:
        self._shown, self._told = shown, told

    def __missing__(self, number: int) -> _Form:
        self[number] = found = _meant(self._shown[number], self._told[number].split())
        return found


def _meant(form: str, items: Sequence[str]) -> _Form:
    phrases = tuple(_phrase(form, *item.split("/")) for item in items if "/" in item)
    parts = (item.split("=") for item in items if "=" in item)
    meant = {part: int(languages, 16) for part, languages in parts}
    anywhere = tuple(told for told in phrases if told[1].anywhere)
    stray = tuple(_anchor(*item.split(":")) for item in items if ":" in item)
    return phrases, anywhere, NETWORK in items, meant, *halves(meant), stray


def _anchor(kind: str, language: str) -> Anchor:
    return Kind(kind), language.removesuffix(SURE), language.endswith(SURE)


def _phrase(form: str, kind: str, mode: str) -> tuple[_Row, Phrase]:
    return (-form.count(" "), kind, mode, form), Phrase(tuple(form.split()), Kind(kind), mode)


@cache
def _lists(latin: bool) -> tuple[_Search, _Forms]:
    """A search for all forms in Latin letters, or for all others, and what each means."""
    shown, told = forms(latin)
    return AhoCorasick(shown).find_matches_as_indexes, _Forms(shown, told)
