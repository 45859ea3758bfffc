"""Broken archives of every format: what is whole is read, what is lost is told."""

import gzip
import hashlib
import json
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from archives.open import raw, read
from archives.reading import (
    Reading,
    Tally,
)
from tests import archive_files as made
from tests.archive_reading import MANY, STORIES, both, damages, table, told, write

# Damage --------------------------------------------------------------------------------------

RECORDS = made.warc_records()
#: Places of the five pages among the records.
PAGES = [number for number, record in enumerate(RECORDS) if b"\r\nWARC-Type: response" in record][
    :5
]


def _offsets(records: Sequence[bytes]) -> list[int]:
    return [sum(map(len, records[:n])) for n in range(len(records) + 1)]


PACKED = {
    "gz": [gzip.compress(record, mtime=0) for record in RECORDS],
    "zst": [made.zstd(record) for record in RECORDS],
    "plain": RECORDS,
}


@pytest.mark.parametrize("packing", PACKED)
def test_a_cut_warc_keeps_every_whole_record(tmp_path: Path, packing: str) -> None:
    records = PACKED[packing]
    offsets, content = _offsets(records), b"".join(records)
    for cut in random.Random(1).sample(range(1, len(content)), 40):
        if cut in offsets:
            continue  # between two records: nothing in the file tells
        good, bad = both(write(tmp_path / "cut", content[:cut]))
        # In a plain WARC a record is whole when only the blank lines behind it are cut.
        slack = 4 if packing == "plain" else 0
        whole = [n for n in PAGES if offsets[n + 1] - slack <= cut]
        assert len(good) == len(whole), cut
        assert told(good) == STORIES[: len(whole)]
        if cut > 8:
            assert damages(bad) == ["truncated"], cut


@pytest.mark.parametrize("packing", ["gz", "zst"])
def test_a_changed_byte_costs_one_record(tmp_path: Path, packing: str) -> None:
    records = PACKED[packing]
    offsets, content = _offsets(records), b"".join(records)
    chance = random.Random(2)
    for _ in range(60):
        at = chance.randrange(len(content))
        broken = bytearray(content)
        broken[at] ^= 1 << chance.randrange(8)
        good, bad = both(write(tmp_path / f"a.warc.{packing}", bytes(broken)))
        hit = next(n for n in range(len(records)) if offsets[n] <= at < offsets[n + 1])
        left = [story for n, story in zip(PAGES, STORIES, strict=True) if n != hit]
        # Some bytes of a header carry nothing that matters; then all is kept and nothing is said.
        assert (told(good), damages(bad)) in [(left, ["corrupt"]), (STORIES, [])], at


def test_a_plain_warc_goes_on_behind_any_damage(tmp_path: Path) -> None:
    chance = random.Random(3)
    content = made.warc()
    offsets = _offsets(RECORDS)
    for _ in range(60):
        start, size = chance.randrange(len(content)), chance.randrange(1, 2000)
        broken = content[:start] + chance.randbytes(size) + content[start + size :]
        good, bad = both(write(tmp_path / "a.warc", broken))
        touched = [n for n in PAGES if offsets[n] < start + size and start < offsets[n + 1]]
        whole = [s for n, s in zip(PAGES, STORIES, strict=True) if n not in touched]
        assert [story for story in STORIES if story in told(good)] >= whole or bad
        assert all(story in told(good) for story in whole), (start, size)


def test_a_wrong_length_swallows_no_other_record(tmp_path: Path) -> None:
    for number in PAGES:
        for wrong in (b"1", b"99", b"9999", b"99999999999", b"x", b""):
            record = RECORDS[number]
            start = record.index(b"\r\nContent-Length: ", record.index(b"msgtype")) + 18
            lied = record[:start] + wrong + record[record.index(b"\r", start) :]
            content = b"".join([*RECORDS[:number], lied, *RECORDS[number + 1 :]])
            good, bad = both(write(tmp_path / "a.warc", content))
            left = [story for n, story in zip(PAGES, STORIES, strict=True) if n != number]
            assert told(good) == left, (number, wrong)
            assert len(bad) == 1


def _summed(
    number: int, block: bool | None = None, payload: bool | None = None, changed: bytes = b""
) -> bytes:
    """A story with checksums: right, wrong, or none; then the first of these bytes is changed."""
    body = made.page(made.STORIES[number])
    data = made.http(body)

    def stated(content: bytes, right: bool) -> str:
        return "sha1:" + hashlib.sha1(content if right else b"").hexdigest()

    sums = {} if block is None else {"WARC_Block_Digest": stated(data, block)}
    if payload is not None:
        sums["WARC_Payload_Digest"] = stated(body, payload)
    record = made.warc_record("response", data, made.STORIES[number]["url"], number, **sums)
    return record.replace(changed, bytes([changed[0] ^ 1]) + changed[1:], 1) if changed else record


