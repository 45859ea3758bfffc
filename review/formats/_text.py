"""What the text formats share: safe characters, colours, where an article is."""

import unicodedata

from checks.protocol import Severity
from review.model import Reported

_COLORS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}


def visible(text: str) -> str:
    """The text in one line, with nothing in it that a terminal would obey.

    Control characters, direction overrides and line ends are shown as escapes; a no-break space
    stays, since it prints as a space.

    >>> visible("a\\x1b[31mb\\nc")
    'a\\\\x1b[31mb\\\\nc'
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(char) for char in text)


def _shown(char: str) -> str:
    if char.isprintable() or char == "\u00a0" or unicodedata.category(char) == "Zs":
        return char
    return char.encode("unicode_escape").decode("ascii")


def paint(text: str, code: str, color: bool) -> str:
    """The text in an ANSI style, or as it is."""
    return f"\x1b[{code}m{text}\x1b[0m" if color else text


def severity(found: Reported, color: bool) -> str:
    """The severity's word, coloured by how bad it is."""
    grade = found.finding.severity
    return paint(str(grade), _COLORS[grade], color)


def place(found: Reported) -> str:
    """Address and source of the article: `x.example/a  (dump.warc.gz <urn:...>, line 4)`."""
    ref = found.finding.span.article
    address = ref.url.partition("://")[2] or ref.url
    source = visible(ref.path or ref.record or ref.id)
    line = found.finding.span.line
    source += f":{line}" if line and source else ""
    if ref.record and ref.path:
        source += f" {visible(ref.record)}"
    return f"{visible(address)}  ({source})" if address and source else visible(address) or source
