"""One format, one file. Being in this folder is the registration.

A reader is a module with
  FORMATS         the names by which `--input-format` calls it
  likeness(head, name) -> int    how sure it is, from the first bytes and the file's name (0: no)
  records(source, desk) -> Iterator[Record]    what the input holds, one record at a time
"""

import importlib
import pkgutil
from collections.abc import Iterator
from functools import cache
from typing import Protocol

from archives.reading import Record
from archives.source import Desk, Source


class Reader(Protocol):
    """The shape of a reader module."""

    FORMATS: tuple[str, ...]

    def likeness(self, head: bytes, name: str) -> int:
        """How sure the reader is that this is its format; 0 for no."""

    def records(self, source: Source, desk: Desk) -> Iterator[Record]:
        """What the input holds."""


@cache
def all_readers() -> tuple[Reader, ...]:
    """Every reader of the folder, by name."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return tuple(importlib.import_module(f"{__name__}.{name}") for name in names)


@cache
def formats() -> dict[str, Reader]:
    """Name of a format -> its reader."""
    return {name: reader for reader in all_readers() for name in reader.FORMATS}


def reader_for(head: bytes, name: str) -> tuple[int, Reader]:
    """The reader that is surest of these first bytes, and how sure it is."""
    bids = [(reader.likeness(head, name), reader) for reader in all_readers()]
    return max(bids, key=lambda bid: bid[0])
