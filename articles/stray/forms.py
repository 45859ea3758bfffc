"""The word lists of stray lines, articles/data/stray_KIND.json.

Tables by language, each of forms with commas between: "anchors" (one of them must stand in a line),
"whole" and "sure" (anchors that are enough alone), "words" and "small" (what may stand beside);
"everywhere" holds words of all languages. A form is one word or several, "translat*" bears any
ending.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from ahocorasick_rs import AhoCorasick

from articles.model import Kind
from articles.words.levelled import is_latin, levelled
from articles.words.lists import data

#: kinds with a word list of their own
LISTED = (
    *(Kind.LEGAL, Kind.EMBED, Kind.COMMENT, Kind.NAVIGATION),
    *(Kind.CAPTION, Kind.BYLINE, Kind.DATELINE),
)
#: an anchor's kind and language, and whether it is a sure one
Anchor = tuple[Kind, str, bool]
#: what a form of a line is an anchor of, and from where to where it stands
Anchored = tuple[Sequence[Anchor], int, int]
_Search = Callable[..., list[tuple[int, int, int]]]
_ANCHORS, _BESIDE = ("anchors", "whole", "sure"), ("anchors", "words", "small")
_HEAD = 4  # letters that forms of a word have in common (a guess)
_ENDINGS = 3  # letters of an ending (a guess)


def listed_anchors(latin: bool) -> list[tuple[str, Anchor]]:
    """All anchors in Latin letters, or all others, levelled, and what each is one of."""
    rows = [row for row in _listed() if is_latin(row[0]) == latin]
    levels = _levelled([row[0] for row in rows])
    return [(level, row[1]) for level, row in zip(levels, rows, strict=True) if level.strip()]


def covered(kind: Kind, languages: Collection[str], level: str) -> dict[str, set[int]]:
    """By language the numbers of the words that are on any list of a kind."""
    search, masks, bits = _words(kind)
    found: dict[int, set[int]] = {bits[language]: set() for language in languages}
    asked = sum(found)
    for number, start, end in search(level, overlapping=True):
        told = masks[number] & asked
        span = span_of(level, start, end) if told else ()
        while told:
            bit = told & -told
            told ^= bit
            found[bit].update(span)
    return dict(zip(languages, found.values(), strict=True))


def is_covered(kind: Kind, level: str) -> bool:
    """Whether one language's words of a kind, anchors or not, are all that a levelled line holds
    beside numbers."""
    words = level.split()
    open_ = {number for number, word in enumerate(words) if not word[0].isdigit()}
    return not open_ or any(
        open_ <= known for known in covered(kind, _tables(kind)["words"], level).values()
    )


@cache
def forms_of(kind: Kind, tables: tuple[str, ...], language: str = "") -> frozenset[str]:
    """The forms of some tables of a kind's list, levelled: of one language, or of all of them."""
    listed = [_tables(kind).get(table, {}) for table in tables]
    rows = [row for forms in listed for code, row in forms.items() if language in ("", code)]
    return frozenset(levelled(",".join(rows).split(","))) - {" "}


@cache
def beginnings(kind: Kind, language: str) -> frozenset[str]:
    """What the listed words of a kind in a language begin with, whatever their endings."""
    words = {w for form in forms_of(kind, ("sure", *_BESIDE), language) for w in form.split()}
    return frozenset(head for word in words if len(word) > _HEAD for head in heads(word))


def heads(word: str) -> list[str]:
    """A word, and what is left of it without its last letters."""
    return [word[:length] for length in range(max(_HEAD, len(word) - _ENDINGS), len(word) + 1)]


def span_of(level: str, start: int, end: int) -> range:
    """The numbers of the words that a form covers, found with the space before it."""
    first = level.count(" ", 0, start)
    return range(first, first + level.count(" ", start, level.index(" ", end - 1)))


def _listed() -> Iterator[tuple[str, Anchor]]:
    for kind in LISTED:
        for table in _ANCHORS:
            for language, listed in _tables(kind).get(table, {}).items():
                anchor = (kind, language, table == "sure")
                yield from ((form, anchor) for form in listed.split(","))


@cache
def _words(kind: Kind) -> tuple[_Search, Sequence[int], Mapping[str, int]]:
    """A search for all words of a kind, the languages of each as bits, and each language's bit."""
    tables = _tables(kind)
    rows = [
        (form, language)
        for table in _BESIDE
        for language, listed in tables.get(table, {}).items()
        for form in listed.split(",")
    ]
    languages = sorted({code for table in (*_ANCHORS, *_BESIDE) for code in tables.get(table, {})})
    bits = {language: 1 << number for number, language in enumerate(languages)}
    masks: dict[str, int] = defaultdict(int)
    for level, (_, language) in zip(_levelled([form for form, _ in rows]), rows, strict=True):
        masks[level] |= bits[language]
    masks |= dict.fromkeys(_levelled(tables.get("everywhere", "").split(",")), sum(bits.values()))
    known = {form: mask for form, mask in masks.items() if form.strip()}
    return AhoCorasick(list(known)).find_matches_as_indexes, list(known.values()), bits


def _levelled(listed: Sequence[str]) -> list[str]:
    """The forms with the spaces around them, but for one where any ending may follow."""
    levels = zip(levelled(listed), listed, strict=True)
    return [level[:-1] if form.endswith("*") else level for level, form in levels]


def _tables(kind: Kind) -> dict[str, Any]:
    tables: dict[str, Any] = data(table_of(kind))
    return tables


def table_of(kind: Kind) -> str:
    """The name of the file."""
    return f"stray_{kind}.json"
