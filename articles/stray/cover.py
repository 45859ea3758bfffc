"""What stray lines are made of: for each kind and language the words of such lines.

A line that consists of the words of one language, an anchor among them ("comments" in "Show all 12
comments"), is hardly ever a sentence of the story.
"""

from collections import defaultdict
from collections.abc import Sequence

from articles.model import Kind, record
from articles.stray.forms import Anchored, beginnings, covered, heads, span_of

#: how many anchors a kind asks for where none is a sure form: a look at the other words is spared
_FEWEST = {Kind.LEGAL: 2}
#: words of the longest lines of some kinds, letters of those of others (guesses): longer lines are
#: not looked at further
_LONGEST = {Kind.COMMENT: 45, Kind.NAVIGATION: 24}
_MOST_LETTERS = {Kind.EMBED: 200, Kind.BYLINE: 240, Kind.DATELINE: 160, Kind.CAPTION: 300}


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
        known = beginnings(self.kind, self.language)
        return frozenset(word for word in self.unknown if not known.isdisjoint(heads(word)))

    @property
    def level(self) -> str:
        """The words, a space before and behind each."""
        return f" {' '.join(self.words)} "

    @property
    def numbers(self) -> int:
        """How many words are numbers."""
        return sum(word[0].isdigit() for word in self.words)


def covers(level: str, anchors: Sequence[Anchored], letters: int = 0) -> dict[Kind, Cover]:
    """For each kind of which a levelled line of so many letters holds an anchor: the language that
    knows most of its words.

    >>> about_comments = (((Kind.COMMENT, "en", False),), 12, 22)
    >>> covers(" show all 12 comments ", [about_comments])[Kind.COMMENT].unknown
    []
    """
    words, found = level.split(), {}
    there: dict[Kind, _Anchors] = defaultdict(_Anchors)
    for meant, start, end in anchors:
        for kind, language, is_sure in meant:
            there[kind].places[language].append((start, end))
            if is_sure:
                there[kind].sure.add(language)
    for kind, anchored in there.items():
        count = len(words)
        if count <= _LONGEST.get(kind, count) and letters <= _MOST_LETTERS.get(kind, letters):
            cover = _best(kind, anchored, words, level)
            found.update({kind: cover} if cover else {})
    return found


class _Anchors:
    """Of one kind, by language: where its anchors stand in a line; and where one is a sure form."""

    def __init__(self) -> None:
        self.places: dict[str, list[tuple[int, int]]] = defaultdict(list)
        self.sure: set[str] = set()


def _best(kind: Kind, anchored: _Anchors, words: Sequence[str], level: str) -> Cover | None:
    """What the language covers that knows most of the words, if one holds anchors enough."""
    few, sure = _FEWEST.get(kind, 1), anchored.sure
    told = {name: at for name, at in anchored.places.items() if len(at) >= few or name in sure}
    if not told:
        return None
    known = covered(kind, told, level)
    for language, places in told.items():
        for start, end in places:
            known[language].update(span_of(level, start, end))
    best = max(known, key=lambda language: (len(known[language]), language in sure))
    spans = [span_of(level, *place) for place in told[best]]
    anchors = frozenset().union(*spans)
    all_ = frozenset(known[best])
    return Cover(kind, best, words, all_, anchors, _apart(spans), best in sure)


def _apart(spans: Sequence[range]) -> int:
    """How many of these runs of words stand apart from each other."""
    count = stop = 0
    for span in sorted(spans, key=lambda span: span.stop):
        if span.start >= stop:
            count, stop = count + 1, span.stop
    return count
