"""The decisions file: JSON lines as `copydesk decisions export` writes them, for use without a
database. Decisions are only ever added, so what holds is worked out here."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from articles.errors import CopydeskError
from checks.fingerprint import Marked
from copydesk.unreadable import unread

SCOPES = ("finding", "group", "rule")
#: Verdicts that silence a finding. A confirmed fault stays a fault, a postponed one too.
SILENT = ("false-positive", "accept")


class DecisionFileError(CopydeskError):
    """The decisions file cannot be read."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of the file, as far as a check needs it."""

    scope: str
    key: str
    verdict: str
    who: str = ""
    at: str = ""
    note: str = ""
    expires: str = ""


class Decisions:
    """The decisions in force, by scope and key."""

    def __init__(self, decisions: Iterable[Decision] = ()) -> None:
        self._held = {(each.scope, each.key): each for each in decisions}
        self.used: set[tuple[str, str]] = set()

    def about(self, marked: Marked) -> Decision | None:
        """What was decided about this finding: by itself, by its group, by its rule."""
        finding = marked.finding
        keys = (
            ("finding", marked.fingerprint),
            ("group", marked.group),
            ("rule", f"{finding.code}@{finding.span.article.site}"),
            ("rule", finding.code),
        )
        for key in keys:
            if key in self._held:
                self.used.add(key)
                return self._held[key]
        return None


def read_decisions(path: str, today: str) -> Decisions:
    """The decisions of this file that still hold on this day (ISO)."""
    try:
        text = Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DecisionFileError(f"cannot read the decisions {path}: {unread(error)}") from None
    return Decisions(d for d in in_force(_lines(path, text)) if not _expired(d, today))


def in_force(records: Iterable[dict[str, Any]]) -> Iterator[Decision]:
    """The last decision of each key. An undo takes back the one it names, or else the last."""
    stacks: dict[tuple[str, str], list[Decision]] = {}
    for record in sorted(records, key=lambda r: (r.get("at") or "", r.get("who") or "")):
        words = Decision.__dataclass_fields__
        decision = Decision(**{k: str(v) for k, v in record.items() if k in words and v})
        stack = stacks.setdefault((decision.scope, decision.key), [])
        if decision.verdict != "undo":
            stack.append(decision)
        elif stack:
            named = tuple(record.get("supersedes") or ())
            match = [i for i, d in enumerate(stack) if (d.at, d.who) == named]
            stack.pop(match[-1] if match else -1)
    return (stack[-1] for stack in stacks.values() if stack)


def _lines(path: str, text: str) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            sound = record["scope"] in SCOPES and record["key"] and record["verdict"]
        except (ValueError, KeyError, TypeError):
            sound = False
        if not sound:
            raise DecisionFileError(f"{path}:{number}: not a decision (scope, key, verdict)")
        yield record


def _expired(decision: Decision, today: str) -> bool:
    return bool(decision.expires) and decision.expires[:10] < today
