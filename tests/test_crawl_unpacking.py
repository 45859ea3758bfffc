"""Packed bodies: whole ones in one step, all others as Scrapy reads them."""

import gzip
import zlib

import pytest
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.utils._compression import _DecompressionMaxSizeExceeded

from crawler.plan import Plan, Site
from crawler.settings import for_site
from crawler.unpacking import Unpacking

PAGE = b"<p>A page of the town's paper.</p>" * 5000
PACKED = gzip.compress(PAGE)
MOST = 16 << 20

BODIES = {
    "whole": PACKED,
    "nothing in it": gzip.compress(b""),
    "cut off": PACKED[:-300],
    "without its checksum": PACKED[:-8],
    "a wrong checksum": PACKED[:-8] + bytes(8),
    "two members": PACKED + gzip.compress(b"<p>And more.</p>"),
    "something behind it": PACKED + b"\r\n",
}


def _or_error(read, body: bytes, encoding: bytes, most: int) -> bytes | str:
    try:
        return read(body, encoding, most)
    except (OSError, EOFError, ValueError, zlib.error) as error:
        return type(error).__name__


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
@pytest.mark.parametrize("encoding", [b"gzip", b"x-gzip"])
def test_a_body_is_what_scrapy_makes_of_it(body: bytes, encoding: bytes) -> None:
    assert _or_error(Unpacking._decode, body, encoding, MOST) == _or_error(
        HttpCompressionMiddleware._decode, body, encoding, MOST
    )


def test_what_is_no_gzip_is_refused_as_by_scrapy() -> None:
    plain = _or_error(HttpCompressionMiddleware._decode, PAGE, b"gzip", MOST)
    assert _or_error(Unpacking._decode, PAGE, b"gzip", MOST) == plain == "BadGzipFile"


@pytest.mark.parametrize("body", [zlib.compress(PAGE), zlib.compress(PAGE)[2:-4]])
def test_other_ways_of_packing_are_scrapys(body: bytes) -> None:
    assert Unpacking._decode(body, b"deflate", MOST) == PAGE


def test_a_body_just_as_large_as_may_be_is_read_and_a_larger_one_is_not() -> None:
    assert Unpacking._decode(PACKED, b"gzip", len(PAGE)) == PAGE
    with pytest.raises(_DecompressionMaxSizeExceeded):
        Unpacking._decode(PACKED, b"gzip", len(PAGE) - 1)


def test_a_crawl_unpacks_that_way_at_scrapys_own_place() -> None:
    settings = for_site(Site("x.example", "https://x.example/"), Plan())
    assert settings["DOWNLOADER_MIDDLEWARES_BASE"]["crawler.unpacking.Unpacking"] == 590
