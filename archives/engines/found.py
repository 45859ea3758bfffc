"""Findings on disk, one a line: plain JSON, so that reading a work folder runs nothing."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

from articles import Ref, Span
from checks.protocol import Finding, Related, Severity


def write(finding: Finding, out: TextIO) -> None:
    """One line; lone surrogates are escaped as everything beyond ASCII is."""
    out.write(json.dumps(_row(finding), separators=(",", ":"), default=float) + "\n")


def read(path: Path) -> Iterator[Finding]:
    """The findings of a file, in order."""
    with path.open(encoding="ascii") as lines:
        yield from (_finding(json.loads(line)) for line in lines)


def ref_row(ref: Ref) -> list[str]:
    """A name of an article as a list, in the order in which names are compared."""
    return [
        ref.key,
        ref.id,
        ref.site,
        ref.url,
        ref.path,
        ref.record,
        ref.headline,
        ref.published,
    ]


def _row(finding: Finding) -> list[Any]:
    span = finding.span
    return [
        finding.code,
        ref_row(span.article),
        [span.block, span.start, span.end, span.line],
        finding.quote,
        finding.message,
        int(finding.severity),
        finding.confidence,
        finding.suggestion,
        finding.why,
        finding.subject,
        [[each.article, each.url, each.quote] for each in finding.related],
        finding.across,
        finding.site_wide,
        finding.same_story,
        finding.before,
        finding.after,
    ]


def _finding(row: list[Any]) -> Finding:
    row[1] = Span(Ref(*row[1]), *row[2])
    row[5] = Severity(row[5])
    row[10] = tuple(Related(*each) for each in row[10])
    row[11] = tuple(row[11])
    del row[2]
    return Finding(*row)
