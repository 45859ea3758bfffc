"""Labels that no list holds, told by the words that they are made of.

"Our earlier reports:", "Das Thema könnte dich auch interessieren:": houses invent their labels, but
out of few words: what a reader is asked to do, what is offered, which of it, and small words
between. A short phrase of nothing else that tells two of the first three kinds is a label; so is a
single word such as "Explainer" with a colon behind it. In scripts without spaces a label is joined
of two parts.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import product

from checks.knowledge import data

WORD = "label word"
_WORDS = re.compile(r"[^\W_]+")
_KINDS = frozenset({"acts", "things", "which"})
#: words, and letters, of a label: a longer phrase is a sentence
_MOST, _LONGEST = 9, 90
#: what is left of "l'article" and "editor's"
_ELIDED = frozenset({"l", "d", "s", "qu"})
_MARKS = (":", " :", "|", " |", "]")
_ENDS = (*_MARKS, "\n", "】")


@cache
def _languages() -> dict[str, dict[str, frozenset[str]]]:
    """By language: its label words, each with the kinds that it tells."""
    languages = {}
    for language, kinds in data("label_words.json")["words"].items():
        told: dict[str, set[str]] = defaultdict(set)
        for kind, text in kinds.items():
            for word in _WORDS.findall(text.lower()):
                told[word].add(kind)
        languages[language] = {word: frozenset(each) for word, each in told.items()}
    return languages


def _makes(known: dict[str, frozenset[str]], phrase: list[str]) -> bool:
    """Whether a phrase consists of these words and tells two kinds, in one word or more."""
    if len(phrase) == 1:
        return "alone" in known.get(phrase[0], ())
    told: set[str] = set()
    for word in phrase:
        if word not in known and word not in _ELIDED:
            return False
        told |= known.get(word, frozenset())
    return len(told & _KINDS) > 1


@cache
def _joined() -> dict[str, str]:
    """The joined labels and their language."""
    return {
        first + gap + second: language
        for language, parts in data("label_words.json")["joined"].items()
        for first, second in product(parts["first"].split(), parts["second"].split())
        for gap in ("", " ")
    }


def literals() -> Iterator[tuple[str, str, str]]:
    """The last word of a label with what follows it: a colon, a bar or the end of the line."""
    small: set[str] = set()
    telling = set(_joined())
    for known in _languages().values():
        for word, kinds in known.items():
            (small if kinds == {"between"} else telling).add(word)
    for word, end in (*product(sorted(telling), _ENDS), *product(sorted(small - telling), _MARKS)):
        yield word + end, WORD, word


def language_of_label(phrase: str, language: str) -> str:
    """The language of whose label words a levelled phrase is made, "" if it is no label.

    The article's language is tried, and any where that is unknown.

    >>> language_of_label("our earlier reports", "en")
    'en'
    >>> language_of_label("our earlier neighbours", "en")
    ''
    """
    if not 0 < len(phrase) <= _LONGEST:
        return ""
    if joined := _joined().get(phrase, ""):
        return joined
    words, known = _WORDS.findall(phrase), _languages()
    if not 0 < len(words) <= _MOST:
        return ""
    tried = [language] if language in known else ([] if language else list(known))
    return next((name for name in tried if _makes(known[name], words)), "")


def is_alone(phrase: str) -> bool:
    """Whether a label is a single word, which may be an everyday one."""
    return len(_WORDS.findall(phrase)) == 1 and phrase not in _joined()


def offers(phrase: str, language: str) -> bool:
    """Whether a label says what is offered and which of it, and asks nothing of the reader."""
    if phrase in _joined():
        return True
    known = _languages()[language]
    told = frozenset().union(*(known.get(word, ()) for word in _WORDS.findall(phrase)))
    return "things" in told and "acts" not in told
