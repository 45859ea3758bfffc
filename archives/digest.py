"""Checksums that an archive states beside its records."""

import base64
import binascii
import hashlib

_SIZES = {"md5": 16, "sha1": 20, "sha256": 32, "sha512": 64}


def holds(stated: str, data: bytes) -> bool | None:
    """Whether `algorithm:value` fits these bytes; None if it cannot be understood."""
    name, _, value = stated.strip().partition(":")
    name = name.lower().replace("-", "")
    wanted = _value(value.strip(), _SIZES.get(name, 0))
    if not wanted:
        return None
    return hashlib.new(name, data, usedforsecurity=False).digest() == wanted


def _value(text: str, size: int) -> bytes:
    """The checksum, written in base 16 or base 32."""
    try:
        found = bytes.fromhex(text) if len(text) == 2 * size else base64.b32decode(text.upper())
    except (ValueError, binascii.Error):
        return b""
    return found if size and len(found) == size else b""
