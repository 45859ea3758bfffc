"""What a writing program says before and behind the text that it hands over.

Programs change their words with every version, but not the parts: they agree, hand over, name what
they hand over and whose it is; behind it they offer to change it. Only the first and the last
lines are looked at, each on a line of its own.
"""

import re
from collections.abc import Iterator
from functools import cache

from articles import Article
from checks.knowledge import data
from checks.lines.cited import is_told
from checks.lines.scan import Line, level

#: lines at a text's beginning and end, and letters of such a line (guesses)
_FIRST, _LAST, _LONGEST = 4, 4, 240
#: letters behind the handing words within which the text is named (a guess)
_SOON = 40
_QUOTES = ('"', "«", "»", "「", "『")
#: from here on scripts do not part their words
_UNSPACED = "\u0e00"
#: endings of a line that hands over, and of one that offers
_FULL_STOPS = ("。", "।")
_COLONS, _ENDS = (":",), (".", "?", "!", "…", ":", "。", "？", "！", "؟")
_COMMAS = re.compile("[,،，、]")
#: whose text it is, in a talk: "here is the text of the speech"
_OWNER = re.compile(
    r"\s(?:of|by|from|von|vom|der|des|du|de l[ao]s?|des|del|della|dell'|dei|delle|do|da|dos|das"
    r"|van (?:de|het)|av|af) ?[^\W\d_]"
)
_LEVELLED = str.maketrans("？！，", "?!,")


def spoken_lines(article: Article) -> Iterator[tuple[str, Line]]:
    """Lines that hand a text over or offer to change it: which of both, and the line."""
    zone = list(article.zone)
    for index in sorted({*zone[:_FIRST], *zone[-_LAST:]}):
        text = article.blocks[index].text
        if not 0 < len(text) <= _LONGEST or "\n" in text or is_told(text):
            continue
        line = Line(index, 0, len(text), text, level(text).translate(_LEVELLED))
        if name := _spoken(line.low.strip()):
            yield name, line


def _spoken(low: str) -> str:
    if any(map(low.__contains__, _QUOTES)):
        return ""
    agreed = _form("assents", r"(?:{})\s?[!。]").match(low) is not None
    ends = low.endswith(_COLONS) or (agreed and low.endswith(_FULL_STOPS))
    if ends and _hands_over(low):
        return "it hands its text over"
    return "it offers to change its text" if low.endswith(_ENDS) and _offers(low) else ""


def _hands_over(low: str) -> bool:
    """Whether a line hands a text over, and agrees to do so or says that it is the reader's."""
    agreed = _form("assents", r"(?:{})\s?[!,.。-]+\s?").match(low)
    rest = low[agreed.end() :] if agreed else low
    handed = _form("hands", r"(?:[^.!?,:]{{0,24}}\s)?(?:{})").match(rest)
    if handed is None:
        return False
    text = _form("texts").search(rest, handed.end(), handed.end() + _SOON)
    if text is None:
        return False
    if _form("yours").search(rest, handed.end()):
        return True
    return agreed is not None and ("!" in agreed.group() or not _is_anothers(rest, text.end()))


def _is_anothers(low: str, end: int) -> bool:
    """Whether the text that ends here is of something that is no text itself: of a speech."""
    return _OWNER.match(low, end) is not None and _form("texts").search(low, end) is None


def _offers(low: str) -> bool:
    """Whether a line offers something, that is a change of a text, and its question ends it."""
    if "?" in low.rstrip("?!.؟ "):
        return False
    said = _COMMAS.sub("", low)
    hoped = _form("hopes", r"(?:{})\s?[!.。]+\s?").match(said)
    said = said[hoped.end() :] if hoped else said
    offered = _form("offers", "(?:{})").match(said)
    return offered is not None and _form("changes").search(said, offered.end()) is not None


@cache
def _form(part: str, form: str = "{}") -> re.Pattern[str]:
    """A pattern of all languages' words of this part."""
    words = ", ".join(data("assistant_words.json")[part].values()).split(", ")
    known = sorted(dict.fromkeys(words), key=len, reverse=True)
    return re.compile(form.format("|".join(map(_word, known))))


def _word(word: str) -> str:
    """A word as a pattern: whole where its script parts words, with any ending behind a star."""
    stem = re.escape(word.rstrip("*"))
    if word[-1] > _UNSPACED and not word.endswith("*"):
        return stem
    return rf"(?<!\w){stem}" + (r"\w{0,12}" if word.endswith("*") else r"(?!\w)")
