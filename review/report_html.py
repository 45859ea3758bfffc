"""The review report as one self-contained page: the numbers above, the findings to decide below."""

from collections.abc import Iterator, Sequence
from html import escape
from typing import TextIO

from review.model import CheckReport
from review.page.write import write_page
from review.records import finding_record
from review.report import Report, Row
from review.report_text import deciding, gaps, group_line, headline, health

#: Findings that a browser still handles at once: 20,000 of them are some 7 MB.
MOST = 20_000
_WIDTH, _HEIGHT = 80, 18  # of a sparkline, in pixels


def write(report: Report, run: CheckReport, out: TextIO) -> None:
    """Write the page. `run` holds the findings as `check` would report them."""
    ranked = sorted(run.findings, key=lambda f: (-f.finding.severity, -f.finding.confidence))
    summaries = {rule.code: rule.summary for rule in run.rules}
    write_page(
        out,
        title="copydesk review report",
        passed=run.gate.passed,
        summary=[*_summary(report, len(ranked)), _gate(run)],
        rules=[(code, summaries.get(code, ""), n) for code, n in run.by_code.items()],
        findings=[finding_record(found) for found in ranked[:MOST]],
        more="".join(_more(report)),
    )


def _summary(report: Report, listed: int) -> Iterator[str]:
    yield from headline(report)
    if listed > MOST:
        yield f"This page holds the gravest {MOST:,} of {listed:,} findings: try --site."


def _gate(run: CheckReport) -> str:
    verdict = "passed" if run.gate.passed else "FAILED"
    return f"Gate: {verdict}" + "".join(f"  {failure}" for failure in run.gate.failures)


def _more(report: Report) -> Iterator[str]:
    yield _details(f"By {report.by}", _table(report), opened=True)
    groups = "".join(
        f"<li>{escape(group_line(group))}<br>"
        f"<code>{escape(deciding(report, f'group:{group.key}'))}</code>"
        for group in report.groups
    )
    yield _details(f"Worst groups ({len(report.groups)})", f"<ol>{groups}</ol>")
    yield _details("Runs, alarms and unread inputs", _list(health(report)))
    yield _details("Not checked", _list(gaps(report)))


def _details(title: str, inside: str, opened: bool = False) -> str:
    attribute = " open" if opened else ""
    return f"\n<details{attribute}>\n<summary>{escape(title)}</summary>\n{inside}\n</details>"


def _list(lines: Iterator[str]) -> str:
    return "<ul>" + "".join(f"<li>{escape(line)}" for line in lines) + "</ul>"


def _table(report: Report) -> str:
    head = "".join(f'<th class="number">{escape(name)}' for name in report.columns)
    if report.by == "site":
        head += '<th class="number">all<th>last runs'
    body = "".join(_row(row, report) for row in report.rows)
    return (
        f"<table><thead><tr><th>{escape(report.by)}{head}"
        f'<th class="number">articles</thead><tbody>{body}</tbody></table>'
    )


def _row(row: Row, report: Report) -> str:
    cells = [f"{row.numbers[name]:,}" if name in row.numbers else "" for name in report.columns]
    numbers = "".join(f'<td class="number">{cell}' for cell in cells)
    articles = f"{row.affected:,}"
    if report.by == "site":
        numbers += f'<td class="number">{sum(row.numbers.values()):,}<td>{sparkline(row.trend)}'
        articles += f" of {row.articles:,}"
    return f'<tr><td>{escape(row.name or "(no site)")}{numbers}<td class="number">{articles}'


def sparkline(numbers: Sequence[int]) -> str:
    """A small line chart, with its numbers as text for those who do not see it."""
    said = ", ".join(map(str, numbers))
    if len(numbers) < 2:
        return said
    top = max(numbers) or 1
    points = " ".join(
        f"{1 + index * (_WIDTH - 2) / (len(numbers) - 1):.0f},"
        f"{_HEIGHT - 1 - number * (_HEIGHT - 2) / top:.0f}"
        for index, number in enumerate(numbers)
    )
    return (
        f'<svg role="img" aria-label="{said}" width="{_WIDTH}" height="{_HEIGHT}">'
        f'<polyline points="{points}" fill="none" stroke="currentColor"/></svg>'
    )
