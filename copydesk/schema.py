"""The JSON Schema of copydesk.toml, for editors that complete and check TOML. Built from the
records of `copydesk.config`, shipped as data/copydesk.schema.json; a test compares the two."""

import json
from collections.abc import Mapping
from dataclasses import MISSING, Field, is_dataclass
from datetime import date
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from copydesk.config import Config, IgnoreConfig
from copydesk.manual import notes
from copydesk.ranges import Limit, Pattern, Within, limits_of
from copydesk.tables import Rate, key_of, settings_of

Node = dict[str, Any]
_PLAIN: dict[Any, Node] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    float: {"type": "number"},
    Any: {},
    date: {"type": "string", "format": "date"},
    Rate: {
        "anyOf": [
            {"type": "string", "pattern": r"^\s*\d+(\.\d+)?\s*%?\s*$"},
            {"type": "number", "minimum": 0, "maximum": 1},
        ]
    },
}


def schema() -> Node:
    """The schema of the whole file."""
    node = _table(Config)
    # One name for a list of codes and for tables of reasons: TOML allows one of them in a file.
    node["properties"]["ignore"] = {
        "description": node["properties"]["ignore"]["description"],
        "type": "array",
        "items": {"anyOf": [{"type": "string"}, _table(IgnoreConfig)]},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "copydesk.toml",
        **node,
    }


def schema_text() -> str:
    """The schema as it is shipped."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def _table(kind: type) -> Node:
    hints, said = get_type_hints(kind, include_extras=True), notes(kind)
    table: Node = {"type": "object", "description": (kind.__doc__ or "").partition("\n")[0]}
    table["properties"] = {
        key_of(field): _described(_node(hints[field.name]), said.get(field.name, ""))
        for field in settings_of(kind)
    }
    required = [key_of(field) for field in settings_of(kind) if _must(field)]
    if required:
        table["required"] = required
    table["additionalProperties"] = False
    return table


def _must(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _described(node: Node, text: str) -> Node:
    return {**node, "description": text} if text else node


def _node(hint: Any) -> Node:
    hint, limits = limits_of(hint)
    node = _of_type(hint)
    for limit in limits:
        node |= _limited(limit)
    return node


def _limited(limit: Limit) -> Node:
    if isinstance(limit, Within):
        return {"minimum": limit.least, "maximum": limit.most}
    return {"pattern": f"^(?:{limit.form})$"} if isinstance(limit, Pattern) else {}


def _of_type(hint: Any) -> Node:
    origin, inside = get_origin(hint), get_args(hint)
    if is_dataclass(hint) and isinstance(hint, type):
        return _table(hint)
    if origin is tuple:
        return {"type": "array", "items": _node(inside[0])}
    if origin in {dict, Mapping}:
        return {"type": "object", "additionalProperties": _node(inside[1])}
    if origin is Literal:
        return {"enum": list(inside)}
    if origin in {Union, UnionType}:
        return _node(next(kind for kind in inside if kind is not type(None)))
    return dict(_PLAIN[hint])
