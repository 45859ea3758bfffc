"""Clues and findings as bytes and back, exactly: JSON, compressed where that pays.

Texts may hold what is no text (half a surrogate pair); JSON's escapes keep it. Nothing here is
executed on reading, whoever wrote the file.
"""

import json
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import astuple
from functools import wraps
from hashlib import blake2b
from typing import Any, ParamSpec, TypeVar

from articles import Ref, Span
from checks.fingerprint import identity
from checks.protocol import Fact, Finding, Related, Severity
from db.columns import to_json
from db.errors import DatabaseFailedError

_LONG = 200  # bytes from which compressing pays (measured: a clue of 200 bytes shrinks to 150)
_COMPRESSED = b"\x78"  # how zlib begins; JSON of a list begins with a bracket
_SIGNED = 1 << 63
P = ParamSpec("P")
T = TypeVar("T")
_FIELDS = tuple(Finding.__dataclass_fields__)


def number_of(text: str) -> int:
    """A text as a signed 64-bit number."""
    return number(text.encode("utf-8", "surrogatepass"))


def number(*parts: bytes) -> int:
    """A signed 64-bit number that tells these bytes from others."""
    return int.from_bytes(digest(*parts), "big") - _SIGNED


def digest(*parts: bytes) -> bytes:
    """Eight bytes that tell these from others, the borders between them too."""
    hash_ = blake2b(digest_size=8)
    for part in parts:
        hash_.update(len(part).to_bytes(8, "big"))
        hash_.update(part)
    return hash_.digest()


def _or_damaged(unpack: Callable[P, T]) -> Callable[P, T]:
    """What cannot be read was not written by us: the file is damaged, not the program wrong."""

    @wraps(unpack)
    def told(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return unpack(*args, **kwargs)
        except (ValueError, TypeError, KeyError, RecursionError, zlib.error) as error:
            raise DatabaseFailedError(f"what a rule noted cannot be read: {error}") from error

    return told


def pack_ref(ref: Ref) -> bytes:
    """How findings name an article."""
    return _pack(list(astuple(ref)))


@_or_damaged
def unpack_ref(raw: bytes) -> Ref:
    """The inverse of `pack_ref`."""
    return Ref(*_unpack(raw))


def place_of(ref: Ref) -> bytes:
    r"""Bytes that sort as references do: UTF-8 sorts as its characters, NUL ends a field.

    >>> place_of(Ref("a", "z")) < place_of(Ref("a\x00", "b")) < place_of(Ref("aa", ""))
    True
    """
    fields = (field.encode("utf-8", "surrogatepass") for field in astuple(ref))
    return b"\x00\x00".join(field.replace(b"\x00", b"\x00\xff") for field in fields)


def pack_fact(fact: Fact) -> bytes:
    """A clue without its mark and its article, which stand beside it."""
    span = fact.span
    place = (span.block, span.start, span.end, span.line)
    return _pack([fact.key, *place, fact.quote, fact.note])


@_or_damaged
def unpack_fact(raw: bytes, mark: bytes | None, ref: Ref) -> Fact:
    """The inverse of `pack_fact`."""
    key, block, start, end, line, quote, note = _unpack(raw)
    return Fact(key, Span(ref, block, start, end, line), quote, note, bytes(mark or b""))


def pack_finding(finding: Finding) -> bytes:
    """A finding, whole."""
    span = finding.span
    place = [list(astuple(span.article)), span.block, span.start, span.end, span.line]
    related = [list(astuple(other)) for other in finding.related]
    told = {"span": place, "related": related}
    return _pack([told.get(name, getattr(finding, name)) for name in _FIELDS])


@_or_damaged
def unpack_finding(raw: bytes) -> Finding:
    """The inverse of `pack_finding`."""
    values: dict[str, Any] = dict(zip(_FIELDS, _unpack(raw), strict=True))
    ref, *place = values["span"]
    values["span"] = Span(Ref(*ref), *place)
    values["severity"] = Severity(values["severity"])
    values["related"] = tuple(Related(*other) for other in values["related"])
    values["across"] = tuple(values["across"])
    return Finding(**values)


def identity_of(finding: Finding) -> int:
    """What findings share that must be marked together, as a number."""
    return number_of(identity(finding))


def group_digest(members: Iterable[bytes], told: Sequence[Any]) -> int:
    """What a group looks like: its clues, each by its digest, and what is told of them."""
    return number(*members, b"", *(repr(each).encode() for each in told))


def _pack(row: Any) -> bytes:
    raw = to_json(row).encode("utf-8")
    return zlib.compress(raw, 1) if len(raw) >= _LONG else raw


def _unpack(raw: bytes) -> Any:
    return json.loads(zlib.decompress(raw) if raw[:1] == _COMPRESSED else raw)
