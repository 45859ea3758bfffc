"""`copydesk decisions`: to a file for git, from a file, and whether the two agree."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from copydesk.database import add_database

if TYPE_CHECKING:
    from db.records import Decision
    from db.store import Store

HELP = "write all decisions to a file for git, merge such files, compare"


def arguments(parser: argparse.ArgumentParser) -> None:
    """export, import, verify."""
    choices = parser.add_subparsers(metavar="export|import|verify", required=True, dest="action")
    export = choices.add_parser("export", help="sorted JSON lines, every decision ever made")
    export.add_argument("-o", "--output", default="", metavar="FILE", help="instead of stdout")
    merge = choices.add_parser("import", help="add what is not there yet; again adds nothing")
    merge.add_argument("files", nargs="+", metavar="FILE", help="JSON lines; - for stdin")
    verify = choices.add_parser("verify", help="is it sound, and do the files say the same?")
    verify.add_argument("files", nargs="*", metavar="FILE", help="files to compare with")
    for each in (export, merge, verify):
        add_database(each)


def run(args: argparse.Namespace) -> int:
    """Do one of the three."""
    from copydesk.config import load
    from copydesk.database import open_store

    looks = args.action != "import"
    with open_store(args, load(args.config), must_exist=looks, may_only_read=looks) as store:
        if args.action == "export":
            return _export(store, args.output)
        if args.action == "import":
            return _merge(store, args.files)
        return _verify(store, args.files)


def _export(store: "Store", output: str) -> int:
    from articles.errors import CopydeskError
    from copydesk.unreadable import unwritten
    from db import decision_lines

    content = "".join(decision_lines.write(store.decisions()))
    if output in ("", "-"):
        sys.stdout.write(content)
        return 0
    try:
        Path(output).write_text(content, encoding="utf-8", newline="\n")
    except OSError as error:
        raise CopydeskError(f"cannot write {output}: {unwritten(error)}") from None
    return 0


def _merge(store: "Store", files: list[str]) -> int:
    incoming = [one for file in files for one in _read(file)]
    clashes = _clashes(store, incoming)
    added = store.merge(incoming)
    print(f"{len(incoming):,} decisions read: {added:,} added, {len(incoming) - added:,} known")
    for clash in clashes:
        print(f"copydesk: {clash}", file=sys.stderr)
    return 0


def _verify(store: "Store", files: list[str]) -> int:
    from copydesk.exits import CLEAN, GATE_FAILED
    from db import upkeep

    with store.read() as connection:
        loose = upkeep.loose_decisions(connection)
    ours = store.decisions()
    wrong = [one for one in store.problems() if "decision" in one]
    for file in files:
        theirs = list(_read(file))
        wrong += _clashes(store, theirs)
        wrong += [f"only in {file}: {_words(one)}" for one in _missing(theirs, ours)]
        wrong += [f"only in the database: {_words(one)}" for one in _missing(ours, theirs)]
    for line in wrong:
        print(line)
    print(
        f"{len(ours):,} decisions, {len(wrong):,} problems; "
        f"{len(loose):,} speak of nothing that is in the database now"
    )
    return GATE_FAILED if wrong else CLEAN


def _read(file: str) -> "list[Decision]":
    from copydesk.database import lines_of
    from db import decision_lines

    return list(decision_lines.read(lines_of(file), file))


def _clashes(store: "Store", incoming: "list[Decision]") -> list[str]:
    """Decisions of one person at one time that say different things in the two places."""
    ours = {_identity(one): one.verdict for one in store.decisions()}
    return [
        f"{_words(one)} is {ours[_identity(one)]} in the database, which stays"
        for one in incoming
        if ours.get(_identity(one), one.verdict) != one.verdict
    ]


def _missing(here: "list[Decision]", there: "list[Decision]") -> "list[Decision]":
    known = {_identity(one) for one in there}
    return [one for one in here if _identity(one) not in known]


def _identity(one: "Decision") -> tuple[str, str, str, str]:
    return one.scope, one.key, one.at, one.who


def _words(one: "Decision") -> str:
    from review.escape import visible

    return visible(f"{one.verdict} of {one.scope} {one.key} by {one.who} at {one.at}")
