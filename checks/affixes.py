"""What a site puts before and after its headlines, learned from the headlines themselves.

"World news: Harbour reopens | The Valley Ledger" and "Harbour reopens" are one headline. No list of
names can know that; the site's other headlines do.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from articles.fold import tokens

Words = tuple[str, ...]
#: a headline in pieces, folded
Pieces = tuple[Words, ...]
#: a piece at an end belongs to the site if half of its headlines bear it, and no fewer than SOME
SOME = 4
#: or if so many bear it and one in ONE_IN: a section's name (both guesses)
MANY, ONE_IN = 10, 50
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
