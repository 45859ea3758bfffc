"""SARIF 2.1.0, for code scanning. Known and suppressed findings stay in it, marked: a viewer would
take one that is missing for mended, and open it again later."""

import json
from typing import Any, TextIO

from checks.fingerprint import SCHEME
from checks.protocol import Severity
from review.model import CheckReport, Reported, RuleText, State
from review.places import line_in_file

Node = dict[str, Any]
SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
#: What GitHub accepts in one run. The gravest are kept.
MOST = 25_000
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def report(run: CheckReport, out: TextIO) -> None:
    """Write one log with one run."""
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(run)]}
    json.dump(log, out, indent=1, ensure_ascii=True)
    out.write("\n")


def _run(run: CheckReport) -> Node:
    kept = _gravest(run.findings)
    index = {rule.code: number for number, rule in enumerate(run.rules)}
    node: Node = {
        "tool": {
            "driver": {
                "name": "copydesk",
                "version": run.version,
                "rules": [_rule(rule) for rule in run.rules],
            }
        },
        "automationDetails": {"id": "copydesk/"},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(run, len(run.findings) - len(kept))],
        "results": [_result(found, index) for found in kept],
    }
    return node


def _gravest(findings: tuple[Reported, ...]) -> list[Reported]:
    if len(findings) <= MOST:
        return list(findings)
    ranked = sorted(
        range(len(findings)),
        key=lambda n: (findings[n].state != State.NEW, -findings[n].finding.severity, n),
    )
    return [findings[n] for n in sorted(ranked[:MOST])]


def _rule(rule: RuleText) -> Node:
    return {
        "id": rule.code,
        "name": "".join(word.capitalize() for word in rule.name.split("-")),
        "shortDescription": {"text": rule.summary or rule.name},
        "fullDescription": {"text": rule.manual or rule.name},
        "help": {"text": rule.manual or rule.name},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _invocation(run: CheckReport, left: int) -> Node:
    node: Node = {"executionSuccessful": run.complete}
    if run.started:
        node["startTimeUtc"] = run.started.replace("+00:00", "Z")
    notes = [f"{run.unreadable} inputs could not be read"] if run.unreadable else []
    notes += [f"{left} findings left out"] if left else []
    if notes:
        node["toolExecutionNotifications"] = [
            {"level": "warning", "message": {"text": note}} for note in notes
        ]
    return node


def _result(found: Reported, index: dict[str, int]) -> Node:
    finding = found.finding
    hint = f" Did you mean {finding.suggestion}?" if finding.suggestion else ""
    node: Node = {
        "ruleId": finding.code,
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{finding.message}: {finding.quote}{hint}"},
        "locations": [_location(found)],
        "partialFingerprints": {f"copydesk/{SCHEME}": found.fingerprint},
        "baselineState": "unchanged" if found.state is State.KNOWN else "new",
        "rank": round(finding.confidence * 100, 1),
        "properties": {"group": found.group, "site": finding.span.article.site, "why": finding.why},
    }
    if finding.code in index:
        node["ruleIndex"] = index[finding.code]
    if found.state is not State.NEW:
        node["suppressions"] = [{"kind": "external", "justification": found.reason}]
    else:
        node["suppressions"] = []
    if finding.related:
        node["relatedLocations"] = [
            {
                "id": number,
                "message": {"text": other.quote or other.article},
                "physicalLocation": {"artifactLocation": {"uri": _uri(other.url or other.article)}},
            }
            for number, other in enumerate(finding.related, 1)
        ]
    return node


def _location(found: Reported) -> Node:
    span, ref = found.finding.span, found.finding.span.article
    physical: Node = {"artifactLocation": {"uri": _uri(ref.path or ref.url or ref.id)}}
    if line := line_in_file(span):
        # Offsets count inside a block, not a line: the region is the line, the words its snippet.
        physical["region"] = {
            "startLine": line,
            "snippet": {"text": found.finding.quote},
        }
    names = [ref.url or ref.id, ref.record]
    return {
        "physicalLocation": physical,
        "logicalLocations": [{"fullyQualifiedName": name} for name in names if name],
    }


def _uri(path: str) -> str:
    """A path as a relative reference; an address stays as it is. The bytes of a name that is not
    UTF-8 are those of the disk; what has no bytes at all becomes a question mark."""
    from urllib.parse import quote

    if path.startswith(("http://", "https://")):
        return quote(_bytes(path), safe="/:?#[]@!$&'()*+,;=%~")
    return quote(_bytes(path.replace("\\", "/")), safe="/~!$&'()*+,;=@")


def _bytes(path: str) -> bytes:
    try:
        return path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # half a letter out of a page's address
        return path.encode("utf-8", "replace")
