"""What one desk wrote to another, left on the page: "[EDITOR: check spelling of surname]".

A note to readers begins alike ("[Editor's note: …]"), but asks for no work. One to colleagues says
what is to be done with which part of the article; before it stands whom it asks, or a bracket.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

from articles.model import record
from articles.words.levelled import SENTENCE_END, levelled
from articles.words.lists import data

#: letters of a note, and words of one that names nobody (guesses)
_LONGEST, _MOST = 160, 8
_OPENING, _BRACKETS = ("[", "【", "［"), "[]【】［］"
#: a note to readers speaks to them: "[Confirm your age]"
_YOURS = frozenset("you your yours".split())


@record
class _Desk:
    """What a language calls its desks, their tasks and the parts of an article, levelled."""

    who: tuple[str, ...]
    tasks: tuple[str, ...]
    things: tuple[str, ...]


def is_desk_note(text: str, level: str) -> bool:
    """Whether a line, given as it is and levelled, is such a note.

    >>> is_desk_note("[EDITOR: check spelling of surname]", " editor check spelling of surname ")
    True
    >>> is_desk_note("[Editor: the names were changed]", " editor the names were changed ")
    False
    """
    if len(text) > _LONGEST:
        return False
    bracketed = text[0] in _BRACKETS and text[-1] in _BRACKETS
    for name, who in _addressed().get(level[1 : level.find(" ", 1)], ()):
        named = level.startswith(who) and (bracketed or _labels_line(text, who))
        if named and _asks_for_work(level[len(who) - 1 :], _desks()[name]):
            return True
    few = bracketed and level.count(" ") <= _MOST + 1 and _YOURS.isdisjoint(level.split())
    return few and any(_asks_for_work(level, desk) for desk in _desks().values())


def may_begin_note(first: str, text: str) -> bool:
    """Whether a line with this first word, as levelled lines have it, may be a note."""
    return text[:1] in _OPENING or (":" in text[:_LONGEST] and first in _addressed())


def _labels_line(text: str, who: str) -> bool:
    """Whether a colon stands behind those words, and no sentence behind it."""
    head, colon, rest = text.replace("：", ":").partition(":")
    return bool(colon) and levelled([head])[0] == who and SENTENCE_END.search(rest) is None


def _asks_for_work(level: str, desk: _Desk) -> bool:
    """Whether a task begins or ends a line, or stands second, and a part of an article is named."""
    behind_one = level[level.find(" ", 1) :]
    begins = level.startswith(desk.tasks) or behind_one.startswith(desk.tasks)
    asks = begins or level.endswith(desk.tasks)
    return asks and any(thing in level for thing in desk.things)


@cache
def _addressed() -> Mapping[str, Sequence[tuple[str, str]]]:
    """By the first word: whom notes speak to, and in which language."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for name, desk in _desks().items():
        for who in desk.who:
            found[who.split()[0]].append((name, who))
    return dict(found)


@cache
def _desks() -> Mapping[str, _Desk]:
    return {
        name: _Desk(*(_forms(listed[part]) for part in ("who", "tasks", "things")))
        for name, listed in data("desk_notes.json")["notes"].items()
    }


def _forms(listed: str) -> tuple[str, ...]:
    return tuple(levelled(listed.split(", ")))
