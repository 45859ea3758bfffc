"""The review report for a terminal or an e-mail, and the same as Markdown."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from db.records import Found, Group
from review.escape import markdown, visible
from review.report import Report, Row
from review.summary import counted

_QUOTE, _WHERE = 60, 200  # characters of a quote and of an address that a line shows

Escape = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Style:
    """How a format writes what both say."""

    escape: Escape
    title: Callable[[str], str]
    section: Callable[[str], str]
    item: str  # begins a line of a list
    code: Callable[[str], str]
    table: Callable[[Sequence[str], Sequence[Sequence[str]]], Iterator[str]]


def text(report: Report) -> Iterator[str]:
    """The report as plain text, line by line."""
    return _lines(report, _TEXT)


def as_markdown(report: Report) -> Iterator[str]:
    """The report as Markdown, line by line."""
    return _lines(report, _MARKDOWN)


def _lines(report: Report, style: Style) -> Iterator[str]:
    yield style.title(f"copydesk review report: {style.escape(report.database)}")
    yield ""
    yield from headline(report)
    for title, lines in (
        (f"By {report.by}", _table(report, style)),
        (
            f"Worst groups ({len(report.groups)} of {report.groups_in_all:,})",
            _groups(report, style),
        ),
        (f"{_new_title(report)} ({report.new_in_all:,})", _new(report, style)),
        ("Runs, alarms and unread inputs", _listed(health(report), style, "nothing to report")),
        ("Not checked", _listed(gaps(report), style, "nothing: every rule in force saw it all")),
    ):
        yield ""
        yield style.section(title)
        yield from lines


def headline(report: Report) -> Iterator[str]:
    """The numbers that come first."""
    moves, statuses = report.moves, report.statuses
    reopened = f"{moves['reopened']:,} reopened, " if moves["reopened"] else ""
    yield (
        f"{counted(report.articles, 'article')}, {counted(report.findings, 'finding')}: "
        f"{statuses.get('open', 0):,} open, {report.reviewed_percent} % reviewed."
    )
    yield (
        f"{report.period[0].upper()}{report.period[1:]}: {moves['new']:,} new, "
        f"{moves['fixed']:,} fixed, {reopened}{statuses.get('open', 0):,} open."
    )
    others = [f"{n:,} {status}" for status, n in sorted(statuses.items()) if status != "open"]
    if others:
        yield f"Otherwise: {', '.join(others)}."
    decided = [each for each in report.precision if each.decided]
    if decided:
        yield "Right so far (of those decided): " + ", ".join(
            f"{each.code} {each.right}/{each.decided}" for each in decided
        )


def _new_title(report: Report) -> str:
    since = report.period.startswith("since ")
    return f"New {report.period}" if since else f"New in {report.period}"


def _table(report: Report, style: Style) -> Iterator[str]:
    if not report.rows:
        yield "nothing"
        return
    by_site = report.by == "site"
    head = [report.by, *report.columns, *(("all", "trend") if by_site else ())]
    head.append("articles with / all" if by_site else "articles")
    shown = [row for row in report.rows if row.numbers]
    yield from style.table(head, [_cells(row, report, style) for row in shown])
    if clean := len(report.rows) - len(shown):
        yield ""
        yield f"and {counted(clean, 'site')} without any"


def _cells(row: Row, report: Report, style: Style) -> list[str]:
    numbers = [f"{row.numbers[name]:,}" if name in row.numbers else "" for name in report.columns]
    cells = [style.escape(row.name or "(no site)"), *numbers]
    if report.by == "site":
        cells += [f"{sum(row.numbers.values()):,}", row.arrow]
        return [*cells, f"{row.affected:,} / {row.articles:,}"]
    return [*cells, f"{row.affected:,}"]


def _groups(report: Report, style: Style) -> Iterator[str]:
    for group in report.groups:
        yield f"{style.item}{group_line(group, style.escape)}"
        yield f"  {style.code(deciding(report, f'group:{group.key}'))}"
    if not report.groups:
        yield "none"


def group_line(group: Group, escape: Escape = visible) -> str:
    """The same fault in many articles, in one line."""
    what = _short(group.quote) + (f" -> {_short(group.suggestion)}" if group.suggestion else "")
    return (
        f"{group.code} {group.severity}  {escape(what)}: "
        f"{counted(group.articles, 'article')}, {counted(group.sites, 'site')}, "
        f"first seen run {group.first_run}"
    )


def _new(report: Report, style: Style) -> Iterator[str]:
    for found in report.new:
        yield f"{style.item}{_finding(found, style)}"
    left = report.new_in_all - len(report.new)
    if left > 0:
        yield f"and {left:,} more: copydesk report{report.flags} --format csv"
    if report.new:
        yield "To decide: " + style.code(deciding(report, name(report.new[0])))
    else:
        yield "none"


def deciding(report: Report, what: str) -> str:
    """The command that decides on a finding or a group of this database."""
    return f"copydesk decide{report.flags} {what} confirm|false-positive|accept|later"


def name(found: Found) -> str:
    """The short name of a finding: `SPL101:1a2b3c4d`."""
    return f"{found.finding.code}:{found.fingerprint[:8]}"


def _finding(found: Found, style: Style) -> str:
    finding, ref = found.finding, found.finding.span.article
    what = _short(finding.quote) + (
        f" -> {_short(finding.suggestion)}" if finding.suggestion else ""
    )
    where = _short(ref.url or ref.path or ref.key, _WHERE)
    carried = " (decided before, text changed)" if found.text_changed else ""
    return (
        f"{style.code(name(found))} {finding.severity}  {style.escape(what)}  "
        f"{style.escape(where)}{carried}"
    )


def health(report: Report) -> Iterator[str]:
    """What went wrong while reading and crawling."""
    for run, site, kind, message in report.alarms:
        yield f"ALARM run {run}  {site} {kind}: {message}"
    for failed in report.failed:
        yield f"run {failed.id} {failed.status}  {_short(f'{failed.kind} {failed.source}')}"
    for site in report.empty_sites:
        yield f"no article: {site}"
    for one in report.unread:
        place = f"{one.path} {one.record}".strip()
        yield f"unread (run {one.run}): {place}: {one.note}"
    if report.unread_in_all > len(report.unread):
        yield f"and {report.unread_in_all - len(report.unread):,} more unread inputs"


def gaps(report: Report) -> Iterator[str]:
    """What was not checked."""
    yield from report.unchecked


def _listed(lines: Iterator[str], style: Style, none: str) -> Iterator[str]:
    empty = True
    for line in lines:
        empty = False
        yield style.item + style.escape(line)
    if empty:
        yield none


def _short(words: str, most: int = _QUOTE) -> str:
    return words if len(words) <= most else words[: most - 1] + "…"


def _text_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
    for row in (head, *rows):
        first, *others = zip(row, widths, strict=True)
        line = first[0].ljust(first[1]) + "".join(f"  {cell.rjust(w)}" for cell, w in others)
        yield line.rstrip()


def _markdown_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield ""
    yield "| " + " | ".join(head) + " |"
    yield "|---|" + "--:|" * (len(head) - 1)
    for row in rows:
        yield "| " + " | ".join(row) + " |"


_TEXT = Style(
    escape=visible,
    title=lambda words: words,
    section=lambda words: f"{words}\n{'-' * len(words)}",
    item="",
    code=lambda words: words,
    table=_text_table,
)
_MARKDOWN = Style(
    escape=markdown,
    title=lambda words: f"# {words}",
    section=lambda words: f"## {words}\n",
    item="* ",
    code=lambda words: f"`{words}`",
    table=_markdown_table,
)
