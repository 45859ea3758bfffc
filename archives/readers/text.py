"""Plain text and Markdown: one file, one article."""

from collections.abc import Iterator

from archives.front_matter import NAMES, parted
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
    if text.problem:
        yield text.problem
        return
    said, data = parted(text.data) if source.name.lower().endswith(NAMES) else ({}, text.data)
    yield Record(source.path, source.record, data, **said)
