"""`copydesk extract`: articles as JSON lines, with every block labelled. For researchers."""

import argparse

from copydesk.arguments import add_completeness, add_inputs, jobs

HELP = "articles as JSON lines, with labelled blocks"
ABOUT = """Read pages, texts or archives and write each article as one JSON line: headline, authors,
date, language, body, and every block with its label. Nothing is dropped; junk is labelled.

  copydesk extract page.html --url https://paper.example/2024/story
  copydesk extract dump.warc.gz -j 2 > articles.jsonl"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Inputs, and what counts as complete."""
    add_inputs(parser)
    add_completeness(parser)
    group = parser.add_argument_group("output")
    group.add_argument(
        "-f",
        "--format",
        choices=("jsonl", "text"),
        default="jsonl",
        help="text: headline and body, a line of = between two articles",
    )
    group.add_argument(
        "-j", "--jobs", type=jobs, default=1, metavar="N", help="processes, 0: all cores"
    )
    group.add_argument("-q", "--quiet", action="store_true", help="nothing on stderr but errors")
    group.add_argument("--no-progress", action="store_true", help="no counter on a terminal")


def run(args: argparse.Namespace) -> int:
    """Write the articles in the order of the input."""
    from copydesk.extraction import extract

    return extract(args)
