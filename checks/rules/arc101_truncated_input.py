"""ARC101: the input ends before it should."""

from dataclasses import dataclass

from articles import DamageKind
from checks.damage import DamageCheck
from checks.protocol import Severity


@dataclass(frozen=True, slots=True)
class TruncatedInput(DamageCheck):
    """The input ends before it should: a download, a copy or a crawl was cut short.

    Everything whole before the cut was read and checked; what followed it is missing, so a clean
    report would be worth nothing. Fetch the file again. A page is cut where it ends inside a tag or
    a letter, or closes neither its boxes nor itself. A cut exactly between two records of a WARC
    leaves no trace in the file; it is noticed in a WACZ, a zip or a tar, and where a list lies
    beside the file: SHA256SUMS and its like, a BagIt manifest, datapackage.json, CDX or CDXJ. What
    such a list names and is missing is told here, too.
    """

    code = "ARC101"
    severity = Severity.ERROR
    kind = DamageKind.TRUNCATED
    message = "the input ends before it should: fetch or export it again"
