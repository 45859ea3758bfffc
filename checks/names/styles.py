"""House style: forms of one name that are all right, of which a newsroom picks one."""

from collections.abc import Iterator
from functools import cache

from checks.knowledge import data
from checks.names.context import neighbours
from checks.names.countries import regions
from checks.names.folding import plain
from checks.names.own import UserNames
from checks.names.reading import Reading

_KINDS = ("groups", "surnames", "given", "words")
#: What stands between a given name and the name behind it.
_PARTICLES = frozenset("al el ul bin ben ibn bint abu van von de der den da di del la le".split())


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
                if " ".join(reading.words[index : index + length]) != wanted[form]:
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
    """The two stand for one: Ahmed Saleh and Ahmad Taha are two men, and a body keeps its own form:
    Peking University lies in Beijing, Kennedy Center and Barbican Centre are both right."""
    here, there = (_around(reading, form) for form in (left, right))
    group = _groups()[left]
    if group in _of("words"):
        return bool({name for name in here & there if name[0] == "<"})
    if group in _of("given"):
        here, there = (
            near | _behind(reading, form) for near, form in ((here, left), (there, right))
        )
        return bool(here & there)
    if group in _of("surnames"):
        sides = (({n for n in names if n[0] == side} for names in (here, there)) for side in "<>")
        return not any(mine and theirs and not mine & theirs for mine, theirs in sides)
    return bool(here & there) or all(_stands_alone(reading, form) for form in (left, right))


def _around(reading: Reading, form: str) -> set[str]:
    return {name for mention in reading.names[form] for name in neighbours(reading, mention)}


def _behind(reading: Reading, form: str) -> set[str]:
    """The names behind a given name and its particles: "bin Salman", "al-Sharaa"."""
    found = set()
    for mention in reading.names[form]:
        at = mention.index + 1
        while at < len(reading.words) and reading.close[at] and reading.plain[at] in _PARTICLES:
            at += 1
        if at < len(reading.words) and reading.close[at] and not reading.words[at].islower():
            found.add(">" + reading.plain[at])
    return found


def _stands_alone(reading: Reading, form: str) -> bool:
    """A mention that is no part of a longer name, and no town of that name in one of the states."""
    return any(
        not mention.loud
        and {name[1:] for name in neighbours(reading, mention)} <= _PARTICLES
        and not _lies_in_a_state(reading, mention.index)
        for mention in reading.names[form]
    )


def _lies_in_a_state(reading: Reading, index: int) -> bool:
    """ "Odessa, Texas"."""
    after = index + 1
    return (
        after < len(reading.words)
        and not reading.fresh[after]
        and reading.plain[after] in regions()
    )


@cache
def _wanted(variants: tuple[tuple[str, str], ...]) -> dict[str, str]:
    return {plain(form): right for form, right in variants}


@cache
def _groups() -> dict[str, str]:
    groups = [group for kind in _KINDS for group in _of(kind)]
    return {plain(form): group for group in groups for form in group.split()}


@cache
def _of(kind: str) -> frozenset[str]:
    return frozenset(data("house_style.json")[kind])
