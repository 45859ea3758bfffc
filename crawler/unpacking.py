"""Bodies unpacked in one step, within the bound that a response has."""

import zlib

from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware

_GZIP = 31  # zlib's word for a gzip header


class Unpacking(HttpCompressionMiddleware):
    """Scrapy's downloader middleware, which unpacks gzip through a file object, 64 KB at a time."""

    @staticmethod
    def _decode(body: bytes, encoding: bytes, max_size: int) -> bytes:
        whole = _whole(body, max_size) if encoding in (b"gzip", b"x-gzip") else None
        # What is larger, damaged, or of several members, is Scrapy's to judge.
        return (
            HttpCompressionMiddleware._decode(body, encoding, max_size) if whole is None else whole
        )


def _whole(body: bytes, most: int) -> bytes | None:
    """What one sound gzip member holds; None for anything else, and where it is larger than `most`
    bytes (0: any size)."""
    inflate = zlib.decompressobj(wbits=_GZIP)
    try:
        found = inflate.decompress(body, most)
    except zlib.error:
        return None
    return found if inflate.eof and not inflate.unused_data else None
