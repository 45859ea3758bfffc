"""The dateline of wire copy: the place before the dash at the start of a report."""

import re

_WORD = r"[^\W\d_][^\W\d_'’.-]*(?:['’-][^\W\d_]+)*"
_DATELINE = re.compile(
    rf"(?P<place>{_WORD}(?: {_WORD}){{0,2}})"
    r"(?:, [^—–\n()]{1,40}?)?(?: ?\([^)\n]{1,30}\))?\s*(?:—|–|--|\s-\s)\s*(?=\S)"
)


def dateline_end(text: str) -> int:
    """Where the place of the paragraph's dateline ends; 0 where it has none.

    >>> dateline_end("TBILISI, Georgia (AP) — Georgia and"), dateline_end("He said - no.")
    (7, 0)
    """
    found = _DATELINE.match(text)
    if not found or not all(word[0].isupper() for word in found["place"].split(" ")):
        return 0
    return found.end("place")
