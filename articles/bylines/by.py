"""Words for "by" that mean other things elsewhere: heard only where the language is known."""

import re
from functools import cache

from articles.words.fold import fold
from articles.words.lists import data

_INSIDE = re.compile(r"[-.'’]")
_FEWEST, _MOST = 2, 4  # words of a name behind them (guesses)


def without_by(name: str, language: str) -> str:
    """A name without the word for "by" of its page's language: what follows is a whole name.

    >>> without_by("Na Mwanahamisi Omar", "sw"), without_by("Na Hye Sok", "ko")
    ('Mwanahamisi Omar', 'Na Hye Sok')
    >>> without_by("Του Νίκου", "el")
    'Του Νίκου'
    """
    word, _, rest = name.partition(" ")
    return rest if rest and _is_name(rest) and fold(word) in _words_of(language) else name


def says_by(line: str, language: str) -> bool:
    """Whether a line is such a word and a name, and nothing else.

    >>> says_by("Της Μαρίας Δήμου", ""), says_by("Na Mwanahamisi Omar", "")
    (True, False)
    >>> says_by("Na leo mvua imenyesha", "sw"), says_by("Na Krčkom Mostu", "hr")
    (False, False)
    """
    return without_by(line, language) != line


def _is_name(text: str) -> bool:
    tokens = text.split()
    parts = [part for token in tokens for part in _INSIDE.split(token) if part]
    written = all(part[0].isupper() and part.isalpha() for part in parts)
    return _FEWEST <= len(tokens) <= _MOST and written


@cache
def _words_of(language: str) -> frozenset[str]:
    """The words of a language, by its tag in any form: "el", "el-GR", "sw_KE"; and those in Greek,
    whose letters tell the language."""
    primary = fold(language).replace("_", "-").partition("-")[0]
    listed = data("people.json")["by_in"]
    return frozenset(map(fold, (*listed["el"], *listed.get(primary, ()))))
