"""By article: its address once, its findings below. For reading article by article."""

from itertools import groupby
from typing import TextIO

from articles import Span
from review.formats._text import paint, reason, says_only, severity, source, visible
from review.model import CheckReport, Reported
from review.places import line_in_text


def report(run: CheckReport, out: TextIO) -> None:
    """Write the findings, article by article."""
    first = True
    for _, group in groupby(run.listed, key=lambda found: found.finding.span.article):
        members = list(group)
        out.write("" if first else "\n")
        first = False
        out.write(paint(source(Span(members[0].finding.span.article)), "4", run.color) + "\n")
        for found in members:
            out.write(_line(found, run.color) + "\n")


def _line(found: Reported, color: bool) -> str:
    finding = found.finding
    quote = visible(finding.quote)
    quote = quote if len(quote) <= 80 else quote[:77] + "..."
    hint = f" -> {visible(finding.suggestion)}" if finding.suggestion else ""
    at = line_in_text(finding.span)
    line = f"{at:>5}" if at else "    -"
    grade = severity(found, color) + " " * (7 - len(str(finding.severity)))
    message = "" if says_only(finding) else f"{visible(finding.message)}: "
    return f"{line}  {grade}  {finding.code}  {message}{quote}{hint}{reason(found)}"
