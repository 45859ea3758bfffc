"""ARC105: the input is of no kind that can be read."""

from dataclasses import dataclass

from articles import DamageKind
from checks.damage import DamageCheck
from checks.protocol import Severity


@dataclass(frozen=True, slots=True)
class UnsupportedInput(DamageCheck):
    """An input is no article and no archive of articles, or cannot be opened.

    A PDF or an image that was named by mistake, a feed, a sitemap or another XML file, an encrypted
    zip, a table without a column for headline, text or page; an error page or a Git LFS pointer
    that lies under the name of an archive, an image under that of a page. Images, style sheets and
    scripts in a folder or an archive are counted, not reported; so are feeds, sitemaps, PDF files,
    robots.txt, read-me files and JSON without articles where saved pages lie beside them. Beside
    archives that goes for read-me files and JSON alone.
    """

    code = "ARC105"
    severity = Severity.ERROR
    kind = DamageKind.UNSUPPORTED
    message = "the input is of no kind that can be read: convert it, or leave it out with --exclude"
