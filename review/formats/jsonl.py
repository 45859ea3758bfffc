"""JSON lines: a run line, a line for each finding, a summary line. The contract for scripts."""

import json
from typing import TextIO

from review.model import CheckReport
from review.records import Record, finding_record, run_record, summary_record


def report(run: CheckReport, out: TextIO) -> None:
    """Write the run; the summary comes last, so that a cut is seen."""
    out.write(line(run_record(run)))
    for found in run.findings:
        out.write(line(finding_record(found)))
    out.write(line(summary_record(run)))


def line(record: Record) -> str:
    """One record in one line. Lone surrogates and line separators are escaped: `\\u2028` is a
    line end for some readers."""
    text = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    for char in ("\u2028", "\u2029", "\x85", "\x7f"):
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text.encode("utf-8", "backslashreplace").decode("utf-8") + "\n"
