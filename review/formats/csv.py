"""A table for spreadsheets, one row a finding. No cell can start a formula."""

import csv
from collections.abc import Iterator
from typing import TextIO

from review.model import CheckReport, Reported
from review.places import line_in_file

COLUMNS = (
    "code",
    "name",
    "severity",
    "confidence",
    "state",
    "site",
    "url",
    "path",
    "record",
    "article",
    "headline",
    "line",
    "quote",
    "suggestion",
    "message",
    "why",
    "related",
    "fingerprint",
    "group",
    "story",
    "reason",
)
#: What a spreadsheet takes for the beginning of a formula; a quote before it makes it text.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def report(run: CheckReport, out: TextIO) -> None:
    """Write a header and every finding, whatever its state. RFC 4180, but with line feeds."""
    table = csv.writer(out, lineterminator="\n")
    table.writerow(COLUMNS)
    for found in run.findings:
        table.writerow([_safe(cell) for cell in _cells(found)])


def _cells(found: Reported) -> Iterator[str]:
    finding, ref = found.finding, found.finding.span.article
    yield from (finding.code, found.name, str(finding.severity), f"{finding.confidence:.2f}")
    yield from (str(found.state), ref.site, ref.url, ref.path, ref.record, ref.id, ref.headline)
    yield str(line_in_file(finding.span) or "")
    yield from (finding.quote, finding.suggestion, finding.message, finding.why)
    yield " ".join(other.url or other.article for other in finding.related)
    yield from (found.fingerprint, found.group, found.story, found.reason)


def _safe(cell: str) -> str:
    """The cell as a spreadsheet may show it: no formula, no control characters."""
    text = "".join(c if c.isprintable() or c in " \n\t\u00a0" else "\ufffd" for c in cell)
    return f"'{text}" if text.lstrip(" \u00a0").startswith(_FORMULA) else text
