"""What content systems ask their editors to write, left on the page: "Insert image caption here".

Such a line is made of few words: what to do, what is to be written, and where. So it is told by
these words, in any order, where it has no others.
"""

from collections.abc import Mapping
from functools import cache

from articles.words.levelled import plain_words, words_of
from articles.words.lists import data

#: words of a prompt, and its letters (guesses)
_FEWEST, _MOST, _LONGEST = 3, 8, 90


def is_prompt(text: str) -> bool:
    """Whether a line is nothing but such words of one language.

    >>> is_prompt("[Insert the image caption here]"), is_prompt("Insert the coin here")
    (True, False)
    """
    if len(text) > _LONGEST:
        return False
    words = plain_words(text)
    if not _FEWEST <= len(words) <= _MOST:
        return False
    known = _languages()
    return bool(frozenset.intersection(*(known.get(word, frozenset()) for word in words)))


def may_begin_prompt(word: str) -> bool:
    """Whether a word, as levelled lines have it, is one with which prompts begin."""
    return word in _beginnings()


@cache
def _beginnings() -> frozenset[str]:
    """The first word of each, which in scripts with signs between letters is but a part of it."""
    return frozenset(levels[0] for word in _languages() if (levels := words_of(word)))


@cache
def _languages() -> Mapping[str, frozenset[str]]:
    """By word: the languages in whose prompts it stands."""
    found: dict[str, set[str]] = {}
    for language, words in data("junk_lines.json")["template"]["prompts"].items():
        for word in plain_words(" ".join(words)):
            found.setdefault(word, set()).add(language)
    return {word: frozenset(languages) for word, languages in found.items()}
