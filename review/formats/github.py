"""Workflow commands for GitHub Actions, which shows them beside the files.

GitHub shows ten of each level in a step: the gravest come first and the rest are counted. For a
table in the job's summary: `-o markdown=$GITHUB_STEP_SUMMARY`.
"""

from typing import TextIO

from checks.protocol import Severity
from review.formats._text import says_only
from review.model import CheckReport, Reported
from review.places import line_in_file, name, part
from review.summary import counted

#: What GitHub shows of one level in one step.
SHOWN = 10
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def report(run: CheckReport, out: TextIO) -> None:
    """Write the new findings, the gravest of each level."""
    left = 0
    for severity, level in _LEVELS.items():
        found = [each for each in run.new if each.finding.severity is severity]
        found.sort(key=lambda each: -each.finding.confidence)
        # The last notice is kept free for the line that counts the rest.
        shown = SHOWN - 1 if severity is Severity.INFO else SHOWN
        left += len(found[shown:])
        for each in found[:shown]:
            out.write(_command(level, each))
    left += sum(run.left_out.values())
    if left:
        rest = f"{counted(left, 'more finding')} not shown here: see the other reports of this run"
        out.write(f"::notice title=copydesk::{_data(rest)}\n")


def _command(level: str, found: Reported) -> str:
    finding, ref = found.finding, found.finding.span.article
    places = {
        "file": ref.path,
        "line": str(line_in_file(finding.span) or ""),
        "title": f"{finding.code} {found.name}",
    }
    properties = ",".join(f"{key}={_property(text)}" for key, text in places.items() if text)
    hint = f" -> {finding.suggestion}" if finding.suggestion else ""
    also = ", ".join(filter(None, (name(ref), part(finding.span))))
    where = f" ({also})" if also else ""
    message = "" if says_only(finding) else f"{finding.message}: "
    return f"::{level} {properties}::{_data(f'{message}{finding.quote}{hint}{where}')}\n"


def _data(text: str) -> str:
    """Text in which no new command can begin."""
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return "".join(char if char.isprintable() or char == "\u00a0" else "\ufffd" for char in text)


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
