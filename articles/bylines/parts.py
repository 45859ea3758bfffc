"""A byline cut into its parts: at commas, at "and", at signs, without the words for "by"."""

import re

from articles.bylines.claims import has_desk_inside
from articles.bylines.words import (
    agencies,
    announcing,
    before,
    first_words,
    interface,
    is_han_name,
    joining,
    not_people,
    roles,
)
from articles.words.fold import fold

_ADDRESS = re.compile(
    r"\(?\bhttps?://\S+|\bwww\.\S+|[(<\[]?[\w.+-]+@[\w-]+(?:\.[\w-]+)+[)>\]]?", re.I
)
_HANDLE = re.compile(r"(?<!\w)@\w+")
_BRACKETS = re.compile(r"\s*[(\[{][^)\]}]*[)\]}]")
_AND_BEHIND_BRACKETS = re.compile(
    r"\s*\([^()]*\),?\s+(?:and|und|et|y|e|en|og|och|i|a|и|та|ve|&)\s+"
)
EDGE = " \t\n\u00a0.,;:|/–—-•·*'\"“”„«»()[]{}<>&+#_"
_SPLIT = re.compile(r"\s*(?:[;|•·\n、，]|/(?!-?in(?:nen)?\b))\s*|\s+[–—-]\s+|\s{3,}")
_AT_WORK = re.compile(
    r"(?<=\w)\s+(?:for|in|from|at|für|aus|à|en|till)\s+(?=(?:the |The )?[^\W\d_a-z])"
)
_COLON = re.compile(r"\s?[:：／]\s?")
_COLONS = ":：／"
_BEHIND_ROLE = tuple(" \u3000:：／/・")
_NAMES_END = re.compile(r"[\s／/、，,（(]")
_SPACE = re.compile(r"\s")
#: A comma before "Jr." or "Inc." does not end a name; nor is their dot the end of a sentence.
COMMA = re.compile(r"\s*,(?!\s*(?:Jr|Sr|Inc|Ltd|Corp|LLC)\b)\s*")
_KEEPS_DOT = (" Jr", " Sr", " Inc", " Ltd", " Corp", " Co")
#: names in one byline, more is a list of something else; letters of a name
MOST, LONGEST = 12, 60


def names_of(statement: str) -> list[str]:
    """A byline cut at everything that may stand between two names."""
    text = without_addresses(statement)
    text = _HANDLE.sub(" ", text) if "@" in text else text
    if "(" in text or "[" in text or "{" in text:
        text = _BRACKETS.sub(" , ", _AND_BEHIND_BRACKETS.sub(" , ", text))
    parts = [after_by(part) for part in _SPLIT.split(text) if part.strip()]
    found: list[str] = []
    for part in parts:
        for piece in _by_comma(part):
            found.extend(_by_and(piece))
    return [piece for piece in found if piece][: 3 * MOST]


def without_addresses(text: str) -> str:
    """The text without addresses of the web and of mail: most have none."""
    may_have = "@" in text or "://" in text or "www." in text.lower()
    return _ADDRESS.sub(" ", text) if may_have else text


def _by_comma(part: str) -> list[str]:
    """Names apart by commas; "Surname, Name" is one name turned round."""
    pieces = [bare(piece) for piece in COMMA.split(part)]
    if len(pieces) == 2 and all(re.fullmatch(r"[^\W\d_]+(?:-[^\W\d_]+)?", p) for p in pieces):
        left, right = pieces
        if not is_other(right) and not is_other(left) and left[:1].isupper():
            return [f"{right} {left}"]
    return pieces


def _by_and(piece: str) -> list[str]:
    """Names joined by "and"; in Spanish and its like also the parts of one name are joined so."""
    tokens = piece.split()
    groups: list[list[str]] = [[]]
    for place, token in enumerate(tokens):
        joins = token.casefold() in joining() and groups[-1] and place + 1 < len(tokens)
        if joins and (token.isupper() or token[0].islower() or token == "&"):
            groups.append([])
        else:
            groups[-1].append(token)
    of_one_name = len(groups) == 2 and len(groups[1]) == 1 and {"y", "e", "i"} & set(tokens)
    if of_one_name:
        return [piece]
    return _joined(groups)


def _joined(groups: list[list[str]]) -> list[str]:
    return [_AT_WORK.split(after_by(" ".join(group)))[0] for group in groups if group]


def after_by(text: str) -> str:
    """The text without the words for "by" before it."""
    text = bare(text)
    for _ in range(3):
        end = _end_of_by(text)
        if not end:
            return text
        text = bare(text[end:])
    return text


def bare(text: str) -> str:
    """The text without the signs around it, but for the dot of "Jr." and "Inc."."""
    shown = text.strip(EDGE)
    return f"{shown}." if shown.endswith(_KEEPS_DOT) and f"{shown}." in text else shown


def _end_of_by(text: str) -> int:
    """Where the longest phrase for "by" at the start of the text ends, 0 if there is none."""
    colon = _COLON.search(text, 0, LONGEST) if any(sign in text for sign in _COLONS) else None
    if colon and fold(text[: colon.start()]) in announcing():
        return colon.end()
    first = _SPACE.search(text, 0, LONGEST)
    if first and text[: first.start()].casefold() in first_words():
        spaces = [match.start() for match in _SPACE.finditer(text, 0, LONGEST)][:6]
        for end in reversed(spaces):
            if text[:end].casefold() in before():
                return end
    if text and ord(text[0]) >= 0x2E80:
        longest = max((w for w in before() if text.startswith(w)), key=len, default="")
        return len(longest) if _is_set_apart(text[len(longest) :]) else 0
    return 0


def _is_set_apart(rest: str) -> bool:
    """Whether a mark or a bare name stands behind a role: sentences begin with the same word, as
    "记者从太湖局了解到" and "記者会見で"."""
    if rest[:1] in _BEHIND_ROLE:
        return bool(rest)
    return is_han_name(_NAMES_END.split(rest, maxsplit=1)[0])


def is_other(name: str) -> bool:
    """Whether this names an agency, a desk, a firm or a role."""
    folded = fold(name)
    if folded in agencies() or folded in roles():
        return True
    tokens = folded.split()
    if folded in interface() or re.search(r"\.[a-z]{2,4}$", folded):
        return True
    return has_desk_inside(folded) or any(token.strip(EDGE) in not_people() for token in tokens)
