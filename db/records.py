"""What the store answers with: plain values, so that nobody above needs SQL."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a batch of articles. `damaged` ones are noted, not stored as articles."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    damaged: int = 0

    def __add__(self, other: "Kept") -> "Kept":
        return Kept(
            self.new + other.new,
            self.changed + other.changed,
            self.unchanged + other.unchanged,
            self.damaged + other.damaged,
        )


@dataclass(frozen=True, slots=True)
class Counts:
    """What a run saw of its findings. `open` are all that stand, `carried` changed their text."""

    new: int = 0
    open: int = 0
    fixed: int = 0
    reopened: int = 0
    unchanged: int = 0
    carried: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.new + other.new,
            self.open + other.open,
            self.fixed + other.fixed,
            self.reopened + other.reopened,
            self.unchanged + other.unchanged,
            self.carried + other.carried,
        )


@dataclass(frozen=True, slots=True)
class RunRecord:
    """One run as it is kept."""

    id: int
    kind: str
    source: str
    status: str
    started: str
    heartbeat: str
    ended: str
    exit_code: int | None
    tool_version: str
    settings_hash: str
    host: str
    pid: int
    stats: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about a finding, a group or a rule.

    `supersedes` is `(at, who)` of the decision that an undo takes back: a name that holds in any
    database, unlike a row's number.
    """

    scope: str
    key: str
    verdict: str
    who: str
    at: str
    reason: str = ""
    note: str = ""
    source: str = "cli"
    expires: str = ""
    about: str = ""
    supersedes: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A finding as it is kept, with the article it stands in."""

    fingerprint: str
    group: str
    code: str
    site: str
    status: str
    verdict: str
    severity: str
    confidence: float
    message: str
    quote: str
    suggestion: str
    text_changed: bool
    first_run: int
    last_run: int
    gone_run: int | None
    article_key: str = ""
    article_id: int = 0
    url: str = ""
    headline: str = ""
    block: int = -1
    start: int = 0
    end: int = 0
    prefix: str = ""
    suffix: str = ""
    details: Mapping[str, object] = field(default_factory=dict)
