"""How much of a run's time each rule takes: `copydesk check --timing`."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from time import process_time

from archives.engines.clock import clocked
from checks.protocol import Check


@dataclass(slots=True)
class Timing:
    """CPU seconds of this process by rule; what is left is reading and parsing."""

    seconds: dict[str, float] = field(default_factory=dict)
    started: float = field(default_factory=process_time)

    def watch(self, checks: Sequence[Check]) -> list[Check]:
        """The same rules, each with a clock."""
        return clocked(checks, self.seconds)

    def lines(self) -> Iterator[str]:
        """A table, slowest first."""
        rest = process_time() - self.started - sum(self.seconds.values())
        yield from table({**self.seconds, "reading, and the rest": rest})


def table(seconds: Mapping[str, float]) -> Iterator[str]:
    """CPU seconds and shares, most first."""
    whole = sum(seconds.values())
    yield f"{'seconds':>9} {'share':>6}  of {whole:.2f} CPU seconds"
    for name, used in sorted(seconds.items(), key=lambda item: -item[1]):
        yield f"{used:>9.3f} {used / whole if whole else 0:>6.1%}  {name}"


def shares(seconds: Mapping[str, float]) -> str:
    """The same in one line, without what took less than half a hundredth.

    >>> shares({"reading": 6.0, "DUP202": 3.99, "DUP101": 0.01})
    'time: reading 60%, DUP202 40%'
    """
    whole = sum(seconds.values()) or 1.0
    ranked = sorted(seconds.items(), key=lambda item: -item[1])
    parts = [f"{name} {used / whole:.0%}" for name, used in ranked if used / whole >= 0.005]
    return "time: " + ", ".join(parts)
