"""Labels that no list holds, told by the words that they are made of.

"Our earlier reports:", "Das Thema könnte dich auch interessieren:": houses invent their labels, but
out of few words: what a reader is asked to do, what is offered, which of it, and small words
between. A short phrase of nothing else, with words of two of the first three kinds, is a label.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from checks.knowledge import data

WORD = "label word"
_WORDS = re.compile(r"[^\W_]+")
_KINDS = ("acts", "things", "which")
#: words, and letters, of a label: a longer phrase is a sentence
_FEWEST, _MOST, _LONGEST = 2, 9, 90
#: what is left of "l'article" and "editor's"
_ELIDED = frozenset({"l", "d", "s", "qu"})


@dataclass(frozen=True, slots=True)
class _Words:
    """The label words of one language, by kind."""

    acts: frozenset[str]
    things: frozenset[str]
    which: frozenset[str]
    between: frozenset[str]

    def make(self, phrase: list[str]) -> bool:
        """Whether a phrase consists of these words and tells two kinds, in one word or more."""
        if not all(self._has(word) for word in phrase):
            return False
        kinds = [{kind for kind in _KINDS if word in getattr(self, kind)} for word in phrase]
        return len(frozenset().union(*kinds)) > 1

    def _has(self, word: str) -> bool:
        return any(
            word in words for words in (self.which, self.between, self.things, self.acts, _ELIDED)
        )


@cache
def _languages() -> dict[str, _Words]:
    return {
        language: _Words(**{kind: _split(text) for kind, text in kinds.items()})
        for language, kinds in data("label_words.json")["words"].items()
    }


def _split(text: str) -> frozenset[str]:
    return frozenset(_WORDS.findall(text.lower()))


def literals() -> Iterator[tuple[str, str, str]]:
    """The last word of a label with what follows it: a colon, a bar or the end of the line."""
    words = {
        word
        for each in _languages().values()
        for word in (each.acts | each.things | each.which | each.between)
    }
    for word in sorted(words):
        for form in (f"{word}:", f"{word} :", f"{word}|", f"{word} |", f"{word}\n"):
            yield form, WORD, word


def language_of_label(phrase: str, language: str) -> str:
    """The language of whose label words a levelled phrase is made, "" if it is no label.

    The article's language is tried, and any where that is unknown.

    >>> language_of_label("our earlier reports", "en")
    'en'
    >>> language_of_label("our earlier neighbours", "en")
    ''
    """
    words = _WORDS.findall(phrase) if 0 < len(phrase) <= _LONGEST else []
    if not _FEWEST <= len(words) <= _MOST:
        return ""
    known = _languages()
    tried = [language] if language in known else ([] if language else list(known))
    return next((name for name in tried if known[name].make(words)), "")
