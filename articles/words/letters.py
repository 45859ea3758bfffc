"""What sort each letter of a text is: looked up for all of them at once in one table.

A few array operations for a page, where an expression for every line takes ten times as long.
"""

import re
from functools import cache

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.uint32]
Sorts = NDArray[np.uint8]

#: sorts are bits: a letter or digit or "_"; a digit; a Western capital; a letter of a script that
#: is written without spaces
WORD, DIGIT, CAPITAL, UNSPACED = 1, 2, 4, 8
_UNSPACED = ((0x0E00, 0x0E80), (0x3040, 0x3100), (0x3400, 0xA000), (0xAC00, 0xD7B0))
#: the letters of these scripts, as a class of an expression has them
UNSPACED_LETTERS = "".join(f"{chr(first)}-{chr(stop - 1)}" for first, stop in _UNSPACED)
#: A to Z, À to Þ, Ё, А to Я, Α to Ω
_CAPITALS = ((0x41, 0x5B), (0xC0, 0xDF), (0x401, 0x402), (0x410, 0x430), (0x391, 0x3AA))
_WORDS = ((WORD, re.compile(r"\w+")), (DIGIT, re.compile(r"\d+")))
#: letters of living scripts stand below the first bound; beyond the second, only private signs
_USUAL, _LAST = 0x10000, 0x32400


def codes_of(text: str) -> Codes:
    """The code points of a text, in an array that may be written to."""
    return np.frombuffer(bytearray(text.encode("utf-32-le", "surrogatepass")), dtype="<u4")


def text_of(codes: Codes) -> str:
    """The text of these code points."""
    return codes.tobytes().decode("utf-32-le", "surrogatepass")


def sorts_of(codes: Codes) -> Sorts:
    """The sorts of each letter, as bits."""
    usual = not codes.size or codes.max() < _USUAL
    return _table(_USUAL if usual else _LAST).take(codes, mode="clip")


@cache
def _table(last: int) -> Sorts:
    """What sorts every code point up to a last one belongs to."""
    letters = text_of(np.arange(last, dtype=np.uint32))
    table = np.zeros(last, dtype=np.uint8)
    for sort, expression in _WORDS:
        for run in expression.finditer(letters):
            table[run.start() : run.end()] |= sort
    for sort, ranges in ((CAPITAL, _CAPITALS), (UNSPACED, _UNSPACED)):
        for first, stop in ranges:
            table[first:stop] |= sort
    return table
