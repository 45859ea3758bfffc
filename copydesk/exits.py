"""The exit codes of every command (docs/exit-codes.md), and how to leave quietly."""

import io
import os
import sys
from collections.abc import Iterable
from typing import Any, Final, TextIO

CLEAN: Final = 0
GATE_FAILED: Final = 1
USAGE: Final = 2
INCOMPLETE: Final = 3
BUG: Final = 4
ALREADY_RUNNING: Final = 75
INTERRUPTED: Final = 130
TERMINATED: Final = 143


def hush_stdout() -> None:
    """The reader left (`| head`): nobody is to be told, and stdout must not fail again at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def say(lines: Iterable[str]) -> None:
    """Print lines of which a verdict is made already: it stands if their reader leaves."""
    try:
        print("\n".join(lines), flush=True)
    except BrokenPipeError:
        hush_stdout()


def unbreakable(stderr: TextIO) -> TextIO:
    """The same stream, but what it cannot take is dropped: a verdict does not hang on whether
    anybody reads how it came about. A stream without a file of its own stays as it is."""
    try:
        raw = _Dropping(stderr.fileno(), "wb", closefd=False)
    except (AttributeError, OSError):
        return stderr
    return io.TextIOWrapper(io.BufferedWriter(raw), line_buffering=True)


class _Dropping(io.FileIO):
    """A file that never refuses: once its reader left, or its disk is full, it leads nowhere."""

    def write(self, data: Any) -> int:
        try:
            return super().write(data)
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), self.fileno())
            return len(data)


def version() -> str:
    """The installed version; a checkout that was never installed has none."""
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed

    try:
        return installed("copydesk")
    except PackageNotFoundError:
        return "0"
