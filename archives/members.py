"""Files inside an archive: their names as labels, and random access where a format needs it."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, cast

from archives.company import is_litter
from archives.inputs import excluded
from archives.reading import Reading
from archives.source import Source

#: Held in memory; beyond that in a nameless file that ends with the process.
_IN_MEMORY = 1 << 26
#: An archive without random access (from stdin, or inside another one) may be so large.
_MOST = 1 << 32
_LONGEST_NAME = 300


class NoAccessError(Exception):
    """The source cannot be read at random; the message says why."""


def label(name: str) -> str:
    """A member's name as it is shown: never a path to write to, and without control characters."""
    shown = "".join(letter if letter.isprintable() else "?" for letter in name)
    return shown if len(shown) <= _LONGEST_NAME else shown[: _LONGEST_NAME - 1] + "…"


def wanted(name: str, options: Reading) -> bool:
    """Whether a member is read: no folder, nothing hidden, nothing excluded."""
    parts = name.replace("\\", "/").split("/")
    hidden = any(part.startswith(".") and part not in (".", "..") for part in parts)
    return (
        bool(parts[-1])
        and not hidden
        and not is_litter(parts[-1])
        and "__MACOSX" not in parts
        and not excluded(name, options.exclude)
    )


@contextmanager
def random_access(source: Source) -> Iterator[BinaryIO]:
    """The source as a file that can be searched; spooled where it lies in something else."""
    if source.seekable:
        with source.seekable() as file:
            if file.seekable():
                source.meter.consumed = max(source.meter.consumed, file.seek(0, os.SEEK_END))
                file.seek(0)
                yield file
                return
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as spool:
        size = 0
        while piece := source.stream.read(1 << 18):
            size += len(piece)
            if size > _MOST:
                raise NoAccessError(f"larger than {_MOST:,} bytes inside another input: not read")
            spool.write(piece)
        spool.seek(0)
        yield cast(BinaryIO, spool)  # has all that is asked of it: read, seek, tell
