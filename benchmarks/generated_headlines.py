"""Archives of generated headlines with planted variants, and the truth about them.

A headline takes its shape from a real one (small words stay, content words and numbers are drawn
anew); words are drawn by their frequency in English (wordfreq), and every third shape also draws a
fixed pair of words, because names return in company. Every fifth headline has a variant.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from wordfreq import top_n_list, word_frequency

VOCABULARY, SMALL_WORDS, COMPANIONS = 150_000, 120, 20_000
_BATCH = 20_000


@dataclass(frozen=True, slots=True)
class Planted:
    """A variant of the headline at index `of`, made by `edit`."""

    of: int
    edit: str


def headlines(
    size: int, shapes: Sequence[Sequence[str]], seed: int
) -> tuple[list[str], dict[int, Planted]]:
    """`size` headlines in an order of chance, and which of them are variants of which."""
    chance = random.Random(seed)
    made: list[str] = []
    planted: dict[int, Planted] = {}
    for line in filter(_long_enough, _plain(shapes, seed)):
        made.append(line)
        if len(made) % 5 == 4:
            edit = chance.choice(list(EDITS))
            planted[len(made)] = Planted(len(made) - 1, edit)
            made.append(EDITS[edit](line, chance))
        if len(made) >= size:
            break
    place = list(range(size))
    chance.shuffle(place)
    mixed = [""] * size
    for old, new in enumerate(place):
        mixed[new] = made[old]
    truth = {place[i]: Planted(place[p.of], p.edit) for i, p in planted.items() if i < size}
    return mixed, truth


def _long_enough(line: str) -> bool:
    return line.count(" ") >= 3 and len(line) >= 20


def _plain(shapes: Sequence[Sequence[str]], seed: int) -> Iterator[str]:
    chance, numbers = random.Random(seed), np.random.default_rng(seed)
    words = [word for word in top_n_list("en", VOCABULARY) if word.isalpha()]
    small, content = frozenset(words[:SMALL_WORDS]), words[SMALL_WORDS:]
    weights = np.cumsum([word_frequency(word, "en") for word in content])
    company = numbers.choice(len(content), (COMPANIONS, 2))
    while True:
        drawn = np.searchsorted(weights, numbers.random(_BATCH * 12) * weights[-1])
        pool = iter(drawn.tolist())
        for _ in range(_BATCH):
            shape = chance.choice(shapes)
            line = [_word(word, small, content, pool, chance) for word in shape]
            if chance.random() < 1 / 3 and len(line) > 3:
                pair = company[int(COMPANIONS * chance.random() ** 3)]
                place = chance.randrange(len(line) - 1)
                line[place : place + 2] = [content[int(word)] for word in pair]
            yield " ".join(line[:18])


def _word(
    word: str,
    small: frozenset[str],
    content: Sequence[str],
    pool: Iterator[int],
    chance: random.Random,
) -> str:
    if word.isdigit():
        return str(chance.randrange(10 ** len(word)))
    return word if word in small else content[next(pool, 0)]


def _typo(line: str, chance: random.Random) -> str:
    place = chance.randrange(1, len(line) - 1)
    letter = chance.choice("abcdefghijklmnopqrstuvwxyz")
    slips = (
        line[:place] + line[place + 1 :],
        line[:place] + letter + line[place:],
        line[: place - 1] + line[place] + line[place - 1] + line[place + 1 :],
        line[:place] + letter + line[place + 1 :],
    )
    return chance.choice(slips)


def _word_lost(line: str, chance: random.Random) -> str:
    words = line.split()
    del words[chance.randrange(len(words))]
    return " ".join(words)


def _number(line: str, chance: random.Random) -> str:
    words = [str(chance.randrange(100)) if word.isdigit() else word for word in line.split()]
    return " ".join(words)


EDITS: dict[str, Callable[[str, random.Random], str]] = {
    "typo": _typo,
    "two typos": lambda line, chance: _typo(_typo(line, chance), chance),
    "prefix": lambda line, chance: chance.choice(("update 1 ", "video ", "exclusive ")) + line,
    "suffix": lambda line, chance: line + chance.choice((" report", " the coastal courier")),
    "cut": lambda line, chance: line[: int(len(line) * chance.uniform(0.7, 0.97))].strip(),
    "word lost": _word_lost,
    "number": _number,
}
