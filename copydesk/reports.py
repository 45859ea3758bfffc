"""Where reports go: one to stdout, others to files, each whole or not at all."""

import os
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from articles.errors import CopydeskError
from copydesk.unreadable import unwritten
from review import formats
from review.model import CheckReport


class ReportError(CopydeskError):
    """A report cannot be written where it was asked for."""


def check_targets(outputs: Iterable[tuple[str, str]]) -> None:
    """Refuse before the work is done, not after it."""
    for _, path in outputs:
        target = Path(path)
        if target.is_dir() or not os.access(target.parent, os.W_OK):
            raise ReportError(f"cannot write a report to {path}: no such folder, or not writable")


def write_reports(run: CheckReport, name: str, outputs: Iterable[tuple[str, str]]) -> bool:
    """Files first, then stdout. False where the reader of stdout had left."""
    for other, path in outputs:
        _write_file(replace(run, color=False), other, Path(path))
    try:
        formats.writer(name)(run, sys.stdout)
        sys.stdout.flush()
    except BrokenPipeError:
        return False
    return True


def _write_file(run: CheckReport, name: str, target: Path) -> None:
    draft = target.with_name(f".{target.name}.{os.getpid()}.new")
    special = target.exists() and not target.is_file()  # /dev/stdout, a named pipe
    try:
        with (target if special else draft).open(
            "w", encoding="utf-8", errors="backslashreplace", newline=""
        ) as out:
            formats.writer(name)(run, out)
        if not special:
            draft.replace(target)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise ReportError(f"cannot write {target}: {unwritten(error)}") from None


def wants_color(choice: str) -> bool:
    """Colours on stdout: as asked, else as the terminal and NO_COLOR, FORCE_COLOR say."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or sys.stdout.isatty()
