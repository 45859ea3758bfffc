"""Lists beside archives: what they name must be there, and be as they say."""

import gzip
import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from archives.open import read
from archives.reading import Reading, Tally
from tests import archive_files as made
from tests.archive_reading import STORIES, both, damages, told, write

PAGES = {f"{n}.html": made.page(story) for n, story in enumerate(made.STORIES)}
Sum = Callable[[bytes], "hashlib._Hash"]


def _gnu(sum_of: Sum, mark: str = " ", folder: str = "") -> bytes:
    lines = (f"{sum_of(data).hexdigest()} {mark}{folder}{name}\n" for name, data in PAGES.items())
    return "".join(lines).encode()


def _bsd(sum_of: Sum) -> bytes:
    lines = (f"SHA256 ({name}) = {sum_of(data).hexdigest()}\n" for name, data in PAGES.items())
    return "".join(lines).encode()


PACKAGE = json.dumps(
    {
        "resources": [
            {"path": name, "bytes": len(data), "hash": f"sha256:{hashlib.sha256(data).hexdigest()}"}
            for name, data in PAGES.items()
        ]
    }
).encode()
LISTS = {
    "MD5SUMS": _gnu(hashlib.md5),
    "SHA1SUMS": _gnu(hashlib.sha1),
    "SHA256SUMS": _gnu(hashlib.sha256, "*"),
    "sha512sum.txt": _gnu(hashlib.sha512),
    "checksums.md5": b"# made by hand\n\n" + _gnu(hashlib.md5, folder="./"),
    "manifest.sha256": _bsd(hashlib.sha256),
    "manifest-sha256.txt": _gnu(hashlib.sha256).replace(b"\n", b"\r\n"),
    "sha256.txt": _gnu(hashlib.sha256, folder="/srv/mirror/"),
    "SHA224SUMS": _gnu(hashlib.sha224).upper().replace(b".HTML", b".html"),
    "datapackage.json": PACKAGE,
}


def _folder(path: Path, files: dict[str, bytes]) -> str:
    for name, content in files.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_bytes(content)
    return str(path)


@pytest.mark.parametrize("name", LISTS)
def test_what_a_list_names_is_there_and_unchanged(tmp_path: Path, name: str) -> None:
    tally = Tally()
    found = list(read([_folder(tmp_path, PAGES | {name: LISTS[name]})], None, tally))
    assert told(found) == STORIES and not damages(found)
    assert tally.aside == {"lists of files": 1} and not tally.barren


@pytest.mark.parametrize("name", LISTS)
def test_what_a_list_names_and_is_missing_or_changed_is_told(tmp_path: Path, name: str) -> None:
    folder = _folder(tmp_path, PAGES | {name: LISTS[name]})
    (tmp_path / "1.html").write_bytes(PAGES["1.html"].replace(b"<h1>", b"<h2>"))
    (tmp_path / "3.html").unlink()
    (missing, changed) = (article for article in read([folder]) if article.damage)
    assert damages([missing, changed]) == ["truncated", "corrupt"]
    assert missing.path.endswith(name) and "1 of the 5 files" in missing.damage.note
    assert changed.path.endswith("1.html")
    assert damages(list(read([folder], Reading(exclude=("3.html", "1.html"))))) == []


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("checksums.txt", b"See the web site for them.\n"),
        ("SHA256SUMS", b"# none yet\n"),
        ("datapackage.json", b'{"name": "a", "title": "no resources"}'),
        ("report.md5", b"A text about checksums, by its name.\n\nIt has two lines.\n"),
        # Made by `sha256sum * > SHA256SUMS`, which lists itself while it is empty.
        (
            "SHA256SUMS",
            _gnu(hashlib.sha256) + hashlib.sha256().hexdigest().encode() + b"  SHA256SUMS",
        ),
        ("pages/MD5SUMS", _gnu(hashlib.md5)),  # made one folder above
    ],
)
def test_what_is_no_list_proves_nothing(tmp_path: Path, name: str, content: bytes) -> None:
    assert damages(list(read([_folder(tmp_path, PAGES | {name: content})]))) == []


def test_a_list_that_was_cut_is_told(tmp_path: Path) -> None:
    folder = _folder(tmp_path, PAGES | {"SHA256SUMS": LISTS["SHA256SUMS"][:-30]})
    assert damages(list(read([folder]))) == ["malformed"]
    # What is left of a line may look like a checksum alone.
    _folder(tmp_path, {"SHA256SUMS": b"\n".join(LISTS["SHA256SUMS"].split(b"\n")[:3])[:-38]})
    assert "malformed" in damages(list(read([folder])))


def test_a_sum_beside_one_file(tmp_path: Path) -> None:
    content = made.warc_gz()
    for sums in (hashlib.md5(content).hexdigest(), hashlib.sha256(content).hexdigest()):
        folder = _folder(tmp_path, {"a.warc.gz": content, "a.warc.gz.md5": sums.encode() + b"\n"})
        assert damages(list(read([folder]))) == []
    _folder(tmp_path, {"a.warc.gz": content + gzip.compress(made.warc_records()[0])})
    assert damages(list(read([folder]))) == ["corrupt"]


