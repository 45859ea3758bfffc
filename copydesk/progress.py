"""A counter on a terminal's stderr, and nothing anywhere else."""

import sys
from time import monotonic

from copydesk.checking import Collected

EVERY = 0.2  # seconds between two lines: a reader's eye wants no more


class Progress:
    """Call it for every article; it writes seldom."""

    def __init__(self, wanted: bool) -> None:
        self._on = wanted and sys.stderr.isatty()
        self._started = self._last = monotonic()

    def __call__(self, so_far: Collected) -> None:
        """One more article."""
        if not self._on:
            return
        now = monotonic()
        if now - self._last >= EVERY:
            self._last = now
            speed = so_far.articles / max(now - self._started, 1e-9)
            counts = f"{so_far.articles:,} articles, {len(so_far.findings):,} findings"
            sys.stderr.write(f"\r\x1b[K{counts}, {speed:,.0f} a second")
            sys.stderr.flush()

    def say(self, what: str) -> None:
        """What is being done now."""
        if self._on:
            sys.stderr.write(f"\r\x1b[K{what}")
            sys.stderr.flush()

    def close(self) -> None:
        """Wipe the line."""
        if self._on:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
