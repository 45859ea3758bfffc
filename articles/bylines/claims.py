"""Claims of authors that name a house and not a person: imprints, handles, desks in one word."""

import re
from collections.abc import Collection
from functools import cache

from articles.words.fold import words
from articles.words.lists import data

#: Shorter names in small letters are agencies' ("dpa") or initials (a guess).
_LONGEST_INITIALS = 4
_UNSPACED_FORMS = ("株式会社", "有限会社", "有限公司", "集团公司", "주식회사")
_FIRST_UNSPACED = 0xE00  # Thai and the scripts behind it: the words of a name are not parted


def is_imprint(statement: str, houses: Collection[str]) -> bool:
    """Whether a claim is a house and its place, as in "Evening Mail, Ostwick, Germany": nobody.

    >>> is_imprint("Evening Mail, Ostwick, Germany", {"evening mail"})
    True
    >>> is_imprint("Evening Mail, Ann Lee", {"evening mail"})
    False
    """
    first, _, rest = statement.partition(",")
    if not rest or words(first) not in houses:
        return False
    places = [words(place) for place in rest.split(",")]
    return all(" " not in place or place in _places() for place in places)


def is_handle(name: str) -> bool:
    """Whether a name is an account's: one long word in small letters, as in "eveningmaildesk".

    >>> is_handle("eveningmaildesk"), is_handle("dpa"), is_handle("Voltaire")
    (True, False, False)
    """
    return (
        name.isascii() and name.isalnum() and name == name.lower() and len(name) > _LONGEST_INITIALS
    )


def without_house(name: str) -> str:
    """The reporter's name behind a house and a role, before a place: Chinese bylines.

    >>> without_house("港都報 記者林佩珊"), without_house("記者林佩珊／屏東報導")
    ('林佩珊', '記者林佩珊')
    """
    if name.isascii():  # most names
        return name
    return _reporter().sub("", _place_of_report().sub("", name))


def is_firm(name: str) -> bool:
    """Whether a name ends or begins with the legal form of a firm, which writes nothing itself.

    >>> is_firm("Acme Robotics, Inc."), is_firm("Acme Metals GmbH"), is_firm("Ann Lee, Jr.")
    (True, True, False)
    """
    tokens = [token.strip(".,()（）").casefold() for token in name.split()]
    ends = {tokens[0], tokens[-1]} if len(tokens) > 1 else set()
    whole = name.startswith(_UNSPACED_FORMS) or name.endswith(_UNSPACED_FORMS)
    return whole or not ends.isdisjoint(_forms())


def has_desk_inside(name: str) -> bool:
    """Whether a name in letters without spaces contains a word for news, online or a desk.

    >>> has_desk_inside("แม่น้ำนิวส์ออนไลน์"), has_desk_inside("ประเสริฐ แก้วใส")
    (True, False)
    """
    return ord(name[-1:] or "a") >= _FIRST_UNSPACED and any(desk in name for desk in _desks())


@cache
def _forms() -> frozenset[str]:
    return frozenset(data("people.json")["firms"])


@cache
def _places() -> frozenset[str]:
    return frozenset(data("people.json")["places"])


@cache
def _desks() -> tuple[str, ...]:
    listed = data("people.json")["not_people"]
    return tuple(word for word in listed if ord(word[0]) >= _FIRST_UNSPACED and len(word) > 1)


@cache
def _reporter() -> re.Pattern[str]:
    # made when first asked for: wide ranges of letters take long
    return re.compile(
        r"^[\u3400-\u9fff]{2,10}\s?(?:記者|记者|通訊員|通讯员|特派員|特派员)\s?[:：]?(?=[\u3400-\u9fff·]{2,6}$)"
    )


@cache
def _place_of_report() -> re.Pattern[str]:
    return re.compile(r"\s*[／/]\s*[\u3400-\u9fff]{2,8}(?:報導|报导|報道|报道|電|电)\s*$")
