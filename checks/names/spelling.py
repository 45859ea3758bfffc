"""Compare two spellings: how far apart, by which kind of slip, and whether grammar explains it.

All words here are plain (`checks.names.folding.plain`).
"""

import re

from rapidfuzz.distance import OSA

from checks.names.folding import sound

#: Languages that hang little on a name. In all others any change of ending may be grammar.
FEW_ENDINGS = frozenset("en de fr es it pt nl sv nb da ca id ms".split())
#: What these few do hang on a name: plurals, peoples, followers, sons.
_SUFFIXES = frozenset(
    """s es n an ian ans ians ese i is er ers en ens e a ish ist ists ism ic ns y ie ies al ia o as
    os ed ing ly man men land son sson sen ien iens ienne ain aine ains ois oise ais aise eno ena
    enos in ina ino ini ine nen ner nerin te de d t r are arna et erna ska ske sk na ne nos nas
    ern isch ische ischen ischer isches sch sche schen scher""".split()
)
_ALTERNATES = frozenset(
    "a e i o y as es os is ies ian ians an ans ese ish ic us um en er in innen".split()
)
_DOUBLED = re.compile(r"(.)\1+")


def distance(left: str, right: str, limit: int) -> int:
    """Letters left out, put in, mistaken or swapped; `limit` + 1 where there are more.

    >>> distance("kristerson", "kristersson", 2), distance("lachin", "latgin", 1)
    (1, 2)
    """
    return int(OSA.distance(left, right, score_cutoff=limit))


def reach(word: str) -> int:
    """How many slips a name of this length bears and is still recognised."""
    return 1 if len(word) < 6 else 2


def is_doubling(left: str, right: str) -> bool:
    """The two differ in single and double letters only.

    >>> is_doubling("kristerson", "kristersson"), is_doubling("anders", "andres")
    (True, False)
    """
    return left != right and _DOUBLED.sub(r"\1", left) == _DOUBLED.sub(r"\1", right)


def is_swap(left: str, right: str) -> bool:
    """Two neighbouring letters changed places."""
    if len(left) != len(right) or sorted(left) != sorted(right):
        return False
    return left != right and OSA.distance(left, right, score_cutoff=1) == 1


def is_shuffled(left: str, right: str) -> bool:
    """The same letters within the same ends, two of them having changed places.

    >>> is_shuffled("adibjan", "abidjan"), is_shuffled("marin", "marni")
    (True, False)
    """
    if len(left) < 6 or (left[0], left[-1]) != (right[0], right[-1]):
        return False
    return sorted(left) == sorted(right) and distance(left, right, 2) <= 2


def looks_alike(left: str, right: str) -> bool:
    """A scanner takes one for the other.

    >>> looks_alike("obarna", "obama")
    True
    """
    return left != right and _shape(left) == _shape(right)


def _shape(word: str) -> str:
    return word.replace("rn", "m").replace("cl", "d").replace("i", "l").replace("vv", "w")


def sounds_alike(left: str, right: str) -> bool:
    """Two ways to write one foreign name in Latin letters."""
    return sound(left) == sound(right)


def is_ending(left: str, right: str, language: str) -> bool:
    """The two differ by their endings only, so that they may be forms of one word.

    >>> is_ending("armenia", "armenians", "en"), is_ending("warszawa", "warszawie", "pl")
    (True, True)
    >>> is_ending("pashinyan", "pashinian", "en")
    False
    """
    stem = _same_start(left, right)
    if is_doubling(left, right) or (is_swap(left, right) and stem + 2 < len(left)):
        return False
    ends = left[stem:], right[stem:]
    same_end = 1 if language in FEW_ENDINGS else 2  # Lithuanian -ius, -iaus
    if stem < 3 or _same_start(ends[0][::-1], ends[1][::-1]) > same_end:
        return False
    if language in FEW_ENDINGS:
        if "" in ends:
            return max(ends) in _SUFFIXES
        return stem >= 4 and all(end in _ALTERNATES for end in ends)
    return max(map(len, ends)) <= 4 and stem >= min(len(left), len(right)) - 3


def _same_start(left: str, right: str) -> int:
    pairs = enumerate(zip(left, right, strict=False))
    return next((i for i, (a, b) in pairs if a != b), min(len(left), len(right)))
