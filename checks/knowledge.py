"""All word lists, loaded here and nowhere else, each when it is first asked for."""

import json
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checks.names.own import UserNames

if TYPE_CHECKING:
    from checks.known_names import KnownNames
    from checks.lexicon import Lexicon

Progress = Callable[[str, float], None]


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What rules may know beyond the article: word lists, the names lexicon, the user's own names.

    Every list is opened on first use, so a run of few rules loads little. A value of plain
    strings: a worker process that receives one opens the same files again, by memory map.
    """

    cache_dir: str = ""
    names: UserNames = field(default_factory=UserNames)

    @property
    def lexicon(self) -> "Lexicon":
        """Known words and places. Builds it where this machine does not have it yet."""
        return _lexicon(self.cache_dir)

    @property
    def known(self) -> "KnownNames":
        """Full names that imported lists and the newsroom's own table know."""
        return _known(self.names)


def load(
    cache_dir: str = "",
    progress: Progress | None = None,
    names: UserNames | None = None,
    *,
    lexicon: bool = True,
) -> Knowledge:
    """Knowledge with the lexicon ready; `progress` hears (what, share done) while it is built.

    `lexicon=False` puts the building off until a rule asks: for runs without the names rules.
    """
    from checks.known_names import with_remembered

    knowledge = Knowledge(cache_dir, with_remembered(names or UserNames()))
    if lexicon:
        _open(cache_dir, progress or _silent)
    return knowledge


def default_cache_dir() -> Path:
    """The platform's own folder for caches."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home())) / "copydesk" / "cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "copydesk"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "copydesk"


@cache
def data(name: str) -> Any:
    """A JSON file of `checks/data/`. Its first entry says where its content comes from."""
    return json.loads((files("checks") / "data" / name).read_text(encoding="utf-8"))


@cache
def _lexicon(cache_dir: str) -> "Lexicon":
    return _open(cache_dir, _silent)


@cache
def _known(names: UserNames) -> "KnownNames":
    from checks.known_names import open_known

    return open_known(names)


def _open(cache_dir: str, progress: Progress) -> "Lexicon":
    from checks.lexicon import open_lexicon

    return open_lexicon(Path(cache_dir) if cache_dir else default_cache_dir(), progress)


def _silent(message: str, share: float) -> None:
    """Nobody listens."""
