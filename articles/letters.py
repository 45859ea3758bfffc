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
UNSPACED_LETTERS = r"\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f"
_SORTS = (
    (WORD, re.compile(r"\w+")),
    (DIGIT, re.compile(r"\d+")),
    (CAPITAL, re.compile(r"[A-ZÀ-ÞА-ЯЁΑ-Ω]+")),
    (UNSPACED, re.compile(f"[{UNSPACED_LETTERS}]+")),
)
_LAST = 0x32400  # beyond stand no letters, only tags and private signs


def codes_of(text: str) -> Codes:
    """The code points of a text, in an array that may be written to."""
    return np.frombuffer(bytearray(text.encode("utf-32-le", "surrogatepass")), dtype="<u4")


def text_of(codes: Codes) -> str:
    """The text of these code points."""
    return codes.tobytes().decode("utf-32-le", "surrogatepass")


def sorts_of(codes: Codes) -> Sorts:
    """The sorts of each letter, as bits."""
    return _table().take(codes, mode="clip")


@cache
def _table() -> Sorts:
    """What sorts every code point belongs to."""
    letters = "".join(map(chr, range(_LAST)))
    table = np.zeros(_LAST, dtype=np.uint8)
    for sort, expression in _SORTS:
        for run in expression.finditer(letters):
            table[run.start() : run.end()] |= sort
    return table
