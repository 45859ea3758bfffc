"""Plain text cut into paragraphs: by blank lines, one a line, or wrapped at a column.

Lines of wrapped text are told by their wrapping: the next line's first word would not have fitted
on the line before. Where that holds, lines belong together; everywhere else a line is a paragraph.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from articles.words.fold import begins_small

#: More paragraphs than the longest newspaper has. What comes after them is kept as one.
MOST_PARAGRAPHS = 100_000

_LINE = re.compile(r"[^\n]+")
_BREAK_INSIDE = re.compile(r"[\v\f\x1c-\x1e\x85\u2028\u2029]")
_SAMPLE = 2_000  # lines looked at to learn how the text is wrapped
_ENDS = '.!?:…"”»)]。！？」』؟۔।'
_NARROWEST, _WIDEST = 30, 130


@dataclass(slots=True)
class Passage:
    """A paragraph as it stands in the source: its text and the number of its first line."""

    text: str
    line: int
    blank_before: bool = False
    place: int = 0  # where its first line begins, in characters


def passages(text: str) -> Iterator[Passage]:
    """The paragraphs of a text, in order, with their line numbers.

    >>> [p.text for p in passages("One.\\n\\nTwo.\\nThree.")]
    ['One.', 'Two.', 'Three.']
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = _lines(text)
    sample = [line for line, _ in zip(lines, range(_SAMPLE), strict=False)]
    width = _wrap_width(sample)
    for count, passage in enumerate(_joined(chain(sample, lines), width), 1):
        if count == MOST_PARAGRAPHS:
            # everything else as one: nothing is dropped, and memory stays bounded
            yield Passage(text[passage.place :].strip(), passage.line)
            return
        yield passage


def _lines(text: str) -> Iterator[Passage]:
    """Lines that hold something. A form feed or a Unicode line separator also ends a line."""
    number, end, blank = 1, 0, True
    for found in _LINE.finditer(text):
        blank = blank or found.start() - end != 1
        number += text.count("\n", end, found.start())
        end = found.end()
        for part in _parts(found[0]):
            if part.strip():
                yield Passage(part.rstrip(), number, blank, found.start())
                blank = False
            elif part == found[0]:
                blank = True


def _parts(line: str) -> Iterable[str]:
    line = line.removeprefix("\ufeff")
    return _BREAK_INSIDE.split(line) if _BREAK_INSIDE.search(line) else (line,)


def _joined(lines: Iterator[Passage], width: int) -> Iterator[Passage]:
    held: list[Passage] = []
    for line in lines:
        if held and not (width and _goes_on(held[-1], line, width)):
            yield _one(held)
            held = []
        held.append(line)
    if held:
        yield _one(held)


def _one(lines: list[Passage]) -> Passage:
    text = "\n".join(line.text for line in lines).strip()
    return Passage(text, lines[0].line, lines[0].blank_before, lines[0].place)


def _goes_on(line: Passage, following: Passage, width: int) -> bool:
    """Whether the second line continues the first: its first word did not fit any more."""
    if following.blank_before or following.line != line.line + 1:
        return False
    if _indent(following.text) > _indent(line.text) + 1:
        return False
    return len(line.text) + 1 + _first_word(following.text) > width


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())


def _first_word(text: str) -> int:
    """Letters of the first word that can be cut off; one in scripts that wrap between letters."""
    text = text.lstrip()[:60]
    if text and 0x2E80 <= ord(text[0]) <= 0xFFEF:
        return 1
    return len(text.split(None, 1)[0]) if text else 0


def _wrap_width(lines: Sequence[Passage]) -> int:
    """The column at which the text was wrapped, 0 where it was not."""
    pairs = [
        (one, two)
        for one, two in pairwise(lines)
        if not two.blank_before and two.line == one.line + 1
    ]
    if not pairs:
        return 0
    lengths = sorted(len(one.text) for one, _ in pairs)
    width = lengths[int(0.98 * (len(lengths) - 1))]
    if not _NARROWEST <= width <= _WIDEST or lengths[-1] > 2 * _WIDEST:
        return 0
    fitting = [pair for pair in pairs if _goes_on(*pair, width)]
    if len(fitting) < 0.45 * len(pairs):
        return 0
    sure = sum(_surely_goes_on(one.text, two.text) for one, two in fitting)
    broken = sum(one.text[-1] not in _ENDS for one, _ in fitting)
    few = len(fitting) < 4
    return width if sure >= (0.99 if few else 0.25) * len(fitting) <= 2 * broken else 0


def _surely_goes_on(one: str, two: str) -> bool:
    """Whether a line begins in the middle of a sentence; scripts without case always may."""
    last, first = one[-1], two.lstrip()[0]
    if begins_small(first) or last in ",;":
        return True
    return first.isalpha() and not first.isupper() and last not in _ENDS
