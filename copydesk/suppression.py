"""What became of a finding: new, known from the baseline, or silenced, and by what.

Whatever silences counts its uses: an entry that silences nothing, or is past its day, is reported.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fnmatch import fnmatchcase

from checks.fingerprint import Marked
from checks.protocol import Finding
from checks.registry import Rule, all_rules
from copydesk.baseline import Baseline
from copydesk.config import IgnoreConfig
from copydesk.decision_file import SILENT, Decisions
from copydesk.selection import known_word
from review.model import State


@dataclass(slots=True)
class Suppression:
    """All that silences, and how often each did."""

    today: date
    entries: Sequence[IgnoreConfig] = ()
    per_site: Mapping[str, Sequence[str]] = field(default_factory=dict)
    decisions: Decisions = field(default_factory=Decisions)
    baseline: Baseline | None = None
    uses: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        """A rule may be meant by its code, the beginning of it, or its name."""
        rules = all_rules()
        self.entries = [replace(e, code=_beginning(e.code, rules)) for e in self.entries]
        self.per_site = {
            site: [_beginning(word, rules) for word in words]
            for site, words in self.per_site.items()
        }

    def verdict(self, marked: Marked) -> tuple[State, str]:
        """The state of this finding and the reason for it."""
        reason = self._decided(marked) or self._ignored(marked.finding)
        if reason:
            return State.SUPPRESSED, reason
        return self._known(marked)

    def _decided(self, marked: Marked) -> str:
        decision = self.decisions.about(marked)
        if decision is None or decision.verdict not in SILENT:
            return ""
        words = (f"{decision.verdict} by {decision.who}".removesuffix(" by "), decision.note)
        return "decision: " + ", ".join(word for word in words if word)

    def _ignored(self, finding: Finding) -> str:
        for number, entry in enumerate(self.entries):
            if not _past(entry, self.today) and _fits(entry, finding):
                self.uses[f"entry {number}"] += 1
                return f"ignored: {entry.reason}"
        site = finding.span.article.site
        for pattern, codes in self.per_site.items():
            if fnmatchcase(site, pattern) and finding.code.startswith(tuple(codes)):
                self.uses[f"site {pattern}"] += 1
                return f"ignored on {pattern}"
        return ""

    def _known(self, marked: Marked) -> tuple[State, str]:
        if self.baseline is None:
            return State.NEW, ""
        known = self.baseline.known.get(marked.fingerprint)
        if known:
            return State.KNOWN, f"baseline: {known.why}" if known.why else "baseline"
        covered = self.baseline.covers(marked.finding.code)
        return State.NEW, "" if covered else "new rule: not in the baseline's list"

    def notes(self) -> Iterator[str]:
        """Entries that silenced nothing or are past their day."""
        for number, entry in enumerate(self.entries):
            name = f"[[ignore]] {entry.code or 'ALL'} ({entry.reason})"
            if _past(entry, self.today):
                yield f"{name} expired on {entry.expires}"
            elif not self.uses[f"entry {number}"]:
                yield f"{name} silenced nothing"
        for pattern, codes in self.per_site.items():
            if not self.uses[f"site {pattern}"]:
                yield f"per-site ignore {pattern}: {', '.join(codes)} silenced nothing"


def _beginning(word: str, rules: Sequence[Rule]) -> str:
    code = known_word(word, rules)
    return "" if code == "ALL" else code


def _past(entry: IgnoreConfig, today: date) -> bool:
    return entry.expires is not None and entry.expires < today


def _fits(entry: IgnoreConfig, finding: Finding) -> bool:
    ref = finding.span.article
    pairs = (
        (ref.url, entry.url),
        (ref.site, entry.site),
        (ref.path, entry.path),
        (finding.quote, entry.quote),
    )
    return finding.code.startswith(entry.code) and all(
        pattern == "*" or fnmatchcase(text, pattern) for text, pattern in pairs
    )
