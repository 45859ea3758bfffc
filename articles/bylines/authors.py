"""Authors: the people behind a byline, without "By", roles, agencies, addresses and doubles."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from articles.bylines.claims import has_desk_inside, is_firm, is_handle, is_imprint, without_house
from articles.bylines.parts import (
    COMMA,
    EDGE,
    LONGEST,
    MOST,
    after_by,
    bare,
    is_other,
    names_of,
    without_addresses,
)
from articles.bylines.words import agencies, announcing, interface, nobody, roles
from articles.words.fold import begins_small, fold, words
from articles.words.lists import data

_BETWEEN = re.compile(rf"\s*[;|\n]\s*|{COMMA.pattern}")
_DATE_LIKE = re.compile(r"\d{4}|\d{1,2}[:.]\d{2}|\d{1,2}\.\s?\d")
_LONGEST_OPENING = 40


def people(statements: Iterable[str], never: Iterable[str] = ()) -> tuple[str, ...]:
    """The persons that bylines name, each once, in order. `never` names the site itself.

    >>> people(["By Ann Lee and Tom Ray, Staff Writers", "Ann Lee", "Reuters"])
    ('Ann Lee', 'Tom Ray')
    >>> people(["Von Jana Muster, dpa", "https://example.com/author/x", "Sports Desk"])
    ('Jana Muster',)
    """
    banned = _folded(tuple(never))
    found: dict[str, str] = {}
    for statement in statements:
        if not statement or is_imprint(statement, banned):
            continue
        for part in names_of(statement[:400]):
            name = _person(part)
            key = words(name)
            if key and key not in banned and key.replace(" ", "") not in banned:
                found.setdefault(key, name)
    return tuple(_without_fragments(found)[:MOST])


def collectives(
    statements: Iterable[str], never: Iterable[str] = (), handles: bool = False
) -> tuple[str, ...]:
    """Agencies, institutes and initials that bylines name where they name no person; never a firm
    by its legal form, and the names of accounts only where asked for.

    >>> collectives(["By AFP", "Courier staff"], ["Courier"])
    ('AFP',)
    """
    banned = _folded(tuple(never))
    found: dict[str, str] = {}
    for statement in statements:
        if is_imprint(statement, banned):
            continue
        for part in _BETWEEN.split(without_addresses(statement[:200])):
            name = after_by(part)
            key = words(name)
            other = is_firm(name) or (is_handle(name) and not handles)
            if 2 <= len(key) <= LONGEST and not other and not _is_nobody(key, name, banned):
                found.setdefault(key, name)
    return tuple(found.values())[:MOST]


def _is_nobody(key: str, name: str, houses: Iterable[str]) -> bool:
    """Whether this is the house itself, its desk or a word of the page."""
    tight = key.replace(" ", "")
    house = any(f" {own} " in f" {key} " or own == tight for own in houses if own)
    desk = key in interface() or bool(set(key.split()) & nobody()) or has_desk_inside(name)
    return house or desk


def is_byline(text: str) -> bool:
    """Whether a line names authors and nothing else: a word for "by", then names.

    >>> is_byline("By Ann Lee and Tom Ray"), is_byline("By noon the rain had stopped")
    (True, False)
    """
    text = " ".join(text[:200].split())
    if not 5 - (text[:1] >= "\u2e80") <= len(text) <= 160 or text[-1] in "?!…:":
        return False
    if text.endswith(".") and len(text.split()[-1]) > 4:
        return False
    rest = after_by(text)
    if rest == bare(text):  # most lines
        return False
    if not text.isascii() and _sentence().search(text):
        return False
    parts = names_of(rest)
    return any(map(_person, parts)) and all(_may_stand_in_byline(part) for part in parts)


def opens_byline(line: str) -> bool:
    """Whether a line is a word for "by", or one or two labels of authors, and nothing else.

    >>> opens_byline("Written by"), opens_byline("Autorin/Autor"), opens_byline("By the sea")
    (True, True, False)
    """
    if len(line) > _LONGEST_OPENING:
        return False
    words_of_it = fold(line).strip(EDGE).split("/")
    return all(word.strip(EDGE) in announcing() for word in words_of_it)


def _may_stand_in_byline(part: str) -> bool:
    """A name, a role, an agency or a place: no small letters but those of roles and of names."""
    name = _without_role(part)
    return not name or is_other(name) or all(map(_is_capital, name.split()))


def _is_capital(token: str) -> bool:
    return not begins_small(token.lstrip(EDGE)) or token in data("people.json")["inside"]


def _person(part: str) -> str:
    """The name in a part of a byline, "" where it names no person."""
    whole = without_house(bare(" ".join(part.split())))
    name = _without_agency(_without_role(whole))
    if name != whole and " " not in name and name.isascii():
        return ""  # "Courier staff"
    if not 2 <= len(name) <= LONGEST or is_other(name) or _DATE_LIKE.search(name):
        return ""
    tokens = name.split()
    if len(tokens) > 7 or any(map(str.isdigit, name)) or ": " in name:
        return ""
    if begins_small(name) and not any(token[0].isupper() for token in tokens):
        return ""
    if fold(name) in announcing():
        return ""  # "By" and the names behind it in elements of their own
    return _cased(name)


def _cased(name: str) -> str:
    """A name in capitals, in the usual case; initials and short names stay."""
    tokens = name.split()
    if len(name) > 5 and len(tokens) > 1 and name.isupper() and name.isascii():
        return " ".join(re.sub(r"[A-Z]{3,}", lambda m: m[0].title(), token) for token in tokens)
    return name


def _without_role(name: str) -> str:
    """The name without what its bearer is: "staff writer", "Korrespondent", "記者"."""
    tokens = name.split()
    for size in range(min(4, len(tokens)), 0, -1):
        if " ".join(tokens[-size:]).casefold() in roles():
            return _without_role(" ".join(tokens[:-size]).strip(EDGE))
        if len(tokens) > size + 1 and " ".join(tokens[:size]).casefold() in roles():
            return _without_role(" ".join(tokens[size:]).strip(EDGE))
    if name and ord(name[-1]) >= 0x2E80:
        ends = [role for role in roles() if len(name) > len(role) + 1 and name.endswith(role)]
        return name[: -max(map(len, ends))].strip(EDGE) if ends else name
    return name


def _without_agency(name: str) -> str:
    """The name without the agency that follows it: "Ann Lee The Associated Press"."""
    tokens = name.split()
    for size in (4, 3, 2):
        if len(tokens) >= size + 2:
            tail = fold(" ".join(tokens[-size:])).removeprefix("the ")
            if tail in agencies():
                return " ".join(tokens[:-size])
    return name


def _without_fragments(found: dict[str, str]) -> list[str]:
    """Names without those that are only a part of a longer one in the list."""
    keys = list(found)
    return [
        name
        for key, name in found.items()
        if not any(key != other and f" {key} " in f" {other} " for other in keys)
    ]


@lru_cache(maxsize=64)
def _folded(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(words, names))


@cache
def _sentence() -> re.Pattern[str]:
    """What a Chinese or Japanese sentence has and a byline has not: a stop, a quotation, a
    question, the small words behind a noun, more than two clauses. Made when first asked for, as
    wide ranges of letters take long."""
    return re.compile(
        r"[。「」『』？！]|[\u3400-\u9fff\u30a0-\u30ff][はがをにでも](?=\w)|[，,](?:[^，,]*[\u3400-\u9fff]){5}[^，,]*[，,]"
    )
