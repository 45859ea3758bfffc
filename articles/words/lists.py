"""The word lists and tables of `articles/data/`, loaded here and nowhere else, when asked for."""

import gc
import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray


def content(name: str) -> bytes:
    """A file of `articles/data/`."""
    return (files("articles") / "data" / name).read_bytes()


@cache
def data(name: str) -> Any:
    """A JSON file of `articles/data/`. Its entry "about" says where its content comes from."""
    return json.loads(content(name))


@cache
def numbers(name: str) -> "dict[str, NDArray[Any]]":
    """The arrays of a `.npz` file of `articles/data/`; the `.json` beside it says their origin."""
    import numpy as np

    with np.load(io.BytesIO(content(name))) as table:
        return {key: table[key] for key in table.files}


@contextmanager
def without_collecting() -> Iterator[None]:
    """No looking for garbage circles while tables are built that stay: it takes a fifth of the
    time and finds none."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()
