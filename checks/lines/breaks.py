"""Whether a text breaks off: what the end of its last paragraph shows."""

import re
from collections.abc import Sequence
from functools import cache

from articles import Block
from checks.knowledge import data

#: letters at the end of a paragraph that are looked at
_TAIL = 80
#: a shorter last line is a menu's or a form's, unless it ends with a word that ends none (guesses)
_SENTENCE, _SPACES = 60, 4
_STOPS = (".", "!", "?", "…", ":", "”", '"', "»", "“", ")", "’", "'")
_DOTS = r"\s?(?:…|\.{3})"
#: the last two words, and whether dots say that something follows
_LAST = re.compile(
    rf"(?:(?P<before>[^\W\d_]+)[\s'’])?(?<![^\s(\"“„«‘'’])"
    rf"(?P<word>[^\W\d_]+)(?P<rest>{_DOTS}|[,–-]|)$"
)
_COUNT = re.compile(r"\[\+\d{1,6} chars\](?=\s*$)")
_ENDS_LOW = re.compile(r"\s[^\W\d_]*[^\W\d_A-Z]$")
_QUOTES = (("“", "”"), ("„", "“"), ("«", "»"), ("「", "」"))
_COOKIE, _ANY = "ookie", ""
#: how sure a cut is of which not the words, but only the end is known (a guess)
SURE = 0.8


def preview_mark(text: str) -> int:
    """Where a mark of a preview begins at the end of a text: "[…]", "… Read more »"; -1 without.

    >>> preview_mark("The ferry will sail again on […]")
    29
    """
    start = max(0, len(text) - _TAIL)
    tail = text[start:]
    found = _cut().search(tail)
    if found is None or (found["more"] and (_COOKIE in text or start + found.start() == 0)):
        return -1
    return start + found.start("mark" if found["mark"] else "more")


def cut_count(text: str) -> tuple[int, int] | None:
    """Where a service counts the letters that it cut off: "… [+2187 chars]"."""
    found = _COUNT.search(text, max(0, len(text) - _TAIL))
    return found.span() if found else None


def is_unfinished(paragraphs: Sequence[Block], language: str) -> bool:
    """Whether the last paragraph stops where no sentence ends, as those before it do not.

    It stops with a word or two that want more, within quotation marks that nothing closes, or
    within a word: with two letters that are none of its language. Names behind the last line,
    verses and lists have no stops in the lines before.
    """
    text = paragraphs[-1].text.rstrip()
    if text.count(" ") < _SPACES or len(paragraphs) < 2 or "\n" in text:
        return False
    if not all(block.text.rstrip().endswith(_STOPS) for block in paragraphs[-3:-1]):
        return False
    found = _LAST.search(text[-_TAIL:])
    code = language[:2].lower()
    if found is not None and _wants_more(found, code):
        return True
    return len(text) >= _SENTENCE and (_stops_short(found, code) or _quotes_on(text))


def _wants_more(found: re.Match[str], language: str) -> bool:
    """Whether the last word, or the last two together, end no sentence."""
    word, before = found["word"], (found["before"] or "").lower()
    if word in _words("words").get(language, ()):
        return True
    first, second = _pairs().get(language, ((), ()))
    return before in first and word in second


def _stops_short(found: re.Match[str] | None, language: str) -> bool:
    """Whether it stops within a word."""
    if found is None:
        return False
    word, rest = found["word"], found["rest"].strip()
    apart = found.string[: found.start("word")][-1:].isspace()
    if not (apart and word.islower()):
        return False
    return len(word) == 1 if rest else _is_part(word, language)


def _is_part(word: str, language: str) -> bool:
    """Whether two letters are no word of the language, nor a unit or the like."""
    known = _words("short")
    if len(word) != len("wa") or language not in known:
        return False
    return word not in known[language] and word not in known[_ANY]


def _quotes_on(text: str) -> bool:
    """Whether a quotation begins within the paragraph and neither it nor its sentence ends."""
    if _ENDS_LOW.search(text[-_TAIL:]) is None:
        return False
    inside = text[1:]
    if inside.count('"') == 1 and '"' not in text[:1]:
        return inside[inside.index('"') - 1] in " ,:("
    return any(a in inside and text.count(a) == text.count(b) + 1 for a, b in _QUOTES)


@cache
def _cut() -> re.Pattern[str]:
    """Marks of previews; words such as "Read more" behind a sentence or dots."""
    tails = ", ".join(data("unfinished_words.json")["tails"].values()).split(", ")
    words = "|".join(sorted(map(re.escape, tails), key=len, reverse=True))
    return re.compile(
        r"(?P<mark>\[(?:…|\.{3})\]|\[\+\d{1,6} chars\]|…\s?\[(?:more|Read more)\]"
        r"|[(\[](?i:(?:text |article |content )?truncated)[)\]])\s*$"
        r"|(?:…|\.{3}|[.!?。！？\"”»)])\s*(?P<more>[(\[]?"
        rf"(?i:{words})[)\]]?)[\s»>→›.…]{{0,6}}$"
    )


@cache
def _words(kind: str) -> dict[str, frozenset[str]]:
    listed = data("unfinished_words.json")[kind]
    return {language: frozenset(text.split()) for language, text in listed.items()}


@cache
def _pairs() -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    listed = data("unfinished_words.json")["pairs"]
    return {
        language: (frozenset(first.split()), frozenset(second.split()))
        for language, (first, second) in listed.items()
    }
