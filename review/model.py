"""What a report says, before any format says it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from checks.protocol import Finding, Severity


class State(StrEnum):
    """Whether a finding asks for attention: only new ones count at the gate."""

    NEW = "new"
    KNOWN = "known"  # in the baseline
    SUPPRESSED = "suppressed"  # by a decision or an [[ignore]] entry


@dataclass(frozen=True, slots=True)
class Reported:
    """A finding with its lasting names, the name of its rule, and what became of it.

    `reason` says why it is known or suppressed; `story` is the set of copies its article
    belongs to, "" for none.
    """

    finding: Finding
    fingerprint: str
    group: str
    name: str
    state: State = State.NEW
    reason: str = ""
    story: str = ""


@dataclass(frozen=True, slots=True)
class RuleText:
    """A rule as reports describe it. `manual` is its whole page, `summary` the first line."""

    code: str
    name: str
    severity: Severity
    manual: str

    @property
    def summary(self) -> str:
        """The fault in one sentence."""
        return self.manual.partition("\n")[0]


@dataclass(frozen=True, slots=True)
class Gate:
    """Whether the run passes, and what failed it: `("errors 2 > 0",)`."""

    failures: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        """Nothing failed."""
        return not self.failures


@dataclass(frozen=True, slots=True)
class CheckReport:
    """All that one run found, in output order.

    `articles` counts those that could be read, `unreadable` the others. `left_out` are findings
    that are counted but not listed (rule -> number). `complete` is false where the run was cut
    short. `started` is "" so that equal input gives equal bytes, unless times were asked for.
    """

    version: str
    rules: tuple[RuleText, ...] = ()
    findings: tuple[Reported, ...] = ()
    articles: int = 0
    unreadable: int = 0
    gate: Gate = Gate()
    complete: bool = True
    left_out: Mapping[str, int] = field(default_factory=dict)
    inputs: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    started: str = ""
    color: bool = False
    gap: str = ""  # why the run ends as incomplete although its gate passes
    all_asked: bool = False  # decided findings were asked for too

    def of(self, state: State) -> tuple[Reported, ...]:
        """The findings in this state."""
        return tuple(found for found in self.findings if found.state is state)

    @property
    def new(self) -> tuple[Reported, ...]:
        """The findings that ask for attention."""
        return self.of(State.NEW)

    @property
    def listed(self) -> tuple[Reported, ...]:
        """The findings to write out for people: the new ones, unless others were asked for."""
        return self.findings if self.all_asked else self.new

    @property
    def by_code(self) -> dict[str, int]:
        """Rule -> number of findings in any state, by code."""
        counts = Counter(found.finding.code for found in self.findings) + Counter(self.left_out)
        return dict(sorted(counts.items()))

    @property
    def by_severity(self) -> dict[Severity, int]:
        """Severity -> number of new findings, worst first."""
        counts = Counter(found.finding.severity for found in self.new)
        return {severity: counts[severity] for severity in sorted(Severity, reverse=True)}
