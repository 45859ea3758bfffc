"""Hostile texts for the line rules: a megabyte of what each literal and pattern likes best.

    python -m benchmarks.line_hostile [MEGABYTES]

Every literal of every pattern, and some of every list, is repeated: in one line, on a line each,
and with what the pattern's repetitions might swallow behind it, drawn with a fixed seed. Printed
are the CPU seconds of all rules for one article together: the slowest texts, and how many of all
took more than a second. Reading the text into blocks is not counted.
"""

import sys
from collections import defaultdict
from collections.abc import Iterator
from random import Random
from time import process_time

from articles import Article, Block, Kind
from benchmarks.line_material import ONE_ARTICLE, look, rules
from checks.lines.lexicon import literals
from checks.lines.patterns import PATTERNS
from checks.lines.scan import level

_FROM_A_LIST, _LITERALS_OF_A_PATTERN, _SLOWEST = 3, 4, 6
_LETTERS = "aA1_ .:=-'\"[]{}()<>%$#&;|/"


def texts(size: int) -> Iterator[tuple[str, str]]:
    """A name and a text of so many letters, for every seed and shape."""
    for name, seed in _seeds():
        for shape, piece in _shapes(seed):
            yield f"{name}, {shape}", (piece * (size // len(piece) + 1))[:size]


def _seeds() -> Iterator[tuple[str, str]]:
    for pattern in PATTERNS:
        for literal in pattern.literals[:_LITERALS_OF_A_PATTERN]:
            yield f"{pattern.name} {literal!r}", literal.strip("\n")
    lists: dict[str, set[str]] = defaultdict(set)
    for literal, kind, _ in literals(level):
        lists[kind].add(literal.strip("\n"))
    for kind, words in sorted(lists.items()):
        for word in Random(kind).sample(sorted(words - {""}), min(_FROM_A_LIST, len(words))):
            yield f"{kind} {word!r}", word


def _shapes(seed: str) -> Iterator[tuple[str, str]]:
    behind = "".join(Random(seed).choices(_LETTERS, k=200))
    yield "in a line", f"{seed} "
    yield "without a space", seed
    yield "a line each", f"{seed}\n"
    yield "with junk behind", seed + behind
    yield "with letters behind", seed + "a" * 300


def seconds(text: str) -> float:
    """CPU seconds of all rules for one article over a text, one block a line."""
    blocks = tuple(
        Block(Kind.PARAGRAPH, line, line=n + 1) for n, line in enumerate(text.split("\n"))
    )
    article = Article(key="k", id="i", blocks=blocks)
    begin = process_time()
    for _ in look([article], rules(*ONE_ARTICLE)):
        pass
    return process_time() - begin


def measure(size: int) -> None:
    """The slowest of all hostile texts of so many letters."""
    seconds("See also: Ferry leaves the harbour")  # the scan is built once
    spent = sorted(((seconds(text), name) for name, text in texts(size)), reverse=True)
    over = sum(each > 1 for each, _ in spent)
    print(f"{len(spent)} hostile texts of {size / 1e6:g} MB: {over} took more than a second")
    for each, name in spent[:_SLOWEST]:
        print(f"  {each:5.2f} s  {size / 1e6 / each:5.1f} MB/s  {name}")


if __name__ == "__main__":
    measure(int(1e6 * float(sys.argv[1]) if sys.argv[1:] else 1_000_000))