def _chunked(number: int, joined: bool, right: bool) -> bytes:
    body = made.page(made.STORIES[number])
    sent = body if joined else made.chunked(body)
    value = "sha1:" + hashlib.sha1(body if right else b"").hexdigest()
    answer = made.http(sent, Transfer_Encoding="chunked")
    url = made.STORIES[number]["url"]
    return made.warc_record("response", answer, url, number, WARC_Payload_Digest=value)


REQUEST = made.warc_record(
    "request",
    b"GET / HTTP/1.1\r\n\r\n",
    WARC_Block_Digest="sha1:" + hashlib.sha1(b"GET / HTTP/1.1\r\n\r\n").hexdigest(),
)


@pytest.mark.parametrize(
    ("records", "articles"),
    [
        ([_summed(0, block=False), _summed(1, block=True)], 2),
        ([_summed(0, block=True), _summed(1, block=False)], 2),
        ([_summed(0, payload=False), _summed(1, payload=True)], 2),
        ([_summed(0, block=True, changed=b"master of")] + [_summed(1, block=True)] * 5, 6),
        ([_summed(0, payload=True, changed=b"master of")] + [_summed(1, payload=True)] * 5, 6),
        ([REQUEST, _summed(0, block=True, changed=b"master of")], 1),
        ([_summed(0, block=True, changed=b"master of"), REQUEST], 1),
        ([_summed(0, True, True, changed=b"200 OK"), _summed(1, True, True)], 1),
        ([_summed(0, True, True, changed=b"text/html"), _summed(1, True, True)], 1),
        ([_chunked(0, False, False), _chunked(1, False, True)], 2),
        ([REQUEST, REQUEST.replace(b"GET", b"GAT"), _summed(0)], 1),
        ([REQUEST, REQUEST.replace(b"sha1:", b"sha1:a"), _summed(0)], 1),
        (
            [
                _summed(0, block=True),
                _summed(1, block=True).replace(b"Digest: sha1:", b"Digest: sha1:1"),
            ],
            2,
        ),
    ],
)
def test_a_checksum_that_does_not_hold(tmp_path: Path, records: list[bytes], articles: int) -> None:
    good, bad = both(write(tmp_path / "a.warc", b"".join(records)))
    assert len(good) == articles and damages(bad) == ["corrupt"]


@pytest.mark.parametrize(
    "records",
    [
        [_summed(0), _summed(1)],
        [_summed(0, True, True), _summed(1, True, True)],
        [_summed(0, block=False), _summed(1, block=False)],
        [_summed(0, payload=False), _summed(1, payload=False)],
        [_summed(0, True, False), _summed(1, True, True)],
        [_summed(0, block=True), _summed(1, payload=False)],
        [_chunked(0, False, True), _chunked(1, True, True)],
        [_summed(0, payload=True), _chunked(1, False, False)],
        [_summed(0, payload=True), _summed(1, payload=False).replace(b"sha1:", b"sha9:")],
        [
            _summed(0, payload=True),
            _summed(1, payload=False).replace(b"WARC-Date", b"WARC-Segment-Number: 1\r\nWARC-Date"),
        ],
        [REQUEST.replace(b"sha1:", b"sha1:a")] * 2 + [_summed(0, block=True)],
    ],
    ids=[
        "none stated",
        "all hold",
        "no block holds",
        "no payload holds",
        "a block holds, its payload does not",
        "another kind holds",
        "chunks, kept and joined",
        "no payload in chunks holds",
        "a sum of an unknown kind",
        "a part of a payload",
        "requests that err",
    ],
)
def test_checksums_that_prove_no_damage(tmp_path: Path, records: list[bytes]) -> None:
    """A writer that errs throughout, or in one kind of checksum, proves nothing."""
    _, bad = both(write(tmp_path / "a.warc", b"".join(records)))
    assert "corrupt" not in damages(bad)


def test_checksums_beyond_those_that_wait_are_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("archives.digest.Ledger.MOST", 2)
    wrong = [_summed(n, block=False) for n in (0, 1, 2, 3)]
    _, bad = both(write(tmp_path / "a.warc", b"".join([*wrong, _summed(4, block=True)])))
    assert [article.damage.lost for article in bad if article.damage] == [1, 1, 2]
    tally = Tally()
    list(read([write(tmp_path / "b.warc", b"".join(wrong))], tally=tally))
    assert "do not hold: 4;" in tally.notes[0]


