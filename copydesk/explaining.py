"""One finding, found again by its fingerprint and told in full."""

import json
import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from articles.errors import CopydeskError
from checks.registry import Rule, all_rules
from copydesk.config import load
from copydesk.manual import page
from review.formats._text import visible
from review.records import Record, finding_record

#: Signs of a fingerprint that must be given.
SHORTEST = 6


class NoSuchFindingError(CopydeskError):
    """No finding bears this fingerprint."""


@dataclass(frozen=True, slots=True)
class Told:
    """A finding as a record, and what people decided about it."""

    record: Record
    decisions: tuple[str, ...] = ()


def in_reports(fingerprint: str, paths: Sequence[str]) -> Told:
    """The finding in one of these reports."""
    wanted = _wanted(fingerprint)
    for path in paths:
        for record in _records(path):
            if str(record.get("fingerprint", "")).startswith(wanted):
                return Told(record)
    raise NoSuchFindingError(f"no finding {fingerprint} in {', '.join(paths)}")


def in_database(fingerprint: str, args: Namespace) -> Told:
    """The finding in the database, with its decisions."""
    from copydesk.database import open_store
    from db.records import Filter
    from review.model import Reported

    wanted, names = _wanted(fingerprint), {rule.code: rule.name for rule in all_rules()}
    with open_store(args, load(args.config), must_exist=True, may_only_read=True) as store:
        for found in store.find(Filter()):
            if not found.fingerprint.startswith(wanted):
                continue
            name = names.get(found.finding.code, "")
            record = finding_record(Reported(found.finding, found.fingerprint, found.group, name))
            record["state"] = found.status
            keys = {found.fingerprint, found.group, found.finding.code}
            return Told(
                record,
                tuple(
                    f"{d.at} {d.verdict} ({d.scope}) by {d.who}: {d.note or d.reason}".rstrip(": ")
                    for d in store.decisions()
                    if d.key in keys
                ),
            )
    raise NoSuchFindingError(f"no finding {fingerprint} in the database")


def explain(told: Told) -> Iterator[str]:
    """All about it, line by line."""
    record = told.record
    article, span = record["article"], record["span"]
    yield f"{record['code']} {record['name']}  {record['severity']}  {record['confidence']:.2f}"
    place = {"article": article["url"] or article["id"], "headline": article["headline"]}
    place |= {"file": article["path"], "record": article["record"], "line": span["line"]}
    for name, value in place.items():
        if value:
            yield f"  {name:<12}{visible(str(value))}"
    sentence = f"{record.get('before') or ''}[{record['quote']}]{record.get('after') or ''}"
    yield f"  {'text':<12}{visible(sentence)}"
    for name in ("suggestion", "message", "why", "fingerprint", "group", "story", "state"):
        if record.get(name):
            yield f"  {name:<12}{visible(str(record[name]))}"
    for other in record.get("related", ()):
        where = visible(other["url"] or other["article"])
        yield f"  {'also':<12}{where}  {visible(other['quote'])}"
    yield from (f"  {'decided':<12}{visible(line)}" for line in told.decisions)
    for rule in _rule(record["code"]):
        yield ""
        yield from page(rule)


def _rule(code: str) -> list[Rule]:
    return [rule for rule in all_rules() if rule.code == code]


def _wanted(fingerprint: str) -> str:
    """`SPL101:c180eb0e` and `C180EB0E` mean the same."""
    wanted = fingerprint.rpartition(":")[2].strip().lower()
    if len(wanted) < SHORTEST or set(wanted) - set("0123456789abcdef"):
        raise NoSuchFindingError(f"{fingerprint} is no fingerprint: give at least 6 of its signs")
    return wanted


def _records(path: str) -> Iterator[Record]:
    try:
        text = sys.stdin.read() if path == "-" else Path(path).read_text(encoding="utf-8")
        yield from (json.loads(line) for line in text.split("\n") if line.strip())
    except (OSError, ValueError) as error:
        raise NoSuchFindingError(f"cannot read {path} as JSON lines: {error}") from None
