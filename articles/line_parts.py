"""Calls to the reader that no list of phrases holds, told by the parts that they are made of.

"Straight to your mailbox before breakfast", "The rest of this piece is for members": houses word
their furniture anew, but out of few parts: who is asked, for what, where it arrives, who may read.
Several parts of one language, in one short line, make a call; one of them alone makes news.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence, Set

from articles.line_search import Found, Match
from articles.model import Kind, record

#: words of a call: a longer line is a paragraph that speaks of such things (guesses)
_LONGEST, _LONGEST_SHARE, _LONGEST_AD = 32, 12, 10
_LONGEST_LOGIN, _LONGEST_BARE = 8, 10
#: letters of an ending that a noun may bear
_ENDING = 3
#: letters of a word too small to say anything
_SMALL = 3
#: words of the name of who paid
_BRAND = 2
_UNSPACED = "\u0900"  # from here on a word may come in single letters: no spaces, or signs between


@record
class Parts:
    """What one language finds in a line: by part, the numbers of the words that it covers.

    `size` is the line's number of words, where a letter of a script without spaces is a third.
    """

    words: Sequence[str]
    size: float
    found: Mapping[str, Sequence[range]]
    covered: Set[int]

    def has(self, *parts: str) -> bool:
        """Whether the line has each of these parts."""
        return all(part in self.found for part in parts)

    def has_one(self, *parts: str) -> bool:
        """Whether the line has one of these parts."""
        return any(part in self.found for part in parts)

    def begins(self, part: str, within: int = 2) -> bool:
        """Whether this part stands among the first words."""
        return part in self.found and min(span.start for span in self.found[part]) < within

    def ends(self, part: str) -> bool:
        """Whether the line ends with this part, or with two letters of an unspaced script more."""
        more = 2 * (self.size < len(self.words))
        return self.has(part) and max(s.stop for s in self.found[part]) + more >= len(self.words)

    def covers(self, share: float) -> bool:
        """Whether so large a share of the words belongs to some part."""
        return len(self.covered) >= share * len(self.words)

    def unknown(self) -> int:
        """How many words say something and belong to no part."""
        return sum(len(word) > _SMALL for n, word in enumerate(self.words) if n not in self.covered)


def call_kind(line: str, words: Sequence[str], found: Found) -> Kind | None:
    """The kind of call that a levelled line makes, whose words these are; None where it makes
    none."""
    if not 1 < len(words) <= 3 * _LONGEST:
        return None
    size = _size(words) if not line.isascii() else len(words)
    for parts in _parts(line, words, size, found) if size <= _LONGEST else ():
        for kind, is_call in _CALLS:
            if is_call(parts):
                return kind
    return None


def _is_paywall(line: Parts) -> bool:
    if line.has("only", "members") and line.covers(
        0.5 if line.has_one("this", "content") else 0.75
    ):
        return line.size <= 16
    if line.has("left") and line.size <= 14:
        return True
    asks = line.begins("login") or line.begins("goal", 1) or line.ends("login")
    if line.has("login", "goal") and asks and not line.has("letter"):
        return True
    if line.has("login", "members") and len(line.found["login"]) > 1:  # "Already …? Log in"
        return line.size <= _LONGEST_LOGIN and line.covers(0.75)
    offers = line.begins("goal", 1) or (line.begins("members", 1) and line.covers(0.75))
    return line.has("members", "goal") and offers and line.size <= 12


def _is_newsletter(line: Parts) -> bool:
    if line.has("enter", "address") and line.covers(0.6) and line.size <= _LONGEST_BARE:
        return True
    if not line.has_one("letter", "inbox"):
        return line.has("news", "ours", "sign")
    score = 2 * line.has("letter") + 2 * line.has("sign")
    score += sum(line.has(part) for part in ("news", "inbox", "yours", "ours", "often", "get"))
    if line.has("often", "yours") or (line.has("often", "inbox", "news") and line.size <= 12):
        return score >= 3
    if line.has("news", "inbox", "yours") and line.covers(0.6) and line.size <= _LONGEST_BARE:
        return True
    if line.begins("get") and line.has("news", "inbox") and line.covers(0.7):
        return line.size <= _LONGEST_BARE
    asks = line.has("sign") or line.begins("get") or line.ends("get")
    return asks and score >= (3 if line.size <= 6 else 4)


def _is_share(line: Parts) -> bool:
    if line.size > _LONGEST_SHARE or line.unknown() > 1 or not line.covers(0.5):
        return False
    if line.has("follow", "us") and (line.has("network") or line.size <= 4):
        return line.begins("follow", 3) or line.ends("follow")
    asks = line.begins("share") or line.ends("share")
    to = line.has_one("network", "friend", "this") or (line.has("inbox") and line.covers(0.75))
    return asks and to


def _is_ad(line: Parts) -> bool:
    if line.size > _LONGEST_AD or not line.covers(0.5):
        return False
    goes_on = line.has("goes_on", "ad") or line.has("goes_on", "below", "this")
    if goes_on and line.unknown() <= 1:
        return True
    if not line.has("sponsored") or not line.has_one("content", "this"):
        return False
    if line.begins("sponsored", 1):
        return line.unknown() <= _BRAND
    return (line.begins("content") or line.begins("this", 1)) and line.unknown() <= _BRAND


_CALLS: tuple[tuple[Kind, Callable[[Parts], bool]], ...] = (
    (Kind.PAYWALL, _is_paywall),
    (Kind.NEWSLETTER, _is_newsletter),
    (Kind.SHARE, _is_share),
    (Kind.AD, _is_ad),
)


def _parts(line: str, words: Sequence[str], size: float, found: Found) -> Iterator[Parts]:
    """What each language finds that has both halves of a call, in two parts or more."""
    languages = found.languages
    while languages:
        bit = languages & -languages
        languages ^= bit
        parts = _of_language(bit, line, found.parts)
        if len(parts) > 1:
            covered = {n for spans in parts.values() for span in spans for n in span}
            yield Parts(words, size, parts, covered)


def _of_language(language: int, line: str, matches: Sequence[Match]) -> dict[str, list[range]]:
    """The parts of one language among the matches, with the words that each covers."""
    found: dict[str, list[range]] = {}
    for meanings, start, end in matches:
        if language in meanings and line.index(" ", end) - end <= _ENDING:
            first = line.count(" ", 0, start)
            span = range(first, first + line.count(" ", start, end))
            for part in meanings[language]:
                found.setdefault(part, []).append(span)
    return found


def _size(words: Sequence[str]) -> float:
    """The number of words, where a letter of a script without spaces is a third."""
    return len(words) - 2 / 3 * sum(len(word) == 1 and word > _UNSPACED for word in words)
