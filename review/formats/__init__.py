"""One file a format, one function: `report(run, out)`. Being in this folder is the registration.

Nothing here opens a database or the network: `copydesk check` uses it with files alone.
"""

import importlib
import pkgutil
from collections.abc import Callable
from typing import TextIO

from review.model import CheckReport

Writer = Callable[[CheckReport, TextIO], None]


def names() -> tuple[str, ...]:
    """Every format, by name."""
    return tuple(sorted(m.name for m in pkgutil.iter_modules(__path__) if m.name[0] != "_"))


def writer(name: str) -> Writer:
    """The function that writes this format."""
    report: Writer = importlib.import_module(f"review.formats.{name}").report
    return report
