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
#: how many anchors a kind asks for where none is a sure form: a look at the other words is spared
_FEWEST = {Kind.LEGAL: 2}
#: letters that forms of a word have in common (a guess)
_HEAD = 4
_TABLES = ("anchors", "sure", "words")
_Where = tuple[Kind, str]  # a kind and a language
_Anchor = tuple[Kind, str, bool]  # and whether the form is a sure one
_Search = Callable[..., list[tuple[int, int, int]]]


@record
class Cover:
    """What the words of one kind, in one language, cover of a line: the numbers of its words, and
    of those that anchors cover; how many anchors stand there apart from each other, and whether
    one of them is of the kind's sure forms."""

    kind: Kind
    language: str
    words: Sequence[str]
    covered: frozenset[int]
    anchored: frozenset[int]
    anchors: int = 0
    sure: bool = False

    @property
    def unknown(self) -> list[str]:
        """The words that are on no list; numbers are known everywhere."""
        there = enumerate(self.words)
        return [word for n, word in there if n not in self.covered and not word[0].isdigit()]

    @property
    def inflected(self) -> frozenset[str]:
        """Those of the unknown words that begin like a listed one, and may be a form of it."""
        known = _beginnings(self.kind, self.language)
        return frozenset(word for word in self.unknown if not known.isdisjoint(_heads(word)))

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
    anchored: dict[_Where, list[range]] = defaultdict(list)
    sure: set[_Where] = set()
    for meant, start, end in _matches(level):
        span = _span(level, start, end)
        for kind, language, is_sure in meant:
            anchored[kind, language].append(span)
            if is_sure:
                sure.add((kind, language))
    best: dict[Kind, Cover] = {}
    for (kind, language), spans in anchored.items():
        if len(spans) < _FEWEST.get(kind, 1) and (kind, language) not in sure:
            continue
        anchors = frozenset().union(*spans)
        covered = anchors.union(*_beside(kind, language, level))
        is_sure = (kind, language) in sure
        if kind not in best or (len(covered), is_sure) > (len(best[kind].covered), best[kind].sure):
            best[kind] = Cover(kind, language, words, covered, anchors, _apart(spans), is_sure)
    return best


def _apart(spans: Sequence[range]) -> int:
    """How many of these runs of words stand apart from each other."""
    count = stop = 0
    for span in sorted(spans, key=lambda span: span.stop):
        if span.start >= stop:
            count, stop = count + 1, span.stop
    return count


def _matches(level: str) -> Iterator[tuple[Sequence[_Anchor], int, int]]:
    for latin in (True, False)[: 1 + (not is_latin(level))]:
        search, meant = _anchors(latin)
        yield from ((meant[n], at, end) for n, at, end in search(level, overlapping=True))


def _span(level: str, start: int, end: int) -> range:
    """The numbers of the words that a form covers, found with the space before it."""
    first = level.count(" ", 0, start)
    return range(first, first + level.count(" ", start, level.index(" ", end - 1)))


def _beside(kind: Kind, language: str, level: str) -> list[range]:
    search = _words(kind, language)
    return [_span(level, at, end) for _, at, end in search(level, overlapping=True)]


@cache
def _anchors(latin: bool) -> tuple[_Search, Sequence[Sequence[_Anchor]]]:
    """A search for all anchors in Latin letters, or for all others, and what each is one of."""
    rows = [row for row in _listed() if is_latin(row[0]) == latin]
    meant: dict[str, list[_Anchor]] = defaultdict(list)
    for form, (_, anchor) in zip(_forms([row[0] for row in rows]), rows, strict=True):
        if form.strip():
            meant[form].append(anchor)
    return AhoCorasick(list(meant)).find_matches_as_indexes, list(meant.values())


def _forms(listed: Sequence[str]) -> list[str]:
    """The forms levelled, with the spaces around them; "translat*" may bear any ending."""
    levels = zip(levelled(listed), listed, strict=True)
    return [level[:-1] if form.endswith("*") else level for level, form in levels]


def _listed() -> Iterator[tuple[str, _Anchor]]:
    for kind in LISTED:
        for table in ("anchors", "sure"):
            for language, listed in data(f"stray_{kind}.json").get(table, {}).items():
                anchor = (kind, language, table == "sure")
                yield from ((form, anchor) for form in listed.split(","))


def _heads(word: str) -> list[str]:
    """A word, and what is left of it without its last letters, up to three."""
    return [word[:length] for length in range(max(_HEAD, len(word) - 3), len(word) + 1)]


@cache
def _beginnings(kind: Kind, language: str) -> frozenset[str]:
    """What the listed words of a kind in a language begin with, whatever their endings."""
    listed = [data(f"stray_{kind}.json").get(table, {}).get(language, "") for table in _TABLES]
    words = {word for level in levelled(listed) for word in level.split()}
    return frozenset(head for word in words if len(word) > _HEAD for head in _heads(word))


@cache
def _words(kind: Kind, language: str) -> _Search:
    """A search for what may stand beside the anchors of a kind in a language."""
    listed = data(f"stray_{kind}.json")["words"].get(language, "").split(",")
    forms = {form for form in _forms(listed) if form.strip()}
    return AhoCorasick(sorted(forms)).find_matches_as_indexes
