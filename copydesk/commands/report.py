"""`copydesk report`: what the database knows, for people to act on."""

import argparse
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from copydesk.arguments import natural, one_of, words
from copydesk.database import add_database
from review import formats

if TYPE_CHECKING:
    from copydesk.config import Config
    from copydesk.selection import Selection
    from db.records import Filter, Found
    from db.store import Store
    from review.model import CheckReport, Gate, Reported

HELP = "the review report from the database: what is open, what is new, what was not checked"

_OWN = ("text", "markdown")  # the report's own layouts; the others list the findings


def arguments(parser: argparse.ArgumentParser) -> None:
    """What is reported, and how."""
    add_database(parser)
    known = sorted({*_OWN, *formats.names()})
    parser.add_argument(
        "-f",
        "--format",
        type=one_of(known),
        default="text",
        metavar="FORMAT",
        help=", ".join(known),
    )
    parser.add_argument("-o", "--output", default="", metavar="FILE", help="instead of stdout")
    parser.add_argument(
        "--since",
        default="",
        metavar="RUN|DATE",
        help="what counts as new (default: what the last run brought)",
    )
    parser.add_argument("--site", default="", help="this site alone")
    parser.add_argument(
        "--status",
        type=_statuses,
        default=("open",),
        metavar="STATUS,...|all",
        help="which findings are listed (default: open)",
    )
    parser.add_argument("--select", type=words, default=(), metavar="CODE,...", help="these rules")
    parser.add_argument("--group-by", choices=("site", "code", "story"), default="site")
    parser.add_argument("--top", type=natural, default=10, metavar="N", help="groups to show")
    parser.add_argument("--gate", action="store_true", help="leave with 1 on what fails a check")
    parser.add_argument("--exit-zero", action="store_true", help="a failed gate is no failure")
    parser.add_argument("--allow-empty", action="store_true", help="no article at all is fine")


def _statuses(value: str) -> tuple[str, ...]:
    if value == "all":
        return ()
    from db.verdicts import STATUSES

    for word in words(value):
        one_of(STATUSES)(word)
    return words(value)


def run(args: argparse.Namespace) -> int:
    """Read, write, say whether it passes."""
    from copydesk.config import load
    from copydesk.database import open_store
    from copydesk.exits import CLEAN, GATE_FAILED, INCOMPLETE
    from copydesk.selection import choose, known_words

    config = load(args.config)
    selection = choose(config)
    args.select = known_words(args.select)
    since = _since(args.since)
    with open_store(args, config, must_exist=True, may_only_read=True) as store:
        gate = _gate(args, config, store)
        report = _built(args, config, store, since)
        if args.format in _OWN:
            _write(args, _own(args.format, report))
        else:
            _write_findings(args, report, _listed(args, selection, store, report, gate))
        for failure in gate.failures if args.gate else ():
            print(f"copydesk: gate failed: {failure}", file=sys.stderr)
        if args.gate and not gate.passed and not args.exit_zero:
            return GATE_FAILED
        if not report.articles and not args.allow_empty:
            of_site = f" of {args.site}" if args.site else ""
            print(f"copydesk: there is no article{of_site} in the database", file=sys.stderr)
            return INCOMPLETE
        return CLEAN


def _since(value: str) -> str:
    """A run's number, or a moment in UTC as the database writes it."""
    from datetime import UTC, datetime

    from articles.errors import CopydeskError

    if not value or value.isdecimal():
        return value
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        raise CopydeskError(
            f"--since wants a run's number or a date such as 2026-03-01, not {value}"
        ) from None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _filter(args: argparse.Namespace, config: "Config") -> "Filter":
    from checks.protocol import Severity
    from db.records import Filter

    least = Severity[config.min_severity.upper()]
    return Filter(
        site=args.site,
        statuses=args.status,
        codes=tuple(code for code in args.select if code != "ALL"),
        severities=tuple(str(g) for g in Severity if g >= least) if least > Severity.INFO else (),
        min_confidence=config.min_confidence,
    )


