"""Which rules there are: being in `checks/rules/` is the registration."""

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, fields
from inspect import cleandoc
from typing import Any

from checks import rules
from checks.knowledge import Knowledge
from checks.protocol import Check, Severity


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule as it is listed: its class, its name and its manual page."""

    code: str
    name: str
    kind: type[Check]

    @property
    def severity(self) -> Severity:
        """The default severity."""
        return self.kind.severity

    @property
    def manual(self) -> str:
        """The docstring of the class; its first line says the fault."""
        return cleandoc(self.kind.__doc__ or "")

    @property
    def options(self) -> dict[str, Any]:
        """Option -> default value."""
        return {
            f.name: None if f.default is MISSING else f.default
            for f in fields(self.kind)  # type: ignore[arg-type]  # every rule is a dataclass
            if f.name != "knowledge" and not f.metadata.get("internal")
        }


def all_rules() -> tuple[Rule, ...]:
    """Every rule of the folder, by code."""
    return tuple(sorted(_walk(), key=lambda rule: rule.code))


def _walk() -> Iterator[Rule]:
    for module in pkgutil.iter_modules(rules.__path__):
        code, _, name = module.name.partition("_")
        if not name:
            continue
        source = importlib.import_module(f"checks.rules.{module.name}")
        for value in vars(source).values():
            if isinstance(value, type) and issubclass(value, Check) and "code" in vars(value):
                yield Rule(code.upper(), name.replace("_", "-"), value)


def build(rule: Rule, knowledge: Knowledge, options: Mapping[str, Any] | None = None) -> Check:
    """A rule ready to run: its options from the caller, the word lists passed in."""
    values = dict(options or {})
    if any(f.name == "knowledge" for f in fields(rule.kind)):  # type: ignore[arg-type]  # see above
        values["knowledge"] = knowledge
    return rule.kind(**values)


def select(
    rules_: tuple[Rule, ...], wanted: tuple[str, ...] = ("ALL",), unwanted: tuple[str, ...] = ()
) -> tuple[Rule, ...]:
    """Rules whose code begins with one of `wanted` and with none of `unwanted`."""

    def named(rule: Rule, prefixes: tuple[str, ...]) -> bool:
        return any(prefix == "ALL" or rule.code.startswith(prefix) for prefix in prefixes)

    return tuple(rule for rule in rules_ if named(rule, wanted) and not named(rule, unwanted))
