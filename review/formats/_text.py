"""What the text formats share: safe characters, colours, where an article is."""

import unicodedata

from articles import Ref
from checks.protocol import Finding, Severity
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


def says_only(finding: Finding) -> bool:
    """Whether the message is nothing but the suggestion, which a format shows by itself."""
    return bool(finding.suggestion) and finding.message == f"did you mean {finding.suggestion}?"


def place(found: Reported) -> str:
    """Address and source of the quote: `x.example/a  (dump.warc.gz:4)`."""
    return source(found.finding.span.article, found.finding.span.line)


def source(ref: Ref, line: int = 0) -> str:
    """Address and source of the article, with the line where it is known."""
    address = visible(ref.url.partition("://")[2] or ref.url)
    origin = visible(ref.path or ref.record or ("" if address else ref.id))
    origin += f":{line}" if line and origin else ""
    if ref.record and ref.path:
        origin += f" {visible(ref.record)}"
    return f"{address}  ({origin})" if address and origin else address or origin


def reason(found: Reported) -> str:
    """What became of a finding that asks for no attention, behind its line."""
    return f" [{visible(found.reason)}]" if found.reason else ""
