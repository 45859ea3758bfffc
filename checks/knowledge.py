"""All word lists, loaded here and nowhere else, each when it is first asked for."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What rules may know beyond the article: word lists, the names lexicon, the user's own names.

    Every list is opened on first use, so a run of few rules loads little.
    """


@cache
def data(name: str) -> Any:
    """A JSON file of `checks/data/`. Its first entry says where its content comes from."""
    return json.loads((files("checks") / "data" / name).read_text(encoding="utf-8"))