def test_checksums_of_which_none_holds_are_told(tmp_path: Path) -> None:
    tally = Tally()
    path = write(tmp_path / "a.warc", _summed(0, block=True, payload=True, changed=b"master of"))
    assert not [record for record in raw([path], None, tally) if record.damage]
    assert "checksums that do not hold: 1;" in list(tally.lines())[-1]


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (made.http(b""), "empty"),
        (made.http(made.page(made.STORIES[0])[:200], Content_Length="5000"), "truncated"),
        (made.http(gzip.compress(b"<p>a</p>" * 99)[:30], Content_Encoding="gzip"), "corrupt"),
        (made.http(b"64\r\n<p>cut", Transfer_Encoding="chunked"), "truncated"),
        (made.http(gzip.compress(bytes(40_000_000)), Content_Encoding="gzip"), "oversize"),
        (b"garbage", "malformed"),
    ],
    ids=["empty", "short", "broken gzip", "cut chunk", "bomb", "no status"],
)
def test_an_answer_that_cannot_be_read(tmp_path: Path, answer: bytes, kind: str) -> None:
    content = made.warc_record("response", answer, "https://a.example/x") + made.warc()
    good, bad = both(write(tmp_path / "a.warc", content))
    assert told(good) == STORIES and damages(bad) == [kind]
    assert bad[0].url == "https://a.example/x"


@pytest.mark.parametrize("coding", ["gzip", "br", "deflate", "zstd", "unheard-of"])
def test_an_archiver_may_have_decoded_the_body_already(tmp_path: Path, coding: str) -> None:
    answer = made.http(made.page(made.STORIES[0]), Content_Encoding=coding)
    if coding == "deflate":
        pytest.skip("raw deflate has no mark that would tell")
    path = write(tmp_path / "a.warc", made.warc_record("response", answer, "https://a.example/"))
    assert told(list(read([path]))) == STORIES[:1]


LINES = made.jsonl().splitlines(keepends=True)


@pytest.mark.parametrize(
    ("third", "kind"),
    [
        (b'{"title": "a", "text": \n', "malformed"),
        (b"[1, 2]\n", "malformed"),
        (b'{"id": 1}\n', "malformed"),
        (b'{"title": "", "text": ""}\n', "empty"),
        (b'{"title": "\xff\xfe"}\n', "corrupt"),
        (b"[" * 100_000 + b"\n", "malformed"),
        (b'{"text": "' + b"a" * 70_000_000 + b'"}\n', "oversize"),
        (b"\x00\x01\x02\n", "malformed"),
    ],
    ids=["cut", "array", "bare", "blank", "bytes", "deep", "large", "junk"],
)
def test_a_damaged_line_is_reported_and_the_others_are_read(
    tmp_path: Path, third: bytes, kind: str
) -> None:
    content = b"".join([*LINES[:2], third, *LINES[2:]])
    good, bad = both(write(tmp_path / "a.jsonl", content))
    assert told(good) == STORIES
    assert set(damages(bad)) == {kind} and {article.record for article in bad} <= {
        "line 3",
        "line 3 item 1",
        "line 3 item 2",
    }


def test_a_cut_line(tmp_path: Path) -> None:
    good, bad = both(write(tmp_path / "a.jsonl", b"".join(LINES)[:-40]))
    assert told(good) == STORIES[:4] and damages(bad) == ["truncated"]


#: Invented news in the letters of an encoding.
LETTERS = {
    "cp1251": "Паром снова ходит на северные острова, сообщил в понедельник начальник порта.",
    "koi8-r": "Паром снова ходит на северные острова, сообщил в понедельник начальник порта.",
    "gb18030": "渡轮星期一恢复前往北部群岛的航班，港务长说，风暴两年前摧毁了码头。",
    "shift_jis": "北の島々へのフェリーが月曜日に運航を再開したと港長が述べた。表示も新しい。",
    "utf-16": "Der Fährverkehr zu den nördlichen Inseln läuft wieder, sagte der Hafenmeister.",
    "utf-16-le": "Der Fährverkehr zu den nördlichen Inseln läuft wieder, sagte der Hafenmeister.",
    "latin-1": "Der Fährverkehr zu den nördlichen Inseln läuft wieder, sagte der Hafenmeister.",
    "utf-8": "Der Fährverkehr zu den nördlichen Inseln läuft wieder, sagte der Hafenmeister.",
    "utf-8-sig": "Der Fährverkehr zu den nördlichen Inseln läuft wieder, sagte der Hafenmeister.",
}


@pytest.mark.parametrize("before", [0, 60, 3000], ids=["first", "behind 4 kB", "behind 200 kB"])
@pytest.mark.parametrize("encoding", LETTERS)
def test_tables_in_any_encoding(tmp_path: Path, encoding: str, before: int) -> None:
    plain = "".join(
        f"Ferry {n},The ferry sails again from Thursday in the morning.\n" for n in range(before)
    )
    rows = "".join(f'Nr. {n},"{LETTERS[encoding]}"\n' for n in range(30))
    content = ("title,text\n" + plain + rows).encode(encoding)
    for name in ("a.csv", "unnamed"):
        good, bad = both(write(tmp_path / name, content))
        assert not bad
        assert [article.body for article in good[before:]] == [LETTERS[encoding]] * 30


