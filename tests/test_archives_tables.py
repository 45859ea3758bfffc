"""Tables as exports leave them: empty texts, HTML in a text column, wrappers, odd encodings."""

import json
import lzma
from pathlib import Path
from typing import Any

import pytest
import zstandard

from archives.open import read
from archives.reading import Reading, Tally
from tests import archive_files as made
from tests.archive_reading import STORIES, both, damages, table, told, write

_PLAIN = "The ferry sails again on Thursday.\n\nThe harbour master said so."
_HTML = "<p>The ferry sails again on Thursday.</p>\n<p>The harbour master said so.</p>"


def _lines(*rows: dict[str, Any]) -> bytes:
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def _csv(*rows: dict[str, Any]) -> bytes:
    cells = [",".join(rows[0])]
    cells += [",".join('"' + str(cell) + '"' for cell in row.values()) for row in rows]
    return "\n".join(cells).encode()


# Empty texts ---------------------------------------------------------------------------------


@pytest.mark.parametrize("empty", ["", "  ", None, "NaN", [], {}])
def test_a_headline_over_an_empty_text_is_no_article(tmp_path: Path, empty: Any) -> None:
    whole = {"title": "Ferry returns", "text": _PLAIN}
    content = _lines(whole, {"title": "Ferry is late", "text": empty})
    good, bad = both(write(tmp_path / "a.jsonl", content))
    assert len(good) == 1 and len(bad) == 1
    assert bad[0].headline == "Ferry is late"


def test_an_export_whose_texts_are_all_empty_is_told(tmp_path: Path) -> None:
    rows = [{"title": f"Ferry {number}", "text": ""} for number in range(5)]
    assert damages(list(read([write(tmp_path / "a.jsonl", _lines(*rows))]))) == ["empty"] * 5
    assert damages(list(read([write(tmp_path / "a.csv", _csv(*rows))]))) == ["empty"] * 5
    path = table(tmp_path / "a.parquet", title=["a", "b"], text=[None, ""])
    assert damages(list(read([path]))) == ["empty"] * 2


def test_a_table_of_headlines_has_no_texts_to_miss(tmp_path: Path) -> None:
    rows = [{"title": f"Ferry {number}", "url": "https://a.example/"} for number in range(5)]
    for content in (_lines(*rows), _csv(*rows)):
        assert len(both(write(tmp_path / "a", content))[0]) == 5
    both_columns = {"title": "Ferry", "text": "", "html": _HTML}
    assert len(both(write(tmp_path / "b", _lines(both_columns)))[0]) == 1


def test_a_headline_may_not_be_larger_than_a_page(tmp_path: Path) -> None:
    content = _lines({"title": "a" * 2000, "text": "It sails."}, {"title": "b" * 2000})
    found = list(read([write(tmp_path / "a.jsonl", content)], Reading(max_bytes=1000)))
    assert damages(found) == ["oversize"] * 2


# HTML in a column ----------------------------------------------------------------------------


@pytest.mark.parametrize("made_of", [_lines, _csv])
def test_a_text_column_of_html_is_read_as_pages(tmp_path: Path, made_of: Any) -> None:
    rows = [{"title": f"Ferry {number}", "text": _HTML} for number in range(5)]
    rows.append({"title": "Ferry 5", "text": "It sails again."})
    tally = Tally()
    found = list(read([write(tmp_path / "a", made_of(*rows))], None, tally))
    assert [len(article.blocks) for article in found] == [2] * 6
    assert not any("<p>" in article.body for article in found)
    assert any("--map html" in note for note in tally.notes)


@pytest.mark.parametrize(
    "texts",
    [
        [_HTML],  # one article: a fault of its own, or not
        [_HTML, _PLAIN],
        [_HTML, _PLAIN, _PLAIN, _PLAIN],
        ["The sign <p> stands for a paragraph.", "A tag such as </p> ends it."],
        ["<p> is the tag for paragraphs, the teacher said.", "<p> it is, she said."],
        ["a < b and b > c</p>", "It ends with </p>"],
        ["<b>Ferry</b> returns on Thursday.", "<i>Ferry</i> is late."],
        ["<p>It begins so, but it does not end.", "<div>It begins so."],
    ],
)
def test_tags_in_single_texts_are_left_to_the_rules(tmp_path: Path, texts: list[str]) -> None:
    rows = [{"title": f"Ferry {n}", "text": text} for n, text in enumerate(texts)]
    found = list(read([write(tmp_path / "a.jsonl", _lines(*rows))]))
    assert not any(article.markup for article in found)


# Wrappers ------------------------------------------------------------------------------------

