"""ARC101: the input ends before it should."""

from dataclasses import dataclass

from articles import DamageKind
from checks.damage import DamageCheck
from checks.protocol import Severity


@dataclass(frozen=True, slots=True)
class TruncatedInput(DamageCheck):
    """The input ends before it should: a download, a copy or a crawl was cut short.

    Everything whole before the cut was read and checked; what followed it is missing, so a clean
    report would be worth nothing. Fetch the file again. A cut exactly between two records of a
    WARC leaves no trace in the file and cannot be noticed; in a WACZ, a zip or a tar it is.
    """

    code = "ARC101"
    severity = Severity.ERROR
    kind = DamageKind.TRUNCATED
    message = "the input ends before it should"
