"""Where the labels that no list holds may end (`articles.lines.label_words`)."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

from articles.lines.label_words import joined, languages

#: a colon, a bar, a closing bracket, the end of the line
_END = re.compile(r" ?[:|]|[\]】\n]")
_ENDS_ALL = ("\n", "】")
_MOST = 24  # marks of one line that are looked at: a hostile one has a hundred
_WORD = re.compile(r"[^\W_]+")


def label_ends(head: str, start: int) -> Iterator[int]:
    """Where a label may end that begins at `start` of the first letters of a levelled line."""
    for end in islice(_END.finditer(head, start), _MOST):
        phrase = head[start : end.start()]
        if phrase in joined() or _ends(phrase, end[0] in _ENDS_ALL):
            yield end.start()


def _ends(phrase: str, whole: bool) -> bool:
    """Whether the last word is one of labels; no small one where nothing stands behind it."""
    words = _WORD.findall(phrase)
    return bool(words) and phrase.endswith(words[-1]) and words[-1] in _last_words(whole)


@cache
def _last_words(telling: bool) -> frozenset[str]:
    return frozenset(
        word
        for known in languages().values()
        for word, kinds in known.items()
        if not telling or kinds != {"between"}
    )
