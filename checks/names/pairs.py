"""Two spellings of one name inside an article: the rarer form beside the better one."""

from collections.abc import Iterator
from dataclasses import dataclass

from checks.lexicon import Lexicon
from checks.names.context import is_listing, neighbours, speaks_of_spelling
from checks.names.inflection import have_two_stems
from checks.names.own import UserNames
from checks.names.reading import Mention, Reading
from checks.names.small_words import small_words
from checks.names.spelling import (
    FEW_ENDINGS,
    distance,
    is_doubling,
    is_ending,
    is_shuffled,
    is_swap,
    looks_alike,
    reach,
    sounds_alike,
)
from checks.names.stems import slips_of_stem
from checks.names.styles import both_right

#: Zipf levels. A word of the tail may be a slip that was made often; a known one is a name.
TAIL, FOREIGN, KNOWN, COMMON = 1.6, 2.0, 3.0, 4.0
#: How much commoner the usual form is than one of the tail; than one with two letters swapped that
#: stands there once (a guess).
_AHEAD, _AHEAD_OF_SWAP = 2.0, 1.5
#: Mentions of the usual form that make another person of nearly the same name improbable.
OFTEN = 2
_MIN_LETTERS = 5
_LONG = 8
#: Letters that endings are made of: a name that differs in one of these may be another form.
_ENDINGS = frozenset("aeiousn")
_GAP_OF_ALTERNATIVES = 5
#: The confidence of a pair of given names that stand once each before one surname (a guess).
_KIN = 0.7
#: The confidence where two letters of a stem changed places and the cases differ (a guess).
_OTHER_CASE = 0.9
#: From this confidence on a pair is told unless the configuration asks for more or less.
SURE = 0.85
#: How many words may stand between two members of a list.
_GAP_IN_A_LIST = 12


@dataclass(frozen=True, slots=True)
class Pair:
    """`rare` is probably a slip of `usual`; both stand in the text. `right`: `usual` in the case of
    `rare`, "" where they are in one."""

    rare: str
    usual: str
    rare_mentions: tuple[Mention, ...]
    usual_mentions: tuple[Mention, ...]
    shared: tuple[str, ...]
    confidence: float
    right: str = ""


def pairs(reading: Reading, lexicon: Lexicon, own: UserNames) -> Iterator[Pair]:
    """Each odd spelling once, beside the best of its likely meanings."""
    told: set[str] = set()
    by_start: dict[str, list[str]] = {}
    for name in reading.names:
        if len(name) >= _MIN_LETTERS - 1 and name not in reading.lower:
            by_start.setdefault(name[0], []).append(name)
            by_start.setdefault("_" + name[1:3], []).append(name)
    for rare in reading.names:
        if _may_be_a_slip(rare, reading, lexicon, own):
            near = {*by_start.get(rare[0], ()), *by_start.get("_" + rare[1:3], ())} - {rare}
            found = [pair for usual in near if (pair := _judge(rare, usual, reading, lexicon, own))]
            if found:
                told.add(rare)
                yield max(found, key=lambda p: (p.confidence, len(p.usual_mentions), p.usual))
    yield from _in_other_cases(reading, lexicon, own, told)


def _in_other_cases(
    reading: Reading, lexicon: Lexicon, own: UserNames, told: set[str]
) -> Iterator[Pair]:
    """Slips of a name that the article writes in other cases only, each once."""
    for rare, usual, right in slips_of_stem(reading, lexicon):
        apart = (min(rare, usual), max(rare, usual)) in own.apart
        if rare in told or apart or not _may_be_a_slip(rare, reading, lexicon, own):
            continue
        told.add(rare)
        odd, plain = reading.names[rare], reading.names[usual]
        if not all(reading.is_isolated(mention.index) for mention in odd):
            yield Pair(rare, usual, tuple(odd), tuple(plain), (), _OTHER_CASE, right)


def _may_be_a_slip(name: str, reading: Reading, lexicon: Lexicon, own: UserNames) -> bool:
    if len(name) < _MIN_LETTERS - 1 or name in reading.lower:
        return False
    if name in own.never or name in own.accepted:
        return False
    return usage(name, reading.language, lexicon) < KNOWN