def test_one_bad_byte_in_a_table_costs_one_row(tmp_path: Path) -> None:
    rows = [f'Nr. {n},"{LETTERS["utf-8"]}"\n'.encode() for n in range(50)]
    for at in (0, 1, 25, 49):
        spoilt = [*rows[:at], rows[at].replace(b"sagte", b"s\xffgte"), *rows[at + 1 :]]
        good, bad = both(write(tmp_path / "a.csv", b"title,text\n" + b"".join(spoilt)))
        assert len(good) == 49 and damages(bad) == ["corrupt"], at


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1"])
@pytest.mark.parametrize("apart", [10, 350, 900], ids=["near", "one sample", "far"])
def test_a_first_letter_that_is_broken_decides_nothing(
    tmp_path: Path, encoding: str, apart: int
) -> None:
    plain = "".join(f"Ferry {n},{'It sails in the morning. ' * 6}\n" for n in range(apart))
    rows = [(plain + f"Nr. {n},Die Fähre\n").encode(encoding) for n in range(5)]
    rows[0] = rows[0].replace("ä".encode(), b"\xc3x")
    good, bad = both(write(tmp_path / "a.csv", b"title,text\n" + b"".join(rows)))
    letters = [article.body for article in good if article.headline.startswith("Nr.")]
    assert letters == ["Die Fähre"] * (4 if encoding == "utf-8" else 5)
    assert damages(bad) == ["corrupt"] * (encoding == "utf-8")


@pytest.mark.parametrize(
    ("last", "damage"),
    [
        ("A,He is 6'2\" tall.\n", []),
        ("A,He is 6'2\" tall.", []),
        ('A,"He said ""no""."\n', []),
        ('A,"6\'2"" tall"', []),
        ('A,"never closed\n', ["malformed"]),
        ('A,"never closed', ["truncated"]),
        ('A,"an inch is 1"" long', ["truncated"]),
    ],
)
def test_a_quote_is_open_where_it_began_a_cell(
    tmp_path: Path, last: str, damage: list[str]
) -> None:
    _, bad = both(write(tmp_path / "a.csv", b"title,text\nFerry,It sails.\n" + last.encode()))
    assert damages(bad) == damage


SPREAD = json.dumps(made.ROWS, indent=2).encode()
LISTED = b"[\n" + b",\n".join(json.dumps(row).encode() for row in made.ROWS) + b"\n]\n"
LEADING = LISTED.replace(b",\n{", b"\n,{").replace(b"[\n{", b"[{").replace(b"}\n]", b"}]")


@pytest.mark.parametrize("array", [SPREAD, LISTED, LEADING], ids=["spread", "listed", "leading"])
def test_an_array_that_is_cut_says_so_wherever_it_is_cut(tmp_path: Path, array: bytes) -> None:
    assert both(write(tmp_path / "whole.json", array))[1] == []
    assert both(write(tmp_path / "joined.json", array.rstrip() + b"\n" + array))[1] == []
    between = [n for n, byte in enumerate(array) if byte == ord("\n")]
    for cut in {*between[1:-1], *random.Random(1).sample(range(3, len(array) - 3), 40)}:
        good, bad = both(write(tmp_path / "cut.json", array[:cut]))
        assert told(good) == STORIES[: len(good)]
        assert damages(bad) == ["truncated"], array[:cut][-60:]


#: The same array as other programs print it.
PRINTED = {
    "jackson": SPREAD.replace(b"[\n  {", b"[ {")
    .replace(b"},\n  {", b"}, {")
    .replace(b"}\n]", b"} ]"),
    "joined": SPREAD.replace(b"},\n  {", b"}, {"),
    "no indent": b"\n".join(line.strip() for line in SPREAD.split(b"\n")),
    "blanks before": b"  " + SPREAD.replace(b"[\n  {", b"[{").replace(b"}\n]", b"}]"),
    "nested": json.dumps(
        [row | {"more": {"a": [{}, "}"]}} for row in made.ROWS], indent=1
    ).encode(),
    "nested, no indent": json.dumps(
        [{"more": {"a": [{"b": '"}'}]}} | row for row in made.ROWS], indent=0
    ).encode(),
    "windows": SPREAD.replace(b"\n", b"\r\n"),
}


