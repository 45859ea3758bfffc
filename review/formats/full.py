"""For people: every new finding with its sentence, the words in question underlined, and why."""

import unicodedata
from typing import TextIO

from review.formats._text import paint, place, says_only, severity, visible
from review.model import CheckReport, Reported

#: Characters of context on either side, and of the quote itself, that fit a terminal.
AROUND, QUOTE = 40, 160


def report(run: CheckReport, out: TextIO) -> None:
    """Write the findings."""
    for number, found in enumerate(run.listed):
        if number:
            out.write("\n")
        for line in _lines(found, run.color):
            out.write(line + "\n")


def _lines(found: Reported, color: bool) -> list[str]:
    finding = found.finding
    title = f"{paint(finding.code, '1', color)} {found.name}  {severity(found, color)}"
    lines = [f"{title}  {finding.confidence:.2f}", f"  {place(found)}", *_sentence(found, color)]
    if not says_only(finding):  # that stands below the words
        lines.append(f"  = {visible(finding.message)}")
    if finding.why:
        lines.append(f"  = why: {visible(finding.why)}")
    lines.extend(
        f"  = also: {visible(other.url or other.article)}  {_clip(other.quote)}"
        for other in finding.related[:3]
    )
    if len(finding.related) > 3:
        lines.append(f"  = and {len(finding.related) - 3} more")
    if found.reason:
        lines.append(f"  = {visible(found.reason)}")
    lines.append(f"  = {found.fingerprint}  copydesk rule {finding.code}")
    return lines


def _sentence(found: Reported, color: bool) -> list[str]:
    """The quote in its sentence, and a line that points at it."""
    finding = found.finding
    left, right = visible(_tail(finding.before)), visible(_head(finding.after))
    quote = _clip(finding.quote)
    hint = f" did you mean {visible(finding.suggestion)}?" if finding.suggestion else ""
    marks = "^" * max(1, min(width(quote), QUOTE))
    return [
        f"  | {left}{paint(quote, '1', color)}{right}",
        f"  | {' ' * width(left)}{paint(marks + hint, '32', color)}",
    ]


def _tail(text: str) -> str:
    """The last words of the text that have room, none of them cut."""
    if len(text) <= AROUND:
        return text.lstrip()
    kept = text[-AROUND:]
    return f"... {kept[kept.find(' ') + 1 :]}"


def _head(text: str) -> str:
    """The first words of the text that have room, none of them cut."""
    if len(text) <= AROUND:
        return text.rstrip()
    kept = text[:AROUND]
    return f"{kept[: kept.rfind(' ')] if ' ' in kept else kept} ..."


def _clip(text: str) -> str:
    shown = visible(text)
    return shown if len(shown) <= QUOTE else shown[: QUOTE - 3] + "..."


def width(text: str) -> int:
    """Columns that the text takes on a terminal.

    >>> width("Kyjev"), width("東京")
    (5, 4)
    """
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    return len(text) + wide - sum(bool(unicodedata.combining(char)) for char in text)
