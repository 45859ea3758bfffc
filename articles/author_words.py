"""The words of bylines, from the lists: for "by", for "and", roles, agencies, desks, menus."""

from functools import cache

from articles.fold import fold
from articles.wordlists import data


@cache
def before() -> frozenset[str]:
    """Phrases for "by": "by", "words by", "von"."""
    return frozenset(data("people.json")["before"])


@cache
def first_letters() -> frozenset[str]:
    """The first letters of these phrases."""
    return frozenset(phrase[0] for phrase in before())


@cache
def announcing() -> frozenset[str]:
    """These phrases and the labels of authors, folded."""
    return frozenset(map(fold, (*before(), *data("people.json")["label"])))


@cache
def joining() -> frozenset[str]:
    """Words for "and"."""
    return frozenset(data("people.json")["and"])


@cache
def roles() -> frozenset[str]:
    """What authors are: "staff writer", "Korrespondent"."""
    listed = data("people.json")["roles"]
    return frozenset((*listed, *(f"{role}s" for role in listed)))


@cache
def agencies() -> frozenset[str]:
    """News agencies, folded."""
    return frozenset(data("people.json")["agencies"])


@cache
def nobody() -> frozenset[str]:
    """Words of a byline that names the paper's own desk."""
    return frozenset(data("people.json")["nobody"])


@cache
def interface() -> frozenset[str]:
    """Words of buttons, headings and menus."""
    sections = data("lead_lines.json")["sections"].values()
    return frozenset(
        (*data("people.json")["interface"], *(name for listed in sections for name in listed))
    )


@cache
def not_people() -> frozenset[str]:
    """Words that stand in no person's name: "desk", "institute"."""
    return frozenset(data("people.json")["not_people"])
