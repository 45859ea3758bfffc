"""What the class names, ids and test ids of an element tell of what is in it."""

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache

from ahocorasick_rs import AhoCorasick

from articles.model import Kind, record
from articles.words.lists import data

_NO_KIND = 99


@record
class Told:
    """What names tell: the kind, how many words speak for the story and how many against, and
    whether nothing in the element is ever the story; and the names, in lower case."""

    kind: Kind | None = None
    good: int = 0
    bad: int = 0
    never: bool = False
    names: str = ""


#: of the names, more are a program's; who asks cuts them, or a cache would keep the rest
LETTERS = 300
#: where a word stands, and its place in the list
_Span = tuple[int, int, int]


@lru_cache(maxsize=20_000)
def told_by_names(names: str) -> Told:
    """What the class names and ids of an element tell together."""
    names = names[:LETTERS].lower()
    search, meant = _beginnings()
    nearest, never = _NO_KIND, False
    spans: tuple[list[_Span], list[_Span]] = [], []
    for number, start, end in search(names, overlapping=True):
        for group, order, before, whole in meant[number]:
            if nearest <= group < _STORY or (never and group == _NEVER):
                continue  # it tells nothing new
            found = whole(names, start - before) if whole is not None else None
            if whole is not None and found is None:
                continue
            if group < _STORY:
                nearest = group
            elif group == _NEVER:
                never = True
            else:
                place = found.span() if found is not None else (start, end)
                spans[group == _FURNITURE].append((*place, order))
    kind = _kinds()[nearest] if nearest < _NO_KIND else None
    return Told(kind, _apart(spans[0]), _apart(spans[1]), never, names)


def _apart(spans: list[_Span]) -> int:
    """How many of these words stand one after the other; of two at one place the first listed."""
    if len(spans) < 2:
        return len(spans)
    count = reached = 0
    for start, end, _ in sorted(spans, key=lambda span: (span[0], span[2])):
        if start >= reached:
            count += 1
            reached = end
    return count


#: Groups of expressions are numbered like the kinds, these three after them.
_STORY, _FURNITURE, _NEVER = _NO_KINDS = 1000, 1001, 1002
_Match = Callable[[str, int], re.Match[str] | None]
#: an expression: its group, its place in there, the letters that it asks for before its own, and
#: the whole of it; None where its own letters are all
_Expression = tuple[int, int, int, _Match | None]


_BEGINNING = re.compile(r"(\\b|\^|\[[^]]*\])?([a-z_-]+)(\?)?")


@cache
def _beginnings() -> tuple[Callable[..., list[tuple[int, int, int]]], list[list[_Expression]]]:
    """A search for the letters that each expression begins with, and for each of them the
    expressions that may stand there. Most names hold none of them."""
    meant: dict[str, list[_Expression]] = {}
    for group, expressions in _groups():
        for order, expression in enumerate(expressions):
            begins = _BEGINNING.match(expression)
            if begins is None:
                raise ValueError(f"places.json: {expression!r} begins with no letters")
            letters = begins[2][:-1] if begins[3] else begins[2]
            before = int((begins[1] or "").startswith("["))
            whole = None if letters == expression else re.compile(_of_a_name(expression)).match
            meant.setdefault(letters, []).append((group, order, before, whole))
    return AhoCorasick(list(meant)).find_matches_as_indexes, list(meant.values())


def _of_a_name(expression: str) -> str:
    """The expression where a name is one of several, with spaces between."""
    if not expression.startswith("^"):
        return expression
    return expression.replace("^", r"(?<!\S)").replace("$", r"(?!\S)")


def _groups() -> Iterator[tuple[int, list[str]]]:
    table = data("places.json")
    yield from enumerate(table["names"].values())
    for group, name in zip(_NO_KINDS, ("story", "furniture", "never"), strict=True):
        yield group, table[name]


@cache
def _kinds() -> tuple[Kind, ...]:
    return tuple(map(Kind, data("places.json")["names"]))