@pytest.mark.parametrize("printed", PRINTED)
def test_an_array_however_it_is_printed(tmp_path: Path, printed: str) -> None:
    array = PRINTED[printed]
    good, bad = both(write(tmp_path / "a.json", array))
    assert told(good) == STORIES and not bad
    first = [n + 1 for n, line in enumerate(array.split(b"\n")) if line.endswith((b"{", b"{\r"))]
    places = [int(article.record.removeprefix("line ")) for article in good]
    assert places[0] == min(n for n in first if n in (1, 2)) and set(places) <= set(first)
    for cut in random.Random(1).sample(range(20, len(array) - 3), 30):
        good, bad = both(write(tmp_path / "cut.json", array[:cut]))
        assert told(good) == STORIES[: len(good)] and damages(bad) == ["truncated"], array[:cut]


@pytest.mark.parametrize("printed", ["jackson", "joined", "blanks before", "windows"])
@pytest.mark.parametrize("broken", [b'"', b":"], ids=["quote", "colon"])
def test_a_damaged_object_ends_where_its_indent_says(
    tmp_path: Path, printed: str, broken: bytes
) -> None:
    array = PRINTED[printed]
    at = array.index(broken, array.index(json.dumps(made.ROWS[1]["title"]).encode()) - 2)
    good, bad = both(write(tmp_path / "a.json", array[:at] + b"{" + array[at + 1 :]))
    assert told(good) == [STORIES[0], *STORIES[2:]]
    assert damages(bad) == ["malformed"] and bad[0].damage and bad[0].damage.lost is None


@pytest.mark.parametrize(
    "rest",
    [b"", b"\n", b",\n", b'\n["a list of names"]\n', b"\n[]\n", b"\n]\n"],
    ids=["no newline", "whole", "comma", "list", "empty list", "bracket"],
)
def test_lines_owe_no_bracket(tmp_path: Path, rest: bytes) -> None:
    _, bad = both(write(tmp_path / "a.jsonl", made.jsonl().rstrip() + rest))
    assert "truncated" not in damages(bad)


def test_zeros_behind_lines_are_lost_articles(tmp_path: Path) -> None:
    for zeros in (bytes(4096), bytes(10) + b"\n", b"\n" + bytes(10)):
        good, bad = both(write(tmp_path / "a.jsonl", made.jsonl() + zeros))
        assert told(good) == STORIES and damages(bad) == ["corrupt"]


def test_a_first_line_that_lost_its_beginning_is_one_damaged_line(tmp_path: Path) -> None:
    good, bad = both(write(tmp_path / "no-ending", made.jsonl()[30:]))
    assert told(good) == STORIES[1:] and damages(bad) == ["malformed"]
    text = b'He said: "{never}"\n{such} words end a story.\n'
    assert both(write(tmp_path / "words", text))[1] == []


def test_a_damagedtable(tmp_path: Path) -> None:
    rows = made.comma_separated().decode().split("\r\n")
    assert len(rows) == 7
    for spoilt, kind in (("too,few", "malformed"), ('"never closed,a,b', "malformed")):
        content = "\r\n".join([*rows[:2], spoilt, *rows[2:]]).encode()
        good, bad = both(write(tmp_path / "a.csv", content))
        assert [story for story in told(good) if story in STORIES] == STORIES, spoilt
        assert damages(bad) == [kind]
    good, bad = both(write(tmp_path / "a.csv", made.comma_separated()[:-80]))
    assert told(good) == STORIES[:4] and damages(bad) == ["truncated"]


def test_a_damaged_parquet(tmp_path: Path) -> None:
    content = made.parquet()
    _, bad = both(write(tmp_path / "a.parquet", content[:-100]))
    assert damages(bad) == ["truncated"]
    broken = bytearray(content)
    broken[40:80] = bytes(40)
    good, bad = both(write(tmp_path / "b.parquet", bytes(broken)))
    assert told(good)[-3:] == STORIES[-3:] and damages(bad) == ["corrupt"]


def test_one_bad_string_costs_one_row(tmp_path: Path) -> None:
    import pyarrow

    texts = [text.encode() for text in MANY]
    texts[70] = b"caf\xe9 on the quay"
    spoilt = pyarrow.array(texts, pyarrow.binary()).view(pyarrow.string())
    good, bad = both(table(tmp_path / "a.parquet", headline=MANY, text=spoilt))
    assert len(good) == 299 and damages(bad) == ["corrupt"]
    assert bad[0].record == "row 71" and bad[0].damage and bad[0].damage.lost == 1


def test_a_changed_byte_in_parquet_is_seen_and_weighed(tmp_path: Path) -> None:
    path = Path(table(tmp_path / "a.parquet", headline=MANY))
    content = bytearray(path.read_bytes())
    content[1000] ^= 1
    path.write_bytes(content)
    good, bad = both(str(path))
    assert len(good) == 100 and damages(bad) == ["corrupt"]
    assert bad[0].damage and bad[0].damage.lost == 200


