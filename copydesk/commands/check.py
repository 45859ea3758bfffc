"""`copydesk check`: read, look, report, pass or fail. Needs no database and no network."""

import argparse

from copydesk.arguments import (
    add_completeness,
    add_inputs,
    jobs,
    memory,
    natural,
    one_of,
    rate,
    share,
    site_rules,
    words,
)
from review import formats

HELP = "check archives, folders or stdin; needs no database"
ABOUT = """Check articles and report what is wrong with them.

Findings go to stdout, everything else to stderr. The same input gives the same bytes.
Exit codes: 0 clean, 1 gate failed, 2 usage or configuration, 3 input incomplete, 4 bug,
130/143 interrupted. 1 wins over 3.

  copydesk check article.txt
  copydesk check dump.warc.gz pages/ -f jsonl -o html=report.html -o sarif=report.sarif
  zcat articles.jsonl.gz | copydesk check - --select SPL,DUP101 --fail-on warning"""

LEVELS = ("error", "warning", "info")
TABLES = ("code", "site", "story")
ENGINES = ("auto", "local", "duckdb")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Every flag."""
    add_inputs(parser)
    _selection(parser)
    _gate(parser)
    add_completeness(parser)
    _known(parser)
    _output(parser)
    _run(parser)


def _selection(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("rules")
    for flag, text in (("--select", "only these rules"), ("--ignore", "not these rules")):
        group.add_argument(
            flag, type=words, action="append", default=[], metavar="CODE,...", help=text
        )
    group.add_argument(
        "--per-site-ignore",
        type=site_rules,
        action="append",
        default=[],
        metavar="SITE:CODE,...",
        help="these rules stay silent on this site",
    )
    group.add_argument(
        "--min-severity", type=one_of(LEVELS), metavar="LEVEL", help="report this and worse"
    )
    group.add_argument("--min-confidence", type=share, metavar="SHARE", help="0 to 1")


def _gate(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("gate (exit 1)")
    group.add_argument(
        "--fail-on",
        type=one_of((*LEVELS, "never")),
        metavar="LEVEL",
        help="lowest severity of a new finding that fails: error (default), warning, info, never",
    )
    group.add_argument(
        "--max-rate",
        type=rate,
        action="append",
        default=[],
        metavar="[CODE=]P%",
        help="fail if more of the articles bear a new warning or error; also by rule: SPL=1%%",
    )
    group.add_argument(
        "--max-new", type=natural, metavar="N", help="fail at more new warnings and errors than N"
    )
    group.add_argument("--exit-zero", action="store_true", help="0 where it would be 1")


def _known(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("what is known")
    group.add_argument("--baseline", default="", metavar="FILE", help="known findings")
    group.add_argument("--decisions", default="", metavar="FILE", help="decisions as JSON lines")
    group.add_argument("--new-only", action="store_true", help="list new findings alone")
    group.add_argument(
        "--update-baseline",
        type=one_of(("shrink",)),
        metavar="shrink",
        help="take out of the baseline what is mended",
    )
    group.add_argument(
        "--no-suppressions", action="store_true", help="as if nothing were known or ignored"
    )


def _output(parser: argparse.ArgumentParser) -> None:
    known = formats.names()
    group = parser.add_argument_group("output")
    group.add_argument(
        "-f",
        "--format",
        type=one_of(known),
        default="full",
        metavar="FORMAT",
        help=", ".join(known),
    )
    group.add_argument(
        "-o",
        "--output",
        type=output,
        action="append",
        default=[],
        metavar="FORMAT=PATH",
        help="write this report too; may be repeated",
    )
    group.add_argument(
        "--statistics",
        nargs="?",
        const="code",
        default="",
        metavar="|".join(TABLES),
        help="a table on stderr",
    )
    group.add_argument("--max-per-code", type=natural, metavar="N", help="list the N worst")
    group.add_argument(
        "--color", choices=("auto", "always", "never"), default="auto", help="colours on stdout"
    )
    group.add_argument("--timestamps", action="store_true", help="say when the run began")


def _run(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("run")
    group.add_argument(
        "-j", "--jobs", type=jobs, default=1, metavar="N", help="processes, 0: all cores"
    )
    group.add_argument(
        "--engine",
        type=one_of(ENGINES),
        default="auto",
        metavar="|".join(ENGINES),
        help="judge in memory (local) or on disk (duckdb); auto: on disk past 100 MB of text",
    )
    group.add_argument(
        "--work-dir",
        default="",
        metavar="D",
        help="keep what is finished here: the same command goes on from there",
    )
    group.add_argument(
        "--memory",
        type=memory,
        metavar="SIZE",
        help="all processes of --engine duckdb together: 2GB (default), 800MB ...",
    )
    group.add_argument(
        "--no-cache", action="store_true", help="forget what is finished in --work-dir"
    )
    group.add_argument("--timing", action="store_true", help="each rule's share of the time")
    group.add_argument("--cache-dir", default="", metavar="D", help="where the lexicon is kept")
    group.add_argument("-q", "--quiet", action="store_true", help="nothing on stderr but errors")
    group.add_argument("-v", "--verbose", action="store_true", help="name every unreadable input")
    group.add_argument("--no-progress", action="store_true", help="no counter on a terminal")
    group.add_argument("--show-settings", action="store_true", help="print what holds, and leave")


def output(value: str) -> tuple[str, str]:
    """`html=report.html` as a format and a path."""
    name, found, path = value.partition("=")
    if not found or not path:
        raise argparse.ArgumentTypeError("wants FORMAT=PATH, such as html=report.html")
    if path == "-":
        raise argparse.ArgumentTypeError(f"writes files; for stdout: --format {name}")
    return one_of(formats.names())(name), path


def run(args: argparse.Namespace) -> int:
    """Check, report, and say how it went."""
    from copydesk.session import Session

    if args.statistics and args.statistics not in TABLES:
        # `--statistics dump.warc`: the flag's word may be left out, and this is none of its words.
        args.paths, args.statistics = [args.statistics, *args.paths], "code"
    session = Session.open(args)
    if args.show_settings:
        for line in session.settings():
            print(line)
        return 0
    return session.run()
