"""The exit codes of every command (docs/exit-codes.md), and how to leave quietly."""

import os
import sys
from typing import Final

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


def version() -> str:
    """The installed version; a checkout that was never installed has none."""
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed

    try:
        return installed("copydesk")
    except PackageNotFoundError:
        return "0"
