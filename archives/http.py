"""What a server answered, as a WARC keeps it: status, headers and the decoded body."""

import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import brotli
import zstandard

from articles.model import Damage, DamageKind

_HEAD_END = re.compile(rb"\r?\n\r?\n")
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)? +(\d{3})")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:\-]+)", re.I)
_CHUNK = re.compile(rb"[ \t]*([0-9a-fA-F]{1,8})[ \t]*(?:;[^\n]{0,999})?\r?\n")
_LONGEST_HEAD = 1 << 18
_STEP = 1 << 18
_DEEPEST = 4
_MAGIC = {"gzip": b"\x1f\x8b", "x-gzip": b"\x1f\x8b", "zstd": b"\x28\xb5\x2f\xfd"}
_BROKEN = (zlib.error, brotli.error, zstandard.ZstdError, ValueError)


@dataclass(frozen=True, slots=True)
class Response:
    """One answer. `damage` says why the body is not what the server sent."""

    status: int
    headers: Mapping[str, str]
    body: bytes = b""
    damage: Damage | None = None

    @property
    def media_type(self) -> str:
        """The type without its parameters, "" where none is stated."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str:
        """The encoding that the header states, or ""."""
        found = _CHARSET.search(self.headers.get("content-type", ""))
        return found[1] if found else ""


class _CutError(ValueError):
    """A body whose end is missing."""


class _TooLargeError(Exception):
    """A body that grows beyond the bound."""


def read_head(block: bytes) -> tuple[Response, bytes]:
    """Status and headers of one answer, and its body as it was sent."""
    status = _STATUS.match(block)
    if not status:
        return Response(0, {}, damage=Damage(DamageKind.MALFORMED, "no HTTP status line")), b""
    end = _HEAD_END.search(block, 0, _LONGEST_HEAD)
    if not end:
        damage = Damage(DamageKind.EMPTY, "HTTP headers without a body")
        return Response(int(status[1]), {}, damage=damage), b""
    return Response(int(status[1]), fields(block[: end.start()])), block[end.end() :]


def payloads(head: Response, body: bytes) -> Iterator[bytes]:
    """What a checksum of the payload may be of: the body as it was sent, or its chunks joined."""
    yield body
    if "chunked" in head.headers.get("transfer-encoding", "").lower():
        try:
            yield _unchunked(body)
        except ValueError:
            return


def is_coded(head: Response) -> bool:
    """Whether the body was sent in chunks or compressed, so that archivers may have changed it."""
    return bool(head.headers.get("transfer-encoding") or _encodings(head.headers))


def read_body(head: Response, body: bytes, limit: int) -> Response:
    """The answer with its body decoded, or with the reason why there is none."""
    if short := _shortfall(head.headers, body):
        return replace(head, damage=short)
    try:
        return replace(head, body=_decoded(head.headers, body, limit))
    except _TooLargeError:
        note = f"the page is larger than {limit:,} bytes once unpacked: not read"
        return replace(head, damage=Damage(DamageKind.OVERSIZE, note))
    except _CutError as error:
        return replace(head, damage=Damage(DamageKind.TRUNCATED, str(error)))
    except _BROKEN as error:
        coding = _encodings(head.headers) or "chunks"
        note = f"the page does not decode as {coding}: {error}"
        return replace(head, damage=Damage(DamageKind.CORRUPT, note))


def fields(head: bytes) -> dict[str, str]:
    """Header lines by lower-case name, continuation lines joined; the first of equal names."""
    found: dict[str, str] = {}
    last = ""
    for line in head.decode("utf-8", "replace").splitlines()[1:]:
        if line.startswith((" ", "\t")) and last:
            found[last] += " " + line.strip()
            continue
        name, colon, value = line.partition(":")
        last = name.strip().lower() if colon and name.strip().lower() not in found else ""
        if last:
            found[last] = value.strip()
    return found


def _shortfall(headers: Mapping[str, str], body: bytes) -> Damage | None:
    """Whether the body is shorter than the server said, where nothing else explains it."""
    stated = headers.get("content-length", "")
    if not stated.isascii() or not stated.isdigit() or len(stated) > 18:
        return None
    coded = headers.get("transfer-encoding") or _encodings(headers)
    if coded or not body or len(body) >= int(stated):
        return None
    note = f"the page has {len(body):,} of {int(stated):,} bytes: cut when it was fetched"
    return Damage(DamageKind.TRUNCATED, note)


def _encodings(headers: Mapping[str, str]) -> str:
    return headers.get("content-encoding", "").strip().lower()


def _decoded(headers: Mapping[str, str], body: bytes, limit: int) -> bytes:
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = _unchunked(body)
    names = [name.strip() for name in _encodings(headers).split(",") if name.strip()]
    for name in reversed(names[:_DEEPEST]):
        body = _decode_one(name, body, limit)
    if len(body) > limit:
        raise _TooLargeError
    return body


def _unchunked(body: bytes) -> bytes:
    """The chunks joined. Some archivers join them and leave the header: then nothing is done."""
    parts: list[bytes] = []
    at = 0
    while line := _CHUNK.match(body, at):
        size = int(line[1], 16)
        if size == 0:
            return b"".join(parts)
        part = body[line.end() : line.end() + size]
        parts.append(part)
        at = line.end() + size
        if body[at - 1 : at + 1] == b"\r\n":
            raise ValueError(f"the chunk at byte {line.start():,} states a wrong length")
        at += 2 if body[at : at + 2] == b"\r\n" else body[at : at + 1] == b"\n"
        if len(part) < size:
            break
    if not parts:
        return body
    size = sum(map(len, parts))
    raise _CutError(
        f"the page was sent in chunks, which end after {size:,} bytes: cut when fetched"
    )


def _decode_one(name: str, body: bytes, limit: int) -> bytes:
    # Some archivers decode the body and leave the header: then the magic number is missing.
    magic = _MAGIC.get(name)
    if not body or (magic and not body.startswith(magic)):
        return body
    if name in ("gzip", "x-gzip"):
        return _joined(_inflated(body, 31), limit)
    if name == "deflate":
        return _joined(_inflated(body, 15 if _has_zlib_head(body) else -15), limit)
    if name == "br":
        return body if _looks_plain(body) else _joined(_unbrotlied(body), limit)
    if name == "zstd":
        return _joined(_unzstd(body), limit)
    return body


def _has_zlib_head(body: bytes) -> bool:
    return body[0] & 15 == 8 and int.from_bytes(body[:2], "big") % 31 == 0


def _looks_plain(body: bytes) -> bool:
    return body[:512].lstrip()[:1] == b"<" and b"\0" not in body[:512]


def _joined(parts: Iterator[bytes], limit: int) -> bytes:
    found, size = [], 0
    for part in parts:
        found.append(part)
        size += len(part)
        if size > limit:
            raise _TooLargeError
    return b"".join(found)


def _inflated(body: bytes, window: int) -> Iterator[bytes]:
    while body:
        inner = zlib.decompressobj(window)
        while not inner.eof:
            out = inner.decompress(body, _STEP)
            body = inner.unconsumed_tail
            if not out and not body and not inner.eof:
                raise ValueError("its end is missing")
            yield out
        # Several members may follow one another; anything else behind the end is padding.
        body = inner.unused_data if inner.unused_data.startswith(b"\x1f\x8b\x08") else b""


def _unbrotlied(body: bytes) -> Iterator[bytes]:
    inner = brotli.Decompressor()
    yield inner.process(body, output_buffer_limit=_STEP)
    while not inner.is_finished():
        if inner.can_accept_more_data():
            raise ValueError("its end is missing")
        yield inner.process(b"", output_buffer_limit=_STEP)


def _unzstd(body: bytes) -> Iterator[bytes]:
    inner = zstandard.ZstdDecompressor(max_window_size=1 << 27).decompressobj()
    for at in range(0, len(body), 1024):
        yield inner.decompress(body[at : at + 1024])
        if inner.eof:
            return
    raise ValueError("its end is missing")