def _judge(
    rare: str, usual: str, reading: Reading, lexicon: Lexicon, own: UserNames
) -> Pair | None:
    limit = max(reach(rare), reach(usual))
    steps = distance(rare, usual, limit)
    if steps > limit or usual in own.never or both_right(rare, usual):
        return None
    odd, plain = reading.names[rare], reading.names[usual]
    if all(mention.text.isupper() for mention in odd) and not lexicon.is_place(usual):
        return None  # an acronym
    if not _is_the_odd_one(rare, usual, reading, lexicon):
        return None
    if are_two_names(rare, usual, reading, lexicon, own):
        return None
    shared = sorted(_around(reading, odd) & _around(reading, plain))
    known = len(odd) > 1 or (len(plain) == 1 and lexicon.best(rare) >= KNOWN)
    kin = bool(shared) and all(name[0] == ">" for name in shared)
    if known and kin:
        return None  # given names of one family: brothers are often named alike
    if _may_be_any_word(rare, usual, reading, lexicon):
        return None
    if all(reading.is_isolated(mention.index) for mention in odd):
        return None  # a line or a quotation of its own: the text may speak of the word
    confidence = _confidence(rare, usual, steps, bool(shared), reading, lexicon)
    if confidence <= 0 or (len(odd) > len(plain) and not shared):
        return None
    if (
        kin
        and len(odd) == len(plain) == 1
        and not (is_swap(rare, usual) or is_doubling(rare, usual))
    ):
        confidence = min(confidence, _KIN)
    return Pair(rare, usual, tuple(odd), tuple(plain), tuple(n[1:] for n in shared), confidence)


def are_two_names(
    rare: str, usual: str, reading: Reading, lexicon: Lexicon, own: UserNames
) -> bool:
    """Grammar, the text itself, the neighbours or the newsroom say that both forms are meant."""
    if (min(rare, usual), max(rare, usual)) in own.apart:
        return True
    if is_a_form(rare, usual, reading.language, lexicon):
        return True
    odd, plain = reading.names[rare], reading.names[usual]
    if _named_as_alternatives(reading, odd, plain) or _in_one_list(reading, odd, plain):
        return True
    nobody = lexicon.best(rare) <= 0
    slip = nobody and len(odd) == 1 and len(plain) > OFTEN
    return _two_people(reading, odd, plain) and not slip


def is_a_form(rare: str, usual: str, language: str, lexicon: Lexicon) -> bool:
    """Grammar may explain the difference. A name cut short that nobody knows is a slip."""
    if language in ("de", "") and _is_linking_s(rare, usual):
        return True
    if have_two_stems(rare, usual, language):
        return True
    if not is_ending(rare, usual, language):
        return False
    slip = len(rare) <= len(usual) and rare[-1] != "s" and usual not in (rare + "s", rare + "n")
    return not (slip and language == "en" and lexicon.best(rare) <= 0)


def _is_linking_s(left: str, right: str) -> bool:
    """German joins compounds with an s or without one, often both ways."""
    short, long = sorted((left, right), key=len)
    cuts = (i for i in range(3, len(long) - 3) if long[i] == "s")
    return len(long) >= 9 and any(long[:i] + long[i + 1 :] == short for i in cuts)


def usage(word: str, language: str, lexicon: Lexicon) -> float:
    """How common the word is in the language, or in any where this one is not known."""
    return lexicon.zipf(word, language) if lexicon.has_language(language) else lexicon.best(word)


def _is_the_odd_one(rare: str, usual: str, reading: Reading, lexicon: Lexicon) -> bool:
    """The form that is rarer here, or as rare and less known."""
    here = len(reading.names[rare]) - len(reading.names[usual])
    known = usage(rare, reading.language, lexicon) - usage(usual, reading.language, lexicon)
    if abs(known) < 0.5:
        known = lexicon.best(rare) - lexicon.best(usual)
    if here == 0 and known == 0:  # nothing tells them apart: what stands first is the name
        return reading.names[rare][0].index > reading.names[usual][0].index
    return known < -1.0 or (here < 0 and known < 1.0) or (here == 0 and known < 0)


