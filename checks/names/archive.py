"""Two spellings of one name across articles: forms that stand between the same neighbours."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checks.lexicon import Lexicon
from checks.names.notes import (
    articles,
    far,
    form,
    is_inflected,
    language_in,
    near,
    other_figures,
    pairs_around,
    two_people,
)
from checks.names.own import UserNames
from checks.names.pairs import FOREIGN, KNOWN, TAIL, is_a_form, usage
from checks.names.slips import slips
from checks.names.spelling import (
    FEW_ENDINGS,
    distance,
    is_doubling,
    is_swap,
    looks_alike,
    reach,
    sounds_alike,
)
from checks.names.styles import both_right
from checks.protocol import Fact

#: A key whose names are more than this many is cut: neighbours so common prove nothing.
_MAX_FORMS = 400
#: A town of so many people is named in the news by itself.
_TOWN = 15_000
#: Pairs of words in the eight around a name that an edited copy has kept.
_SURELY = 3
#: A form that so many articles write is known, whatever the lexicon says ...
_KNOWN_FROM = 3
#: So many times as many articles tell which form is right; nearly as many do not.
_CLEARLY = 2
#: Of two unknown forms the one whose letters the language hardly uses is the odd one.
_ODDER = 5
#: A form that so many languages use is a name.
_A_NAME = 8
#: How much commoner, on the Zipf scale, the right form is than a known wrong one: where the slip is
#: a usual one, and where it may be any.
_AHEAD, _FAR_AHEAD = 0.8, 1.5
#: Shorter names resemble each other by chance.
_SHORT = 5
#: ... unless the other form is so many times as frequent.
_OUTNUMBERED = 5
#: The confidence where nothing tells which form is right (a guess).
_UNDECIDED = 0.85


@dataclass(frozen=True, slots=True)
class Variant:
    """`rare` stands in these facts where other articles write `usual`."""

    rare: str
    usual: str
    rare_facts: tuple[Fact, ...]
    usual_facts: tuple[Fact, ...]
    directed: bool
    confidence: float


def variants(
    key: str, facts: Sequence[Fact], lexicon: Lexicon, own: UserNames
) -> Iterator[Variant]:
    """The odd forms under one key, each with the best of its likely meanings."""
    by_form: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        by_form[form(fact)].append(fact)
    forms = sorted(by_form)[:_MAX_FORMS]
    if len(forms) < 2:
        return
    language = language_in(facts[0])
    frame = key.split(" ")[1]
    for rare in forms:
        found = [
            variant
            for usual in forms
            if usual != rare
            and (variant := _judge(rare, usual, by_form, frame, language, lexicon, own))
        ]
        if found:
            yield max(found, key=lambda v: (v.confidence, len(v.usual_facts), v.usual))


def _judge(
    rare: str,
    usual: str,
    by_form: dict[str, list[Fact]],
    frame: str,
    language: str,
    lexicon: Lexicon,
    own: UserNames,
) -> Variant | None:
    limit = max(reach(rare), reach(usual))
    if abs(len(rare) - len(usual)) > limit or distance(rare, usual, limit) > limit:
        return None
    if rare in own.accepted or (min(rare, usual), max(rare, usual)) in own.apart:
        return None
    if both_right(rare, usual) or _two_places(rare, usual, lexicon):
        return None
    odd, plain = by_form[rare], by_form[usual]
    if two_people(odd, plain) or other_figures(odd, plain):
        return None
    if is_a_form(rare, usual, language, lexicon) and not _is_sure_slip(
        rare, usual, odd, plain, language, lexicon
    ):
        return None
    directed = _direction(rare, usual, odd, plain, language, lexicon)
    if directed is None or _writes_both(odd, plain):
        return None
    if "_" in (frame[0], frame[-1]) and pairs_around(odd) & pairs_around(plain):
        return None  # they meet under the pair of words around them too, and are told there
    confidence = _confidence(rare, usual, odd, plain, frame, language, lexicon)
    if not confidence:
        return None
    if not directed:
        confidence = min(confidence, _UNDECIDED)
    elif _may_be_a_slip_itself(usual, language, lexicon):
        directed = False
    return Variant(rare, usual, tuple(odd), tuple(plain), directed, confidence)


def _direction(
    rare: str, usual: str, odd: list[Fact], plain: list[Fact], language: str, lexicon: Lexicon
) -> bool | None:
    """True: `rare` is the odd one. False: nobody can tell, and the rarer or the later in the
    alphabet is reported. None: `usual` is the odd one."""
    here, there = len(articles(odd)), len(articles(plain))
    if here >= _KNOWN_FROM and there < here * _OUTNUMBERED:
        return None
    known = usage(rare, language, lexicon) - usage(usual, language, lexicon)
    if abs(known) < 0.5:
        known = lexicon.best(rare) - lexicon.best(usual)
    if known < -1.0 or (here * _CLEARLY <= there and known < 1.0):
        return True
    if known > 1.0 or there * _CLEARLY <= here:
        return None
    if (mine := is_inflected(odd)) != is_inflected(plain):
        return None if mine else True
    odd_run, plain_run = (lexicon.oddest_run(word, language) for word in (rare, usual))
    if odd_run * _ODDER < plain_run or plain_run * _ODDER < odd_run:
        return True if odd_run < plain_run else None
    return False if (here, known, usual) < (there, -known, rare) else None


def _confidence(
    rare: str,
    usual: str,
    odd: list[Fact],
    plain: list[Fact],
    frame: str,
    language: str,
    lexicon: Lexicon,
) -> float:
    """0 for silence. A copy shows itself by three equal words in a row around the name."""
    copied, certain = _copied(odd, plain)
    if not copied and frame.startswith("_"):
        return 0.0  # one surname and two given names: brothers
    steps = distance(rare, usual, 2)
    typed = is_doubling(rare, usual) or is_swap(rare, usual) or looks_alike(rare, usual)
    slight = typed or sounds_alike(rare, usual)
    if len(rare) < _SHORT and (copied < 2 or lexicon.best(rare) > 0):
        return 0.0
    if lexicon.best(rare) <= 0 and not lexicon.is_place(rare):
        if copied:
            return 0.95
        return 0.85 if slight or (steps == 1 and rare[-1] == usual[-1]) else 0.0
    if len(lexicon.by_language(rare)) >= _A_NAME:
        return 0.0  # whatever stands around it: a name of its own, of somebody else
    ahead = usage(usual, language, lexicon) - usage(rare, language, lexicon)
    if usage(rare, language, lexicon) < TAIL and lexicon.best(rare) < FOREIGN + 1:
        if copied and ahead > (_AHEAD if slight else _FAR_AHEAD):
            return 0.9
        return 0.85 if slight and ahead > _FAR_AHEAD else 0.0
    return 0.88 if certain and steps == 1 and ahead > _AHEAD else 0.0


def _copied(odd: list[Fact], plain: list[Fact]) -> tuple[int, bool]:
    """How many sides of the name are copied word for word, and whether it is surely a copy."""
    sides = len(near(odd) & near(plain))
    return sides, sides > 1 or sides + len(far(odd) & far(plain)) >= _SURELY


def _two_places(rare: str, usual: str, lexicon: Lexicon) -> bool:
    """Both are towns, and not one town: a report of one may read like a report of the other."""
    here, there = lexicon.towns(rare), lexicon.towns(usual)
    large = all(any(lexicon.people(t) >= _TOWN for t in towns) for towns in (here, there))
    return large and not {*here} & {*there}


def _is_sure_slip(
    rare: str,
    usual: str,
    odd: list[Fact],
    plain: list[Fact],
    language: str,
    lexicon: Lexicon,
) -> bool:
    """Hardly a word, and the words around it are a copy: they ask for the same ending too."""
    if not _copied(odd, plain)[1]:
        return False
    if lexicon.best(rare) <= 0:
        return True
    here, there = usage(rare, language, lexicon), usage(usual, language, lexicon)
    return language in FEW_ENDINGS and rare[-1] != "s" and here < TAIL and there >= KNOWN


def _may_be_a_slip_itself(word: str, language: str, lexicon: Lexicon) -> bool:
    """A far commoner word is one slip away: who knows whether that is meant."""
    use = usage(word, language, lexicon)
    return use < TAIL + _FAR_AHEAD and any(
        usage(near, language, lexicon) > use + _FAR_AHEAD for near in set(slips(word))
    )


def _writes_both(odd: list[Fact], plain: list[Fact]) -> bool:
    """Every article with the odd form has the other too: it knows two names, or says so itself."""
    return articles(odd) <= articles(plain)
