"""The mark of an article: what comparing headlines and texts asks for, in few bytes.

All rules that compare copies bear the same mark, so that an engine may keep it once.
"""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from struct import Struct
from zlib import crc32

from articles import Article
from checks.affixes import Affixes, Pieces, Words, bare, learned, own_words
from checks.copies import copied
from checks.headline_words import figures
from checks.sketch import Sketch, containment, sketch, told

#: site, article, day, words of the body, bytes of the headline, the sketch's head
_HEAD = Struct("<QQiIHB")
_APART = "\x1f"
_LONGEST = 0xFFFF
_LEARNED_FROM = 20_000  # headlines
_UNDATED = 10_000_000  # later than any day


@dataclass(frozen=True, slots=True)
class Mark:
    """An article as far as it is compared: `site` and `article` are hashes of names (0: none),
    `day` is the ordinal of its publication (0: undated), `length` counts the words of the body,
    `headline` is folded, in its pieces."""

    site: int
    article: int
    day: int
    length: int
    headline: Pieces
    body: Sketch

    @classmethod
    def parse(cls, packed: bytes) -> "Mark":
        """The inverse of `mark_of`."""
        site, article, day, length, size, kind = _HEAD.unpack_from(packed)
        body = Sketch.of(packed[_HEAD.size + size :], kind)
        return cls(site, article, day, length, _headline(packed), body)


@dataclass(frozen=True, slots=True)
class Bodies(Sequence[Sketch]):
    """The sketches of packed marks, each unpacked when it is asked for."""

    marks: Sequence[bytes]

    def __len__(self) -> int:
        return len(self.marks)

    def __getitem__(self, row: int) -> Sketch:  # type: ignore[override]  # nobody asks for slices
        packed = self.marks[row]
        *_, size, kind = _HEAD.unpack_from(packed)
        return Sketch.of(packed[_HEAD.size + size :], kind)


@dataclass(frozen=True, slots=True)
class Headlines(Sequence[Words]):
    """The headlines of one site's packed marks, without what the site puts around them; each is
    unpacked when it is asked for."""

    marks: Sequence[bytes]
    affixes: Affixes

    @classmethod
    def of(cls, marks: Sequence[bytes]) -> "Headlines":
        """Learn what the site puts around its headlines, from some of them where there are many."""
        step = 1 + len(marks) // _LEARNED_FROM
        some = (_headline(marks[row]) for row in range(0, len(marks), step))
        return cls(marks, learned(some))

    def __len__(self) -> int:
        return len(self.marks)

    def __getitem__(self, row: int) -> Words:  # type: ignore[override]  # nobody asks for slices
        return bare(_headline(self.marks[row]), self.affixes)


def pairs_of_copies(marks: Sequence[bytes], least: float) -> Iterator[tuple[int, int, float]]:
    """`checks.copies.copied` of packed marks, the near in time first where there are many."""
    sites, days = array("Q"), array("i")
    for packed in marks:
        site, _, day, *_ = _HEAD.unpack_from(packed)
        sites.append(site)
        days.append(day or _UNDATED)
    return copied(Bodies(marks), sites, least, days)


def _headline(packed: bytes) -> Pieces:
    size = _HEAD.unpack_from(packed)[4]
    written = packed[_HEAD.size : _HEAD.size + size].decode("utf-8", "surrogatepass")
    return tuple(tuple(piece.split(" ")) for piece in written.split(_APART)) if written else ()


def site_in(packed: bytes) -> int:
    """`Mark.site` of a packed mark."""
    return int(_HEAD.unpack_from(packed)[0])


def days_apart(left: Mark, right: Mark) -> int | None:
    """Days between two publications; None where one is undated."""
    return abs(left.day - right.day) if left.day and right.day else None


def shared_text(left: Mark, right: Mark) -> float | None:
    """The containment of two bodies, 0 to 1; None where one article has no text."""
    return containment(left.body, right.body) if left.body and right.body else None


def mark_of(article: Article) -> bytes:
    """The packed mark of an article."""
    told = own_words(article.headline, article.site, article.site_name)
    return _packed(article.site, article.key, article.published[:10], told, article.body)


@lru_cache(maxsize=2)  # two rules ask for the article at hand
def stated(text: str) -> str:
    """What a text states in figures, as a short hash: numbers, weekdays and months."""
    return f"{crc32(' '.join(figures(told(text))).encode()):08x}"


def state_otherwise(left: str, right: str) -> bool:
    """Whether two texts have other figures, by what `stated` says of each; "" is unknown."""
    return bool(left and right) and left != right


def touch(left: Mark, right: Mark) -> bool:
    """Whether two texts have any run of words in common."""
    return not set(left.body.hashes.tolist()).isdisjoint(right.body.hashes.tolist())


@lru_cache(maxsize=2)  # several rules ask for the article at hand
def _packed(site: str, key: str, published: str, headline: Pieces, text: str) -> bytes:
    written = _APART.join(map(" ".join, headline))
    words = _within(written.encode("utf-8", "surrogatepass"))
    body = sketch(text)
    length = min(len(told(text)), 0xFFFFFFFF)
    head = _HEAD.pack(_hash(site), _hash(key), _day(published), length, len(words), body.head)
    return b"".join((head, words, body.packed))


def _within(words: bytes) -> bytes:
    """As many whole words as there is room for."""
    return words if len(words) <= _LONGEST else words[:_LONGEST].rpartition(b" ")[0]


def _hash(name: str) -> int:
    if not name:
        return 0
    digest = blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little") or 1


def _day(published: str) -> int:
    try:
        return date.fromisoformat(published).toordinal()
    except ValueError:
        return 0
