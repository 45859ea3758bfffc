"""By article: its address once, its findings below. For reading article by article."""

from itertools import groupby
from typing import TextIO

from review.formats._text import paint, reason, says_only, severity, source, visible
from review.model import CheckReport, Reported


def report(run: CheckReport, out: TextIO) -> None:
    """Write the findings, article by article."""
    first = True
    for _, group in groupby(run.listed, key=lambda found: found.finding.span.article):
        members = list(group)
        out.write("" if first else "\n")
        first = False
        out.write(paint(source(members[0].finding.span.article), "4", run.color) + "\n")
        for found in members:
            out.write(_line(found, run.color) + "\n")


def _line(found: Reported, color: bool) -> str:
    finding = found.finding
    quote = visible(finding.quote)
    quote = quote if len(quote) <= 80 else quote[:77] + "..."
    hint = f" -> {visible(finding.suggestion)}" if finding.suggestion else ""
    line = f"{finding.span.line:>5}" if finding.span.line else "    -"
    grade = severity(found, color) + " " * (7 - len(str(finding.severity)))
    message = "" if says_only(finding) else f"{visible(finding.message)}: "
    return f"{line}  {grade}  {finding.code}  {message}{quote}{hint}{reason(found)}"
