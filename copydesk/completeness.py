"""Whether the input was read whole: exit 3, and what to say about it."""

from argparse import Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING

from archives.reading import Loss
from copydesk.exits import CLEAN, INCOMPLETE

if TYPE_CHECKING:
    from copydesk.checking import Collected


def outcome(seen: "Collected", args: Namespace) -> int:
    """0, or 3 where something could not be read, or there was nothing to read."""
    if seen.loss.inputs and not args.allow_unreadable.admits(seen.loss, seen.articles):
        return INCOMPLETE
    return CLEAN if seen.articles or args.allow_empty else INCOMPLETE


def gaps(seen: "Collected", *, each: bool = False) -> Iterator[str]:
    """Why the input is incomplete, in a line; or first a line for each that could not be read."""
    if each:
        yield from seen.damaged
    unreadable = seen.loss.inputs
    if unreadable:
        kinds = ", ".join(f"{kind} {n:,}" for kind, n in sorted(seen.unreadable.items()))
        yield (
            f"{unreadable:,} of {unreadable + seen.articles:,} could not be read ({kinds}); "
            f"the first: {seen.damaged[0]}"
        )
        yield from lost(seen.loss)
    elif not seen.articles:
        yield "no article in the input"


def lost(loss: Loss) -> Iterator[str]:
    """How much was lost, where that is more than one article an input."""
    known = loss.inputs - loss.unknown
    if loss.articles > known:
        yield f"lost in {known:,} of them: {loss.articles:,} articles"


def allows(loss: Loss, args: Namespace) -> str:
    """What would allow this loss."""
    return next(refused(loss, args), "--allow-unreadable allows it")


def refused(loss: Loss, args: Namespace) -> Iterator[str]:
    """Why a share does not allow it: nobody knows what is missing."""
    if args.allow_unreadable.part is not None and loss.unknown:
        yield (
            f"in {loss.unknown:,} of them nobody knows how many articles are missing, so that "
            "--allow-unreadable wants a number, not a share"
        )
