"""The words around a name, as keys: where copies of one story meet."""

from collections.abc import Iterator
from dataclasses import dataclass
from zlib import crc32

from checks.lexicon import Lexicon
from checks.names.context import is_title, neighbours
from checks.names.own import UserNames
from checks.names.pairs import usage
from checks.names.reading import Mention, Reading
from checks.names.spelling import is_ending

#: Names so common need no archive to be known, and a slip in one is met by its own rule.
_TOO_COMMON = 6.0
_MIN_LETTERS = 4
#: Forms of one name begin with so many equal letters.
_STEM = 4
#: Bounds: an article gives no more clues than this, a name no more than its first mentions.
MAX_CLUES, _MENTIONS = 600, 2
#: How many words on either side a clue remembers, and letters of a hash where three others agree.
_FAR, _SHORT_HASH = 4, 4


@dataclass(frozen=True, slots=True)
class Clue:
    """A name where it stands, under one key.

    `near` are hashes of the two words before, the two after, and the pair around it; then of the
    pairs of words one and two further out, by which an edited copy still shows itself. `given` is
    the name that stands before it somewhere in the article, plain; `inflected`: the article has it
    in another form as well, or again.
    """

    key: str
    mention: Mention
    plain: str
    near: tuple[str, ...]
    given: str
    inflected: bool


def clues(reading: Reading, lexicon: Lexicon, own: UserNames) -> Iterator[Clue]:
    """The article's names under the keys of their neighbours, the first mentions of each."""
    told = 0
    starts = _starts(reading)
    for name, mentions in reading.names.items():
        if len(name) < _MIN_LETTERS or name in reading.lower or name in own.never:
            continue
        if usage(name, reading.language, lexicon) >= _TOO_COMMON:
            continue
        given, inflected = _given(reading, mentions), _is_inflected(name, reading, starts)
        for mention in mentions[:_MENTIONS]:
            for frame in _frames(reading, mention):
                if told >= MAX_CLUES:
                    return
                told += 1
                key = f"{reading.language} {frame} {name[0]}"
                near = _near(reading, mention.index)
                yield Clue(key, mention, name, near, given, inflected)


def _starts(reading: Reading) -> dict[str, list[str]]:
    """The names by their first letters."""
    found: dict[str, list[str]] = {}
    for name in reading.names:
        found.setdefault(name[:_STEM], []).append(name)
    return found


def _given(reading: Reading, mentions: list[Mention]) -> str:
    before = (near[1:] for m in mentions for near in neighbours(reading, m) if near[0] == "<")
    return min(before, default="")


def _is_inflected(name: str, reading: Reading, starts: dict[str, list[str]]) -> bool:
    others = (other for other in starts[name[:_STEM]] if other != name)
    again = len(reading.names[name]) > 1
    return again or any(is_ending(name, other, reading.language) for other in others)


def _frames(reading: Reading, mention: Mention) -> Iterator[str]:
    """The name beside it, and the pair of words around it."""
    at, words, plain = mention.index, reading.words, reading.plain
    before = plain[at - 1] if at else ""
    after = plain[at + 1] if at + 1 < len(words) else ""
    yield f"{before}_{after}"
    if mention.loud:
        return
    if (
        before
        and reading.close[at]
        and _is_name(words[at - 1])
        and not is_title(before, reading.language)
    ):
        yield f"{before}_"
    if after and reading.close[at + 1] and _is_name(words[at + 1]):
        yield f"_{after}"


def _near(reading: Reading, at: int) -> tuple[str, ...]:
    words = reading.plain
    before, after = words[max(0, at - _FAR) : at], words[at + 1 : at + 1 + _FAR]
    inner = _hash(before[-2:]), _hash(after[:2]), _hash([*before[-1:], *after[:1]])
    outer = before[-3:-1], before[-4:-2], after[1:3], after[2:4]
    return *inner, *(_hash(words)[-_SHORT_HASH:] for words in outer)


def _hash(words: list[str]) -> str:
    return f"{crc32(' '.join(words).encode()):08x}" if len(words) == 2 else ""


def _is_name(word: str) -> bool:
    return len(word) > 2 and word[0].isupper()
