"""Every reader tells the same five stories, and says what it could not read."""

import gzip
import io
import json
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from archives.open import raw, read
from archives.reading import (
    MissingInputError,
    Reading,
    Record,
    Tally,
    UnknownColumnError,
    UnknownFormatError,
)
from tests import archive_files as made
from tests.archive_reading import MANY, STORIES, damages, table, told, write

SHARED = Path(__file__).parents[1] / ".." / "shared" / "data" / "archives"
NEWS = SHARED / "news_rewrapped.warc.gz"


# One story, many formats ---------------------------------------------------------------------


@pytest.mark.parametrize("name", made.FILES)
@pytest.mark.parametrize("bare", [False, True], ids=["named", "by content alone"])
def test_every_format_tells_the_same_stories(tmp_path: Path, name: str, bare: bool) -> None:
    path = write(tmp_path / ("unnamed" if bare else name), made.FILES[name]())
    assert told(list(read([path]))) == STORIES


def test_folders_of_pages_and_of_texts(tmp_path: Path) -> None:
    for name, content in {**made.pages(), **made.texts()}.items():
        write(tmp_path / name, content)
    (tmp_path / ".hidden").write_text("not read")
    found = list(read([str(tmp_path)]))
    assert told(found) == [story for story in STORIES for _ in range(2)]
    assert [Path(article.path).name for article in found] == sorted(
        {**made.pages(), **made.texts()}
    )


