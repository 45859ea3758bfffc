"""Authors: the people behind a byline, without "By", roles, agencies, addresses and doubles."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from articles.author_claims import has_desk_inside, is_handle, is_imprint, without_house
from articles.fold import fold, words
from articles.wordlists import data

_ADDRESS = re.compile(
    r"\(?\bhttps?://\S+|\bwww\.\S+|[(<\[]?[\w.+-]+@[\w-]+(?:\.[\w-]+)+[)>\]]?", re.I
)
_HANDLE = re.compile(r"(?<!\w)@\w+")
_BRACKETS = re.compile(r"\s*[(\[{][^)\]}]*[)\]}]")
_EDGE = " \t\n\u00a0.,;:|/–—-•·*'\"“”„«»()[]{}<>&+#_"
_SPLIT = re.compile(r"\s*(?:[;|•·\n、，]|/(?!-?in(?:nen)?\b))\s*|\s+[–—-]\s+|\s{3,}")
_AT_WORK = re.compile(
    r"(?<=\w)\s+(?:for|in|from|at|für|aus|à|en|till)\s+(?=(?:the |The )?[^\W\d_a-z])"
)
_COLON = re.compile(r"\s?[:：／]\s?")
_COLONS = frozenset(":：／")
_SPACE = re.compile(r"\s")
#: A comma before "Jr." or "Inc." does not end a name; nor is their dot the end of a sentence.
_COMMA = re.compile(r"\s*,(?!\s*(?:Jr|Sr|Inc|Ltd|Corp|LLC)\b)\s*")
_KEEPS_DOT = (" Jr", " Sr", " Inc", " Ltd", " Corp", " Co")
_BETWEEN = re.compile(rf"\s*[;|\n]\s*|{_COMMA.pattern}")
_DATE_LIKE = re.compile(r"\d{4}|\d{1,2}[:.]\d{2}|\d{1,2}\.\s?\d")
_MOST = 12  # names in one byline; more is a list of something else
_LONGEST = 60
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
        for part in () if is_imprint(statement, banned) else _parts(statement[:400]):
            name = _person(part)
            key = words(name)
            if key and key not in banned and key.replace(" ", "") not in banned:
                found.setdefault(key, name)
    return tuple(_without_fragments(found)[:_MOST])


def collectives(
    statements: Iterable[str], never: Iterable[str] = (), handles: bool = False
) -> tuple[str, ...]:
    """Agencies, institutes and initials that bylines name where they name no person; the names of
    accounts only where asked for.

    >>> collectives(["By AFP", "Courier staff"], ["Courier"])
    ('AFP',)
    """
    banned = _folded(tuple(never))
    found: dict[str, str] = {}
    for statement in statements:
        if is_imprint(statement, banned):
            continue
        for part in _BETWEEN.split(_ADDRESS.sub(" ", statement[:200])):
            name = _after_by(part)
            key = words(name)
            account = is_handle(name) and not handles
            if 2 <= len(key) <= _LONGEST and not account and not _is_nobody(key, name, banned):
                found.setdefault(key, name)
    return tuple(found.values())[:_MOST]


def _is_nobody(key: str, name: str, houses: Iterable[str]) -> bool:
    """Whether this is the house itself, its desk or a word of the page."""
    tight = key.replace(" ", "")
    house = any(f" {own} " in f" {key} " or own == tight for own in houses if own)
    desk = key in _interface() or bool(set(key.split()) & _nobody()) or has_desk_inside(name)
    return house or desk


def is_byline(text: str) -> bool:
    """Whether a line names authors and nothing else: a word for "by", then names.

    >>> is_byline("By Ann Lee and Tom Ray"), is_byline("By noon the rain had stopped")
    (True, False)
    """
    text = " ".join(text[:200].split())
    if not 4 < len(text) <= 160 or text[-1] in "?!…:":
        return False
    if text.endswith(".") and len(text.split()[-1]) > 4:
        return False
    rest = _after_by(text)
    if rest == _bare(text):  # most lines
        return False
    parts = _parts(rest)
    return any(map(_person, parts)) and all(_may_stand_in_byline(part) for part in parts)


def opens_byline(line: str) -> bool:
    """Whether a line is a word for "by", or one or two labels of authors, and nothing else.

    >>> opens_byline("Written by"), opens_byline("Autorin/Autor"), opens_byline("By the sea")
    (True, True, False)
    """
    if len(line) > _LONGEST_OPENING:
        return False
    words_of_it = fold(line).strip(_EDGE).split("/")
    return all(word.strip(_EDGE) in _announcing() for word in words_of_it)


def _may_stand_in_byline(part: str) -> bool:
    """A name, a role, an agency or a place: no small letters but those of roles and of names."""
    name = _without_role(part)
    return not name or _is_other(name) or all(map(_is_capital, name.split()))


def _is_capital(token: str) -> bool:
    first = token.lstrip(_EDGE)[:1]
    return not first.islower() or token in data("people.json")["inside"]


def _parts(statement: str) -> list[str]:
    """A byline cut at everything that may stand between two names."""
    text = _HANDLE.sub(" ", _ADDRESS.sub(" ", statement))
    parts = [_after_by(part) for part in _SPLIT.split(_BRACKETS.sub(" , ", text)) if part.strip()]
    found: list[str] = []
    for part in parts:
        for piece in _by_comma(part):
            found.extend(_by_and(piece))
    return [piece for piece in found if piece][: 3 * _MOST]


def _by_comma(part: str) -> list[str]:
    """Names apart by commas; "Surname, Name" is one name turned round."""
    pieces = [_bare(piece) for piece in _COMMA.split(part)]
    if len(pieces) == 2 and all(re.fullmatch(r"[^\W\d_]+(?:-[^\W\d_]+)?", p) for p in pieces):
        left, right = pieces
        if not _is_other(right) and not _is_other(left) and left[:1].isupper():
            return [f"{right} {left}"]
    return pieces


def _by_and(piece: str) -> list[str]:
    """Names joined by "and"; in Spanish and its like also the parts of one name are joined so."""
    tokens = piece.split()
    groups: list[list[str]] = [[]]
    for place, token in enumerate(tokens):
        joins = token.casefold() in _joining() and groups[-1] and place + 1 < len(tokens)
        if joins and (token.isupper() or token[0].islower() or token == "&"):
            groups.append([])
        else:
            groups[-1].append(token)
    of_one_name = len(groups) == 2 and len(groups[1]) == 1 and {"y", "e", "i"} & set(tokens)
    if of_one_name:
        return [piece]
    return _joined(groups)


def _joined(groups: list[list[str]]) -> list[str]:
    return [_AT_WORK.split(_after_by(" ".join(group)))[0] for group in groups if group]


def _after_by(text: str) -> str:
    """The text without the words for "by" before it."""
    text = _bare(text)
    for _ in range(3):
        end = _end_of_by(text)
        if not end:
            return text
        text = _bare(text[end:])
    return text


def _bare(text: str) -> str:
    """The text without the signs around it, but for the dot of "Jr." and "Inc."."""
    bare = text.strip(_EDGE)
    return f"{bare}." if bare.endswith(_KEEPS_DOT) and f"{bare}." in text else bare


def _end_of_by(text: str) -> int:
    """Where the longest phrase for "by" at the start of the text ends, 0 if there is none."""
    colon = _COLON.search(text, 0, _LONGEST) if _COLONS.intersection(text[:_LONGEST]) else None
    if colon and fold(text[: colon.start()]) in _announcing():
        return colon.end()
    if text[:1].casefold()[:1] in _first_letters():
        spaces = [match.start() for match in _SPACE.finditer(text, 0, _LONGEST)][:6]
        for end in reversed(spaces):
            if text[:end].casefold() in _before():
                return end
    if text and ord(text[0]) >= 0x2E80:
        return max(
            (len(w) for w in _before() if text.startswith(w) and len(text) > len(w)), default=0
        )
    return 0


def _person(part: str) -> str:
    """The name in a part of a byline, "" where it names no person."""
    whole = without_house(_bare(" ".join(part.split())))
    name = _without_agency(_without_role(whole))
    if name != whole and " " not in name and name.isascii():
        return ""  # "Courier staff"
    if not 2 <= len(name) <= _LONGEST or _is_other(name) or _DATE_LIKE.search(name):
        return ""
    tokens = name.split()
    if len(tokens) > 7 or any(map(str.isdigit, name)) or ": " in name:
        return ""
    if name[0].islower() and not any(token[0].isupper() for token in tokens):
        return ""
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
        if " ".join(tokens[-size:]).casefold() in _roles():
            return _without_role(" ".join(tokens[:-size]).strip(_EDGE))
        if len(tokens) > size + 1 and " ".join(tokens[:size]).casefold() in _roles():
            return _without_role(" ".join(tokens[size:]).strip(_EDGE))
    if name and ord(name[-1]) >= 0x2E80:
        ends = [role for role in _roles() if len(name) > len(role) + 1 and name.endswith(role)]
        return name[: -max(map(len, ends))].strip(_EDGE) if ends else name
    return name


def _without_agency(name: str) -> str:
    """The name without the agency that follows it: "Ann Lee The Associated Press"."""
    tokens = name.split()
    for size in (4, 3, 2):
        if len(tokens) >= size + 2:
            tail = fold(" ".join(tokens[-size:])).removeprefix("the ")
            if tail in _agencies():
                return " ".join(tokens[:-size])
    return name


def _is_other(name: str) -> bool:
    """Whether this names an agency, a desk, a firm or a role."""
    folded = fold(name)
    if folded in _agencies() or folded in _roles():
        return True
    tokens = folded.split()
    if folded in _interface() or re.search(r"\.[a-z]{2,4}$", folded):
        return True
    return has_desk_inside(folded) or any(token.strip(_EDGE) in _not_people() for token in tokens)


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
def _before() -> frozenset[str]:
    return frozenset(data("people.json")["before"])


@cache
def _labels() -> frozenset[str]:
    return frozenset(data("people.json")["label"])


@cache
def _first_letters() -> frozenset[str]:
    return frozenset(phrase[0] for phrase in _before())


@cache
def _announcing() -> frozenset[str]:
    return frozenset(map(fold, _before() | _labels()))


@cache
def _joining() -> frozenset[str]:
    return frozenset(data("people.json")["and"])


@cache
def _roles() -> frozenset[str]:
    listed = data("people.json")["roles"]
    return frozenset((*listed, *(f"{role}s" for role in listed)))


@cache
def _agencies() -> frozenset[str]:
    return frozenset(data("people.json")["agencies"])


@cache
def _nobody() -> frozenset[str]:
    """Words of a byline that names the paper's own desk."""
    return frozenset(data("people.json")["nobody"])


@cache
def _interface() -> frozenset[str]:
    """Words of buttons, headings and menus."""
    sections = data("lead_lines.json")["sections"].values()
    return frozenset(
        (*data("people.json")["interface"], *(name for listed in sections for name in listed))
    )


@cache
def _not_people() -> frozenset[str]:
    return frozenset(data("people.json")["not_people"])
