"""Nothing: for runs whose exit code, or whose reports by -o, are all that is wanted."""

from typing import TextIO

from review.model import CheckReport


def report(run: CheckReport, out: TextIO) -> None:
    """Write nothing."""
