"""The word lists of `articles/data/`, loaded here and nowhere else, each when first asked for."""

import json
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def data(name: str) -> Any:
    """A JSON file of `articles/data/`. Its entry "about" says where its content comes from."""
    return json.loads((files("articles") / "data" / name).read_text(encoding="utf-8"))
