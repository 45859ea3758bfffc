"""Notices of rights, terms and responsibility: "All rights reserved. No part of this …".

They are whole sentences, so that their words decide by their share: hardly a word of such a line is
of anything else.
"""

import re

from articles.line_words import lowered
from articles.stray.cover import Cover

#: share of the letters that no list needs to know (a guess)
_STRANGE = 0.14
#: words of a line so short that the lists know all of them (a guess)
_SHORT = 7
#: "© 2031 Harbour Ledger", up to the end of the sentence
_HOLDER = re.compile(r"(?:[©ⓒ]|\(c\)|copyright (?=[©\d]))[^.|!?。]{0,80}", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_]+")
#: what quotes a notice tells about it
_QUOTES = re.compile("[\"“”„«»「『]")
#: in German each noun has a capital
_CAPITALS = frozenset(("de",))


def is_legal(text: str, cover: Cover | None) -> bool:
    """Whether a line is such a notice and nothing else."""
    if cover is None or not (cover.sure or cover.anchors > 1) or _QUOTES.search(text):
        return False
    unknown = cover.unknown
    if not unknown:
        return True
    names = _names(text, cover)
    strange = sum(len(word) for word in unknown if word not in names)
    if len(cover.words) <= _SHORT:
        return cover.sure and not strange
    return strange <= _STRANGE * sum(map(len, cover.words))


def _names(text: str, cover: Cover) -> frozenset[str]:
    """The words that name the holder of the rights; beside a sure form all that begin with a
    capital, but for the first of the line."""
    held = [word for match in _HOLDER.finditer(text) for word in _NAME.findall(match[0])]
    if cover.sure and cover.language not in _CAPITALS:
        held += [word for word in _NAME.findall(text)[1:] if word[0].isupper()]
    return frozenset(map(lowered, held))
