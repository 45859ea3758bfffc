"""`copydesk init`: a configuration to start from, and the CI file that uses it."""

import argparse
import sys

HELP = "write a starting copydesk.toml, and a CI file if asked"
ABOUT = """Write a copydesk.toml with every setting explained, and, if asked, a job for your CI.
Existing files are never overwritten.

  copydesk init
  copydesk init --ci github"""

CI = ("github", "gitlab", "pre-commit")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where, and which CI."""
    parser.add_argument(
        "folder", nargs="?", default=".", metavar="FOLDER", help="where (default: here)"
    )
    parser.add_argument("--ci", choices=CI, default="", help="also a job for this CI")
    parser.add_argument("--print", action="store_true", help="print the files, write nothing")


def run(args: argparse.Namespace) -> int:
    """Write what is not there yet."""
    from copydesk.starters import starters, write_new

    files = starters(args.ci)
    if args.print:
        for name, text in files.items():
            print(f"# {name}\n{text}")
        return 0
    for line in write_new(args.folder, files):
        print(f"copydesk: {line}", file=sys.stderr)
    return 0