@pytest.mark.parametrize(
    ("kind", "told_"),
    [
        ("timestamp[ns]", "2023-11-14T22:13:20"),
        ("timestamp[ns, tz=UTC]", "2023-11-14T22:13:20+00:00"),
        ("timestamp[ns, tz=Mars/Olympus]", "2023-11-14T22:13:20+00:00"),
        ("timestamp[ns, tz=+02:00]", "2023-11-14T22:13:20+00:00"),
        ("list<timestamp[ns, tz=Mars/Olympus]>", ""),
        ("list<timestamp[us]>", ""),
        ("timestamp[us]", ""),  # fifty thousand years from now
        ("int64", ""),
    ],
)
def test_no_moment_is_damage(tmp_path: Path, kind: str, told_: str) -> None:
    import pyarrow

    single = kind.removeprefix("list<").removesuffix(">")
    unit, _, zone = single.removeprefix("timestamp[").removesuffix("]").partition(", tz=")
    type_ = pyarrow.int64() if kind == "int64" else pyarrow.timestamp(unit, zone or None)
    moments = pyarrow.array([1_700_000_000_000_001_000] * 300).cast(type_)
    if kind != single:
        moments = pyarrow.ListArray.from_arrays(list(range(301)), moments)
    good, bad = both(table(tmp_path / "a.parquet", headline=MANY, published=moments))
    assert len(good) == 300 and not bad
    assert good[0].published == told_


