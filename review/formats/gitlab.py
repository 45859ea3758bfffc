"""GitLab's code quality report: a JSON list that merge requests compare by fingerprint."""

import json
from typing import Any, TextIO

from checks.protocol import Severity
from review.model import CheckReport, Reported
from review.places import line_in_file, name, part

_SEVERITY = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def report(run: CheckReport, out: TextIO) -> None:
    """Write what is new or known; GitLab itself tells new from old. Suppressed ones are left out,
    since the format has no word for them."""
    issues = [_issue(found) for found in run.findings if found.state != "suppressed"]
    json.dump(issues, out, indent=1, ensure_ascii=True)
    out.write("\n")


def _issue(found: Reported) -> dict[str, Any]:
    finding, ref = found.finding, found.finding.span.article
    hint = f" -> {finding.suggestion}" if finding.suggestion else ""
    also = ", ".join(filter(None, (name(ref), part(finding.span))))
    where = f" ({also})" if also else ""
    return {
        "description": f"{finding.message}: {finding.quote}{hint}{where}",
        "check_name": f"{finding.code} {found.name}",
        "fingerprint": found.fingerprint,
        "severity": _SEVERITY[finding.severity],
        "location": {
            "path": ref.path or ref.url or ref.id,
            "lines": {"begin": line_in_file(finding.span) or 1},
        },
    }
