"""Which findings a page is about: the filter, as it stands in the address."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from checks.protocol import Severity
from db.records import Filter
from db.verdicts import OPEN, STATUSES

NAMES = ("site", "code", "severity", "status", "group", "confidence")
ALL = "all"


@dataclass(frozen=True, slots=True)
class Wanted:
    """The words of an address: empty ones let everything pass; no status means open."""

    site: str = ""
    code: str = ""
    severity: str = ""
    status: str = ""
    group: str = ""
    confidence: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Wanted":
        """What the address asks for; words that mean nothing are dropped."""
        found = cls(**{name: query.get(name, "")[:200] for name in NAMES})
        if found.severity not in ("", *map(str, Severity)):
            found = replace(found, severity="")
        if found.status not in ("", ALL, *STATUSES):
            found = replace(found, status="")
        return found if _share(found.confidence) else replace(found, confidence="")

    @property
    def filter(self) -> Filter:
        """The same for the database."""
        return Filter(
            site=self.site,
            statuses=() if self.status == ALL else (self.status or OPEN,),
            codes=(self.code.upper(),) if self.code else (),
            group=self.group,
            severities=(self.severity,) if self.severity else (),
            min_confidence=_share(self.confidence),
        )

    @property
    def query(self) -> str:
        """The part of an address that asks for this, with its question mark."""
        return self.with_()

    def with_(self, **changes: str) -> str:
        """The same but for these; what is no filter (`page`, `after`) is added."""
        fields = {name: getattr(self, name) for name in NAMES} | changes
        kept = {name: value for name, value in fields.items() if value}
        return f"?{urlencode(kept, errors='replace')}" if kept else ""


def _share(text: str) -> float:
    try:
        share = float(text or 0)
    except ValueError:
        return 0.0
    return share if 0 < share <= 1 else 0.0
