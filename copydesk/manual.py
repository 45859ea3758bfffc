"""Manual pages out of the source: docstrings, fields, and the `#:` lines above them."""

import inspect
import re
from collections.abc import Iterator
from typing import Any

from checks.registry import Rule

_FIELD = re.compile(r"^    (\w+)\s*:")
_NOTE = re.compile(r"^    #:\s?(.*)$")


def notes(kind: type) -> dict[str, str]:
    """Field -> the `#:` lines above it, as one sentence or more."""
    found: dict[str, str] = {}
    said: list[str] = []
    for line in inspect.getsource(kind).splitlines():
        note, field = _NOTE.match(line), _FIELD.match(line)
        if note:
            said.append(note[1].strip())
            continue
        if field and said:
            found[field[1]] = " ".join(said)
        said = []
    return found


def default_text(value: Any) -> str:
    """A default as it would be written in the configuration.

    >>> default_text(("a", "b")), default_text(True), default_text("x")
    ('["a", "b"]', 'true', '"x"')
    """
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, (tuple, frozenset)):
        members = value if isinstance(value, tuple) else sorted(value)
        return "[" + ", ".join(default_text(member) for member in members) + "]"
    return str(value)


def page(rule: Rule) -> Iterator[str]:
    """A rule's page for a terminal, line by line."""
    yield f"{rule.code} {rule.name} ({rule.severity})"
    yield ""
    yield from rule.manual.splitlines()
    if rule.options:
        said = notes(rule.kind)
        yield ""
        yield f"Options, under [rules.{rule.code}] in copydesk.toml:"
        for name, value in rule.options.items():
            yield f"  {name} = {default_text(value)}"
            if name in said:
                yield f"      {said[name]}"
    yield ""
    yield f"Leave it out: --ignore {rule.code}, or an [[ignore]] entry with a reason."
