"""ARC102: bytes of the input were changed or lost."""

from dataclasses import dataclass

from articles import DamageKind
from checks.damage import DamageCheck
from checks.protocol import Severity


@dataclass(frozen=True, slots=True)
class CorruptInput(DamageCheck):
    """Bytes of the input were changed or lost: it does not decode, or a checksum does not hold.

    What lies before and behind the damage was read as far as the format allows: to the next gzip
    member, WARC record, line or row group. A WARC whose own checksum does not hold is kept and
    checked as well as reported, but only where other checksums of the same file do hold, since
    some writers compute them wrongly throughout. A run of zero bytes in a text is a part that was
    never written. A file that differs from what a list beside it states (SHA256SUMS and its like, a
    BagIt manifest, datapackage.json) is told here, too.
    """

    code = "ARC102"
    severity = Severity.ERROR
    kind = DamageKind.CORRUPT
    message = "bytes of the input were changed or lost: fetch it again, or find another copy"
