"""House style: forms of one name that are all right, of which a newsroom picks one."""

from collections.abc import Iterator
from functools import cache

from checks.knowledge import data
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
    """(rarer, more frequent) of accepted forms that one article mixes."""
    present: dict[str, list[str]] = {}
    for name in reading.names:
        if name in _groups():
            present.setdefault(_groups()[name], []).append(name)
    for forms in present.values():
        most = max(forms, key=lambda form: (len(reading.names[form]), form))
        yield from ((form, most) for form in forms if form != most)


@cache
def _wanted(variants: tuple[tuple[str, str], ...]) -> dict[str, str]:
    return {plain(form): right for form, right in variants}


@cache
def _groups() -> dict[str, str]:
    groups: list[str] = data("house_style.json")["groups"]
    return {plain(form): group for group in groups for form in group.split()}
