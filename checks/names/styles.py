"""House style: forms of one name that are all right, of which a newsroom picks one."""

from collections.abc import Iterator
from functools import cache

from checks.knowledge import data
from checks.names.context import neighbours
from checks.names.folding import plain
from checks.names.own import UserNames
from checks.names.reading import Reading


def both_right(left: str, right: str) -> bool:
    """Whether two plain forms stand in one group of the table of accepted variants.

    >>> both_right("kyiv", "kiev"), both_right("kyiv", "kiyv")
    (True, False)
    """
    return left in _groups() and _groups()[left] == _groups().get(right, "")


def unwanted(reading: Reading, own: UserNames) -> Iterator[tuple[int, int, str]]:
    """(first word, words, what to write) for each form that house style replaces."""
    wanted = _wanted(own.variants)
    longest = max((form.count(" ") + 1 for form in wanted), default=0)
    for index, word in enumerate(reading.words):
        if not word[0].isupper():
            continue
        for length in range(min(longest, len(reading.words) - index), 0, -1):
            form = " ".join(reading.plain[index : index + length])
            if form in wanted and all(reading.close[index + 1 : index + length]):
                yield index, length, wanted[form]
                break


def mixed(reading: Reading) -> Iterator[tuple[str, str]]:
    """(rarer, more frequent) of accepted forms that one article mixes for one name."""
    present: dict[str, list[str]] = {}
    for name in reading.names:
        if name in _groups():
            present.setdefault(_groups()[name], []).append(name)
    for forms in present.values():
        most = max(forms, key=lambda form: (len(reading.names[form]), form))
        yield from ((form, most) for form in forms if form != most and _one(form, most, reading))


def _one(left: str, right: str, reading: Reading) -> bool:
    """The two stand for one: Ahmed Saleh and Ahmad Taha are two men, and an institution keeps its
    own form of a word, so that Kennedy Center and Barbican Centre are both right."""
    here, there = (_around(reading, form) for form in (left, right))
    if _groups()[left] in _words():
        before = ({name for name in names if name[0] == "<"} for names in (here, there))
        return bool(set.intersection(*before))
    sides = (({n for n in names if n[0] == side} for names in (here, there)) for side in "<>")
    return not any(mine and theirs and not mine & theirs for mine, theirs in sides)


def _around(reading: Reading, form: str) -> set[str]:
    return {name for mention in reading.names[form] for name in neighbours(reading, mention)}


@cache
def _wanted(variants: tuple[tuple[str, str], ...]) -> dict[str, str]:
    return {plain(form): right for form, right in variants}


@cache
def _groups() -> dict[str, str]:
    table: dict[str, list[str]] = data("house_style.json")
    groups = table["groups"] + table["words"]
    return {plain(form): group for group in groups for form in group.split()}


@cache
def _words() -> frozenset[str]:
    return frozenset(data("house_style.json")["words"])
