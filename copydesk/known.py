"""`copydesk baseline write` and `shrink`: a run of the checks whose findings become the file."""

import sys
from argparse import Namespace
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from pathlib import Path

from articles.errors import CopydeskError
from checks.fingerprint import Marked
from copydesk.baseline import Baseline, baseline_of, read_baseline, write_baseline
from copydesk.checking import Collected, Threshold, collect, marked
from copydesk.completeness import gaps, outcome
from copydesk.config import load
from copydesk.exits import version
from copydesk.progress import Progress
from copydesk.reading import articles_of, knowledge_of, require_paths
from copydesk.selection import Selection, choose


class GrowingBaselineError(CopydeskError):
    """A baseline would grow where nobody looks."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What a run saw."""

    selection: Selection
    collected: Collected
    found: list[Marked]


def write(args: Namespace, *, in_ci: bool) -> int:
    """Everything that is found now is known; what was known keeps its date and its note."""
    old = read_baseline(args.file) if Path(args.file).exists() else None
    seen = _look(args)
    code = _said(seen, args)
    if code:
        print(f"copydesk: {args.file} is left as it was", file=sys.stderr)
        return code
    rules = [rule.code for rule in seen.selection.rules]
    fresh = baseline_of(seen.found, rules, date.today().isoformat(), old)
    added = len(set(fresh.known) - set(old.known if old else ()))
    if old and added and in_ci and not args.grow:
        raise GrowingBaselineError(
            f"{args.file} would grow by {added}; mend them, or say --grow to accept them"
        )
    write_baseline(args.file, fresh, version())
    gone = len(set(old.known if old else ()) - set(fresh.known))
    print(
        f"copydesk: {args.file}: {len(fresh.known)} known, {added} added, {gone} taken out",
        file=sys.stderr,
    )
    return 0


def shrink(args: Namespace) -> int:
    """Take out what is gone although its articles were looked at."""
    old = read_baseline(args.file)
    seen = _look(args)
    code = _said(seen, args)
    kept = mended_out(old, seen.collected, seen.selection)
    gone = len(old.known) - len(kept.known)
    if gone:
        write_baseline(args.file, replace(kept, rules=old.rules), version())
    print(f"copydesk: {args.file}: {gone} taken out, {len(kept.known)} left", file=sys.stderr)
    return code


def mended_out(old: Baseline, seen: Collected, selection: Selection) -> Baseline:
    """The baseline without what this run looked for and did not find, whatever it reports."""
    ran = {rule.code for rule in selection.rules}
    present = {each.fingerprint for each in marked(seen.findings, selection, Threshold())}
    present |= {fp for fp, known in old.known.items() if known.code not in ran}
    return old.shrunk(present, seen.keys or set())


def _look(args: Namespace) -> Looked:
    require_paths(args)
    config = load(args.config)
    selection = choose(config, list(chain(*args.select)), list(chain(*args.ignore)))
    collected, progress = Collected(keys=set()), Progress(True)
    try:
        checks = selection.checks(knowledge_of(config, selection))
        collect(collected, articles_of(args, config), checks, progress)
    finally:
        progress.close()
    return Looked(selection, collected, marked(collected.findings, selection, Threshold()))


def _said(seen: Looked, args: Namespace) -> int:
    for gap in gaps(seen.collected):
        print(f"copydesk: {gap}", file=sys.stderr)
    return outcome(seen.collected, args)
