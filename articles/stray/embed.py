"""What stands for embedded media: "View this post on Instagram", "— Ida Holm (@ida) May 5, 2031".

Either its marks tell it, or all of its words are those of such lines, a network's name among them.
"""

import re
from collections.abc import Callable, Sequence
from functools import cache

from ahocorasick_rs import AhoCorasick

from articles.stray.cover import Cover
from articles.words.levelled import levelled, lowered
from articles.words.lists import data

#: one of these stands in each line that its marks alone tell
SIGNS = "@/"
_LONGEST = 200  # letters of a line told by its words (a guess)
#: letters that a network's name may bear behind it, and of a name that may (guesses)
_ENDING, _NAME = 5, 5
_NAMED = 4  # words of a name, letters of scripts without spaces (a guess)
#: addresses of single posts, which stand alone where a page would embed them
_POSTS = (
    r"(?:(?:twitter|x)\.com/\w{1,20}/status/|(?:www\.)?instagram\.com/(?:p|reel|tv)/"
    r"|(?:www\.|m\.)?youtube\.com/(?:watch|embed|shorts|live)|youtu\.be/|vimeo\.com/\d"
    r"|(?:www\.|vm\.)?tiktok\.com/[@\w]|(?:www\.)?facebook\.com/\S{1,80}/(?:posts|videos)/|t\.co/"
    r"|open\.spotify\.com/|soundcloud\.com/|(?:www\.)?threads\.net/@|bsky\.app/profile/|t\.me/\w)"
)
_SHAPE = re.compile(
    r"^(?:pic\.(?:twitter|x)\.com/\w{4,20}\s)?[—–]\s?[^—–()@]{1,60}\(@\w{1,30}\)"  # who posts
    r"(?:\s[^@()]{0,30}\d[^@()]{0,20})?$"  # and when
    r"|^pic\.(?:twitter|x)\.com/\w{4,20}$"
    rf"|^https?://{_POSTS}\S{{0,200}}$"
)
_MARKS = ("@", "twitter.com", "x.com", "http")
_HANDLE = re.compile(r"@[\w.]{1,30}")
_QUOTES = re.compile('["“”«»「『]')
#: how long a recording is
_LENGTH = re.compile(
    r"\d:\d\d|\d\s?(?:min|mn|dk|dəq|daqiqa|perc|λεπτ|мин|мін|хв|мүн|phút|menit|minit|dakika|דק"
    r"|دق|मिनट|मिनिट|মিনিট|分|분|นาที|წუთ|րոպե)"
)
_QUOTED_WORD = re.compile(r"[\"„“”«»](\w{2,12})[\"“”«»]")
_WORD = re.compile(r"[^\W\d_]+")
_Search = Callable[..., list[tuple[int, int, int]]]


def is_embed(text: str, cover: Cover | None) -> bool:
    """Whether a line is such a line and nothing else."""
    if any(map(text.__contains__, _MARKS)) and _SHAPE.search(text.strip()):
        return True
    if cover is None or len(text) > _LONGEST or _QUOTES.search(_QUOTED_WORD.sub(r"\1", text)):
        return False
    hosts = _networks(cover.words)
    if not (cover.sure or hosts or _LENGTH.search(text)):
        return False
    numbered = enumerate(cover.words)
    strange = {word for n, word in numbered if n not in cover.covered and n not in hosts}
    strange = {word for word in strange if not word[0].isdigit()}
    return not strange or strange <= cover.inflected | _people(text, cover)


def _people(text: str, cover: Cover) -> frozenset[str]:
    """The words of the names of those who post something, in small letters: those of a handle,
    those with a capital, and in scripts without capitals the last ones before the handle."""
    handles = _HANDLE.findall(text)
    if not cover.sure or not handles:
        return frozenset()
    names = [word for word in _WORD.findall(text) if word[0].isupper()]
    named, bracket, _ = text.partition("(@")
    before = levelled([named])[0].split()[-_NAMED:] if bracket else []
    uncased = [word for word in before if word.upper() == word]
    handled = levelled([" ".join(handles).replace("_", " ")])[0].split()
    return frozenset((*handled, *map(lowered, names), *uncased))


def _networks(words: Sequence[str]) -> set[int]:
    """The numbers of the words that name networks, also with an ending."""
    level = f" {' '.join(words)} "
    found: set[int] = set()
    for _, start, end in _hosts()(level, overlapping=True):
        stop = level.index(" ", end - 1)
        if stop == end or (stop - end <= _ENDING and end - start > _NAME):
            first = level.count(" ", 0, start)
            found.update(range(first, first + level.count(" ", start, stop)))
    return found


@cache
def _hosts() -> _Search:
    forms = {form.rstrip() for form in levelled(data("stray_embed.json")["networks"].split(","))}
    return AhoCorasick(sorted(forms - {""})).find_matches_as_indexes
