"""JUnit XML, which every CI server shows: a suite for each rule, a failed case for each finding."""

from itertools import groupby
from typing import TextIO
from xml.sax.saxutils import escape, quoteattr

from review.formats._text import place
from review.model import CheckReport, Reported, State


def report(run: CheckReport, out: TextIO) -> None:
    """Write every rule that ran; one that found nothing is a passed case."""
    by_code = {
        code: list(group)
        for code, group in groupby(
            sorted(run.findings, key=lambda found: found.finding.code),
            key=lambda found: found.finding.code,
        )
    }
    codes = sorted({rule.code for rule in run.rules} | set(by_code))
    failures = len(run.new)
    tests = sum(max(1, len(by_code.get(code, ()))) for code in codes)
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    errors = 0 if run.complete else 1
    out.write(
        f'<testsuites name="copydesk" tests="{tests + errors}" failures="{failures}" '
        f'errors="{errors}">\n'
    )
    for code in codes:
        _suite(code, by_code.get(code, []), out)
    if not run.complete:
        _cut(out)
    out.write("</testsuites>\n")


def _suite(code: str, found: list[Reported], out: TextIO) -> None:
    new = sum(each.state is State.NEW for each in found)
    skipped = len(found) - new
    total = max(1, len(found))
    out.write(
        f'  <testsuite name={_attribute(code)} tests="{total}" failures="{new}" errors="0" '
        f'skipped="{skipped}">\n'
    )
    for each in found:
        _case(each, out)
    if not found:
        out.write(f"    <testcase classname={_attribute(code)} name={_attribute(code)}/>\n")
    out.write("  </testsuite>\n")


def _case(found: Reported, out: TextIO) -> None:
    finding = found.finding
    name = f"{place(found)} {found.fingerprint}"
    out.write(f"    <testcase classname={_attribute(finding.code)} name={_attribute(name)}>\n")
    if found.state is State.NEW:
        hint = f" -> {finding.suggestion}" if finding.suggestion else ""
        message, kind = _attribute(finding.message), _attribute(str(finding.severity))
        body = escape(_legal(f"{finding.quote}{hint}\n{finding.why}".strip()))
        out.write(f"      <failure message={message} type={kind}>{body}</failure>\n")
    else:
        reason = _attribute(f"{found.state}: {found.reason}")
        out.write(f"      <skipped message={reason}/>\n")
    out.write("    </testcase>\n")


def _cut(out: TextIO) -> None:
    out.write('  <testsuite name="run" tests="1" failures="0" errors="1" skipped="0">\n')
    out.write('    <testcase classname="run" name="complete">\n')
    out.write('      <error message="the run was cut short"/>\n')
    out.write("    </testcase>\n  </testsuite>\n")


def _attribute(text: str) -> str:
    return quoteattr(_legal(text), {"\n": "&#10;", "\t": "&#9;"})


def _legal(text: str) -> str:
    """XML has no way to write most control characters, and a reader wants none: they become the
    replacement sign."""
    return "".join(c if c.isprintable() or c in "\t\n\u00a0" else "\ufffd" for c in text)
