"""`copydesk metrics`: the numbers of the last crawls for a monitoring system."""

import argparse

from copydesk.database import add_database

HELP = "print OpenMetrics of all crawls and findings, or write them to a file"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where to."""
    parser.add_argument("-o", "--output", default="", metavar="FILE", help="instead of stdout")
    add_database(parser)


def run(args: argparse.Namespace) -> int:
    """Print or write."""
    from copydesk.config import load
    from copydesk.database import open_store
    from crawler.metrics import metrics, write_metrics

    with open_store(args, load(args.config), must_exist=True, may_only_read=True) as store:
        if args.output:
            write_metrics(args.output, store)
        else:
            print(metrics(store), end="")
    return 0
