"""What a clue about a name remembers, in one line of text, and what the notes of two forms tell."""

import re

from checks.names.frames import Clue
from checks.names.spelling import distance
from checks.names.styles import both_right
from checks.protocol import Fact

#: How many hashes of words a note begins with; how many letters around a name are searched for
#: numbers, and how many of these are kept (guesses).
_NEAR, _AROUND, _FIGURES = 7, 80, 4
_FIGURE = re.compile(r"\d+")
#: Shorter given names resemble each other by chance.
_SHORT = 5


def note(clue: Clue, language: str, text: str) -> str:
    """What a fact must remember: the form, its language, the words on either side, then the given
    name, the numbers near by, and "+" where the article has the form in another case as well."""
    here = clue.mention
    around = text[max(0, here.start - _AROUND) : here.end + _AROUND]
    figures = ",".join(sorted(set(_FIGURE.findall(around)))[:_FIGURES])
    rest = clue.given, figures, "+" if clue.inflected else ""
    return " ".join((clue.plain, language or "-", *(part or "-" for part in (*clue.near, *rest))))


def form(fact: Fact) -> str:
    """The plain form of the name."""
    return fact.note.split(" ", 1)[0]


def language_in(fact: Fact) -> str:
    """The language of its article, "" where it is not known."""
    return fact.note.split(" ")[1].replace("-", "")


def near(facts: list[Fact]) -> set[str]:
    """The two words before the name ("<") and the two behind it (">"), as hashes."""
    found = set()
    for fact in facts:
        before, after = _hashes(fact)[:2]
        found |= {"<" + before, ">" + after}
    return found - {"<-", ">-"}


def far(facts: list[Fact]) -> set[str]:
    """The pairs of words one and two further out."""
    found = set()
    for fact in facts:
        outer = _hashes(fact)[3:_NEAR]
        found |= {"<" + hash for hash in outer[:2]} | {">" + hash for hash in outer[2:]}
    return found - {"<-", ">-"}


def pairs_around(facts: list[Fact]) -> set[str]:
    """The word before the name with the word behind it."""
    return {_hashes(fact)[2] for fact in facts} - {"-"}


def _hashes(fact: Fact) -> list[str]:
    return fact.note.split(" ")[2:]


def _remembered(facts: list[Fact], place: int) -> set[str]:
    """What the notes say behind the words on either side; older notes say nothing there."""
    said = (_hashes(fact)[_NEAR:] for fact in facts)
    return {told[place] for told in said if len(told) > place} - {"-"}


def two_people(odd: list[Fact], plain: list[Fact]) -> bool:
    """Each has a given name of its own: Ian Morrison and Jan Morrissen."""
    here, there = _remembered(odd, 0), _remembered(plain, 0)
    return bool(here and there) and not any(_are_one(a, b) for a in here for b in there)


def _are_one(left: str, right: str) -> bool:
    """One given name: the same, an initial or a short form of it, or a slip in a longer one."""
    if left.startswith(right) or right.startswith(left) or both_right(left, right):
        return True
    return min(len(left), len(right)) >= _SHORT and distance(left, right, 2) <= 2


def other_figures(odd: list[Fact], plain: list[Fact]) -> bool:
    """Other numbers stand near by: another issue of a form letter, and no copy."""
    here, there = (
        {figure for told in _remembered(facts, 1) for figure in told.split(",")}
        for facts in (odd, plain)
    )
    return bool(here and there) and not here & there


def is_inflected(facts: list[Fact]) -> bool:
    """An article that writes the form also writes it in other cases, or again."""
    return bool(_remembered(facts, 2))


def articles(facts: list[Fact]) -> set[str]:
    """The keys of the articles that the facts come from."""
    return {fact.span.article.key for fact in facts}
