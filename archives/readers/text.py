"""Plain text: one file, one article."""

from collections.abc import Iterator

from archives.reading import Record
from archives.source import Desk, Source, whole

FORMATS = ("text",)

_ENDINGS = (".txt", ".text", ".md", ".markdown", ".mkd", ".mdx", ".rst", ".adoc")


def likeness(head: bytes, name: str) -> int:
    """Whatever can be read at all may be text, if nothing else claims it."""
    return 40 if name.lower().endswith(_ENDINGS) else 1


def records(source: Source, desk: Desk) -> Iterator[Record]:
    """The text."""
    text = whole(source, desk.options.max_bytes)
    yield text.problem or Record(source.path, source.record, text.data)
