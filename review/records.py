"""Findings and runs as plain records: the words of the JSON lines contract, docs/json-lines.md."""

from typing import Any

from checks.fingerprint import SCHEME
from review.model import CheckReport, Reported, State
from review.places import line_in_file

Record = dict[str, Any]


def finding_record(found: Reported) -> Record:
    """One finding. Nothing known is null, never an empty string."""
    finding, ref = found.finding, found.finding.span.article
    return {
        "type": "finding",
        "code": finding.code,
        "name": found.name,
        "severity": str(finding.severity),
        "confidence": round(finding.confidence, 3),
        "message": finding.message,
        "suggestion": finding.suggestion or None,
        "quote": finding.quote,
        "before": finding.before,
        "after": finding.after,
        "why": finding.why or None,
        "article": {
            "id": ref.id,
            "url": ref.url or None,
            "path": ref.path or None,
            "record": ref.record or None,
            "line": line_in_file(finding.span) or None,
            "site": ref.site or None,
            "headline": ref.headline or None,
        },
        "span": _span(found),
        "related": [
            {"article": other.article, "url": other.url or None, "quote": other.quote}
            for other in finding.related
        ],
        "fingerprint": found.fingerprint,
        "group": found.group,
        "story": found.story or None,
        "state": str(found.state),
        "reason": found.reason or None,
    }


def _span(found: Reported) -> Record:
    span = found.finding.span
    if span.block < 0:  # the article as a whole
        return {"block": None, "start": None, "end": None, "line": span.line or None}
    return {
        "block": span.block,
        "start": span.start,
        "end": span.end,
        "line": span.line or None,
    }


def run_record(run: CheckReport) -> Record:
    """The first line: what ran, and nothing that differs between two runs over one input."""
    record: Record = {
        "type": "run",
        "tool": "copydesk",
        "version": run.version,
        "scheme": SCHEME,
        "rules": [rule.code for rule in run.rules],
        "inputs": list(run.inputs),
    }
    if run.started:
        record["started"] = run.started
    return record


def summary_record(run: CheckReport) -> Record:
    """The last line: a reader that does not find it holds a cut copy."""
    return {
        "type": "summary",
        "complete": run.complete,
        "articles": run.articles,
        "findings": sum(run.by_code.values()),
        "unreadable": run.unreadable,
        "by_code": run.by_code,
        "by_state": {str(state): len(run.of(state)) for state in State},
        "by_severity": {str(severity): n for severity, n in run.by_severity.items()},
        "left_out": dict(run.left_out),
        "gate": "passed" if run.gate.passed else "failed",
        "failures": list(run.gate.failures),
        "notes": list(run.notes),
    }
