"""One self-contained page to review in: no server, no network, decisions by key."""

from typing import TextIO

from review.model import CheckReport
from review.page.write import write_page
from review.records import finding_record
from review.summary import closing


def report(run: CheckReport, out: TextIO) -> None:
    """Write the page, with findings of every state."""
    summaries = {rule.code: rule.summary for rule in run.rules}
    write_page(
        out,
        title="copydesk check",
        passed=run.gate.passed,
        summary=[*run.notes, *closing(run)],
        rules=[(code, summaries.get(code, ""), n) for code, n in run.by_code.items()],
        findings=[finding_record(found) for found in run.findings],
    )
