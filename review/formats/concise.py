"""One line a finding, `place: code severity message`: for editors, grep and eyes in a hurry."""

from typing import TextIO

from review.formats._text import paint, reason, says_only, severity, visible
from review.model import CheckReport, Reported


def report(run: CheckReport, out: TextIO) -> None:
    """Write the findings."""
    for found in run.listed:
        out.write(line(found, run.color) + "\n")


def line(found: Reported, color: bool) -> str:
    """`article.txt:45: SPL101 error misspelt-name: message: Latgin -> Lachin`."""
    finding, span = found.finding, found.finding.span
    ref = span.article
    # Inside an archive the address tells more than the name of the archive.
    name = (ref.path if span.line else ref.url) or ref.path or ref.url or ref.id
    where = visible(name) + (f":{span.line}" if span.line else "")
    quote = visible(finding.quote)
    quote = quote if len(quote) <= 80 else quote[:77] + "..."
    hint = f" -> {visible(finding.suggestion)}" if finding.suggestion else ""
    code = paint(finding.code, "1", color)
    words = f"{code} {severity(found, color)} {found.name}: "
    words += "" if says_only(finding) else f"{visible(finding.message)}: "
    return f"{where}: {words}{quote}{hint}{reason(found)}"
