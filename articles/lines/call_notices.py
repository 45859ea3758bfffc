"""Notes around advertisements, what an editor was to fill in, what a page says in place of what it
cannot show."""

from articles.lines.call_lengths import (
    BARE_NAME,
    BRAND,
    LONGEST_AD,
    LONGEST_CALL,
    LONGEST_LABEL,
    LONGEST_LOGIN,
    LONGEST_NOTE,
)
from articles.lines.parts import Parts


def is_ad(line: Parts) -> bool:
    """Whether a line says that an advertisement follows or ends, or who paid."""
    if line.has("cancel", "anytime") or line.has("follow_on", "network", "us"):
        return False  # what the paper asks for itself
    for_members = line.has("only", "members") and not line.has_one("ad", "affiliate")
    if for_members or line.has("left"):
        return False  # "This post is for paid subscribers"
    if line.has("affiliate", "contains") and line.size <= LONGEST_CALL and _is_disclosed(line):
        return True
    if line.size > LONGEST_AD or not line.covers(0.75 if line.sentence else 0.5):
        return False
    if line.has("ad", "ends") and line.size <= LONGEST_LABEL:
        return not line.unknown() and not line.sentence
    goes_on = line.has("goes_on", "ad") or line.has("goes_on", "below", "this")
    if goes_on and line.unknown() <= 1:
        return True
    if not line.has("sponsored") or not line.has_one("content", "this", "ad"):
        return False
    if len(line.words) > 1 and len(line.covered) == 1:
        return False
    if line.begins("sponsored", 1):
        return line.unknown() <= BRAND
    return (line.begins("content") or line.begins("this", 1)) and line.unknown() <= BRAND


def _is_disclosed(line: Parts) -> bool:
    """Whether a line says of the page, or of its links, that it is paid; not of some agent."""
    named = line.has_one("this", "us", "ours", "content") or len(line.found["affiliate"]) > 1
    return line.covers(0.5) and (named or line.size <= BARE_NAME)


def is_placeholder(line: Parts) -> bool:
    """What an editor was to fill in, and what a page says in place of what it cannot show."""
    if line.has("fill", "piece") and line.size <= LONGEST_LOGIN:
        asks = line.begins("fill", 1) or line.ends("fill")
        return asks and line.covers(0.6) and not line.unknown() and not line.sentence
    if line.size > LONGEST_NOTE:
        return False
    if line.has("script") or line.has("consent", "medium"):
        return line.has_one("turn_on", "needs", "fails") and line.covers(0.5)
    if _is_of_a_form(line) or _shows_nothing(line):
        return True
    if not line.covers(0.7):
        return False
    return line.has("fails", "medium") or (line.has("fails") and len(line.found["fails"]) > 1)


def _is_of_a_form(line: Parts) -> bool:
    """What stands beside a field that is a trap for machines, or must be filled."""
    if not line.has("field", "leave") or not line.covers(0.6):
        return False
    return line.unknown() <= (2 if line.ends("leave") else 0)


def _shows_nothing(line: Parts) -> bool:
    """“No … to display”: what a list says when it is empty."""
    if not line.has("none", "to_show") or line.sentence or line.size > LONGEST_LABEL:
        return False
    framed = line.begins("none") and line.ends("to_show")
    framed |= line.begins("to_show") and line.ends("none")
    return (framed or line.size <= BARE_NAME) and line.unknown() <= 1


def is_label(line: Parts) -> bool:
    """A label of related links in a language whose words have no spaces between them."""
    points = line.has("points", "pointed") and not line.sentence
    return points and line.size <= LONGEST_LABEL and line.covers(0.75)
