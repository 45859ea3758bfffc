"""`copydesk doctor`: what is installed, what is missing, and what to do about it."""

import argparse

HELP = "say what is installed, built and reachable, and what to do about the rest"
ABOUT = """Look at the installation: Python, libraries and extras, the settings in force, the names
lexicon, the database. Exit 0 if everything that is set up works, 1 if something does not."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which database to look at."""
    parser.add_argument("--db", default="", metavar="URL|PATH", help="not the configured one")


def run(args: argparse.Namespace) -> int:
    """Look, and say it."""
    from copydesk.examination import examine

    wrong = 0
    for finding in examine(args):
        wrong += finding.wrong
        print(f"{'WRONG' if finding.wrong else 'ok':<6} {finding.what:<16} {finding.text}")
    return 1 if wrong else 0