@pytest.mark.parametrize("how", ["zip", "tar"])
def test_a_bag_in_an_archive_lacks_what_its_manifest_names(tmp_path: Path, how: str) -> None:
    pack = made.zipped if how == "zip" else made.tarred
    bag = {
        "bag/bagit.txt": b"BagIt-Version: 1.0\n",
        "bag/manifest-sha256.txt": _gnu(hashlib.sha256, folder="data/"),
        **{f"bag/data/{name}": data for name, data in PAGES.items()},
    }
    good, bad = both(write(tmp_path / f"a.{how}", pack(bag)))
    assert told(good) == STORIES and not bad
    del bag["bag/data/2.html"]
    good, bad = both(write(tmp_path / f"a.{how}", pack(bag)))
    assert len(good) == 4 and damages(bad) == ["truncated"]
    assert bad[0].damage and "data/2.html" in bad[0].damage.note


# Indexes -------------------------------------------------------------------------------------

MEMBERS = [gzip.compress(record, mtime=0) for record in made.warc_records()]
OFFSETS = [sum(map(len, MEMBERS[:n])) for n in range(len(MEMBERS))]


def _row(number: int) -> dict[str, str]:
    size = str(len(MEMBERS[number]))
    return {"filename": "a.warc.gz", "offset": str(OFFSETS[number]), "length": size}


RESPONSES = [n for n, record in enumerate(made.warc_records()) if b"Type: response" in record]
CDXJ = "".join(f"example,a)/ 20240701 {json.dumps(_row(n))}\n" for n in RESPONSES).encode()
CDX11 = " CDX N b a m s k r M S V g\n" + "".join(
    f"k 20240701 u text/html 200 D - - {len(MEMBERS[n])} {OFFSETS[n]} a.warc.gz\n"
    for n in RESPONSES
)
CDX9 = "".join(f"k 20240701 u text/html 200 D - {OFFSETS[n]} a.warc.gz\n" for n in RESPONSES)
INDEXES = {
    "a.cdxj": CDXJ,
    "index.cdxj": b'!meta {"format": "cdxj"}\n' + CDXJ,
    "index.cdxj.gz": gzip.compress(CDXJ),
    "a.cdx": CDX11.encode(),
    "b.cdx": CDX9.encode(),
}


@pytest.mark.parametrize("name", INDEXES)
@pytest.mark.parametrize(
    ("members", "damage"),
    [
        (MEMBERS, []),
        (MEMBERS[:-6], ["truncated"]),  # a cut between two records
        (MEMBERS[:4] + MEMBERS[6:], ["truncated"]),  # a hole
        (None, ["truncated"]),
    ],
    ids=["whole", "cut", "hole", "missing"],
)
def test_an_index_tells_of_missing_records(
    tmp_path: Path, name: str, members: list[bytes] | None, damage: list[str]
) -> None:
    archive = {"a.warc.gz": b"".join(members)} if members else {"b.html": PAGES["0.html"]}
    assert damages(list(read([_folder(tmp_path, archive | {name: INDEXES[name]})]))) == damage


def test_an_index_of_a_collection(tmp_path: Path) -> None:
    files = {"archive/a.warc.gz": b"".join(MEMBERS), "indexes/index.cdxj": CDXJ}
    assert damages(list(read([_folder(tmp_path, files)]))) == []


@pytest.mark.parametrize("name", ["a.cdxj", "a.cdxj.gz"])
def test_an_index_that_was_cut(tmp_path: Path, name: str) -> None:
    index = INDEXES["index.cdxj.gz" if name.endswith("gz") else "a.cdxj"][:-20]
    folder = _folder(tmp_path, {"a.warc.gz": b"".join(MEMBERS), name: index})
    assert len(damages(list(read([folder])))) == 1


def test_a_list_leads_nowhere_else(tmp_path: Path) -> None:
    (tmp_path / "secret.html").write_bytes(made.page(made.STORIES[0]))
    folder = tmp_path / "kept" / "archive"
    folder.mkdir(parents=True)
    for name, data in PAGES.items():
        (folder / name).write_bytes(data)
    outside = {"path": str(tmp_path / "secret.html"), "hash": f"md5:{'0' * 32}"}
    inside = {"path": list(PAGES)}
    listed = [outside, {"path": "../../secret.html"}, {"path": "https://a.example/b.csv"}, inside]
    (folder / "datapackage.json").write_text(json.dumps({"resources": listed}))
    (bad,) = [record for record in read([str(folder)], Reading(), Tally()) if record.damage]
    assert bad.damage and bad.damage.note.startswith(f"2 of the {len(PAGES) + 2} files")


@pytest.mark.parametrize("offset", [-5, 10**9])
def test_an_index_may_state_any_number(tmp_path: Path, offset: int) -> None:
    (tmp_path / "a.warc.gz").write_bytes(gzip.compress(b"WARC/1.0\r\n"))
    row = {"filename": str(tmp_path / "a.warc.gz"), "offset": offset, "length": 5}
    (tmp_path / "a.cdxj").write_text(f"com,a)/ 2031 {json.dumps(row)}\n")
    found = [r.damage.note for r in read([str(tmp_path)], Reading(), Tally()) if r.damage]
    assert any("ends before the record" in note for note in found)
