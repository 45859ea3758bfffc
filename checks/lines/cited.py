"""Whether a sentence cites words: in quotation marks, behind "it began", before "says she"."""

import re
from functools import cache

from checks.knowledge import data

_OPENING = re.compile(r"[“„«‚「『]|(?:(?<=[\s(\[–—-])|^)[\"'‘`´](?=\S)")
_CLOSING = re.compile(r"[”“»」』]|(?<=\S)[\"'’‘`´](?!\w)")
#: other words within the same quotation marks, and the letters among which they are looked for: a
#: longer quotation is somebody's speech, in which machine text is a fault as elsewhere (guesses)
_MOST_WORDS, _NEAR = 4, 60
_WORDS = re.compile(r"[^\W\d_]+")
_LETTERS_BEFORE = 80
_PAIRS = (("“", "”"), ("„", "“"), ("«", "»"), ("»", "«"), ("「", "」"))
#: letters of a sentence that says who said it, and how one ends (a guess)
_TOLD, _STOPS = 40, (".", "!", "?", "…", "”", '"', "»")


def is_cited(text: str, start: int, end: int) -> bool:
    """Whether the line speaks about the words from `start` to `end`, with words of its own.

    >>> line = 'Readers got letters that began "Hi {{name}}" on Monday.'
    >>> is_cited(line, line.index("{{"), line.index("}}") + 2)
    True
    """
    return _in_quotes(text, start, end) or _is_shown(text[max(0, start - _LETTERS_BEFORE) : start])


def _in_quotes(text: str, start: int, end: int) -> bool:
    first = max(0, start - _NEAR)
    opened = [m for m in _OPENING.finditer(text, first, start + 1) if m.end() <= start]
    closed = _CLOSING.search(text, end, end + _NEAR)
    if not opened or closed is None:
        return False
    head, tail = text[opened[-1].end() : start], text[end : closed.start()]
    if _CLOSING.search(head) or len(_WORDS.findall(head + " " + tail)) > _MOST_WORDS:
        return False
    outside = text[: opened[-1].start()] + text[closed.end() :]
    return _WORDS.search(outside) is not None


def is_speech(text: str, start: int, end: int) -> bool:
    """Whether the words stand within a quotation of any length."""
    head, tail = text[:start], text[end:]
    if head.count('"') % 2 and '"' in tail:
        return True
    return any(head.count(a) > head.count(b) and b in tail for a, b in _PAIRS)


def _is_shown(before: str) -> bool:
    return _shown().search(before) is not None or _borne().search(before) is not None


def is_told(text: str) -> bool:
    """Whether a line is a sentence that says who said it.

    >>> is_told("We value your privacy: four words, and a lie, says Kim Seaworthy of the board.")
    True
    """
    text = text.rstrip()
    return len(text) >= _TOLD and text.endswith(_STOPS) and _tells().search(text) is not None


@cache
def _tells() -> re.Pattern[str]:
    words = _listed(data("citing_words.json")["tells"])
    return re.compile(rf"[,”\"»](?:\s[^\W\d_]{{1,20}}){{0,3}}\s(?:{words})\b")


@cache
def _shown() -> re.Pattern[str]:
    """Words that announce what a letter, sign or screen shows; a greeting amid a sentence."""
    words = data("citing_words.json")
    shows, greets = _listed(words["shows"]), _listed(words["greetings"])
    return re.compile(
        rf"\b(?i:{shows})[\s:,\"'“„«‘]{{1,3}}(?:(?:{greets})\s)?$"
        rf"|[^\W\d_A-Z][,:]?\s[\"'“„«‘]?(?:{greets})\s$"
    )


@cache
def _borne() -> re.Pattern[str]:
    """Things that bear words, what they do, and the rest of that clause; a greeting of people."""
    words = data("citing_words.json")
    things, bear = _listed(words["screens"]), _listed(words["bears"])
    return re.compile(
        rf"(?i)\b(?:{things})(?: that| which)? (?:{bear})\b[^.!?;:,\n]{{0,50}}$"
        r"|\b(?:greeted|greets|greeting|addressed|addresses|saluted|called) [^.!?;:,\n]{1,24}"
        r" (?:as|with) $"
    )


def _listed(by_language: dict[str, str]) -> str:
    """All languages' words as alternatives of a pattern."""
    return "|".join(dict.fromkeys(", ".join(by_language.values()).split(", ")))
