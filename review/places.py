"""Where a finding stands, as somebody looks for it who opens the file.

A record of an archive may be a line of a file (JSON lines, CSV), a file within it (ZIP, tar), or
neither (WARC, Parquet). Only in a file that is the text itself, or in such a member, the line
within the text is a line that somebody can go to.
"""

import re

from articles import Ref, Span

#: as the readers of `archives` name records: "line 12", "line 1 item 3"
_LINE = re.compile(r"line (\d{1,15})(?: (item \d+))?")
#: "row 7", "byte 120", "<urn:uuid:...>", and a line of a file within an archive
_NO_TEXT = re.compile(r"(?:^|:)(?:line \d+(?: item \d+)?|row \d+|byte \d+|<[^>]*>)$")


def line_in_file(span: Span) -> int:
    """The line of `span.article.path` to go to, 0 for none: where the words stand if the file is
    the text itself, where the record begins if it is a line or more of the file.

    >>> ref = Ref(key="k", id="k", path="two.jsonl", record="line 2")
    >>> line_in_file(Span(ref, 0, 0, 9, line=31))
    2
    """
    if not span.article.record:
        return span.line
    found = _LINE.fullmatch(span.article.record)
    return int(found[1]) if found else 0


def line_in_text(span: Span) -> int:
    """The line within the text, 0 where the text is no file of its own that shows it."""
    return 0 if _NO_TEXT.search(span.article.record) else span.line


def part(span: Span) -> str:
    """What leads to the text within the file, beside `line_in_file`: `a.txt:5` of a ZIP file, the
    id of a WARC record; "" for none."""
    record = span.article.record
    if found := _LINE.fullmatch(record):
        return found[2] or ""
    line = line_in_text(span)
    return f"{record}:{line}" if record and line else record


def name(ref: Ref) -> str:
    """The article's address, or the id that its source gave it; "" for neither."""
    return ref.url or (ref.id if ref.id != ref.key else "")
