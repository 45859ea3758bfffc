"""What the page itself says of its pieces: stated once more in its data, or shown once more.

Each is a number from 0 (nowhere) to 1 (all of it) for each piece, found by sampling a few runs of
its words, so that a page costs no more than its length.
"""

import html as entities
import re
from collections.abc import Iterable, Iterator, Sequence

from articles.tree.pieces import Piece
from articles.words.fold import fold

_RUN = 4  # words
_MOST_SAMPLES = 6
_LONGEST = 20_000  # letters of a piece that are folded,
_MOST_WORDS = 4_000  # and words of one that are sampled
_LONG = 60  # letters: a shorter piece may stand twice by chance
_MOST_LONG = 20_000  # long pieces that are compared: bounds the memory; no paper's page has 2,000
_MOST_KEPT = 400_000  # letters of a page whose words are kept: parting them again costs no memory
_SHORTEST_BODY = 200  # a shorter stated body is a teaser
_WIDE = re.compile("([\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f])")

_MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,300}>")

Run = tuple[str, ...]


def stated_by_page(body: str, pieces: Sequence[Piece], asked: Sequence[int]) -> list[float]:
    """How much of each piece asked about stands in the body that the page's structured data
    states; 0 for the others."""
    if len(body) < _SHORTEST_BODY:
        return []
    known: set[Run] = set()
    for line in body.split("\n"):
        parts = _words(line)
        known.update(_runs(parts))
        if 0 < len(parts) < _RUN:
            known.add(tuple(parts))
    shares = [0.0] * len(pieces)
    for index in asked:
        shares[index] = _share(_samples(_words(fold(pieces[index].text[:_LONGEST]))), known)
    return shares


def shown_elsewhere(pieces: Sequence[Piece], asked: Sequence[int]) -> list[float]:
    """The share of the sampled runs of each piece asked about that stand in several long pieces;
    0 for the others."""
    long = [index for index, piece in enumerate(pieces) if len(piece.text) >= _LONG][:_MOST_LONG]
    parted = _parted([pieces[index].text for index in long])
    twice = _in_several({run for parts in parted for run in _samples(parts)}, parted)
    words = dict(zip(long, parted, strict=True)) if isinstance(parted, list) else {}
    shares = [0.0] * len(pieces)
    for index in asked if twice else ():
        shares[index] = _share(_samples(words.get(index) or _words(pieces[index].text)), twice)
    return shares


def _parted(texts: Sequence[str]) -> "list[list[str]] | _Parted":
    """The words of each text; of a page with very much text only as long as they are looked at."""
    return list(map(_words, texts)) if sum(map(len, texts)) <= _MOST_KEPT else _Parted(texts)


def _in_several(wanted: set[Run], parted: Iterable[list[str]]) -> set[Run]:
    """Those of the runs that stand in more than one of the texts."""
    once: set[Run] = set()
    twice: set[Run] = set()
    for parts in parted:
        here = wanted.intersection(_runs(parts))
        twice |= once & here
        once |= here
    return twice


class _Parted:
    """Texts, parted into words each time they are looked at."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts

    def __iter__(self) -> Iterator[list[str]]:
        return map(_words, self.texts)


def _runs(parts: list[str]) -> Iterator[Run]:
    return zip(parts, parts[1:], parts[2:], parts[3:], strict=False)


def _share(runs: Sequence[Run], known: set[Run]) -> float:
    return sum(run in known for run in runs) / len(runs) if runs else 0.0


def _samples(parts: list[str]) -> list[Run]:
    """A few runs of a piece's words; a short piece is one run."""
    last = min(len(parts), _MOST_WORDS) - _RUN
    if last <= 0:
        return [tuple(parts)] if parts else []
    steps = min(_MOST_SAMPLES, 1 + last) - 1
    starts = [number * last // steps for number in range(steps + 1)]
    return [tuple(parts[start : start + _RUN]) for start in starts]


def _words(text: str) -> list[str]:
    if not text.isascii() and _WIDE.search(text):
        text = _WIDE.sub(r" \1 ", text)
    return text.split()


def stated_paragraphs(body: str) -> list[str]:
    """The paragraphs of a stated body, without the markup that some pages leave in it."""
    text = entities.unescape(_MARKUP.sub("\n", body))
    return [line.strip() for line in text.split("\n") if line.strip()]
