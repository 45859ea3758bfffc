"""ARC104: there is nothing to read in it."""

from dataclasses import dataclass

from articles import DamageKind
from checks.damage import DamageCheck
from checks.protocol import Severity


@dataclass(frozen=True, slots=True)
class EmptyInput(DamageCheck):
    """A file or a record holds nothing to read.

    Usually a fetch or an export failed and left an empty shell behind: a page without words, a row
    of a table whose text is empty though its headline is not. A page that only a browser fills is
    empty here, too: collect such sites with a browser. So is one that came in an article's place: a
    bot check, "page not found", a consent or a login wall without a word of the story.
    """

    code = "ARC104"
    severity = Severity.ERROR
    kind = DamageKind.EMPTY
    message = "there is nothing to read in it: fetch it again, or leave it out with --exclude"