_ITEMS = [{"title": f"Ferry {number}", "content": _PLAIN} for number in range(3)]
WRAPPERS = {
    "a service": {"status": "ok", "totalResults": 3, "articles": _ITEMS},
    "JSON Feed": {"version": "1", "title": "Gazette", "description": "News", "items": _ITEMS},
    "nested": {"response": {"status": "ok", "results": _ITEMS}},
    "twice nested": {"data": {"response": {"docs": _ITEMS}}},
    "headlines": {"articles": [{"title": row["title"], "url": "/a"} for row in _ITEMS]},
}
NO_WRAPPERS = {
    "an article with related ones": {"title": "Ferry", "text": _PLAIN, "articles": _ITEMS},
    "a list of tags": {"title": "Ferry", "items": ["ferry", "harbour"]},
    "objects that are no articles": {"title": "Ferry", "items": [{"name": "a"}, {"name": "b"}]},
    "a list of another name": {"title": "Ferry", "related": _ITEMS},
    "an empty list": {"title": "Ferry", "articles": []},
}


@pytest.mark.parametrize("name", WRAPPERS)
@pytest.mark.parametrize("indent", [None, 2])
def test_an_object_that_wraps_articles_is_read_as_a_list(
    tmp_path: Path, name: str, indent: int | None
) -> None:
    content = json.dumps(WRAPPERS[name], indent=indent).encode()
    found = list(read([write(tmp_path / "a.json", content)]))
    assert [article.headline for article in found] == ["Ferry 0", "Ferry 1", "Ferry 2"]
    assert [article.record for article in found][-1] == "line 1 item 3"


@pytest.mark.parametrize("name", NO_WRAPPERS)
def test_an_article_with_a_list_stays_one_article(tmp_path: Path, name: str) -> None:
    found = list(read([write(tmp_path / "a.json", json.dumps(NO_WRAPPERS[name]).encode())]))
    assert [article.headline for article in found] == ["Ferry"]


def test_a_cut_wrapper_is_told(tmp_path: Path) -> None:
    content = json.dumps(WRAPPERS["a service"], indent=1).encode()
    assert damages(list(read([write(tmp_path / "a.json", content[:-30])]))) == ["truncated"]


# Bytes ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_json_lines_in_other_encodings(tmp_path: Path, encoding: str) -> None:
    content = made.jsonl().decode().encode(encoding)
    assert told(list(read([write(tmp_path / "a.jsonl", content)]))) == STORIES


def test_files_that_were_joined_with_their_marks(tmp_path: Path) -> None:
    first, *rest = made.jsonl().splitlines(keepends=True)
    content = b"\xef\xbb\xbf" + first + b"\xef\xbb\xbf" + b"".join(rest)
    assert told(list(read([write(tmp_path / "a.jsonl", content)]))) == STORIES


def test_the_format_before_xz(tmp_path: Path) -> None:
    content = lzma.compress(made.jsonl(), lzma.FORMAT_ALONE)
    assert told(list(read([write(tmp_path / "a.jsonl.lzma", content)]))) == STORIES
    assert told(list(read([write(tmp_path / "unnamed", content)]))) == STORIES
    cut = list(read([write(tmp_path / "b.lzma", content[: len(content) // 2])]))
    assert "truncated" in damages(cut)


@pytest.mark.parametrize("packed", [False, True])
def test_zstandard_with_a_dictionary_before_it(tmp_path: Path, packed: bool) -> None:
    records = made.warc().split(b"WARC/1.")
    samples = [made.page(story) + str(n).encode() for n in range(40) for story in made.STORIES]
    words = zstandard.train_dictionary(4096, samples)
    frame = zstandard.compress(words.as_bytes()) if packed else words.as_bytes()
    inner = zstandard.ZstdCompressor(dict_data=words)
    members = b"".join(inner.compress(b"WARC/1." + record) for record in records[1:])
    head = (0x184D2A5D).to_bytes(4, "little") + len(frame).to_bytes(4, "little")
    assert told(list(read([write(tmp_path / "a.warc.zst", head + frame + members)]))) == STORIES
    without = list(read([write(tmp_path / "b.warc.zst", members)]))
    assert damages(without) and not told([one for one in without if not one.damage])
    other = (0x184D2A5D).to_bytes(4, "little") + (4).to_bytes(4, "little") + b"note"
    plain = other + zstandard.compress(made.warc())
    assert told(list(read([write(tmp_path / "c.warc.zst", plain)]))) == STORIES


@pytest.mark.parametrize(
    ("line", "damage"),
    [
        (b'{"title": "Ferry", "url": "https://a.example/9"}', ["empty"]),
        (b'{"title": "Ferry", "text": "It sails."}', []),
        (b"[]", ["malformed"]),
        (b'\x1e{"title": "Ferry", "text": "It sails."}', []),  # RFC 7464
    ],
)
def test_a_line_that_is_not_as_the_others(tmp_path: Path, line: bytes, damage: list[str]) -> None:
    path = write(tmp_path / "a.jsonl", made.jsonl() + line + b"\n")
    assert damages(both(path)[1]) == damage


def test_zero_bytes_in_a_row(tmp_path: Path) -> None:
    row = b"https://a.example/9,Ferry" + bytes(40) + b",It sails on Monday.\n"
    path = write(tmp_path / "a.csv", b"url,title,text\n" + row + row.replace(bytes(40), b""))
    good, bad = both(path)
    assert len(good) == 1 and damages(bad) == ["corrupt"]
    assert bad[0].record == "line 2"
