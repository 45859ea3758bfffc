"""Misspell a name the way people, keyboards, scanners and transcribers do."""

import random
import re
from collections.abc import Callable

_KEYBOARD = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_SHAPES = [
    ("rn", "m"), ("m", "rn"), ("l", "i"), ("i", "l"), ("c", "e"), ("e", "c"), ("h", "b"),
    ("d", "cl"), ("u", "n"), ("n", "u"), ("o", "a"), ("f", "t"), ("t", "f"), ("v", "y"),
]  # fmt: skip
_ROMANISATIONS = [
    ("ch", "tj"), ("ch", "tch"), ("y", "j"), ("y", "i"), ("j", "y"), ("kh", "h"), ("sh", "sch"),
    ("sh", "sj"), ("v", "w"), ("w", "v"), ("ph", "f"), ("f", "ph"), ("k", "q"), ("q", "k"),
    ("c", "k"), ("k", "c"), ("zh", "j"), ("ts", "c"), ("ai", "ay"), ("ei", "ey"), ("ou", "u"),
    ("u", "ou"), ("oo", "u"), ("x", "ks"), ("s", "z"), ("z", "s"), ("ya", "ia"), ("ia", "ya"),
    ("gh", "g"), ("dj", "j"), ("th", "t"), ("ck", "k"), ("ae", "e"), ("ee", "i"),
]  # fmt: skip
_VOWELS = "aeiou"
_TRIES = 20


def misspell(name: str, kind: str, chance: random.Random) -> str:
    """The name with one slip of this kind after its first letter, or "" where none fits."""
    for _ in range(_TRIES):
        slip = KINDS[kind](name, chance.randrange(1, len(name)), chance)
        if slip and slip != name and len(slip) > 3:
            return slip
    return ""


def _drop(name: str, at: int, chance: random.Random) -> str:
    return name[:at] + name[at + 1 :]


def _double(name: str, at: int, chance: random.Random) -> str:
    doubles = [m.start() for m in re.finditer(r"(.)\1", name)]
    if doubles and chance.random() < 0.7:
        at = chance.choice(doubles)
        return name[:at] + name[at + 1 :]
    return name[:at] + name[at] + name[at:] if name[at] in "lnrstmpcdfgbk" else ""


def _swap(name: str, at: int, chance: random.Random) -> str:
    if at + 1 == len(name):
        return ""
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :]


def _vowel(name: str, at: int, chance: random.Random) -> str:
    if name[at] not in _VOWELS:
        return ""
    return name[:at] + chance.choice(_VOWELS.replace(name[at], "")) + name[at + 1 :]


def _keyboard(name: str, at: int, chance: random.Random) -> str:
    for row in _KEYBOARD:
        place = row.find(name[at])
        if place >= 0:
            beside = row[max(0, place - 1) : place] + row[place + 1 : place + 2]
            return name[:at] + chance.choice(beside) + name[at + 1 :]
    return ""


def _one_of(table: list[tuple[str, str]]) -> Callable[[str, int, random.Random], str]:
    def slip(name: str, at: int, chance: random.Random) -> str:
        fits = [
            (m.start(), old, new) for old, new in table for m in re.finditer(old, name) if m.start()
        ]
        if not fits:
            return ""
        start, old, new = chance.choice(fits)
        return name[:start] + new + name[start + len(old) :]

    return slip


KINDS: dict[str, Callable[[str, int, random.Random], str]] = {
    "drop": _drop,
    "double": _double,
    "swap": _swap,
    "vowel": _vowel,
    "keyboard": _keyboard,
    "scan": _one_of(_SHAPES),
    "romanisation": _one_of(_ROMANISATIONS),
}
