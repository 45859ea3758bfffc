"""`copydesk baseline`: the findings a newsroom lives with, so that only new ones fail a run."""

import argparse
import os
import sys

from copydesk.arguments import add_completeness, add_inputs, words

HELP = "write, compare or shrink a file of known findings"
ABOUT = """Keep a file of known findings, so that `copydesk check --baseline FILE` fails on
new ones only.

  copydesk baseline write known.jsonl archive.warc.gz     what is found now is known
  copydesk baseline diff old.jsonl new.jsonl              what came and went
  copydesk baseline shrink known.jsonl archive.warc.gz    take out what is mended

In CI (where CI is set) `write` refuses to let a baseline grow unless --grow says so."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Three verbs."""
    verbs = parser.add_subparsers(dest="verb", metavar="write|diff|shrink", required=True)
    for name, text in (
        ("write", "everything found in the input is known from now on"),
        ("shrink", "take out what is no longer found in the input"),
    ):
        verb = verbs.add_parser(name, help=text, description=text)
        verb.add_argument("file", metavar="FILE", help="the baseline")
        add_inputs(verb)
        add_completeness(verb)
        _rules(verb)
        if name == "write":
            verb.add_argument("--grow", action="store_true", help="new findings may be added in CI")
    diff = verbs.add_parser("diff", help="what came (+) and what went (-)")
    diff.add_argument("old", metavar="A", help="a baseline, or a SARIF report")
    diff.add_argument("new", metavar="B", help="another one")


def _rules(parser: argparse.ArgumentParser) -> None:
    for flag, text in (("--select", "only these rules"), ("--ignore", "not these rules")):
        parser.add_argument(
            flag, type=words, action="append", default=[], metavar="CODE,...", help=text
        )


def run(args: argparse.Namespace) -> int:
    """Do what the verb says."""
    if args.verb == "diff":
        return _diff(args)
    from copydesk.known import shrink, write

    return write(args, in_ci=bool(os.environ.get("CI"))) if args.verb == "write" else shrink(args)


def _diff(args: argparse.Namespace) -> int:
    from copydesk.baseline import read_baseline
    from review.formats._text import visible

    old, new = read_baseline(args.old).known, read_baseline(args.new).known
    for sign, entries, others in (("-", old, new), ("+", new, old)):
        for fp in sorted(set(entries) - set(others)):
            known = entries[fp]
            place = known.url or known.site
            print(f"{sign} {fp} {known.code} {visible(place)} {visible(known.quote)}".rstrip())
    came, went = len(set(new) - set(old)), len(set(old) - set(new))
    print(f"{came} came, {went} went, {len(set(old) & set(new))} stayed", file=sys.stderr)
    return 0
