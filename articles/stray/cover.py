"""What stray lines are made of: for each kind and language the words of such lines.

One search over a levelled line looks for the words of all kinds and languages. A line that consists
of the words of one language, an anchor among them ("comments" in "Show all 12 comments"), is hardly
ever a sentence of the story.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from ahocorasick_rs import AhoCorasick

from articles.line_words import is_latin, levelled
from articles.model import Kind, record
from articles.wordlists import data

#: kinds with a word list of their own: articles/data/stray_KIND.json
LISTED = (
    *(Kind.LEGAL, Kind.EMBED, Kind.COMMENT, Kind.NAVIGATION),
    *(Kind.CAPTION, Kind.BYLINE, Kind.DATELINE),
)
#: words of the longest lines of some kinds; longer ones are not looked at further (guesses)
_LONGEST = {Kind.COMMENT: 45, Kind.NAVIGATION: 24}
_Where = tuple[Kind, str]  # a kind and a language
_Search = Callable[..., list[tuple[int, int, int]]]


@record
class Cover:
    """What the words of one kind, in one language, cover of a line: the numbers of its words, and
    of those that anchors cover."""

    kind: Kind
    language: str
    words: Sequence[str]
    covered: frozenset[int]
    anchored: frozenset[int]

    @property
    def unknown(self) -> list[str]:
        """The words that are on no list; numbers are known everywhere."""
        there = enumerate(self.words)
        return [word for n, word in there if n not in self.covered and not word[0].isdigit()]

    @property
    def level(self) -> str:
        """The words, a space before and behind each."""
        return f" {' '.join(self.words)} "

    @property
    def numbers(self) -> int:
        """How many words are numbers."""
        return sum(word[0].isdigit() for word in self.words)


def covers(level: str, words: Sequence[str]) -> dict[Kind, Cover]:
    """For each kind of which the line holds an anchor: the language that knows most of its words.

    >>> words = "show all 12 comments".split()
    >>> covers(" show all 12 comments ", words)[Kind.COMMENT].unknown
    []
    """
    anchored: dict[tuple[Kind, str], set[int]] = defaultdict(set)
    long = {kind for kind, most in _LONGEST.items() if len(words) > most}
    for meant, start, end in _matches(level):
        for where in (where for where in meant if where[0] not in long):
            anchored[where].update(_span(level, start, end))
    best: dict[Kind, Cover] = {}
    for (kind, language), anchors in anchored.items():
        covered = anchors.union(*_beside(kind, language, level))
        if kind not in best or len(covered) > len(best[kind].covered):
            best[kind] = Cover(kind, language, words, frozenset(covered), frozenset(anchors))
    return best


def _matches(level: str) -> Iterator[tuple[Sequence[_Where], int, int]]:
    for latin in (True, False)[: 1 + (not is_latin(level))]:
        search, meant = _anchors(latin)
        yield from ((meant[n], at, end) for n, at, end in search(level, overlapping=True))


def _span(level: str, start: int, end: int) -> range:
    """The numbers of the words that a form covers, found with the spaces around it."""
    first = level.count(" ", 0, start)
    return range(first, first + level.count(" ", start, end) - 1)


def _beside(kind: Kind, language: str, level: str) -> list[range]:
    search = _words(kind, language)
    return [_span(level, at, end) for _, at, end in search(level, overlapping=True)]


@cache
def _anchors(latin: bool) -> tuple[_Search, Sequence[Sequence[_Where]]]:
    """A search for all anchors in Latin letters, or for all others, and what each is one of."""
    rows = [row for row in _listed() if is_latin(row[0]) == latin]
    meant: dict[str, list[_Where]] = defaultdict(list)
    for level, (_, where) in zip(levelled([row[0] for row in rows]), rows, strict=True):
        if level != " ":
            meant[level].append(where)
    return AhoCorasick(list(meant)).find_matches_as_indexes, list(meant.values())


def _listed() -> Iterator[tuple[str, _Where]]:
    for kind in LISTED:
        tables = data(f"stray_{kind}.json")
        for listed in (tables["anchors"], tables.get("whole", {})):
            for language, forms in listed.items():
                yield from ((form, (kind, language)) for form in forms.split(","))


@cache
def _words(kind: Kind, language: str) -> _Search:
    """A search for what may stand beside the anchors of a kind in a language."""
    return AhoCorasick(sorted(forms_of(kind, ("words", "small"), language))).find_matches_as_indexes


@cache
def forms_of(kind: Kind, tables: tuple[str, ...], language: str = "") -> frozenset[str]:
    """The forms of some tables of a kind's list, levelled: of one language, or of all of them."""
    listed = [data(f"stray_{kind}.json").get(table, {}) for table in tables]
    rows = [row for forms in listed for code, row in forms.items() if language in ("", code)]
    return frozenset(levelled(",".join(rows).split(","))) - {" "}
