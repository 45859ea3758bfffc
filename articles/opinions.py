"""What the page itself says of its pieces: stated once more in its data, or shown once more.

Each is a number from 0 (nowhere) to 1 (all of it) for each piece, found by sampling a few runs of
its words, so that a page costs no more than its length.
"""

import html as entities
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from articles.blocks import Piece
from articles.fold import fold

_RUN = 4  # words
_MOST_SAMPLES = 6
_LONGEST = 20_000  # letters of a piece that are looked at
_LONG = 60  # letters: a shorter piece may stand twice by chance
_SHORTEST_BODY = 200  # a shorter stated body is a teaser
_WIDE = re.compile("([\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f])")

_MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,300}>")

Run = tuple[str, ...]


def stated_by_page(body: str, pieces: Sequence[Piece]) -> list[float]:
    """How much of each piece stands in the body that the page's structured data states."""
    if len(body) < _SHORTEST_BODY:
        return []
    return _found_in(
        body, [list(_samples(_words(fold(piece.text[:_LONGEST])))) for piece in pieces]
    )


def _found_in(text: str, runs: Sequence[Sequence[Run]]) -> list[float]:
    """The share of each piece's sampled runs that stand in the text."""
    known: set[Run] = set()
    for line in text.split("\n"):
        parts = _words(line)
        known.update(zip(*(parts[n:] for n in range(_RUN)), strict=False))
        if 0 < len(parts) < _RUN:
            known.add(tuple(parts))
    return [sum(run in known for run in found) / len(found) if found else 0.0 for found in runs]


def sampled_runs(pieces: Sequence[Piece]) -> list[list[Run]]:
    """A few runs of words of each piece; a short piece is one run."""
    return [list(_samples(_words(piece.text[:_LONGEST]))) for piece in pieces]


def _samples(parts: list[str]) -> Iterator[Run]:
    if not parts:
        return
    if len(parts) <= _RUN:
        yield tuple(parts)
        return
    last = len(parts) - _RUN
    samples = min(_MOST_SAMPLES, 1 + last)
    for number in range(samples):
        start = number * last // max(1, samples - 1)
        yield tuple(parts[start : start + _RUN])


def shown_elsewhere(pieces: Sequence[Piece], runs: Sequence[Sequence[Run]]) -> list[float]:
    """The share of each piece's sampled runs that stand in other pieces too."""
    long = [len(piece.text) >= _LONG for piece in pieces]
    wanted = {run for found, is_long in zip(runs, long, strict=True) if is_long for run in found}
    seen: Counter[Run] = Counter()
    for piece, is_long in zip(pieces, long, strict=True):
        if not is_long:
            continue
        parts = _words(piece.text)
        here = set(zip(*(parts[n:] for n in range(_RUN)), strict=False))
        seen.update(here & wanted)
    return [sum(seen[run] > 1 for run in found) / len(found) if found else 0.0 for found in runs]


def _words(text: str) -> list[str]:
    if not text.isascii() and _WIDE.search(text):
        text = _WIDE.sub(r" \1 ", text)
    return text.split()


def stated_paragraphs(body: str) -> list[str]:
    """The paragraphs of a stated body, without the markup that some pages leave in it."""
    text = entities.unescape(_MARKUP.sub("\n", body))
    return [line.strip() for line in text.split("\n") if line.strip()]
