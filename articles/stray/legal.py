"""Notices of rights, terms and responsibility: "All rights reserved. No part of this …".

They are whole sentences, so that their words decide by their share: hardly a word of such a line is
of anything else.
"""

import re

from articles.line_words import lowered
from articles.stray.cover import Cover

#: share of the letters that no list needs to know, of a line and of a short one; half of those of
#: a word of which another form is listed (guesses)
_STRANGE, _STRANGE_OF_FEW = 0.15, 0.12
#: words of a short line (a guess)
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
    names, inflected = _names(text, cover), cover.inflected
    strange = sum(len(w) / (1 + (w in inflected)) for w in unknown if w not in names)
    if len(cover.words) <= _SHORT:
        return strange <= _STRANGE_OF_FEW * sum(map(len, cover.words))
    return strange <= _STRANGE * sum(map(len, cover.words))


def _names(text: str, cover: Cover) -> frozenset[str]:
    """The words that name the holder of the rights; beside a sure form all that begin with a
    capital, but for the first of the line."""
    held = [word for match in _HOLDER.finditer(text) for word in _NAME.findall(match[0])]
    if cover.sure and cover.language not in _CAPITALS:
        held += [word for word in _NAME.findall(text)[1:] if word[0].isupper()]
    return frozenset(map(lowered, held))
