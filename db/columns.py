"""Column types that take any text an archive may hold and give the same on every database."""

import json
import re
from typing import Any

from sqlalchemy import Dialect, Text
from sqlalchemy.types import TypeDecorator

# Half of a surrogate pair cannot be encoded, and PostgreSQL takes no NUL: neither is text.
_NO_TEXT = re.compile("[\x00\ud800-\udfff]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def plain(text: str) -> str:
    """Text that every database takes: what is no character becomes U+FFFD.

    >>> plain("a\\x00b\\udc80c")
    'a\ufffdb\ufffdc'
    """
    return _NO_TEXT.sub("\ufffd", text)


def to_json(value: object) -> str:
    """JSON that keeps every string exactly, even what is no text; stable key order.

    >>> json.loads(to_json("a\\x00b\\udc80c")) == "a\\x00b\\udc80c"
    True
    """
    return characters(json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")))


def characters(raw: str) -> str:
    """JSON with what is no character written as an escape."""
    try:
        raw.encode()  # ten times as fast as looking for what cannot be encoded
    except UnicodeEncodeError:
        pass
    else:
        return raw
    return _SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", raw)


class Words(TypeDecorator[str]):
    """Text for people and for comparing; see `plain`."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return value if value is None else plain(value)


class Written(str):
    """A JSON document that `to_json` has written already."""


class Json(TypeDecorator[Any]):
    """A JSON document, kept as text: exact, and the same on SQLite and PostgreSQL."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return value if value is None or isinstance(value, Written) else to_json(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        return value if value is None else json.loads(value)