def _built(args: argparse.Namespace, config: "Config", store: "Store", since: str) -> Any:
    from copydesk.database import same_database
    from db.connect import shown
    from review.report import build

    name = shown(args.db or config.db.url)
    flags = same_database(args)
    return build(store, name, _filter(args, config), since, args.group_by, args.top, flags)


def _own(name: str, report: Any) -> Iterator[str]:
    from review.report_text import as_markdown, text

    return text(report) if name == "text" else as_markdown(report)


def _gate(args: argparse.Namespace, config: "Config", store: "Store") -> "Gate":
    """The gate of `check`, over the open findings."""
    from dataclasses import replace

    from copydesk.gate import limits
    from db import article_counts
    from review.model import Gate

    if not args.gate and args.format in _OWN:
        return Gate()
    wanted = replace(_filter(args, config), statuses=("open",))
    with store.read() as connection:
        sites = article_counts.articles_by_site(connection)
    articles = sum(number for site, (number, _) in sites.items() if args.site in ("", site))
    return limits(config).judge([_reported(each, {}) for each in store.find(wanted)], articles)


def _listed(
    args: argparse.Namespace, selection: "Selection", store: "Store", report: Any, gate: "Gate"
) -> "CheckReport":
    """The findings as a run of `check` would report them: all its formats fit."""
    from copydesk.checking import rule_texts
    from copydesk.config import load
    from copydesk.exits import version
    from review.model import CheckReport

    found = list(store.find(_filter(args, load(args.config))))
    names = {rule.code: rule.name for rule in selection.rules}
    return CheckReport(
        version=version(),
        rules=rule_texts(selection),
        findings=tuple(_reported(each, names) for each in found),
        articles=report.articles,
        unreadable=report.unread_in_all,
        gate=gate,
        inputs=(report.database,),
        notes=tuple(f"not checked: {line}" for line in report.unchecked),
        all_asked=True,
    )


def _reported(found: "Found", names: dict[str, str]) -> "Reported":
    from review.model import Reported, State

    finding = found.finding
    return Reported(
        finding=finding,
        fingerprint=found.fingerprint,
        group=found.group,
        name=names.get(finding.code, ""),
        state=State.NEW if found.status == "open" else State.SUPPRESSED,
        reason=_reason(found),
        story=found.story,
    )


def _reason(found: "Found") -> str:
    if found.status == "open":
        return ""
    if found.status == "fixed":
        return f"fixed: gone since run {found.gone_run}"
    if found.status == "ignored":
        return f"ignored: {found.silenced}"
    return f"decision: {found.verdict}" + (", text changed since" if found.text_changed else "")


def _write(args: argparse.Namespace, lines: Iterable[str]) -> None:
    from pathlib import Path

    from articles.errors import CopydeskError
    from copydesk.exits import hush_stdout
    from copydesk.unreadable import unwritten

    content = "".join(f"{line}\n" for line in lines)
    if args.output in ("", "-"):
        try:
            sys.stdout.write(content)
        except BrokenPipeError:  # the verdict stands whoever reads it
            hush_stdout()
        return
    try:
        Path(args.output).write_text(content, "utf-8", "backslashreplace", "\n")
    except OSError as error:
        raise CopydeskError(f"cannot write {args.output}: {unwritten(error)}") from None


def _write_findings(args: argparse.Namespace, report: Any, run: "CheckReport") -> None:
    from io import StringIO

    from copydesk.reports import check_targets, write_reports
    from review import report_html

    if args.format == "html":
        page = StringIO()
        report_html.write(report, run, page)
        _write(args, page.getvalue().rstrip("\n").split("\n"))
    elif args.output not in ("", "-"):
        check_targets([(args.format, args.output)])
        write_reports(run, "none", [(args.format, args.output)])
    else:
        write_reports(run, args.format, [])
