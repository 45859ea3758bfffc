"""What stray lines are made of: for each kind and language the words of such lines.

A line that consists of the words of one language, an anchor among them ("comments" in "Show all 12
comments"), is hardly ever a sentence of the story.
"""

from collections import defaultdict
from collections.abc import Sequence

from articles.model import Kind, record
from articles.stray.forms import Anchored, beginnings, beside, heads, span_of

#: how many anchors a kind asks for where none is a sure form: a look at the other words is spared
_FEWEST = {Kind.LEGAL: 2}
#: words of the longest lines of some kinds, letters of those of others (guesses): longer lines are
#: not looked at further
_LONGEST = {Kind.COMMENT: 45, Kind.NAVIGATION: 24}
_MOST_LETTERS = {Kind.EMBED: 200, Kind.BYLINE: 240, Kind.DATELINE: 160, Kind.CAPTION: 300}
_Where = tuple[Kind, str]  # a kind and a language


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
    words, best = level.split(), dict[Kind, Cover]()
    anchored: dict[_Where, list[tuple[int, int]]] = defaultdict(list)
    sure: set[_Where] = set()
    for meant, start, end in anchors:
        for kind, language, is_sure in meant:
            anchored[kind, language].append((start, end))
            if is_sure:
                sure.add((kind, language))
    for (kind, language), places in anchored.items():
        is_sure, count = (kind, language) in sure, len(words)
        few = len(places) < _FEWEST.get(kind, 1) and not is_sure
        if few or count > _LONGEST.get(kind, count) or letters > _MOST_LETTERS.get(kind, letters):
            continue
        if kind in best and len(best[kind].covered) == count and best[kind].sure >= is_sure:
            continue  # "foto" is a word of forty languages
        spans = [span_of(level, *place) for place in places]
        anchored_words = frozenset().union(*spans)
        covered = anchored_words.union(*beside(kind, language, level))
        if kind not in best or (len(covered), is_sure) > (len(best[kind].covered), best[kind].sure):
            best[kind] = Cover(
                kind, language, words, covered, anchored_words, _apart(spans), is_sure
            )
    return best


def _apart(spans: Sequence[range]) -> int:
    """How many of these runs of words stand apart from each other."""
    count = stop = 0
    for span in sorted(spans, key=lambda span: span.stop):
        if span.start >= stop:
            count, stop = count + 1, span.stop
    return count