@pytest.mark.parametrize(
    "name", ["stories.warc.gz", "stories.jsonl", "pages.zip", "stories.parquet"]
)
def test_standard_input(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    content = io.TextIOWrapper(io.BytesIO(made.FILES[name]()))
    monkeypatch.setattr(sys, "stdin", content)
    found = list(read(["-"]))
    assert told(found) == STORIES
    assert {article.path for article in found} == {"-"}


def test_what_the_container_states_reaches_the_article(tmp_path: Path) -> None:
    first = next(read([write(tmp_path / "a.jsonl", made.jsonl())]))
    story = made.STORIES[0]
    stated = (first.id, first.url, first.site, first.published, first.authors, first.language)
    assert stated == (
        "story-1",
        story["url"],
        story["site"],
        story["published"],
        tuple(story["authors"]),
        story["language"],
    )
    assert first.record == "line 1"


def test_columns_by_other_names(tmp_path: Path) -> None:
    rows = [{"Titel": s["headline"], "Seite": made.page(s).decode()} for s in made.STORIES]
    path = write(tmp_path / "a.jsonl", b"".join(json.dumps(r).encode() + b"\n" for r in rows))
    assert (
        told(list(read([path], Reading(columns={"headline": "Titel", "html": "Seite"})))) == STORIES
    )
    (refused,) = read([path])
    assert refused.damage and "--map" in refused.damage.note and "Titel" in refused.damage.note


def test_headlines_alone_are_an_archive(tmp_path: Path) -> None:
    path = write(tmp_path / "h.csv", b"id,title\n1,Ferry returns\n2,Market moves\n")
    assert [(a.id, a.headline, a.damage) for a in read([path])] == [
        ("1", "Ferry returns", None),
        ("2", "Market moves", None),
    ]


@pytest.mark.parametrize(
    "name",
    [
        *("content", "Content", "article", "Article Text", "full_text", "fulltext", "story"),
        *("articleBody", "maintext", "Full-Text", "description", "HTML"),
    ],
)
@pytest.mark.parametrize("title", ["headline", "Headline", "Title", "TITLE"])
def test_usual_names_of_columns(tmp_path: Path, name: str, title: str) -> None:
    rows = [
        {title: s["headline"], name: made.page(s).decode() if name == "HTML" else made.body(s)}
        for s in made.STORIES
    ]
    tally = Tally()
    path = write(tmp_path / "a", b"".join(json.dumps(r).encode() + b"\n" for r in rows))
    assert told(list(read([path], None, tally))) == STORIES
    assert not list(tally.lines())


def test_a_teaser_is_the_last_resort_and_nothing_is_no_text(tmp_path: Path) -> None:
    story = made.STORIES[0]
    rows: list[dict[str, Any]] = [
        {"title": story["headline"], "description": "A teaser.", "content": made.body(story)},
        {"title": story["headline"], "text": float("nan"), "content": made.body(story)},
        {"title": story["headline"], "text": "None", "story": made.body(story)},
        {"title": "NaN", "headline": story["headline"], "text": [made.body(story)]},
        {"title": story["headline"], "content": {"blocks": 3}, "text": made.body(story)},
    ]
    path = write(tmp_path / "a", b"".join(json.dumps(r).encode() + b"\n" for r in rows))
    assert told(list(read([path]))) == STORIES[:1] * 5


def test_what_holds_no_text_is_told(tmp_path: Path) -> None:
    for body in ({"blocks": []}, [{"type": "paragraph", "text": "a"}]):
        row = json.dumps({"title": "Ferry returns", "body": body}).encode()
        (article,) = read([write(tmp_path / "a.jsonl", row + b"\n")])
        assert article.damage and article.damage.note.startswith("its column body holds objects")


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.parquet"])
def test_a_text_in_an_unknown_column_is_told(tmp_path: Path, name: str) -> None:
    tally = Tally()
    if name == "a.parquet":
        path = table(tmp_path / name, title=MANY, prose=MANY)
    else:
        row = b'{"title": "a", "prose": "b"}\n' if name == "a.jsonl" else b"title,prose\na,b\n"
        path = write(tmp_path / name, row)
    assert all(not article.damage for article in read([path], None, tally))
    assert list(tally.lines()) == [
        f"{path}: no column for the text (columns: title, prose); only headlines were read"
    ]


@pytest.mark.parametrize(
    ("name", "content", "remark"),
    [
        ("x.dat", b"Ferry returns\n\nIt sails on Monday.\n", "nothing tells its format"),
        ("x", b"Titel;Lauftext;Nummer\nFerry;It sails;3\n", "begins like a table (Titel;Lauftext"),
        ("x.txt", b"a_b\tc_d\te_f\n1\t2\t3\n", "begins like a table"),
        ("x.zip", made.tarred({"a.html": made.page(made.STORIES[0])}), "its name promises zip"),
    ],
)
def test_a_guess_is_said_to_be_one(tmp_path: Path, name: str, content: bytes, remark: str) -> None:
    tally = Tally()
    list(raw([write(tmp_path / name, content)], None, tally))
    assert [remark in line for line in tally.lines()] in ([True], [False, True])


@pytest.mark.parametrize(
    ("name", "content"),
    [
        *((name, make()) for name, make in made.FILES.items()),
        ("x.txt", b"Ferry returns\n\nIt sails on Monday.\n"),
        ("x.txt", b"Paris, Lyon, Nice\n\nThree towns, two rivers, one road.\n"),
        ("x.txt", b"Monday, Tuesday and Friday\nIt sails, rain or shine.\n"),
        ("x.md", b"# Ferry returns\n\nIt sails on Monday.\n"),
        ("x.htm", b"Ferry returns<p>It sails on Monday."),
        ("x.json", b'{"title": "Ferry returns"' + b', "text": "It sails."}'),
        ("x", made.page(made.STORIES[0])),
    ],
)
def test_what_is_plain_needs_no_remark(tmp_path: Path, name: str, content: bytes) -> None:
    tally = Tally()
    list(raw([write(tmp_path / name, content)], None, tally))
    assert not tally.notes


@pytest.mark.parametrize("name", ["a.warc.gz", "a.jsonl.zst", "unnamed"])
def test_the_first_bytes_of_a_packed_file_are_a_cut_one(tmp_path: Path, name: str) -> None:
    content = made.zstd(made.jsonl()) if name.endswith(".zst") else gzip.compress(b"a")
    for size in (1, 2, 3) if name != "unnamed" else (2, 3):
        assert damages(list(read([write(tmp_path / name, content[:size])]))) == ["truncated"]
    assert damages(list(read([write(tmp_path / "letters", b"BZ")]))) == []


def test_what_is_no_article_is_counted(tmp_path: Path) -> None:
    tally = Tally()
    list(read([write(tmp_path / "a.warc", made.warc())], None, tally))
    assert tally.articles == 5 and tally.unreadable == 0
    assert tally.aside == {
        "warcinfo records": 1,
        "request records": 5,
        "revisit records": 1,
        "metadata records": 1,
        "images": 1,
        "responses with status 404": 1,
        "responses with status 301": 1,
    }


def test_a_file_that_is_named_is_so_in_any_order(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    write(tmp_path / "pages" / "a.html", b"<title>Ferry returns</title><p>It sails.</p>")
    image = write(tmp_path / "pages" / "i.png", b"\x89PNG\r\n")
    write(tmp_path / "pages" / "j.png", b"\x89PNG\r\n")
    for paths in ([str(tmp_path / "pages"), image], [image, str(tmp_path / "pages")]):
        tally = Tally()
        bad = [article.path for article in read(paths, None, tally) if article.damage]
        assert bad == [image] and tally.aside == {"images": 1}


def test_columns_are_met_once_however_many_parts_have_them() -> None:
    tally = Tally()
    for _ in range(2):
        part = Tally()
        part.note_columns(["title"], ["title", "story"])
        tally.add(part)
    tally.note_columns(["title", "text"], ["title", "story"])
    assert tally.met == ["title"] and tally.columns == ["title", "text"]


def test_images_beside_pages_are_company_but_a_named_one_is_a_mistake(tmp_path: Path) -> None:
    image = write(tmp_path / "a.png", b"\x89PNG\r\n\x1a\n" + bytes(100))
    write(tmp_path / "b.html", made.page(made.STORIES[0]))
    tally = Tally()
    assert told(list(read([str(tmp_path)], None, tally))) == STORIES[:1]
    assert tally.aside == {"images": 1}
    assert damages(list(read([image]))) == ["unsupported"]


def test_binary_bytes_under_the_name_of_a_page_are_no_page(tmp_path: Path) -> None:
    junk = write(tmp_path / "a.html", bytes(range(256)) * 40)
    assert b"<" in Path(junk).read_bytes()
    assert damages(list(read([junk]))) == ["unsupported"]


def test_our_own_extract_output_is_read_as_it_stands(tmp_path: Path) -> None:
    blocks = [
        {"kind": "headline", "text": "Ferry returns", "links": []},
        {"kind": "related", "text": "See also: Pier", "links": [{"href": "/p", "text": "Pier"}]},
    ]
    line = {"type": "article", "id": "x", "headline": "Ferry returns", "blocks": blocks}
    wrong = {"type": "article", "id": "y", "blocks": [{"kind": "nonsense", "text": ""}]}
    both_lines = "\n".join(map(json.dumps, (line, wrong))).encode()
    first, second = read([write(tmp_path / "a.jsonl", both_lines)])
    assert [(str(b.kind), b.text, len(b.links)) for b in first.blocks] == [
        ("headline", "Ferry returns", 0),
        ("related", "See also: Pier", 1),
    ]
    assert second.damage and second.damage.kind == "malformed"


# Which inputs --------------------------------------------------------------------------------


def test_wrong_usage_is_an_error_at_once(tmp_path: Path) -> None:
    with pytest.raises(MissingInputError, match="no such file"):
        raw([str(tmp_path / "nowhere")])
    with pytest.raises(MissingInputError, match="no file matches"):
        raw([str(tmp_path / "*.warc")])
    with pytest.raises(UnknownFormatError, match="choose from auto, csv"):
        raw([str(tmp_path)], Reading(input_format="docx"))
    with pytest.raises(UnknownColumnError, match="heading"):
        raw([str(tmp_path)], Reading(columns={"heading": "x"}))


def test_globs_lists_and_exclusions(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c.html", "old/d.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(made.text(made.STORIES[0]))
    listed = tmp_path / "list"
    listed.write_text(f"{tmp_path}/c.html\n\n{tmp_path}/a.txt\n")

    def names(*paths: str, **options: object) -> list[str]:
        found = raw(list(paths), Reading(**options))  # type: ignore[arg-type]
        return [str(Path(record.path).relative_to(tmp_path)) for record in found]

    assert names(f"{tmp_path}/*.txt") == ["a.txt", "b.txt"]
    assert names(f"{tmp_path}/**/*.txt") == ["a.txt", "b.txt", "old/d.txt"]
    assert names(f"{tmp_path}/b.txt", f"{tmp_path}/*.txt") == ["b.txt", "a.txt"]
    assert names(str(tmp_path), exclude=("old", "list", "*.html")) == ["a.txt", "b.txt"]
    assert names(files_from=str(listed)) == ["c.html", "a.txt"]


def test_each_file_is_read_once_and_what_is_not_read_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "d"
    (folder / "deep").mkdir(parents=True)
    (tmp_path / "elsewhere").mkdir()
    write(tmp_path / "elsewhere" / "e.txt", made.texts()["story-2.txt"])
    write(folder / "b.txt", made.texts()["story-1.txt"])
    (folder / "c.txt").symlink_to("b.txt")
    (folder / "deep" / "d.txt").symlink_to("../b.txt")
    (folder / "e.txt").symlink_to(tmp_path / "elsewhere" / "e.txt")
    (folder / "linked").symlink_to(tmp_path / "elsewhere")
    (folder / "nowhere.txt").symlink_to("gone.txt")
    os.mkfifo(folder / "pipe")
    (folder / "linked-pipe").symlink_to("pipe")
    tally = Tally()
    again = [str(folder), f"{folder}/../d", str(folder / "c.txt"), str(tmp_path / "elsewhere")]
    found = list(read(again, None, tally))
    assert [Path(article.path).name for article in found] == ["b.txt", "e.txt", "nowhere.txt"]
    assert damages(found) == ["corrupt"]
    assert tally.aside == {"linked folders": 1, "pipes and devices": 2}
    tally = Tally()
    exclude = ("linked*", "pipe", "nowhere*")
    assert len(list(read([str(folder)], Reading(exclude=exclude), tally))) == 2
    assert not tally.aside


def test_limit_and_sample(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", made.jsonl())
    assert [a.id for a in read([path], Reading(limit=2))] == ["story-1", "story-2"]
    sample = [a.id for a in read([path], Reading(sample=3, seed=4))]
    assert len(sample) == 3 and sample == sorted(sample)
    assert sample == [a.id for a in read([path], Reading(sample=3, seed=4))]
    assert len({tuple(a.id for a in read([path], Reading(sample=3, seed=n))) for n in range(9)}) > 1


# Size ----------------------------------------------------------------------------------------


def test_a_page_of_200_mb_is_refused_quickly(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    with path.open("wb") as file:
        file.write(b"<html><body>")
        file.truncate(200_000_000)
    assert damages(list(read([str(path)]))) == ["oversize"]


def test_ten_thousand_empty_files(tmp_path: Path) -> None:
    for number in range(10_000):
        (tmp_path / f"{number:05}.html").touch()
    assert damages(list(read([str(tmp_path)]))) == ["empty"] * 10_000


# Archives that others wrote ------------------------------------------------------------------

needs_data = pytest.mark.skipif(not NEWS.exists(), reason="the shared archives are not here")


@needs_data
def test_sixty_real_pages() -> None:
    index = map(json.loads, NEWS.with_name("news_rewrapped.index.jsonl").read_text().splitlines())
    wanted = [row["record_id"] for row in index if row["kind"] == "response"]
    tally = Tally()
    found = list(raw([str(NEWS)], None, tally))
    assert [record.record for record in found if not record.damage] == wanted
    assert tally.aside["responses with status 404"] == 3 and tally.aside["revisit records"] == 3
    assert not [record for record in found if record.damage]


@needs_data
def test_real_pages_cut_at_seventy_percent(tmp_path: Path) -> None:
    content = NEWS.read_bytes()
    found = list(raw([write(tmp_path / "a.warc.gz", content[: len(content) * 7 // 10])]))
    whole = list(raw([str(NEWS)]))[: len(found) - 1]
    assert found[:-1] == [_moved(record, found[0].path) for record in whole]
    assert found[-1].damage and found[-1].damage.kind == "truncated"


def _moved(record: Record, path: str) -> Record:
    return replace(record, path=path)


@needs_data
@pytest.mark.parametrize(
    ("name", "articles", "damage"),
    [
        ("ipwb_5mementos.warc", 7, []),
        ("ipwb_HTTP404.warc", 0, []),
        # Its makers wrote a line into a page of wget's; wget's checksum tells.
        ("ipwb_baconIpsum_chunked.warc", 1, ["corrupt"]),
        ("ipwb_broken.warc", 1, ["malformed"]),
        ("ipwb_redirect.warc", 0, ["truncated"]),
        ("ipwb_salam-home.warc", 1, []),
        ("ipwb_sample-1.warc.gz", 63, []),
        ("ipwb_variableSizedDates.warc", 4, []),
        ("resiliparse_clueweb-quirk.warc.gz", 29, []),
        ("resiliparse_warcfile.warc.gz", 16, []),
    ],
)
def test_archives_of_other_projects(name: str, articles: int, damage: list[str]) -> None:
    tally = Tally()
    found = list(raw([str(SHARED / "third_party" / name)], None, tally))
    assert len([record for record in found if not record.damage]) == articles
    assert [str(record.damage.kind) for record in found if record.damage] == damage
    assert found or any("no article in it" in line for line in tally.lines())
