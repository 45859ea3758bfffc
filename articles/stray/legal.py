"""Notices of rights, terms and responsibility: "All rights reserved. No part of this …".

They are whole sentences, so that their words decide by their share: hardly a word of such a line is
of anything else.
"""

import re
from collections.abc import Callable
from functools import cache

from ahocorasick_rs import AhoCorasick

from articles.stray.cover import Cover
from articles.words.levelled import SENTENCE_END, levelled
from articles.words.lists import data

#: share of the letters that no list needs to know, of a line and of a short one; half of those of
#: a word of which another form is listed (guesses)
_STRANGE, _STRANGE_OF_FEW = 0.15, 0.12
#: words of a short line, and of one that only a sure form tells (guesses)
_SHORT, _FEW = 7, 4
#: words of a crosshead, which ends without a stop (a guess)
_HEADING = 8
#: "© 2031 Harbour Ledger", up to the end of the sentence
_HOLDER = re.compile(r"(?:[©ⓒ]|\(c\)|copyright (?=[©\d]))[^.|!?。]{0,80}", re.IGNORECASE)
#: whom to write to
_ADDRESS = re.compile(r"\S{1,60}@\S{1,60}|(?:https?://|www\.)\S{1,200}")
_NAME = re.compile(r"[^\W\d_]+")
#: what quotes a notice tells about it
_QUOTES = re.compile('["“”„«»「『]')
#: in German each noun has a capital
_CAPITALS = frozenset(("de",))


def is_legal(text: str, cover: Cover | None) -> bool:
    """Whether a line is such a notice and nothing else."""
    if cover is None or not (cover.sure or cover.anchors > 1) or _QUOTES.search(text):
        return False
    if _reports(cover):
        return False
    if not cover.sure and _is_heading(text, cover):
        return False
    unknown = cover.unknown
    if not unknown:
        return True
    names, inflected = _names(text, cover), cover.inflected
    strange = sum(len(w) / (1 + (w in inflected)) for w in unknown if w not in names)
    if len(cover.words) <= _SHORT:
        return strange <= _STRANGE_OF_FEW * sum(map(len, cover.words))
    return strange <= _STRANGE * sum(map(len, cover.words))


def _is_heading(text: str, cover: Cover) -> bool:
    """Whether so few words may be a crosshead: “Artificial intelligence and copyright”."""
    count = len(cover.words)
    if count <= _FEW or count > _HEADING or cover.anchors > 2:
        return count <= _FEW
    return "|" not in text and SENTENCE_END.search(text) is None


def _reports(cover: Cover) -> bool:
    """Whether a line holds a word of reports: "said", "court"."""
    return bool(_reporting(cover.language)(f" {' '.join(cover.words)} "))


@cache
def _reporting(language: str) -> Callable[[str], list[tuple[int, int, int]]]:
    listed = data("stray_legal.json")["never"].get(language, "").split(",")
    return AhoCorasick([form for form in levelled(listed) if form != " "]).find_matches_as_indexes


def _names(text: str, cover: Cover) -> frozenset[str]:
    """The words that name the holder of the rights, or are of an address; beside a sure form all
    that begin with a capital, but for the first of the line."""
    named = (*_HOLDER.findall(text), *_ADDRESS.findall(text))
    held = [word for part in named for word in _NAME.findall(part)]
    if cover.sure and cover.language not in _CAPITALS:
        held += [word for word in _NAME.findall(text)[1:] if word[0].isupper()]
    return frozenset(levelled([" ".join(held)])[0].split())
