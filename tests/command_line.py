"""Run the command as a user does: another process, nothing shared, and what it said."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
#: Families whose rules need no lexicon: the command's own behaviour is what is tested here.
QUICK = ("--select", "DUP,REL,TPL,TXT,ARC")

FAULTY = """# Harbour ferry runs again after storm
# Harbour ferry runs again after storm

Passengers were taken across by bus until the evening, the harbour office said on Monday.

Dear {{ subscriber.first_name }}, the first boat left the harbour shortly before seven o'clock.

See also: Lighthouse keeper retires after forty years at sea
"""
SOUND = """# Lighthouse keeper retires after forty years

The keeper of the northern light handed over his keys on Friday, in front of some sixty guests.

He said that he would miss the fog, but not the stairs, of which there are two hundred and nine.
"""


def copydesk(
    *words: str, cwd: Path, stdin: bytes = b"", env: dict[str, str] | None = None
) -> "subprocess.CompletedProcess[str]":
    """Run one command to its end."""
    done = subprocess.run(
        [sys.executable, "-m", "copydesk", *words],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        timeout=120,
        check=False,
        env={**_environment(), **(env or {})},
    )
    return subprocess.CompletedProcess(
        done.args, done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
    )


def _environment() -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if k not in {"CI", "NO_COLOR", "FORCE_COLOR"}}
    return {**kept, "PYTHONPATH": str(ROOT)}


def records(text: str) -> list[dict[str, Any]]:
    """The JSON lines of an output."""
    return [json.loads(line) for line in text.split("\n") if line]


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with a faulty and a sound article."""
    (tmp_path / "faulty.txt").write_text(FAULTY, encoding="utf-8")
    (tmp_path / "sound.txt").write_text(SOUND, encoding="utf-8")
    return tmp_path
