"""Lines that lead elsewhere by their build alone: a short label, a mark, and one link as long as a
headline that is all the rest.

Houses name such lines as they like ("The background:", "… – our report"), so no list of labels
holds them; but a sentence of the story does not end where its only link begins.
"""

import re
from functools import cache

from articles.words.fold import begins_small
from articles.words.levelled import SENTENCE_END, lowered
from articles.words.lists import data

_MARK = re.compile(r"\s{0,2}[:：|»›→▶►▸]\s{0,2}|\s[–—-]\s|\s?[(（[]")
_LOWEST, _HIGHEST = 0.3, 0.97
_LONGEST = 260
_LONGEST_LABEL, _LABEL_WORDS = 40, 5
_LONGEST_NOTE, _NOTE_WORDS = 60, 9  # behind the link: "(click here to read the full story)"
_TITLE_WORDS, _TITLE_LETTERS = 3, 14  # of scripts without spaces half as many letters do
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")
_TAIL = 4  # letters by which most lines are seen to end with no label
_SLACK = 1  # letters: spaces may belong to the link or not


def leads_elsewhere(text: str, linked: float) -> bool:
    """Whether a line is a label and the link it announces, or the link and its label behind it.

    >>> leads_elsewhere("How we got here: The tram that never came", 24 / 41)
    True
    >>> leads_elsewhere("The mayor said: the tram will never come to us", 10 / 46)
    False
    """
    if linked < _LOWEST or len(text) > _LONGEST:
        return False
    if _ends_with_label(text.rstrip(" .…!»>→›)]")):
        return True
    if linked >= _HIGHEST:
        return False
    plain = round(len(text) * (1 - linked))
    for mark in _MARK.finditer(text):
        before, behind = text[: mark.start()], text[mark.end() :]
        if abs(mark.end() - plain) <= _SLACK and mark[0].strip() not in ("(", "（", "["):
            return not begins_small(before) and _is_label(before) and is_title(behind)
        if abs(len(text) - mark.start() - plain) <= _SLACK:
            return _is_label(behind, _LONGEST_NOTE, _NOTE_WORDS) and is_title(before)
    return False


def _ends_with_label(text: str) -> bool:
    if lowered(text[-_TAIL:]) not in _tails():  # most lines
        return False
    return lowered(text).endswith(_ends())


@cache
def _tails() -> frozenset[str]:
    return frozenset(end[-_TAIL:] for end in _ends())


@cache
def _ends() -> tuple[str, ...]:
    """What lines end with whose headline stands before its label: "… haberi için tıklayın"."""
    ends = data("related_labels.json")["end"].values()
    return tuple(lowered(text) for listed in ends for text in listed)


def rest_behind(text: str, linked: float) -> str:
    """What stands behind a link that begins a line, as far as the link's share tells; without the
    marks around it."""
    if not _LOWEST < linked < _HIGHEST or len(text) > _LONGEST:
        return ""
    rest = text[round(len(text) * linked) :]
    return rest.strip(" \u00a0–—-:|()[]»→>.") if len(rest) <= _LONGEST_NOTE else ""


def _is_label(text: str, longest: int = _LONGEST_LABEL, words: int = _LABEL_WORDS) -> bool:
    label = text.strip()
    if len(label) > longest or label.count(" ") >= words:
        return False
    return any(map(str.isalpha, label)) and SENTENCE_END.search(label) is None


def is_title(text: str, words: int = _TITLE_WORDS) -> bool:
    """Whether a link is as long as a headline, begins like one and ends like no sentence."""
    title = text.strip().lstrip("\"'“”‘’«»„(¡¿ ")
    if begins_small(title) or SENTENCE_END.search(title) is not None:
        return False
    if _UNSPACED.search(title) is not None:
        return 2 * len(title) >= _TITLE_LETTERS
    return title.count(" ") + 1 >= words and len(title) >= _TITLE_LETTERS
