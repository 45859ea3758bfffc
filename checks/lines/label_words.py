"""Labels that no list holds, told by the words that they are made of.

"Our earlier reports:", "Das Thema könnte dich auch interessieren:": houses invent their labels, but
out of few words: what a reader is asked to do, what is offered, which of it, and small words
between. A short phrase of nothing else that tells two of the first three kinds is a label; so is a
single word such as "Explainer" with a colon behind it. In scripts without spaces a label is joined
of two parts.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product

from checks.knowledge import data

WORD = "label word"
_WORDS = re.compile(r"[^\W_]+")
_KINDS = ("acts", "things", "which")
#: words, and letters, of a label: a longer phrase is a sentence
_MOST, _LONGEST = 9, 90
#: what is left of "l'article" and "editor's"
_ELIDED = frozenset({"l", "d", "s", "qu"})
_ENDS = (":", " :", "|", " |", "\n", "]", "】")


@dataclass(frozen=True, slots=True)
class _Words:
    """The label words of one language, by kind; `alone` are labels by themselves."""

    acts: frozenset[str]
    things: frozenset[str]
    which: frozenset[str]
    between: frozenset[str]
    alone: frozenset[str]

    def make(self, phrase: list[str]) -> bool:
        """Whether a phrase consists of these words and tells two kinds, in one word or more."""
        if len(phrase) == 1:
            return phrase[0] in self.alone
        kinds = [{kind for kind in _KINDS if word in getattr(self, kind)} for word in phrase]
        small = self.between | _ELIDED
        if not all(told or word in small for word, told in zip(phrase, kinds, strict=True)):
            return False
        return len(frozenset().union(*kinds)) > 1

    def all(self) -> frozenset[str]:
        """Every word with which a label may end."""
        return self.acts | self.things | self.which | self.between | self.alone


@cache
def _languages() -> dict[str, _Words]:
    return {
        language: _Words(**{kind: _split(text) for kind, text in kinds.items()})
        for language, kinds in data("label_words.json")["words"].items()
    }


def _split(text: str) -> frozenset[str]:
    return frozenset(_WORDS.findall(text.lower()))


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
    words = frozenset().union(*(each.all() for each in _languages().values()), _joined())
    for word, end in product(sorted(words), _ENDS):
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
    return next((name for name in tried if known[name].make(words)), "")


def is_alone(phrase: str) -> bool:
    """Whether a label is a single word, which may be an everyday one."""
    return len(_WORDS.findall(phrase)) == 1 and phrase not in _joined()


def offers(phrase: str, language: str) -> bool:
    """Whether a label says what is offered and which of it, and asks nothing of the reader."""
    if phrase in _joined():
        return True
    told, words = _WORDS.findall(phrase), _languages()[language]
    return not words.acts.intersection(told) and bool(words.things.intersection(told))
