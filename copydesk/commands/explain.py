"""`copydesk explain`: all that is known about one finding, by its fingerprint."""

import argparse

HELP = "say everything about one finding, by its fingerprint"
ABOUT = """Print a finding with its sentence, why it was reported, what was decided about it, and
the page of its rule. It is looked up in the reports given (JSON lines of copydesk check), or
else in the database. The first eight signs of a fingerprint are enough.

  copydesk explain c180eb0e73fe0b09 findings.jsonl
  copydesk explain c180eb0e"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """A fingerprint, and where to look."""
    parser.add_argument("fingerprint", metavar="FINGERPRINT", help="or its beginning")
    parser.add_argument(
        "reports", nargs="*", default=[], metavar="REPORT", help="JSON lines; - for stdin"
    )
    parser.add_argument("--db", default="", metavar="URL|PATH", help="not the configured one")


def run(args: argparse.Namespace) -> int:
    """Look it up and print it."""
    from copydesk.explaining import explain, in_database, in_reports

    if args.reports:
        found = in_reports(args.fingerprint, args.reports)
    else:
        found = in_database(args.fingerprint, args)
    for line in explain(found):
        print(line)
    return 0
