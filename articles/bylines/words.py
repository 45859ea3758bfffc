"""The words of bylines, from the lists: for "by", for "and", roles, agencies, desks, menus."""

import re
from functools import cache

from articles.words.fold import fold
from articles.words.lists import data


@cache
def before() -> frozenset[str]:
    """Phrases for "by": "by", "words by", "von"."""
    return frozenset(data("people.json")["before"])


@cache
def first_words() -> frozenset[str]:
    """The first words of these phrases."""
    return frozenset(phrase.split()[0] for phrase in before())


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


def is_han_name(text: str) -> bool:
    """Whether two to four letters of Chinese may be a person's name: the first is a surname, and no
    word follows that makes a sentence ("记者获悉"); in Japan a given name may be in kana.

    >>> is_han_name("贺建国"), is_han_name("从太湖局了解到"), is_han_name("山田太郎")
    (True, False, True)
    """
    if not 2 <= len(text) <= 8 or not _han_name().fullmatch(text):
        return False
    known = data("people.json")["han_surnames"]
    surname = text[0] in known["one_letter"] or text[:2] in known["two_letters"]
    return surname and not any(word in text for word in known["never"])


@cache
def _han_name() -> re.Pattern[str]:
    # made when first asked for: wide ranges of letters take long
    return re.compile(
        "[\u3400-\u9fff]{2,4}|[\u3400-\u9fff]{1,3}[\u3040-\u30ff]{2,4}|[\u3400-\u9fff]{5}"
    )
