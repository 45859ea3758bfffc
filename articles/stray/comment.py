"""To be told: lines around the comments of readers.

Calls to comment, counts of comments, rules of the discussion: "Show all 12 comments", "Log in to
comment", "Comments are closed". A sentence about comments has words that such lines do not.
"""

import re
from collections.abc import Sequence

from articles.model import Kind
from articles.stray.cover import Cover
from articles.stray.forms import forms_of
from articles.words.levelled import SENTENCE_END, SINGLE_LETTERS, levelled

_LONGEST = 45  # words; letters of scripts without spaces (a guess)
_QUOTES = re.compile('["“”„«»「『]')
_ASKED = re.compile(r"[?？؟;]\s*(?=\S)")
_LONGEST_QUESTION = 16  # words before the call to answer it (a guess)
#: of how many words one may be on no list: a house's name, a word of its rules (guesses)
_PER_UNKNOWN, _PER_UNKNOWN_IN_SENTENCE, _FEWEST_DEEDS = 6, 10, 3
#: one of these stands in each line that its marks alone tell
SIGNS = "💬🗨💭🗯"
_BALLOON = re.compile(rf"[{SIGNS}]\ufe0f?\s?\(?\d[\d.,]{{0,6}}k?\)?\s*$", re.IGNORECASE)
_NAMED = re.compile(r"@?[^\W\d_a-z][\w.'’-]*(?: [^\W\d_a-z][\w.'’-]*){0,2}")


def is_comment(text: str, cover: Cover | None) -> bool:
    """Whether a line is such a line and nothing else.

    >>> from articles.stray.kinds import stray_kind
    >>> stray_kind("Comments (12)", " comments 12 ").value
    'comment'
    >>> stray_kind("No comment", " no comment ")
    """
    if _BALLOON.match(text):
        return True
    if cover is None or len(cover.words) > _LONGEST or _QUOTES.search(text):
        return False
    if _without_numbers(cover.words) in forms_of(Kind.COMMENT, ("whole",)):
        return True
    if not cover.unknown:
        return _is_call(cover, 0) or _is_count(cover)
    return _is_answer_asked_for(text, cover) or _is_rule(text, cover) or _is_to_reader(text)


def _without_numbers(words: Sequence[str]) -> str:
    return f" {' '.join(word for word in words if not word[0].isdigit())} "


def _is_call(cover: Cover, start: int) -> bool:
    """Whether the words from one on hold what is enough alone, or a word for comments and what is
    done with them or how many they are."""
    words = cover.words[start:]
    level = f" {' '.join(words)} "
    if any(form in level for form in _calls(cover.language) if form.count(" ") > 2):
        return True
    return bool(_nouns(cover, start)) and (
        any(word[0].isdigit() for word in words) or bool(_deeds(cover, start))
    )


def _is_count(cover: Cover) -> bool:
    """“3 replies”, “Discussion (28)”: a number, an anchor, and nothing else."""
    return len(cover.words) == 2 and cover.numbers == 1 and len(cover.anchored) == 1


def _calls(language: str) -> frozenset[str]:
    return forms_of(Kind.COMMENT, ("whole",), language)


def _nouns(cover: Cover, start: int) -> list[int]:
    """The anchors from a word on that mean comments wherever they stand."""
    soft = _letters(forms_of(Kind.COMMENT, ("soft",), cover.language))
    return [n for n in cover.anchored if n >= start and cover.words[n] not in soft]


def _deeds(cover: Cover, start: int) -> list[int]:
    """The covered words from one on that are neither anchors nor small."""
    small = _letters(forms_of(Kind.COMMENT, ("small",), cover.language))
    beside = cover.covered - cover.anchored
    return [n for n in beside if n >= start and cover.words[n] not in small]


def _letters(forms: frozenset[str]) -> frozenset[str]:
    return frozenset(word for form in forms for word in form.split())


def _is_answer_asked_for(text: str, cover: Cover) -> bool:
    """“Should the quay be closed? Tell us in the comments”: any question, then such a call."""
    asked = [match.end() for match in _ASKED.finditer(text)]
    if not asked:
        return False
    size = len(levelled([text[asked[-1] :]])[0].split())
    start = len(cover.words) - size
    told = range(start, len(cover.words))
    known = all(n in cover.covered or cover.words[n][0].isdigit() for n in told)
    return known and 0 < start <= _LONGEST_QUESTION and _is_call(cover, start)


def _is_rule(text: str, cover: Cover) -> bool:
    """A longer line nearly all of whose words are those of such lines."""
    unspaced = any(len(word) == 1 and word > SINGLE_LETTERS for word in cover.words)
    ends = SENTENCE_END.search(text) is not None
    most = _PER_UNKNOWN_IN_SENTENCE if ends or unspaced else _PER_UNKNOWN
    few = len(cover.unknown) * most <= len(cover.words)
    return few and len(_deeds(cover, 0)) >= _FEWEST_DEEDS and bool(_nouns(cover, 0))


def _is_to_reader(text: str) -> bool:
    """“Reply to Ida Holm”."""
    forms = forms_of(Kind.COMMENT, ("named",))
    words = text.split()
    for size in (1, 2, 3):
        if levelled([" ".join(words[:size])])[0] in forms:
            return _NAMED.fullmatch(" ".join(words[size:])) is not None
    return False
