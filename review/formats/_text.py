"""What the text formats share: safe characters, colours, where an article is."""

import unicodedata

from articles import Span
from checks.protocol import Finding, Severity
from review.model import Reported
from review.places import line_in_file, name, part

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
    """Address and source of the quote: `x.example/a  (news.jsonl:4)`."""
    return source(found.finding.span)


def source(span: Span) -> str:
    """Address of an article, or its own id, and where it came from; see `review.places`."""
    shown = name(span.article)
    address = visible(shown.partition("://")[2] or shown)
    origin = visible(origin_of(span) or ("" if address else span.article.id))
    return f"{address}  ({origin})" if address and origin else address or origin


def origin_of(span: Span) -> str:
    """File, line and part: `news.jsonl:4`, `news.zip a.txt:5`; the part alone without a file."""
    path, line = span.article.path, line_in_file(span)
    file = f"{path}:{line}" if path and line else path
    return " ".join(filter(None, (file, part(span) if path else span.article.record)))


def reason(found: Reported) -> str:
    """What became of a finding that asks for no attention, behind its line."""
    return f" [{visible(found.reason)}]" if found.reason else ""
