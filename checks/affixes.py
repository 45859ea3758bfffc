"""What a site puts before and after its headlines, learned from the headlines themselves.

"World news: Harbour reopens | The Valley Ledger" and "Harbour reopens" are one headline. No list of
names can know that; the site's other headlines do.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from articles.addresses.canonical import site_of
from articles.words.fold import tokens

Words = tuple[str, ...]
#: a headline in pieces, folded
Pieces = tuple[Words, ...]
#: a piece at an end belongs to the site if half of its headlines bear it, and no fewer than SOME
SOME = 4
#: or if so many bear it and one in ONE_IN: a section's name (both guesses)
MANY, ONE_IN = 10, 50
#: a piece as like the host's name as this, by letters, is the site's ("The Valley Ledger" on
#: valleyledger.example): found on half of the publishers, benchmarks/title_keys.py
NEARLY, LETTERS = 0.7, 5
_DIGIT = re.compile(r"\d")
_SEPARATOR = re.compile(r"\s+[|–—·•»«›:/~_\-]+\s+|\s*[|ǀ｜»ㅣ：]\s*|:\s+")
#: a section's name between the headline and the site's: no more words, and more before it (guesses)
SECTION, HEADLINE = 3, 4
_MOST = 8  # pieces that are told apart; hostile headlines have thousands


@dataclass(frozen=True, slots=True)
class Affixes:
    """The pieces that a site puts before (`heads`) and after (`tails`) its headlines."""

    heads: frozenset[Words] = frozenset()
    tails: frozenset[Words] = frozenset()


def pieces(headline: str) -> Pieces:
    """The folded words of a headline, parted where a dash, a bar or a colon parts them.

    >>> pieces("World news: Harbour reopens | The Valley Ledger")
    (('world', 'news'), ('harbour', 'reopens'), ('the', 'valley', 'ledger'))
    """
    parted = (tuple(tokens(piece)) for piece in _SEPARATOR.split(headline, _MOST))
    return tuple(filter(None, parted))


def own_words(headline: str, site: str, site_name: str = "") -> Pieces:
    """The pieces of a headline without the name that its site gives itself, at either end.

    One article is enough to know it: `site` is its host, `site_name` how the site calls itself.

    >>> own_words("Harbour reopens today - The Valley Ledger", "valleyledger.example")
    (('harbour', 'reopens', 'today'),)
    """
    parted = pieces(headline)
    if len(parted) < 2 or not (site or site_name):
        return parted
    host = site_of(site).split(":")[0] or site
    label = max(host.split(".")[:-1], key=len, default="")
    names = {"".join(tokens(name)) for name in (site_name, host, label)} - {""}
    tight = "".join(tokens(label))
    marked = [_names(piece, names, tight) for piece in parted]
    marked[1:] = [
        told or _and_more(piece, tight) for told, piece in zip(marked, parted, strict=True)
    ][1:]
    first, last = _within(marked, parted)
    return parted[first:last]


def _names(piece: Words, names: Collection[str], label: str) -> bool:
    """Whether a piece is one of the site's names, or nearly that of its host."""
    tight = "".join(piece)
    if len(tight) > 2 and tight in names:
        return True
    short, long = sorted((tight, label), key=len)
    return len(short) >= max(LETTERS, NEARLY * len(long)) and short in long


def _and_more(piece: Words, label: str) -> bool:
    """Whether a piece is the host's name and one word more ("Ledger Online")."""
    return len(label) > 2 and "".join(piece[:-1]) == label


def _within(marked: Sequence[bool], headline: Pieces) -> tuple[int, int]:
    """Where a headline begins and ends between the pieces that are marked as the site's."""
    first, last = 0, len(headline)
    while last - first > 1 and marked[first]:
        first += 1
    for at in range(first + 1, last):
        if marked[at]:
            last = at
            break
    if last < len(headline):
        last = _before_section(headline, first, last)
    return first, last


def learned(headlines: Iterable[Pieces], names: Iterable[str] = ()) -> Affixes:
    """What the headlines of one site have before and after them. `names` are the site's own."""
    heads, tails = Counter[Words](), Counter[Words]()
    size, seen = 0, set[Pieces]()
    for parted in headlines:
        size += 1
        if len(parted) > 1 and parted not in seen:
            seen.add(parted)
            heads.update(set(map(_undated, parted[:-1])))
            tails.update(set(map(_undated, parted[1:])))
    known = frozenset(_undated(tuple(tokens(name))) for name in names) - {()}
    return Affixes(*(_often(side, size) | known for side in (heads, tails)))


def bare(headline: Pieces, affixes: Affixes) -> Words:
    """The words of a headline without what the site puts around it; never nothing.

    What stands behind a tail goes with it, and so does a section's name before it.

    >>> affixes = Affixes(tails=frozenset({("valley", "ledger")}))
    >>> bare(pieces("Harbour bridge reopens today - World news - Valley Ledger"), affixes)
    ('harbour', 'bridge', 'reopens', 'today')
    """
    first, last = 0, len(headline)
    while last - first > 1 and _undated(headline[first]) in affixes.heads:
        first += 1
    for at in range(first + 1, last):
        if _undated(headline[at]) in affixes.tails:
            last = at
            break
    if last < len(headline):
        last = _before_section(headline, first, last)
    return tuple(chain.from_iterable(headline[first:last]))


def _before_section(headline: Pieces, first: int, last: int) -> int:
    while last - first > 1 and len(headline[last - 1]) <= SECTION:
        if sum(map(len, headline[first : last - 1])) < HEADLINE:
            break
        last -= 1
    return last


def _undated(piece: Words) -> Words:
    """The piece with its digits alike: a date is another every day."""
    return tuple(_DIGIT.sub("0", word) for word in piece)


def _often(borne: Counter[Words], of: int) -> frozenset[Words]:
    return frozenset(
        piece
        for piece, times in borne.items()
        if times >= max(SOME, of / 2) or times >= max(MANY, of / ONE_IN)
    )
