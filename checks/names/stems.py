"""A slip in one case of a name that the article writes in another: the stems are compared."""

from collections.abc import Iterator

from checks.lexicon import Lexicon
from checks.names.inflection import endings
from checks.names.reading import Reading
from checks.names.spelling import is_swap

#: Shorter stems resemble each other by chance.
_SHORTEST = 6


def slips_of_stem(reading: Reading, lexicon: Lexicon) -> Iterator[tuple[str, str, str]]:
    """(wrong, another case of the name, right) of names in which two letters of the stem changed
    places: "Bartoszkeiwiczowi" beside "Bartoszkiewicz".

    All plain but for the last, which is in the case of the wrong one, as it would be written.
    """
    stems: dict[str, list[tuple[str, str]]] = {}
    if not endings(reading.language):
        return
    for name in reading.names:
        if name not in reading.lower:
            for stem in _stems(name, reading.language):
                stems.setdefault("".join(sorted(stem)), []).append((stem, name))
    for alike in stems.values():
        for wrong, name in alike:
            if lexicon.best(name) > 0 or lexicon.is_place(name) or len(reading.names[name]) > 1:
                continue
            for stem, other in alike:
                apart = is_swap(wrong, stem) and len(other) != len(name)
                if apart and _is_rarer(name, other, reading):
                    yield name, other, _right(name, other, stem, reading)


def _stems(name: str, language: str) -> Iterator[str]:
    for ending in ("", *endings(language)):
        stem = name[: len(name) - len(ending)]
        if name.endswith(ending) and len(stem) >= _SHORTEST:
            yield stem


def _is_rarer(name: str, other: str, reading: Reading) -> bool:
    """Of two forms that stand once each the first is the name."""
    odd, usual = reading.names[name], reading.names[other]
    return (len(odd), -odd[0].index) < (len(usual), -usual[0].index)


def _right(name: str, other: str, stem: str, reading: Reading) -> str:
    wrong, usual = reading.names[name][0].text, reading.names[other][0].text
    if (len(wrong), len(usual)) != (len(name), len(other)):
        return ""  # letters that plain forms write as two
    return usual[: len(stem)] + wrong[len(stem) :]
