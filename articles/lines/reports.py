"""Whether a text reports: it names who said so, quotes somebody in the middle of a sentence, or has
the plain endings in which Japanese and Korean stories are told. Calls to the reader do none of it.
"""

import re
from collections.abc import Iterator
from functools import cache

from articles.words.levelled import SENTENCE_END, lowered, plain_words
from articles.words.lists import data

#: from here on scripts do not part their words
UNSPACED = "\u0e00"
_CLAUSE = re.compile(r"(?:[,،、，–—]|\s-\s|[”“»\"])\s*")
_QUOTED = re.compile(
    r"[“„«»\"「『〝‘](?=[^“”„«»\"「」『』]{8,})([^“”„«»\"「」『』]{7,}[^“”„«»\"「」『』])[”“»«\"」』]"
)
_ENDS_SENTENCE, _ENDS_TITLE = ".,…。，،", "!?！？؟"  # marks before the quotation mark
_SAYS = re.compile(r"[:：,،]\s*$")
_SAID = re.compile(r"^\s?(?:[,،]\s?\w|[-–—]\s\w|\s[a-zà-ÿа-яёіїєґ]|[との])")
_LEAST_QUOTED = 4  # words of a quotation that no mark ends (a guess)
_FEWEST = 2  # words beside a quotation (a guess)
_SMALL = 3  # letters of a word that a title need not write with a capital
_PLAIN_ENDING = re.compile(
    r"(?:(?<!まし)(?<!でし)た|という|だ|である|できる|になる|いる|だろう|(?<!니)다)[。.][」』\"”’)]*$"
)


def reports(text: str) -> bool:
    """Whether a text is a sentence that names its source, or tells what was; or a headline that
    tells what happens.

    >>> reports("Enter your address and the site does the rest, the police warned.")
    True
    >>> reports("Enter your address, and we do the rest."), reports("Monthly pass goes up in May")
    (False, True)
    """
    if _PLAIN_ENDING.search(text) or _quotes_somebody(text) or _holds(text, "of news"):
        return True
    return _is_a_sentence(text) and _names_a_source(text)


def quoted_words(text: str) -> list[int]:
    """How many words each quotation in a text has."""
    return [_length(quoted[1]) for quoted in _QUOTED.finditer(text)]


def _is_a_sentence(text: str) -> bool:
    return max(text) >= UNSPACED or SENTENCE_END.search(text) is not None


def _quotes_somebody(text: str) -> bool:
    """“Subscribe,” the screen said: a sentence in quotes, and words of another one beside it."""
    return any(
        _is_said(quoted[1], text[: quoted.start()], text[quoted.end() :])
        for quoted in _QUOTED.finditer(text)
    )


def _is_said(quoted: str, before: str, behind: str) -> bool:
    if len(plain_words(f"{before} {behind}")) < _FEWEST:
        return False
    if quoted[-1] in _ENDS_SENTENCE or _SAYS.search(before):
        return True
    return _is_a_clause(quoted) and (quoted[-1] in _ENDS_TITLE or _SAID.match(behind) is not None)


def _is_a_clause(quoted: str) -> bool:
    """Whether it has some words, of which one begins small: names of letters have capitals."""
    is_name = all(len(word) <= _SMALL or word[0].isupper() for word in quoted.split())
    return not is_name and _length(quoted) >= _LEAST_QUOTED


def _length(quoted: str) -> int:
    return len(quoted) // 2 if min(quoted) >= UNSPACED else len(plain_words(quoted))


def _names_a_source(text: str) -> bool:
    return _holds(text, "said", "they") or any(
        clause.startswith(_behind_a_comma()) for clause in _clauses(text)
    )


def _holds(text: str, *lists: str) -> bool:
    """Whether a text holds a form of these lists, in scripts with spaces as whole words."""
    words = plain_words(text)
    single, phrases, unspaced = _forms(*lists)
    if not single.isdisjoint(words) or any(form in text for form in unspaced):
        return True
    line = f" {' '.join(words)} "
    return any(form in line for form in phrases)


def _clauses(text: str) -> Iterator[str]:
    """What stands behind a comma, a dash or a quotation mark, as plain words."""
    for clause in _CLAUSE.split(text)[1:]:
        yield f"{' '.join(plain_words(clause))} "


@cache
def _forms(*lists: str) -> tuple[frozenset[str], list[str], list[str]]:
    """The forms of these lists: single words, phrases, and those of scripts without spaces."""
    listed = [form for name in lists for form in _listed(name)]
    spaced = [form for form in listed if form < UNSPACED]
    phrases = [f" {form} " for form in spaced if " " in form]
    single = frozenset(form for form in spaced if " " not in form)
    return single, phrases, [form for form in listed if form >= UNSPACED]


@cache
def _behind_a_comma() -> tuple[str, ...]:
    return tuple(form + " " * (form < UNSPACED) for form in _listed("behind a comma"))


def _listed(name: str) -> list[str]:
    """The forms of a list in all languages, as plain words are."""
    forms = ", ".join(data("story_words.json")[name].values())
    return lowered(forms).replace("'", " ").split(", ")
