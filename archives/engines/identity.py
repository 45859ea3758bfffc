"""What findings depend on beside the input: rules and their options, this code, its packages."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from re import match
from sys import modules
from typing import Any

from checks.protocol import Check

_PACKAGES = ("articles", "checks", "archives")


def identity_of(checks: Sequence[Check]) -> str:
    """A digest that changes with a rule, an option, a line of our code or a package's version."""
    state = blake2b(_code().encode(), digest_size=8)
    for check in checks:
        state.update(repr(_plain(check)).encode("utf-8", "backslashreplace"))
        source = modules[type(check).__module__].__file__
        if source and type(check).__module__.partition(".")[0] not in _PACKAGES:
            state.update(Path(source).read_bytes())
    return state.hexdigest()


def _plain(value: Any) -> Any:
    """The value as nested tuples, in an order that is the same in every process."""
    if is_dataclass(value) and not isinstance(value, type):
        inside = [(f.name, _plain(getattr(value, f.name))) for f in fields(value)]
        return (type(value).__qualname__, *inside, *_lists(value))
    if isinstance(value, Mapping):
        return sorted((repr(k), _plain(v)) for k, v in value.items())
    if isinstance(value, set | frozenset):
        return sorted(map(repr, map(_plain, value)))
    if isinstance(value, list | tuple):
        return tuple(map(_plain, value))
    return value


def _lists(value: Any) -> Iterable[Any]:
    """Lists of names that a rule reads from a folder: their sizes and times."""
    folder = getattr(value, "path", "")
    if not isinstance(folder, str) or not folder or not Path(folder).is_dir():
        return
    for file in sorted(Path(folder).iterdir()):
        if file.is_file():
            yield file.name, file.stat().st_size, file.stat().st_mtime_ns


@cache
def _code() -> str:
    """Our own code and data, and the versions of what it builds on."""
    state = blake2b(digest_size=8)
    for package in _PACKAGES:
        folder = Path(str(modules[package].__file__)).parent
        for file in sorted(folder.rglob("*")):
            if file.is_file() and "__pycache__" not in file.parts:
                state.update(str(file.relative_to(folder)).encode())
                state.update(file.read_bytes())
    for line in _requirements():
        state.update(line.encode())
    return state.hexdigest()


def _requirements() -> Iterable[str]:
    try:
        names = [
            found[0] for line in requires("copydesk") or () if (found := match(r"[\w.-]+", line))
        ]
    except PackageNotFoundError:
        return
    for name in sorted(set(names)):
        try:
            yield f"{name} {version(name)}"
        except PackageNotFoundError:
            yield name
