"""When two headlines that are alike speak of two events all the same."""

from collections.abc import Sequence
from itertools import product

from rapidfuzz.distance import OSA

from articles.words.fold import is_unspaced
from checks.headline_words import Tokens, are_rivals, denies, in_digits, is_adverbial, joins, spoken
from checks.headlines import alike, are_joined, is_variant, length, match

#: words from which one exchanged word is an edit rather than a series (measured on labelled pairs:
#: it costs none of them up to 16, and one of 283 judged ones)
SERIES_BELOW = 13
#: words up to which the exchanged words may even be like each other (a guess)
SURELY_BELOW = 10
#: words of a name, of a place or a team, that is exchanged (a guess)
NAME = 2
#: words within which two that change roles stand, where other words follow (a guess)
ROLES = 5
#: words up to which a headline names too little to stand for one event, unless the other is CLOSE
#: (both measured: docs/decisions/headline-pairs.md)
SHORT, CLOSE = 5, 0.8


def set_apart(left: Tokens, right: Tokens) -> str:
    """Why two headlines that are alike may yet speak of two events, in words; "" if they do not.

    A series ("Stocks close lower on Monday") exchanges a word or a name of a short headline; a
    toll or a date is another number, a weekday or a month; a denial says the opposite.

    >>> set_apart(("storm", "leaves", "two", "dead"), ("storm", "leaves", "3", "dead"))
    'the numbers differ'
    """
    if are_joined(left, right):
        return ""
    left, right = sorted((in_digits(left), in_digits(right)))
    _, left_over, right_over = match(left, right)
    over = left_over + right_over
    if spoken(left) != spoken(right):
        return "the numbers differ"
    if any(map(denies, over)):
        return "one of them denies"
    for word, rival in product(left_over, right_over):
        if are_rivals(word, rival):
            return f"“{word}” stands for “{rival}”"
    if _exchange_roles(left, right):
        return "two change roles"
    if _reworded(left_over) and _reworded(right_over) and length(left) <= SERIES_BELOW:
        return f"“{''.join(left_over)}” stands for “{''.join(right_over)}”"
    own = [[word for word in side if len(word) >= 4] for side in (left_over, right_over)]
    if min(len(left), len(right)) <= SHORT and all(own) and alike(left, right) < CLOSE:
        return "few words, and each has one of its own"
    one, other = _between(left, right)
    if (one, other) == (tuple(left_over), tuple(right_over)) and _is_exchange(one, other, left):
        return f"“{' '.join(one)}” stands for “{' '.join(other)}”"
    return ""


def _is_exchange(one: Tokens, other: Tokens, headline: Tokens) -> bool:
    """A word or a name for another, in a headline that is short enough. In a longer one the two
    must be unlike: a slip in a short word, or an article before it, makes no other event."""
    size = len(headline)
    if not 1 <= len(one) == len(other) <= NAME or size > SERIES_BELOW:
        return False
    return size <= SURELY_BELOW or not any(map(_resemble, one, other))


def _resemble(left: str, right: str) -> bool:
    return left.endswith(right) or right.endswith(left) or OSA.distance(left, right) <= 1


def _between(left: Tokens, right: Tokens) -> tuple[Tokens, Tokens]:
    """What stands between the words that both headlines begin with and those that end both."""
    most = min(len(left), len(right))
    first = next((n for n in range(most) if left[n] != right[n]), most)
    most -= first
    last = next((n for n in range(most) if left[-1 - n] != right[-1 - n]), most)
    return left[first : len(left) - last], right[first : len(right) - last]


def _reworded(left_over: Sequence[str]) -> bool:
    """Whether enough letters of a script without spaces are left for a word; one may be a slip."""
    return len(left_over) > 1 and sum(map(is_unspaced, left_over)) > 1


def _exchange_roles(left: Tokens, right: Tokens) -> bool:
    """ "Lions beat Bears", "Bears beat Lions in cup": A does to B what B does to A.

    Words may change their endings with their case. A phrase that only moved, "in Brussels", plays
    no role, and what is joined by "and" has none of its own. Where more words follow they may be
    others: the two have played before the words differ. Where an ending with an apostrophe says who
    is beaten, the two stand side by side: "Fenerbahçe Galatasaray'ı yendi".
    """
    bare = _without_endings(left), _without_endings(right)
    marked = len(bare[0]) < len(left) and len(bare[1]) < len(right)
    left, right = _between(*bare)
    parts = {len(left)} if len(left) == len(right) else set()
    parts |= {n for n in range(2, ROLES + 1) if n <= min(len(left), len(right))}
    sizes = range(1, NAME + 1)
    return any(
        _swapped(left[:n], right[:n], one, other, marked)
        for n, one, other in product(parts, sizes, sizes)
    )


#: What Turkish and Azerbaijani hang behind an apostrophe on whom something is done to.
_ENDINGS = frozenset("i u ü yi yu yü ni nu nü ya ye na ne e".split())


def _without_endings(headline: Tokens) -> Tokens:
    """The words without such endings."""
    return tuple(word for word in headline if word not in _ENDINGS)


def _swapped(left: Tokens, right: Tokens, one: int, other: int, marked: bool) -> bool:
    """The first `one` words and the last `other` of `left` stand in each other's places."""
    size = len(left)
    if one + other > size or (one + other == size and not marked):
        return False
    first, middle, last = left[:one], left[one : size - other], left[size - other :]
    if (middle and joins(middle)) or is_adverbial(first) or is_adverbial(last):
        return False
    return _are_one(last + middle + first, right)


def _are_one(left: Tokens, right: Tokens) -> bool:
    return all(a == b or is_variant(a, b) for a, b in zip(left, right, strict=True))
