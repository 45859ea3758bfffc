"""How much of a run's time each rule takes: `copydesk check --timing`."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from time import process_time
from typing import TypeVar

from articles import Article
from checks.protocol import Check, Fact, Finding

T = TypeVar("T")


@dataclass(slots=True)
class Timing:
    """CPU seconds by rule; what is left is reading and parsing."""

    seconds: dict[str, float] = field(default_factory=dict)
    started: float = field(default_factory=process_time)

    def watch(self, checks: Sequence[Check]) -> list[Check]:
        """The same rules, each with a clock."""
        return [_Timed(check, self.seconds) for check in checks]

    def lines(self) -> Iterator[str]:
        """A table, slowest first."""
        whole = process_time() - self.started
        rest = whole - sum(self.seconds.values())
        yield f"{'seconds':>9} {'share':>6}  of {whole:.2f} CPU seconds"
        slowest = sorted(self.seconds.items(), key=lambda item: -item[1])
        for name, used in [*slowest, ("reading, and the rest", rest)]:
            yield f"{used:>9.3f} {used / whole if whole else 0:>6.1%}  {name}"


class _Timed(Check):
    """A rule with a clock. Lists instead of generators, so that all its work is inside."""

    def __init__(self, check: Check, seconds: dict[str, float]) -> None:
        self._check, self._seconds = check, seconds
        self.code = check.code  # type: ignore[misc]  # one wrapper serves all rules
        self.severity = check.severity  # type: ignore[misc]  # as above

    def look(self, article: Article) -> Iterable[Finding]:
        return self._clocked(lambda: list(self._check.look(article)))

    def gather(self, article: Article) -> Iterable[Fact]:
        return self._clocked(lambda: list(self._check.gather(article)))

    def judge(self, key: str, facts: Sequence[Fact]) -> Iterable[Finding]:
        return self._clocked(lambda: list(self._check.judge(key, facts)))

    def _clocked(self, work: Callable[[], list[T]]) -> list[T]:
        began = process_time()
        try:
            return work()
        finally:
            used = process_time() - began
            self._seconds[self.code] = self._seconds.get(self.code, 0.0) + used
