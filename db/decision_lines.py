"""Decisions as JSON lines, sorted, for git and for other databases.

One line: `{"type":"decision","scope":"finding","key":"...","verdict":"confirm",...}`. Times are
UTC with microseconds, so that they sort as text whoever wrote them. A short form with `fingerprint`
or `group` instead of scope and key is read too; who and when may then be filled in by the reader.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from db.columns import to_json
from db.errors import BadDecisionError
from db.records import Decision
from db.verdicts import SCOPES, UNDO, VERDICTS

_TEXTS = ("reason", "note", "source", "expires", "about")


def write(decisions: Iterable[Decision]) -> Iterator[str]:
    """One line for each, in an order that depends on nothing but the decisions."""
    for one in sorted(decisions, key=lambda row: (row.scope, row.key, row.at, row.who)):
        record = {
            "type": "decision",
            "scope": one.scope,
            "key": one.key,
            "verdict": one.verdict,
            "who": one.who,
            "at": one.at,
            **{name: getattr(one, name) for name in _TEXTS},
            "supersedes": list(one.supersedes) if one.supersedes else None,
        }
        yield to_json(record) + "\n"


def read(lines: Iterable[str], where: str, who: str = "", at: str = "") -> Iterator[Decision]:
    """Decisions of a file. `who` and `at` stand in where a line names neither."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield _decision(json.loads(line), who, at)
        except (ValueError, TypeError, RecursionError) as error:
            raise BadDecisionError(f"{where}:{number}: not a decision: {error}") from None


def moment(value: str) -> str:
    """A time as the database writes it.

    >>> moment("2026-03-01T12:00:00+01:00")
    '2026-03-01T11:00:00.000000Z'
    """
    try:
        read_ = datetime.fromisoformat(value)
    except ValueError:
        raise ValueError(f"{value!r} is no time such as 2026-03-01T12:00:00Z") from None
    read_ = read_ if read_.tzinfo else read_.replace(tzinfo=UTC)
    return read_.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _decision(record: Any, who: str, at: str) -> Decision:
    if not isinstance(record, Mapping):
        raise ValueError("not an object")
    scope, key = _key(record)
    verdict = str(record.get("verdict", ""))
    if scope not in SCOPES or not key:
        raise ValueError("it needs a scope and a key, or a fingerprint, or a group")
    if verdict not in (*VERDICTS, UNDO):
        raise ValueError(f"there is no verdict {verdict!r}; there are {', '.join(VERDICTS)}")
    back: Any = record.get("supersedes") or ()
    return Decision(
        scope=scope,
        key=key,
        verdict=verdict,
        who=str(record.get("who") or who),
        at=moment(str(record.get("at") or at)),
        supersedes=(moment(str(back[0])), str(back[1])) if len(back) == 2 else None,
        **({"source": "import"} | {name: str(record[name]) for name in _TEXTS if record.get(name)}),
    )


def _key(record: Mapping[str, Any]) -> tuple[str, str]:
    if record.get("fingerprint"):
        return "finding", str(record["fingerprint"])
    if record.get("group"):
        return "group", str(record["group"])
    return str(record.get("scope", "")), str(record.get("key", ""))
