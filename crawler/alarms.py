"""Telling somebody: each new alarm once, each recovery once, as JSON to a command of the user's."""

import json
import logging
import shlex
import subprocess
from collections.abc import Iterable

from crawler.health import Alarm

log = logging.getLogger(__name__)

_PATIENCE = 60  # seconds for the command


def news(
    now: Iterable[Alarm], before: Iterable[tuple[str, str, str]]
) -> tuple[list[Alarm], list[tuple[str, str, str]]]:
    """Alarms that were not there in the last run, and those of the last run that are over.
    `before` holds site, kind and message."""
    now = list(now)
    were = {(site, kind) for site, kind, _ in before}
    are = {(alarm.site, alarm.kind) for alarm in now}
    fresh = [alarm for alarm in now if (alarm.site, alarm.kind) not in were]
    return fresh, [row for row in before if (row[0], row[1]) not in are]


def tell(
    command: str,
    run_id: int,
    fresh: Iterable[Alarm],
    over: Iterable[tuple[str, str, str]],
) -> bool:
    """Run the command once for each piece of news. False where it failed."""
    notes = [
        {
            "state": "alarm",
            "site": alarm.site,
            "kind": alarm.kind,
            "message": alarm.message,
            "value": alarm.value,
            "expected": alarm.expected,
            "threshold": alarm.threshold,
        }
        for alarm in fresh
    ]
    notes += [
        {"state": "recovered", "site": site, "kind": kind, "message": f"over: {message}"}
        for site, kind, message in over
    ]
    sent = [_run(command, {"type": "alarm", "run": run_id, **note}) for note in notes]
    return all(sent)


def _run(command: str, note: dict[str, object]) -> bool:
    try:
        done = subprocess.run(
            shlex.split(command),
            input=json.dumps(note, ensure_ascii=False) + "\n",
            text=True,
            encoding="utf-8",
            timeout=_PATIENCE,
            check=False,
            stdout=subprocess.DEVNULL,
        )
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        log.error("the alarm command %r failed: %s", command, error)
        return False
    if done.returncode:
        log.error("the alarm command %r left with %d", command, done.returncode)
    return not done.returncode
