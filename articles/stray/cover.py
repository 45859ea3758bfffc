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
    for meant, start, end in _matches(level):
        for where in meant:
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
        for language, listed in data(f"stray_{kind}.json")["anchors"].items():
            yield from ((form, (kind, language)) for form in listed.split(","))


def is_covered(kind: Kind, level: str) -> bool:
    """Whether one language's words of a kind, anchors or not, are all that a levelled line holds
    beside numbers."""
    words = level.split()
    open_ = {number for number, word in enumerate(words) if not word[0].isdigit()}
    languages = data(f"stray_{kind}.json")["words"]
    return not open_ or any(
        open_ <= set().union(*_beside(kind, language, level)) for language in languages
    )


@cache
def _words(kind: Kind, language: str) -> _Search:
    """A search for the words of a kind in a language, and for those of all languages."""
    tables = data(f"stray_{kind}.json")
    both = (tables["anchors"].get(language, ""), tables["words"].get(language, ""))
    listed = ",".join((*both, tables.get("everywhere", ""))).split(",")
    forms = {level for level in levelled(listed) if level != " "}
    return AhoCorasick(sorted(forms)).find_matches_as_indexes
