"""What to search for to find the labels that no list holds (`articles.lines.label_words`)."""

from collections.abc import Iterator
from itertools import product

from articles.lines.label_words import joined, languages

WORD = "label word"
_MARKS = (":", " :", "|", " |", "]")
_ENDS = (*_MARKS, "\n", "】")


def literals() -> Iterator[tuple[str, str, str]]:
    """The last word of a label with what follows it: a colon, a bar or the end of the line."""
    small: set[str] = set()
    telling = set(joined())
    for known in languages().values():
        for word, kinds in known.items():
            (small if kinds == {"between"} else telling).add(word)
    for word, end in (*product(sorted(telling), _ENDS), *product(sorted(small - telling), _MARKS)):
        yield word + end, WORD, word
