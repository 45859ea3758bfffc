"""What the store answers with: plain values, so that nobody above needs SQL."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from checks.protocol import Finding


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
    """What a run saw of its findings: `open` want a decision, `carried` changed their text."""

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
    """A finding as it is kept, with its names and what became of it."""

    finding: Finding
    fingerprint: str
    group: str
    status: str
    verdict: str = ""
    silenced: str = ""
    text_changed: bool = False
    first_run: int = 0
    last_run: int = 0
    gone_run: int = 0
    story: str = ""  # the copies its article is one of


@dataclass(frozen=True, slots=True)
class Group:
    """The same fault in many articles: the unit of review."""

    key: str
    code: str
    findings: int
    articles: int
    sites: int
    first_run: int
    severity: str
    confidence: float
    quote: str
    suggestion: str
    message: str


@dataclass(frozen=True, slots=True)
class Filter:
    """Which findings are asked for; what is empty lets everything pass."""

    site: str = ""
    statuses: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()  # codes, or beginnings of codes
    group: str = ""
    article: tuple[str, str] = ("", "")  # site and key
    since_run: int = 0  # those that came after this run
    severities: tuple[str, ...] = ()
    min_confidence: float = 0.0