def _confidence(
    rare: str, usual: str, steps: int, shared: bool, reading: Reading, lexicon: Lexicon
) -> float:
    """0 for silence. Unknown words need little else; known names need the same neighbours too."""
    here = usage(rare, reading.language, lexicon)
    there = usage(usual, reading.language, lexicon)
    typed = is_doubling(rare, usual) or is_swap(rare, usual) or is_shuffled(rare, usual)
    alike = typed or sounds_alike(rare, usual) or looks_alike(rare, usual)
    inside = rare[0] == usual[0] and (rare[-1] == usual[-1] or not _may_end(rare, reading))
    often = len(reading.names[usual]) >= OFTEN * len(reading.names[rare])
    if len(rare) < _MIN_LETTERS and (here > 0 or not often or len(usual) < _MIN_LETTERS):
        return 0.0
    if lexicon.best(rare) <= 0 and not lexicon.is_place(rare):
        if shared:
            return 0.97
        if lexicon.best(usual) <= 0 and not (typed or often):
            return 0.0  # two names that nobody knows, each as often: they may be two
        if len(usual) < _MIN_LETTERS and not often:
            return 0.0  # short names resemble each other by chance
        return 0.93 if alike or (steps == 1 and inside) else 0.0
    if here < TAIL:
        if shared and (steps == 1 or alike):
            return 0.95
        often_enough = len(reading.names[usual]) > OFTEN and here <= 0 and there >= KNOWN
        certain = often and inside and steps == 1
        once = len(reading.names[rare]) == 1
        certain = certain and (lexicon.best(rare) < FOREIGN or (often_enough and once))
        ahead = _AHEAD_OF_SWAP if once and is_swap(rare, usual) else _AHEAD
        return 0.9 if certain and there - here > ahead else 0.0
    if shared and alike and here < KNOWN:
        return 0.9
    return 0.0


def _may_be_any_word(rare: str, usual: str, reading: Reading, lexicon: Lexicon) -> bool:
    """In title case the odd form may be any word; of a common word it need not be a slip."""
    loud = all(mention.loud for mention in reading.names[rare]) and len(rare) < _LONG
    return loud and usage(usual, reading.language, lexicon) >= COMMON


def _may_end(word: str, reading: Reading) -> bool:
    return word[-1] in ("sn" if reading.language in FEW_ENDINGS else _ENDINGS)


def _around(reading: Reading, mentions: list[Mention]) -> set[str]:
    return {name for mention in mentions for name in neighbours(reading, mention)}


def _two_people(reading: Reading, left: list[Mention], right: list[Mention]) -> bool:
    """Each has neighbours of its own and none in common: Hans Andersen and Pamela Anderson."""
    polite = small_words("address", reading.language)  # "Mr" is no name of its own
    mine, theirs = (
        {name for name in _around(reading, mentions) if name[1:] not in polite}
        for mentions in (left, right)
    )
    for side in "<>":
        here, there = ({n for n in names if n[0] == side} for names in (mine, theirs))
        if here and there and not here & there:
            return True
    return False


def _named_as_alternatives(reading: Reading, left: list[Mention], right: list[Mention]) -> bool:
    """ "Kyiv (Kiev)", "Smyth, not Smith": the text speaks of the spelling itself."""
    return any(
        speaks_of_spelling(reading.words[min(a.index, b.index) + 1 : max(a.index, b.index)])
        for a in left
        for b in right
        if a.block == b.block and 0 < abs(a.index - b.index) <= _GAP_OF_ALTERNATIVES
    )


def _in_one_list(reading: Reading, left: list[Mention], right: list[Mention]) -> bool:
    """No list names one person twice. Directly side by side the two are no list."""
    pairs = ((min(a.index, b.index), max(a.index, b.index), a, b) for a in left for b in right)
    return any(
        a.block == b.block
        and not (a.loud or b.loud)
        and 1 < last - first <= _GAP_IN_A_LIST
        and not any(reading.fresh[first + 1 : last + 1])
        and _is_list(reading, first, last)
        for first, last, a, b in pairs
    )


def _is_list(reading: Reading, first: int, last: int) -> bool:
    """Commas or small words between the two, so that they are not parts of one name."""
    between = reading.words[first + 1 : last]
    apart = not all(reading.close[first + 1 : last + 1]) or any(w[0].islower() for w in between)
    return apart and is_listing(between, reading.language)
