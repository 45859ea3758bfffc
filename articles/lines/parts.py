"""The parts of calls to the reader that a line holds, language by language.

Houses word their furniture anew, but out of few parts: who is asked, for what, where it arrives,
who may read. What the parts make together is told in `articles.lines.calls`.
"""

from collections.abc import Iterator, Mapping, Sequence, Set

from articles.lines.call_forms import Meanings, fillers, places
from articles.lines.search import Found, Match
from articles.model import record
from articles.words.levelled import SINGLE_LETTERS

#: words of a call: a longer line is a paragraph that speaks of such things (a guess)
_LONGEST = 32
#: letters of an ending that a noun may bear
_ENDING = 3
#: letters of a word too small to say anything
_SMALL = 3
#: share of a call's words that belong to parts (a guess)
_LEAST = 0.25


@record
class Parts:
    """What one language finds in a line: by part, the numbers of the words that it covers.

    `size` is the line's number of words, where a letter of a script without spaces is a third,
    `sentence` whether it ends with a full stop, as calls seldom do.
    """

    words: Sequence[str]
    size: float
    found: Mapping[str, Sequence[range]]
    covered: Set[int]
    sentence: bool

    def has(self, *parts: str) -> bool:
        """Whether the line has each of these parts."""
        found = self.found
        for part in parts:  # noqa: SIM110  # asked so often that a generator shows
            if part not in found:
                return False
        return True

    def has_one(self, *parts: str) -> bool:
        """Whether the line has one of these parts."""
        return not self.found.keys().isdisjoint(parts)

    def begins(self, part: str, within: int = 2) -> bool:
        """Whether this part stands among the first words."""
        return part in self.found and min(span.start for span in self.found[part]) < within

    def ends(self, part: str) -> bool:
        """Whether the line ends with this part, or with two letters of an unspaced script more."""
        more = 2 * (self.size < len(self.words))
        return self.has(part) and max(s.stop for s in self.found[part]) + more >= len(self.words)

    def covers(self, share: float) -> bool:
        """Whether so large a share of the words belongs to some part."""
        return len(self.covered) >= share * len(self.words)

    def counts(self) -> int:
        """How many numbers the line holds, as prices do, also behind a letter or two: R49."""
        return sum(word[0].isdigit() or word[-1].isdigit() for word in self.words)

    def unknown(self, start: int = 0, stop: int | None = None) -> int:
        """How many words say something and belong to no part, of all or of those from `start`."""
        there = enumerate(self.words[start:stop], start)
        return sum(len(word) > _SMALL for n, word in there if n not in self.covered)


def parts_of(line: str, words: Sequence[str], found: Found, text: str) -> list[Parts]:
    """What each language finds in a levelled line that has both halves of a call, in two parts or
    more; the one that knows most first."""
    if not 1 < len(words) <= 3 * _LONGEST:
        return []
    size = len(words) if line.isascii() else _size(words)
    if size > _LONGEST:
        return []
    spans = list(_spans(line, found.parts))
    sentence = text.rstrip(" \"'”’)]").endswith((".", "。", "।", "۔", "።", "။", "։"))
    known = [
        Parts(words, size, parts, covered, sentence)
        for language in _bits(found.languages)
        if len(parts := _of_language(language, words, spans)) > 1 or "fails" in parts
        if len(covered := _covered(words, parts, language)) >= _LEAST * len(words)
    ]
    return sorted(known, key=lambda parts: -len(parts.covered))


def _bits(languages: int) -> Iterator[int]:
    while languages:
        bit = languages & -languages
        languages ^= bit
        yield bit


def _covered(words: Sequence[str], parts: Mapping[str, Sequence[range]], language: int) -> set[int]:
    """The numbers of the words that belong to a part or say nothing by themselves."""
    small = fillers().get(language, frozenset())
    said = {number for spans in parts.values() for span in spans for number in span}
    counts = "term" in parts or "price" in parts  # "3 months for $3"
    more = [n for n, word in enumerate(words) if word in small or (counts and word[-1].isdigit())]
    return said.union(more)


def _spans(line: str, matches: Sequence[Match]) -> Iterator[tuple[Meanings, range]]:
    """What each match may mean, and the words that it covers; a noun may bear a short ending."""
    for meant, start, end in matches:
        if line.index(" ", end) - end <= _ENDING:
            first = line.count(" ", 0, start)
            yield meant, range(first, first + line.count(" ", start, end))


def _of_language(
    language: int, words: Sequence[str], spans: Sequence[tuple[Meanings, range]]
) -> dict[str, list[range]]:
    """The parts of one language among the matches, with the words that each covers; and beside a
    network the words that stand before one."""
    found: dict[str, list[range]] = {}
    for meant, span in spans:
        for part, languages in meant.items():
            if languages & language:
                found.setdefault(part, []).append(span)
    if "network" in found:
        before = places()[language]
        found["where"] = [range(n, n + 1) for n, word in enumerate(words) if word in before]
    return found


def _size(words: Sequence[str]) -> float:
    """The number of words, where a letter of a script without spaces is a third."""
    return len(words) - 2 / 3 * sum(len(word) == 1 and word > SINGLE_LETTERS for word in words)
