"""The parts of calls to the reader that a line holds, language by language.

Houses word their furniture anew, but out of few parts: who is asked, for what, where it arrives,
who may read. What the parts make together is told in `articles.line_calls`.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cache

from ahocorasick_rs import AhoCorasick

from articles.line_words import words_of
from articles.model import record
from articles.wordlists import data

#: words of a call: a longer line is a paragraph that speaks of such things (a guess)
_LONGEST = 32
#: parts that may bear an ending of so many letters: nouns are inflected, demands hardly ever
_NOUNS = frozenset(
    "letter news inbox address this friend members goal content network us ad account signed"
    " journalism term".split()
)
_ENDING = 3
#: every call has one of the former parts and one of the latter
_ANCHORS = frozenset(
    "members goal left letter inbox address network friend this us content ad term anytime account"
    " journalism signed join_here piece medium often ends affiliate points fails".split()
)
_DEMANDS = frozenset(
    "only login goal left sign get enter yours share follow goes_on sponsored trial cancel unsub"
    " already support want miss thanks join_here fill fails letter inbox members contains ad"
    " pointed price".split()
)
#: letters of a word too small to say anything
_SMALL = 3
_FILLER = "filler"
#: share of a call's words that belong to parts (a guess)
_LEAST = 0.25
_UNSPACED = "\u0900"  # from here on a word may come in single letters: no spaces, or signs between
_Meanings = dict[int, list[str]]  # by the bit of a language: parts of its calls


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
        return all(part in self.found for part in parts)

    def has_one(self, *parts: str) -> bool:
        """Whether the line has one of these parts."""
        return any(part in self.found for part in parts)

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
        """How many numbers the line holds, as prices do."""
        return sum(map(str.isdigit, self.words))

    def unknown(self) -> int:
        """How many words say something and belong to no part."""
        return sum(len(word) > _SMALL for n, word in enumerate(self.words) if n not in self.covered)


def parts_of(words: Sequence[str], text: str) -> list[Parts]:
    """What each language finds that finds two parts or more, the one that knows most first."""
    if not 1 < len(words) <= 3 * _LONGEST:
        return []
    if len(words) > _LONGEST and _size(words) > _LONGEST:  # most paragraphs
        return []
    line = f" {' '.join(words)} "
    automaton, _, bits = _forms()
    matches = automaton.find_matches_as_indexes(line, overlapping=True)
    anchored = demanding = once = twice = 0
    for number, _, _ in matches:
        anchor, demand, meant = bits[number]
        anchored |= anchor
        demanding |= demand
        twice |= once & meant
        once |= meant
    both = anchored & demanding & twice
    if not both:  # most lines
        return []
    size = _size(words)
    sentence = text.rstrip(" \"'”’)]").endswith((".", "。", "।"))
    found = [
        Parts(words, size, parts, covered, sentence)
        for language, parts in _found(line, matches, both)
        if len(parts) > 1 or "fails" in parts
        if len(covered := _covered(words, parts, language)) >= _LEAST * len(words)
    ]
    return sorted(found, key=lambda parts: -len(parts.covered))


def _covered(words: Sequence[str], parts: Mapping[str, Sequence[range]], language: int) -> set[int]:
    """The numbers of the words that belong to a part or say nothing by themselves."""
    small = _fillers().get(language, frozenset())
    said = {number for spans in parts.values() for span in spans for number in span}
    counts = "term" in parts  # "3 months for $3"
    more = [n for n, word in enumerate(words) if word in small or (counts and word.isdigit())]
    return said.union(more)


def _found(
    line: str, matches: Sequence[tuple[int, int, int]], languages: int
) -> Iterator[tuple[int, dict[str, list[range]]]]:
    """For each of these languages, given as bits, its parts among the matches."""
    _, meanings, _ = _forms()
    while languages:
        bit = languages & -languages
        languages ^= bit
        found: dict[str, list[range]] = {}
        for number, start, end in matches:
            whole = line[end - 1] == " "
            end -= whole
            ending = 0 if whole else line.index(" ", end) - end
            for part in meanings[number].get(bit, ()):
                if ending <= (_ENDING if part in _NOUNS else 0):
                    first = line.count(" ", 0, start)
                    span = range(first, first + line.count(" ", start, end))
                    found.setdefault(part, []).append(span)
        yield bit, found


def _size(words: Sequence[str]) -> float:
    """The number of words, where a letter of a script without spaces is a third."""
    return len(words) - 2 / 3 * sum(len(word) == 1 and word > _UNSPACED for word in words)


@cache
def _forms() -> tuple[AhoCorasick, list[_Meanings], list[tuple[int, int, int]]]:
    """All forms behind a space, and before one where they bear no endings; for each what it stands
    for, and the languages, as bits, in which it is an anchor, in which a demand, and known."""
    meanings: dict[str, _Meanings] = {}
    tables = data("line_parts.json")["parts"]
    shared = tables["any"]
    for number, (language, table) in enumerate(tables.items()):
        for part in sorted({*table, *shared} - {_FILLER}) if language != "any" else ():
            listed = f"{table.get(part, '')}, {shared.get(part, '')}"
            for form in {" ".join(words_of(form)) for form in listed.split(",")} - {""}:
                inflected = part in _NOUNS and len(form) > _SMALL
                key = f" {form}" if inflected else f" {form} "
                meanings.setdefault(key, {}).setdefault(1 << number, []).append(part)
    bits = [(_bits(each, _ANCHORS), _bits(each, _DEMANDS), sum(each)) for each in meanings.values()]
    return AhoCorasick(list(meanings)), list(meanings.values()), bits


@cache
def _fillers() -> dict[int, frozenset[str]]:
    """By the bit of a language: its small words."""
    tables = data("line_parts.json")["parts"].values()
    return {
        1 << number: frozenset(words_of(table.get(_FILLER, "")))
        for number, table in enumerate(tables)
    }


def _bits(meanings: _Meanings, parts: frozenset[str]) -> int:
    return sum(bit for bit, meant in meanings.items() if not parts.isdisjoint(meant))
