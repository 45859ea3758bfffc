"""Labels that no list holds, told by the words that they are made of.

"Our earlier reports:", "Das Thema könnte dich auch interessieren:": houses invent their labels, but
out of few words: what a reader is asked to do, what is offered, which of it, and small words
between. A short phrase of nothing else that tells two of the first three kinds is a label; so is a
single word such as "Explainer" with a colon behind it. In scripts without spaces a label is joined
of two parts.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import product

from articles.words.levelled import lowered
from articles.words.lists import data

_WORDS = re.compile(r"[^\W_]+")
_KINDS = frozenset({"acts", "things", "which"})
#: words, and letters, of a label: a longer phrase is a sentence
_MOST, _LONGEST = 9, 90
#: what is left of "l'article" and "editor's"
_ELIDED = frozenset({"l", "d", "s", "qu"})


@cache
def languages() -> Mapping[str, Mapping[str, frozenset[str]]]:
    """By language: its label words, each with the kinds that it tells."""
    found = {}
    for language, kinds in data("label_words.json")["words"].items():
        told: dict[str, set[str]] = defaultdict(set)
        for kind, text in kinds.items():
            for word in _WORDS.findall(lowered(text)):
                told[word].add(kind)
        found[language] = {word: frozenset(each) for word, each in told.items()}
    return found


@cache
def joined() -> Mapping[str, str]:
    """The joined labels and their language."""
    return {
        first + gap + second: language
        for language, parts in data("label_words.json")["joined"].items()
        for first, second in product(parts["first"].split(), parts["second"].split())
        for gap in ("", " ")
    }


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
    if whole := joined().get(phrase, ""):
        return whole
    words, known = _WORDS.findall(lowered(phrase)), languages()
    if not 0 < len(words) <= _MOST:
        return ""
    tried = [language] if language in known else ([] if language else list(known))
    return next((name for name in tried if _makes(known[name], words)), "")


def _makes(known: Mapping[str, frozenset[str]], phrase: Sequence[str]) -> bool:
    """Whether a phrase consists of these words and tells two kinds, in one word or more."""
    if len(phrase) == 1:
        return "alone" in known.get(phrase[0], ())
    told: set[str] = set()
    for word in phrase:
        if word not in known and word not in _ELIDED:
            return False
        told |= known.get(word, frozenset())
    return len(told & _KINDS) > 1


def words_of_label(line: Sequence[str]) -> int:
    """How many words of a line's beginning make a label, in any language: the most that do.

    >>> words_of_label("our earlier reports the dam that failed".split())
    4
    >>> words_of_label("reports of the dam failing came late".split())
    0
    """
    told_by = _told_by_word()
    best, told = 0, told_by.get(line[0], {})
    for count, word in enumerate(line[:_MOST], 1):
        if word not in _ELIDED:
            here = told_by.get(word)
            if here is None or here.keys().isdisjoint(told):  # most lines, at their second word
                break
            told = {name: kinds | here[name] for name, kinds in told.items() if name in here}
        if any("alone" in k if count == 1 else len(k & _KINDS) > 1 for k in told.values()):
            best = count
    return best


def may_begin_label(word: str) -> bool:
    """Whether a word, as levelled lines have it, is one with which labels begin."""
    return word in _told_by_word()


@cache
def _told_by_word() -> Mapping[str, Mapping[str, frozenset[str]]]:
    """By word: the languages that make labels of it, each with the kinds that it tells there."""
    found: dict[str, dict[str, frozenset[str]]] = defaultdict(dict)
    for language, known in languages().items():
        for word, kinds in known.items():
            found[word][language] = kinds
    return dict(found)


def is_alone(phrase: str) -> bool:
    """Whether a label is a single word, which may be an everyday one."""
    return len(_WORDS.findall(phrase)) == 1 and phrase not in joined()


def offers(phrase: str, language: str) -> bool:
    """Whether a label says what is offered and which of it, and asks nothing of the reader."""
    if phrase in joined():
        return True
    known = languages()[language]
    told = frozenset().union(*(known.get(word, ()) for word in _WORDS.findall(lowered(phrase))))
    return "things" in told and "acts" not in told
