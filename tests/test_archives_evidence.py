"""Small traces of damage: how a page ends, blank lines, headers, zero bytes."""

import gzip
from pathlib import Path

import pytest

from archives.open import read
from tests import archive_files as made
from tests.archive_reading import STORIES, both, damages, told, write

RECORDS = made.warc_records()
#: The second of the pages among the records.
SECOND = [n for n, record in enumerate(RECORDS) if b"WARC-Type: response" in record][1]
TEXTS = [
    made.warc_record("conversion", made.text(story).encode(), n=str(n), Content_Type="text/plain")
    for n, story in enumerate(made.STORIES)
]
PARAGRAPHS = b"<p>It sails on Monday.\n" * 4000
REQUEST = made.warc_record("request", b"GET / HTTP/1.1\r\nHost: a.example\r\n\r\n")


@pytest.mark.parametrize(
    ("page", "whole"),
    [
        (b"<!DOCTYPE html><body><article><h1>Ferry returns</h1><p>It sails.</p>", False),
        (b"<title>Ferry returns</title><div id=a><div><p>It sails.</p></div>", False),
        (b"<html><body><div><p>It sails.</p><script>'</body>'</script>", False),
        (b"<html><body><div><p>It sails.</p><!-- </div></body></html> -->", False),
        ("<html><body><p>Möwe</p><p>It sails to Öre".encode()[:-3], False),
        ("<html><body><div>It sails.</p>".encode("utf-16"), False),
        (b"<!DOCTYPE html><title>Ferry returns</title><p>It sails.<p>It returns.", True),
        (b"<html><body><article><h1>Ferry returns</h1><p>It sails.</p></article>", True),
        (b"<html><body><div><p>It sails.</p></body>", True),  # browsers close the box
        (b"<html><body><div><p>It sails.</p></html><!-- cached -->", True),
        (b"<html><body><style>/* <div> */</style><svg><a><div></svg><p>It sails.", True),
        (b"<html><body><ul><li>It sails.<li>It returns.</ul><table><tr><td>9</table>", True),
        (b"<div><p>It sails.</p>", True),  # a piece of a page
        ("<html><body><p>Es fährt nach Öre, é".encode("latin-1"), True),
        (b"<html><body><p>It sails to caf\xc3", True),  # Latin letters, perhaps
        (b"<html><body>" + PARAGRAPHS + b"</body></html>" + bytes(512), True),
        (b"<html><body>" + PARAGRAPHS + bytes(512) + b"</body></html>", False),
        (b"<html><body>" + PARAGRAPHS + bytes(512), False),
        (b"<html><body><p>It sails." + bytes(3) + b"</p></body></html>", True),
    ],
)
def test_what_the_end_of_a_page_proves(tmp_path: Path, page: bytes, whole: bool) -> None:
    assert (damages(list(read([write(tmp_path / "a.html", page)]))) == []) is whole


@pytest.mark.parametrize(
    ("text", "damage"),
    [
        ("Möwe kehrt zurück\n\nSie fliegt nach Ö".encode()[:-1], ["truncated"]),
        (b"Ferry returns\n\n" + PARAGRAPHS + bytes(80) + b" on Monday.\n", ["corrupt"]),
        (b"Ferry returns\n\n" + PARAGRAPHS + bytes(512), ["corrupt"]),
        (b"Ferry returns\n\nIt sails to caf\xe9", []),
        ("Möwe kehrt zurück\n\nSie fliegt".encode(), []),
        ("Ferry returns\n\nIt sails.\n".encode("utf-16"), []),
        ("Ferry returns\n\nIt sails.\n".encode("utf-32"), []),
    ],
)
def test_what_the_bytes_of_a_text_prove(tmp_path: Path, text: bytes, damage: list[str]) -> None:
    assert damages(list(read([write(tmp_path / "a.txt", text)]))) == damage


def _relength(record: bytes, by: int) -> bytes:
    """The record with a Content-Length that is wrong by so much."""
    length = int(record.split(b"Content-Length: ")[1].split(b"\r\n")[0])
    return record.replace(b"Content-Length: %d" % length, b"Content-Length: %d" % (length + by), 1)


@pytest.mark.parametrize("packing", ["plain", "gz"])
@pytest.mark.parametrize("by", [1, 2, 3, 4])
@pytest.mark.parametrize("number", [1, -1])
def test_a_length_that_takes_in_blank_lines(
    tmp_path: Path, packing: str, by: int, number: int
) -> None:
    records = list(TEXTS)
    records[number] = _relength(records[number], by)
    packed = [gzip.compress(each) if packing == "gz" else each for each in records]
    good, bad = both(write(tmp_path / f"a.wet.{packing}", b"".join(packed)))
    assert told(good) == STORIES and damages(bad) in (["malformed"], ["truncated"])


def test_blank_lines_that_prove_nothing(tmp_path: Path) -> None:
    """A writer that never puts them, or puts others; and a last record that has none."""
    records = list(TEXTS)
    bare = [record[:-4] for record in records]
    for content in (
        b"".join(bare),
        b"".join(record + b"\n" for record in bare),
        b"".join(record + b"\n\n" for record in bare),
        b"".join(record + b"\r\n" for record in records),
        b"".join([*bare[:3], *records[3:]]),
        gzip.compress(b"".join(records)[:-4]),
        b"".join([records[0], bare[1] + b"\n\n", *records[2:]]),
    ):
        good, bad = both(write(tmp_path / "a.wet", content))
        assert told(good) == STORIES and not bad


@pytest.mark.parametrize(
    ("old", "new", "damage", "lost"),
    [
        (b"WARC-Type: response\r\n", b"", ["malformed"], 1),
        (b"WARC-Type: response", b"WARC-Type: respXnse", ["malformed"], 1),
        (b"WARC-Date: ", b"\0\0\0\0: ", ["corrupt"], 0),
        (b"WARC-Date: ", b"WARC-Date  ", ["corrupt"], 0),
        (b"WARC-Date: ", b"X-Note: a\r\n b\r\nWARC-Date:", [], 0),
        (b"WARC-Type: response", b"warc-type:response", [], 0),
    ],
)
def test_a_header_that_is_damaged(
    tmp_path: Path, old: bytes, new: bytes, damage: list[str], lost: int
) -> None:
    records = [
        record.replace(old, new, 1) if n == SECOND else record for n, record in enumerate(RECORDS)
    ]
    good, bad = both(write(tmp_path / "a.warc", b"".join(records)))
    assert damages(bad) == damage and len(good) == len(STORIES) - lost


def test_a_header_in_which_the_next_record_begins(tmp_path: Path) -> None:
    records = [record[:10] if n == SECOND else record for n, record in enumerate(RECORDS)]
    good, bad = both(write(tmp_path / "a.warc", b"".join(records)))
    assert told(good) == [*STORIES[:1], *STORIES[2:]] and damages(bad) == ["malformed"]


def test_zeros_in_a_record_that_is_left_aside(tmp_path: Path) -> None:
    """A request without a checksum, of which a part was never written."""
    hurt = REQUEST.replace(b"GET / HTTP/1.1\r\n", bytes(16))
    _, bad = both(write(tmp_path / "a.warc", RECORDS[SECOND] + hurt))
    assert damages(bad) == ["corrupt"]
