"""Under which settings a rule works: when they differ, its kept clues say nothing any more."""

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from checks.protocol import Check, Severity
from copydesk.exits import version

_CODE = ("articles", "checks")  # what clues and judgements are made by
_SUFFIXES = (".py", ".json", ".toml")


def settings_of(checks: Iterable[Check], grades: Mapping[str, Severity]) -> dict[str, str]:
    """Code -> a digest of the rule's options and grade, the names it knows, and our code."""
    return {
        check.code: _digest(code_version(), told(check), str(grades.get(check.code, "")))
        for check in checks
    }


@cache
def code_version() -> str:
    """The version, and a digest of the rules' source: a checkout changes without a release."""
    hash_ = blake2b(version().encode(), digest_size=8)
    for package in _CODE:
        for name, content in sorted(_sources(files(package), package)):
            hash_.update(f"{name} {len(content)}\n".encode())
            hash_.update(content)
    return hash_.hexdigest()


def told(value: Any) -> str:
    """A value as text that is the same in every process: sets are sorted.

    >>> told(frozenset("ba")), told((1, "x"))
    ("{'a','b'}", "(1,'x')")
    """
    if is_dataclass(value) and not isinstance(value, type):
        inside = (f"{f.name}={told(getattr(value, f.name))}" for f in fields(value))
        return f"{type(value).__name__}({','.join(inside)})"
    if isinstance(value, (set, frozenset)):
        return "{" + ",".join(sorted(map(told, value))) + "}"
    if isinstance(value, Mapping):
        return "{" + ",".join(sorted(f"{told(k)}:{told(v)}" for k, v in value.items())) + "}"
    if isinstance(value, (tuple, list)):
        return "(" + ",".join(map(told, value)) + ")"
    return repr(value)


def _sources(folder: Traversable, name: str) -> Iterable[tuple[str, bytes]]:
    for entry in folder.iterdir():
        path = f"{name}/{entry.name}"
        if entry.is_dir():
            yield from _sources(entry, path)
        elif entry.name.endswith(_SUFFIXES):
            yield path, entry.read_bytes()


def _digest(*parts: str) -> str:
    return blake2b("\n".join(parts).encode(), digest_size=8).hexdigest()
