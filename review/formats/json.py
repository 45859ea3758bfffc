"""One JSON document: the records of the JSON lines, as `run`, `findings`, `summary`."""

import json
from typing import TextIO

from review.model import CheckReport
from review.records import finding_record, run_record, summary_record


def report(run: CheckReport, out: TextIO) -> None:
    """Write the document. ASCII only, so that no reader stumbles over a character."""
    document = {
        "run": run_record(run),
        "findings": [finding_record(found) for found in run.findings],
        "summary": summary_record(run),
    }
    json.dump(document, out, indent=1, ensure_ascii=True)
    out.write("\n")