@pytest.mark.parametrize("name", ["pages.zip", "pages.tar", "pages.tar.gz", "stories.wacz"])
def test_a_cut_container_is_reported_and_read_as_far_as_it_goes(tmp_path: Path, name: str) -> None:
    content = made.FILES[name]()
    good, bad = both(write(tmp_path / name, content[: len(content) * 6 // 10]))
    assert 2 <= len(good) < 5 and told(good) == STORIES[: len(good)]
    assert "truncated" in damages(bad)


@pytest.mark.parametrize("name", ["pages.zip", "pages.tar"])
def test_a_container_goes_on_behind_damage(tmp_path: Path, name: str) -> None:
    content = made.FILES[name]()
    middle = len(content) // 2 - 200
    broken = content[:middle] + bytes(range(256)) + content[middle + 256 :]
    good, bad = both(write(tmp_path / name, broken))
    if name == "pages.tar":
        assert {STORIES[0], STORIES[4]} <= set(told(good))
    else:
        assert len(good) == 4 and damages(bad) == ["corrupt"]


def test_a_wacz_that_lacks_what_it_lists(tmp_path: Path) -> None:
    listed = {"resources": [{"path": "archive/gone.warc.gz", "bytes": 9}]}
    more = {"datapackage.json": json.dumps(listed).encode(), "archive/a.warc.gz": made.warc_gz()}
    good, bad = both(write(tmp_path / "a.wacz", made.zipped(more)))
    assert told(good) == STORIES and damages(bad) == ["truncated"]


def test_a_wacz_and_its_list(tmp_path: Path) -> None:
    """Its checksums are compared; a list that is broken or missing is told, an old one is not."""
    content = made.warc_gz()
    right = "sha256:" + hashlib.sha256(content).hexdigest()

    def listed(**more: Any) -> bytes:
        return json.dumps({"resources": [{"path": "archive/a.warc.gz", **more}]}).encode()

    for lists, damage in [
        ({"datapackage.json": listed(hash=right, bytes=len(content))}, []),
        ({"datapackage.json": listed(hash=right.upper())}, []),
        ({"datapackage.json": listed(hash="md5:0")}, []),
        ({"datapackage.json": listed()}, []),
        ({"datapackage.json": listed(hash=None, bytes=None)}, []),
        ({"datapackage.json": listed(hash=right[7:], bytes=str(len(content)))}, []),
        ({"datapackage.json": listed(hash="0" * 64)}, ["corrupt"]),
        ({"datapackage.json": listed(hash="0" * 32)}, []),  # perhaps another sum
        ({"webarchive.yaml": b"title: a"}, []),
        ({"datapackage.json": listed(hash=right[:-1] + "x")}, ["corrupt"]),
        ({"datapackage.json": listed(bytes=9)}, ["corrupt"]),
        ({"datapackage.json": listed(hash=right)[:-3]}, ["malformed"]),
        ({"datapackage.json": b"[]"}, ["malformed"]),
        ({}, ["malformed"]),
    ]:
        for members in (
            {"archive/a.warc.gz": content} | lists,
            lists | {"archive/a.warc.gz": content},
        ):
            good, bad = both(write(tmp_path / "a.wacz", made.zipped(members)))
            assert told(good) == STORIES and damages(bad) == damage, lists


@pytest.mark.parametrize("path", ["indexes/index.cdxj", "pages/pages.jsonl"])
def test_all_that_a_wacz_lists_must_be_in_it(tmp_path: Path, path: str) -> None:
    content, other = made.warc_gz(), b'{"format": "json-pages-1.0"}\n'
    files = {"archive/a.warc.gz": content, path: other}
    resources = [
        {"path": name, "bytes": len(data), "hash": f"sha256:{hashlib.sha256(data).hexdigest()}"}
        for name, data in files.items()
    ]
    listed = json.dumps({"resources": resources}).encode()
    vouched = {"hash": f"sha256:{hashlib.sha256(listed).hexdigest()}"}
    files |= {"datapackage.json": listed, "datapackage-digest.json": json.dumps(vouched).encode()}
    for hurt, damage in [
        ({}, []),
        ({path: other[:-9]}, ["corrupt"]),
        ({path: other.upper()}, ["corrupt"]),
        ({"datapackage.json": listed + b" "}, ["corrupt"]),
        ({"datapackage-digest.json": b"{}"}, []),
    ]:
        good, bad = both(write(tmp_path / "a.wacz", made.zipped(files | hurt)))
        assert told(good) == STORIES and damages(bad) == damage, hurt
    del files[path]
    _, bad = both(write(tmp_path / "a.wacz", made.zipped(files)))
    assert damages(bad) == ["truncated"]


@pytest.mark.parametrize(
    ("before", "behind", "damage"),
    [
        (b"", b"", []),
        (b"#!/bin/sh\n", b"", []),  # a program that unpacks itself
        (b"", bytes(512), []),
        (b"", b"\r\n", []),
        (b"", b"an error", ["malformed"]),
        (made.zipped(made.texts()), b"", ["malformed"]),
    ],
)
def test_what_was_joined_to_a_zip(
    tmp_path: Path, before: bytes, behind: bytes, damage: list[str]
) -> None:
    good, bad = both(write(tmp_path / "a.zip", before + made.zipped(made.pages()) + behind))
    assert damages(bad) == damage and (damage or len(good) == len(STORIES))


@pytest.mark.parametrize(("size", "damage"), [(512, []), (1, ["truncated"]), (511, ["truncated"])])
def test_a_tar_that_ends_inside_a_block(tmp_path: Path, size: int, damage: list[str]) -> None:
    good, bad = both(write(tmp_path / "a.tar", made.tarred(made.pages())[:-size]))
    assert len(good) == len(STORIES) and damages(bad) == damage


PAGE_END = b"<title>Ferry returns</title><p>It sails on Monday.</p>"


@pytest.mark.parametrize(
    "rest",
    [
        *(
            b"</p",
            b"</",
            b"<p",
            b"<p ",
            b"<a href='/x",
            b'<img src="a.png" alt="A ship',
            b"<SCRIPT",
        ),
        b"<my-element",
        b"<script>var a='</body>';</script><p>It sails.</p><p>Second <a hre",
        b"<!-- </html> --><p>Second <a hre",
        b"</body><p>A template closed the body twice, here the story goes on.</p><a hre",
    ],
)
def test_a_page_that_ends_inside_a_tag_is_cut(tmp_path: Path, rest: bytes) -> None:
    assert damages(list(read([write(tmp_path / "a.html", PAGE_END + rest)]))) == ["truncated"]


@pytest.mark.parametrize(
    "rest",
    [
        *(b"", b"<p>", b"<p>a < b", b"<p>I <3 it", b"<", b"<p>5 <6", b"</body></html"),
        *(b"</html><script>a", b"</html>\n<img src='a", b"<!-- the end -->", b"<p>if a<\nb"),
        b"<p>x<y>z",
        b"</body><script>a()</script><!-- b --></html>\n<img src='a",
        b"<script>var a='</body>';</script></body></html><img src='a",
        b"</body> served in 12 ms <img src='a",
    ],
)
def test_a_page_that_ends_behind_a_tag_is_whole(tmp_path: Path, rest: bytes) -> None:
    assert damages(list(read([write(tmp_path / "a.html", PAGE_END + rest)]))) == []


@pytest.mark.parametrize(
    ("html", "damage"),
    [
        ("<p>It sails.</p>so if a <b", []),
        ("<p>It sails.</p>so if a <b and c", []),
        ("<p>It sails.</p>so if a <b ", []),
        ("<img src=a.jpg>", []),
        ("<img src=a.jpg><script src=embed.js></script>", []),
        ("<p>It sails.</p><a hre", ["truncated"]),
        ("<p>It sails.</p><a id='x", ["truncated"]),
        ("<p>It sails.</p><div", ["truncated"]),
        ("<!DOCTYPE html><p>It sails.</p><p", ["truncated"]),
        ("<title>Ferry returns</title><div id=root></div><script src=a.js></script>", ["empty"]),
    ],
)
def test_a_table_may_hold_a_piece_of_a_page(tmp_path: Path, html: str, damage: list[str]) -> None:
    row = json.dumps({"headline": "Photo of the day: the ferry returns", "html": html})
    assert damages(list(read([write(tmp_path / "a.jsonl", row.encode())]))) == damage


def test_only_of_a_page_with_scripts_a_browser_is_said_to_fill_it(tmp_path: Path) -> None:
    for script, told_ in (("", False), ("<script src=a.js></script>", True)):
        page = f"<title>Ferry returns</title><div></div>{script}".encode()
        (article,) = read([write(tmp_path / "a.html", page)])
        assert article.damage and ("browser" in article.damage.note) == told_


@pytest.mark.parametrize(
    ("body", "damage"),
    [
        ('<div id="root"></div>', ["empty"]),
        (
            '<noscript>Enable JavaScript.</noscript><div id="app"></div><script src="a.js">',
            ["empty"],
        ),
        ("", ["empty"]),
        ("<script>render()</script>", ["empty"]),
        ("<h1>Ferry returns</h1>", []),
        ("<p>It sails.</p>", []),
        ("<figure><img src=a.png><figcaption>The ferry</figcaption></figure>", []),
        ("<table><tr><td>Monday</td><td>9:00</td></tr></table>", []),
        ("<ul><li>It sails.</li></ul>", []),
    ],
)
def test_a_page_that_only_a_browser_fills_is_empty(
    tmp_path: Path, body: str, damage: list[str]
) -> None:
    page = f"<!DOCTYPE html><title>Ferry returns</title><body>{body}</body>".encode()
    assert damages(list(read([write(tmp_path / "a.html", page)]))) == damage


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "empty"),
        (b"  \n\n ", "empty"),
        (gzip.compress(b""), "empty"),
        (gzip.compress(b"")[:-1], "truncated"),
        (random.Random(1).randbytes(100_000), "unsupported"),
        (b"%PDF-1.7\n", "unsupported"),
        (b"\x1f\x8b\x08garbage garbage", "corrupt"),
        (gzip.compress(b" a" * 20_000_000), "oversize"),
        (made.zipped({"a.txt": b" a" * 20_000_000}), "oversize"),
    ],
    ids=["empty", "blank", "empty gz", "cut gz", "junk", "pdf", "broken gz", "large", "large zip"],
)
def test_what_is_no_article_says_so(tmp_path: Path, content: bytes, kind: str) -> None:
    assert damages(list(read([write(tmp_path / "input", content)]))) == [kind]


