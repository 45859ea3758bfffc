"""What every test may count on."""

import signal

from tests.databases import database, new_database, postgres, store

__all__ = ["database", "new_database", "postgres", "store"]

# A suite started in the background inherits an ignored SIGINT, and so would every command that a
# test starts and interrupts.
signal.signal(signal.SIGINT, signal.default_int_handler)
