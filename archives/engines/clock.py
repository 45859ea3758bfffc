"""CPU seconds by rule. Rules themselves never see a clock; engines put one around them."""

from collections.abc import Callable, Iterable, Sequence
from time import process_time
from typing import Any, TypeVar

from articles import Article
from checks.comparison import Survey
from checks.protocol import Check, Fact, Finding

T = TypeVar("T")


def clocked(checks: Sequence[Check], seconds: dict[str, float]) -> list[Check]:
    """The same rules, each adding what it uses to `seconds`.

    What several rules share (a sketch of the text at hand) counts for the first that asks.
    """
    return [
        _ClockedSurvey(check, seconds) if isinstance(check, Survey) else _Clocked(check, seconds)
        for check in checks
    ]


class _Clocked(Check):
    """A rule with a clock. Lists instead of generators, so that all its work is inside."""

    def __init__(self, check: Check, seconds: dict[str, float]) -> None:
        self._check, self._seconds = check, seconds
        self.code = check.code  # type: ignore[misc]  # one wrapper serves all rules
        self.severity = check.severity  # type: ignore[misc]  # as above

    def look(self, article: Article) -> Iterable[Finding]:
        return self._timed(lambda: list(self._check.look(article)))

    def gather(self, article: Article) -> Iterable[Fact]:
        return self._timed(lambda: list(self._check.gather(article)))

    def judge(self, key: str, facts: Sequence[Fact]) -> Iterable[Finding]:
        return self._timed(lambda: list(self._check.judge(key, facts)))

    def _timed(self, work: Callable[[], list[T]]) -> list[T]:
        began = process_time()
        try:
            return work()
        finally:
            used = process_time() - began
            self._seconds[self.code] = self._seconds.get(self.code, 0.0) + used


class _ClockedSurvey(_Clocked, Survey):  # type: ignore[misc]  # both judge alike
    """The same for a rule that looks over marks."""

    _check: Survey

    def groups(self, marks: Sequence[bytes]) -> Iterable[tuple[list[int], Sequence[Any]]]:
        return self._timed(lambda: list(self._check.groups(marks)))

    def judge_group(self, key: str, facts: Sequence[Fact], told: Any) -> Iterable[Finding]:
        return self._timed(lambda: list(self._check.judge_group(key, facts, told)))
