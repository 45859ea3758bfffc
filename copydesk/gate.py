"""Whether a run passes. Only new findings count; what could not be read counts as incomplete.

Every limit that is set stands for itself: one that is broken fails the run.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from checks.protocol import Finding, Severity
from copydesk.config import Config
from copydesk.tables import Rate
from review.model import Gate, Reported, State

#: Faults of the input itself make a run incomplete (exit 3); they are not the newsroom's.
_DAMAGE = re.compile(r"ARC1\d\d")
_PLURAL = {Severity.ERROR: "errors", Severity.WARNING: "warnings", Severity.INFO: "infos"}


@dataclass(frozen=True, slots=True)
class Limits:
    """What a run may show and still pass."""

    fail_on: str = "error"
    max_rate: Rate | None = None
    max_rates: Mapping[str, Rate] = field(default_factory=dict)
    max_new: int | None = None

    @property
    def _level(self) -> Severity:
        """The lowest severity that rates and numbers count."""
        return Severity.INFO if self.fail_on == "info" else Severity.WARNING

    def judge(self, found: Sequence[Reported], articles: int) -> Gate:
        """Pass, or the limits that were broken."""
        new = [each.finding for each in found if each.state is State.NEW]
        faults = [f for f in new if not _DAMAGE.fullmatch(f.code)]
        counted = [f for f in faults if f.severity >= self._level]
        return Gate(
            (
                *self._by_severity(faults),
                *self._by_rate(counted, articles),
                *self._by_number(counted),
            )
        )

    def _by_severity(self, faults: Sequence[Finding]) -> Iterable[str]:
        if self.fail_on == "never":
            return
        for severity in sorted(Severity, reverse=True):
            count = sum(fault.severity is severity for fault in faults)
            if severity >= Severity[self.fail_on.upper()] and count:
                yield f"{_PLURAL[severity]} {count} > 0"

    def _by_rate(self, faults: Sequence[Finding], articles: int) -> Iterable[str]:
        limits = {"": self.max_rate, **self.max_rates}
        for prefix, limit in sorted(limits.items()):
            if limit is None:
                continue
            bad = {fault.span.article for fault in faults if fault.code.startswith(prefix)}
            share = len(bad) / articles if articles else 0.0
            if share > limit:
                name = f"{prefix} rate" if prefix else "rate"
                yield f"{name} {_percent(share)} > {_percent(limit)}"

    def _by_number(self, faults: Sequence[Finding]) -> Iterable[str]:
        if self.max_new is not None and len(faults) > self.max_new:
            yield f"new findings {len(faults)} > {self.max_new}"


def limits(
    config: Config,
    fail_on: str | None = None,
    rates: Iterable[str] = (),
    max_new: int | None = None,
) -> Limits:
    """The limits of the configuration, with those of the command line over them."""
    whole, parts = config.gate.max_rate, dict(config.gate.family)
    for word in rates:
        name, found, share = word.rpartition("=")
        if found:
            parts[name.strip().upper()] = Rate.read(share)
        else:
            whole = Rate.read(word)
    return Limits(
        fail_on=fail_on or config.fail_on,
        max_rate=whole,
        max_rates={name.upper(): share for name, share in parts.items()},
        max_new=config.gate.max_new if max_new is None else max_new,
    )


def _percent(share: float) -> str:
    return f"{share * 100:.3g}%"