def test_a_bomb_is_not_read_to_its_end(tmp_path: Path) -> None:
    content = gzip.compress(bytes(1_000_000)) * 2000
    tally = Tally()
    for name in ("a.jsonl.gz", "a.warc.gz"):
        found = list(read([write(tmp_path / name, content)], Reading(max_bytes=1_000_000), tally))
        assert damages(found)[-1] == "oversize" and len(found) < 4, name


def test_archives_inside_archives_end_somewhere(tmp_path: Path) -> None:
    content = made.pages()["story-1.html"]
    for depth in range(9):
        content = made.zipped({f"{depth}.zip" if depth else "a.html": content})
    assert damages(list(read([write(tmp_path / "a.zip", content)]))) == ["unsupported"]


@pytest.mark.parametrize("name", made.FILES)
def test_no_damage_of_any_kind_is_an_exception_or_passes_in_silence(
    tmp_path: Path, name: str
) -> None:
    content, chance = made.FILES[name](), random.Random(name)
    for _ in range(40):
        broken = bytearray(content)
        for _ in range(chance.choice((1, 1, 2, 30))):
            at, size = chance.randrange(len(broken) + 1), chance.choice((1, 8, 500))
            broken[at : at + size] = chance.randbytes(chance.choice((0, size)))
        tally = Tally()
        found = list(raw([write(tmp_path / name, bytes(broken))], None, tally))
        assert found or list(tally.lines())


def test_names_of_members_are_labels_only(tmp_path: Path) -> None:
    page = made.pages()["story-1.html"]
    members = {"../../up.html": page, "/etc/root.html": page, "bell\x07.html": page}
    for name, pack in (("a.zip", made.zipped), ("a.tar", made.tarred)):
        found = list(read([write(tmp_path / name, pack(members))]))
        assert [article.record for article in found] == [
            "../../up.html",
            "/etc/root.html",
            "bell?.html",
        ]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.tar", "a.zip"]
