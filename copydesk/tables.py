"""A TOML table into a frozen record: the record's fields are the keys, their types the rules.

A field `if_running` is the key `if-running`. What is unknown, of the wrong type or outside of its
range is an error that names the key and, where one is near, the right word.
"""

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from types import UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from articles.errors import CopydeskError
from copydesk.nearby import did_you_mean
from copydesk.ranges import limits_of

T = TypeVar("T")


class ConfigError(CopydeskError):
    """The configuration says something that cannot be meant."""


class Rate(float):
    """A share: `"2%"` and `0.02` are the same."""

    @classmethod
    def read(cls, value: object) -> "Rate":
        """The share that a text or a number states.

        >>> Rate.read("2%")
        0.02
        """
        number = value
        if isinstance(value, str):
            text = value.strip()
            try:
                number = float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
            except ValueError:
                number = None
        if not isinstance(number, (int, float)) or isinstance(value, bool):
            raise ValueError(f'wants a share such as "2%" or 0.02, not {value!r}')
        if not 0 <= number <= 1:
            raise ValueError(f'wants a share between "0%" and "100%", not {value!r}')
        return cls(number)


def key_of(field: Field[Any]) -> str:
    """The key that sets this field."""
    return str(field.metadata.get("key", field.name.replace("_", "-")))


def _label(field: Field[Any]) -> str:
    return str(field.metadata.get("label", key_of(field)))


def settings_of(kind: type) -> Iterator[Field[Any]]:
    """The fields that a file may set."""
    return (field for field in fields(kind) if not field.metadata.get("internal"))


def read_table(kind: type[T], table: Mapping[str, Any], where: str) -> T:
    """The record that a table states. `where` names the table in errors."""
    by_key = {key_of(field): field for field in settings_of(kind)}
    hints = get_type_hints(kind, include_extras=True)
    for key in table:
        if key not in by_key:
            raise ConfigError(f"{where}: unknown key {key}{did_you_mean(key, by_key)}")
    for key, field in by_key.items():
        if key not in table and field.default is MISSING and field.default_factory is MISSING:
            raise ConfigError(f"{where}: {key} is required")
    values = {
        field.name: _value(hints[field.name], table[key], f"{where}: {_label(field)}")
        for key, field in by_key.items()
        if key in table
    }
    return kind(**values)


def _value(hint: Any, value: Any, where: str) -> Any:
    hint, limits = limits_of(hint)
    found = _typed(hint, value, where)
    for limit in limits:
        _expect(limit.fits(found), where, f"wants {limit.words}, not {value!r}")
    return found


def _typed(hint: Any, value: Any, where: str) -> Any:
    origin, inside = get_origin(hint), get_args(hint)
    if is_dataclass(hint) and isinstance(hint, type):
        _expect(isinstance(value, Mapping), where, "wants a table")
        return read_table(hint, value, where)
    if origin is tuple:
        _expect(isinstance(value, list), where, "wants a list")
        return tuple(_value(inside[0], v, f"{where}[{n}]") for n, v in enumerate(value, 1))
    if origin in {dict, Mapping}:
        _expect(isinstance(value, Mapping), where, "wants a table")
        return {key: _value(inside[1], v, f"{where}.{key}") for key, v in value.items()}
    if origin is Literal:
        near = did_you_mean(str(value), inside)
        _expect(value in inside, where, f"wants one of {', '.join(inside)}, not {value!r}{near}")
        return value
    if origin in {Union, UnionType}:
        return _value(next(kind for kind in inside if kind is not type(None)), value, where)
    return _plain(hint, value, where)


def _plain(hint: Any, value: Any, where: str) -> Any:
    if hint is Any:
        return value
    if hint is Rate:
        try:
            return Rate.read(value)
        except ValueError as error:
            raise ConfigError(f"{where} {error}") from None
    if hint is date:
        value = value.date() if isinstance(value, datetime) else value
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    right = isinstance(value, hint) and (hint is bool or not isinstance(value, bool))
    words = {str: "a text", int: "a whole number", float: "a number", bool: "true or false"}
    _expect(right, where, f"wants {words.get(hint, 'a date such as 2027-03-01')}, not {value!r}")
    return value


def _expect(condition: bool, where: str, message: str) -> None:
    if not condition:
        raise ConfigError(f"{where} {message}")
