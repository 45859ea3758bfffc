"""Whether the input was read whole: exit 3, and what to say about it."""

from argparse import Namespace
from collections.abc import Iterator

from copydesk.checking import Collected
from copydesk.exits import CLEAN, INCOMPLETE


def outcome(seen: Collected, args: Namespace) -> int:
    """0, or 3 where something could not be read, or there was nothing to read."""
    unreadable = seen.unreadable.total()
    if unreadable and not args.allow_unreadable(unreadable, unreadable + seen.articles):
        return INCOMPLETE
    return CLEAN if seen.articles or args.allow_empty else INCOMPLETE


def gaps(seen: Collected, *, each: bool = False) -> Iterator[str]:
    """Why the input is incomplete, in a line; or first a line for each that could not be read."""
    if each:
        yield from seen.damaged
    unreadable = seen.unreadable.total()
    if unreadable:
        kinds = ", ".join(f"{kind} {n:,}" for kind, n in sorted(seen.unreadable.items()))
        yield (
            f"{unreadable:,} of {unreadable + seen.articles:,} could not be read ({kinds}); "
            f"the first: {seen.damaged[0]}"
        )
    elif not seen.articles:
        yield "no article in the input"
