"""One line a finding, `place: code severity message`: for editors, grep and eyes in a hurry."""

from typing import TextIO

from articles import Span
from review.formats._text import origin_of, paint, reason, says_only, severity, visible
from review.model import CheckReport, Reported
from review.places import line_in_file, name


def report(run: CheckReport, out: TextIO) -> None:
    """Write the findings."""
    for found in run.listed:
        out.write(line(found, run.color) + "\n")


def line(found: Reported, color: bool) -> str:
    """`news.jsonl:45: SPL101 error misspelt-name: message: Latgin -> Lachin (x.example/a)`."""
    finding, span = found.finding, found.finding.span
    where, also = _places(span)
    quote = visible(finding.quote)
    quote = quote if len(quote) <= 80 else quote[:77] + "..."
    hint = f" -> {visible(finding.suggestion)}" if finding.suggestion else ""
    code = paint(finding.code, "1", color)
    words = f"{code} {severity(found, color)} {found.name}: "
    words += "" if says_only(finding) else f"{visible(finding.message)}: "
    behind = f" ({visible(also)})" if also else ""
    return f"{visible(where)}: {words}{quote}{hint}{behind}{reason(found)}"


def _places(span: Span) -> tuple[str, str]:
    """Where an editor may jump to, and what else names the article. Without a line the address
    tells more than the name of an archive."""
    ref, origin = span.article, origin_of(span)
    if ref.url and not line_in_file(span):
        return ref.url, origin if ref.record else ""
    where = origin or ref.id
    return where, "" if where == name(ref) else name(ref)
