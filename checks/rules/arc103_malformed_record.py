"""ARC103: a record breaks the format of its file."""

from dataclasses import dataclass

from articles import DamageKind
from checks.damage import DamageCheck
from checks.protocol import Severity


@dataclass(frozen=True, slots=True)
class MalformedRecord(DamageCheck):
    """A record breaks the format of its file, so that it cannot be read.

    A line that is no JSON, a CSV row with too few cells, a WARC record whose length is wrong: the
    program that wrote the archive has a fault, or somebody edited it by hand. The record is left
    out; reading goes on at the next one.
    """

    code = "ARC103"
    severity = Severity.ERROR
    kind = DamageKind.MALFORMED
    message = "a record breaks the format of its file: export it again, or mend the record"
