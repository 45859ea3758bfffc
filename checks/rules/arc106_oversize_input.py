"""ARC106: the input is larger than the stated bound."""

from dataclasses import dataclass

from articles import DamageKind
from checks.damage import DamageCheck
from checks.protocol import Severity


@dataclass(frozen=True, slots=True)
class OversizeInput(DamageCheck):
    """A page, a line or a member is larger than the stated bound, or unpacks to more than it may.

    The bound (32 MB for one article) keeps memory constant; nothing a newsroom publishes as one
    article comes near it. A file that grows more than 250 times while it is unpacked is taken for
    a trap and not read on.
    """

    code = "ARC106"
    severity = Severity.ERROR
    kind = DamageKind.OVERSIZE
    message = "the input is larger than the stated bound"
