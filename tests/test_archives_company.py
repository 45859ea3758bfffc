"""What is no article: told where it was meant, left aside where it lies beside saved pages."""

import gzip
import io
import tarfile
import zipfile
from pathlib import Path

import pytest

from archives.open import read
from archives.reading import Tally
from tests import archive_files as made
from tests.archive_reading import STORIES, both, damages, told, write

_XML = b'<?xml version="1.0" encoding="UTF-8"?>\n'
_ITEM = b"<item><title>Ferry returns</title><description>It sails.</description></item>"
NO_ARTICLES = {
    "feed.rss": (_XML + b'<rss version="2.0"><channel>' + _ITEM + b"</channel></rss>", "feeds"),
    "feed.xml": (b"\xef\xbb\xbf" + _XML + b"<rss><channel>" + _ITEM, "feeds"),
    "index.html": (_XML + b"<!-- made by hand --><rss>" + _ITEM + b"</rss>", "feeds"),
    "a.atom": (b'<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title></feed>', "feeds"),
    "a.rdf": (_XML + b"<rdf:RDF xmlns:rdf='x'><channel/></rdf:RDF>", "feeds"),
    "wide.xml": ("\ufeff<?xml version='1.0'?><rss><channel/></rss>".encode("utf-16-le"), "feeds"),
    "sitemap.xml": (
        _XML + b"<urlset><url><loc>https://a.example/</loc></url></urlset>",
        "sitemaps",
    ),
    "wiki.xml": (b'<mediawiki xml:lang="en"><page><title>Ferry</title>', "XML dumps"),
    "a.nitf": (_XML + b"<nitf><head><title>Ferry</title></head><body>It", "news agencies"),
    "a.xml": (_XML + b"<!DOCTYPE NewsML SYSTEM 'n.dtd' [<!ENTITY a 'b'>]><NewsML/>", "agencies"),
    "jats.xml": (_XML + b'<!DOCTYPE article PUBLIC "-//NLM//DTD" "j.dtd"><article>', "XML files"),
    "own.xml": (_XML + b"<stories><story>Ferry returns</story></stories>", "XML files"),
    "cut.xml": (b'<?xml version="1.0" enc', "XML files"),
    "a.arc": (b"filedesc://a.arc 0.0.0.0 20080430204825 text/plain 76\n1 0 Archive\n", "ARC"),
    "a.rtf": (rb"{\rtf1\ansi The ferry returns.}", "office documents"),
    "a.eps": (b"%!PS-Adobe-3.0 EPSF-3.0\n%%Title: ferry\n", "PostScript"),
    "a.mhtml": (
        b"From: <Saved by Blink>\r\nSubject: Ferry\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related;\r\n\tboundary="b"\r\n\r\n--b\r\n<html>',
        "MHTML",
    ),
}
ARTICLES = {
    "xhtml.html": _XML + b"<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0 Strict//EN' 'x.dtd'>\n"
    b"<html xmlns='http://www.w3.org/1999/xhtml'><title>Ferry</title><p>It sails again.</p></html>",
    "plain.xhtml": _XML + b"<html><title>Ferry</title><p>It sails again on Thursday.</p></html>",
    "piece.html": _XML + b"<div><p>The ferry sails again on Thursday.</p></div>",
    "page.html": b"<!-- <rss> was here --><html><title>Ferry</title><p>It sails.</p></html>",
    "svg.html": b"<html><title>Ferry</title><svg></svg><p>It sails again.</p></html>",
    "article.html": b"<article><h1>Ferry</h1><p>It sails again on Thursday.</p></article>",
    "a.txt": b"Feed for the ferry\n\nThe word <feed> stands in the first line of its manual.\n",
    "b.txt": b"<Feed the birds> is what the ferryman's boat is called, with its angles.\n",
    "c.txt": b"Subject: ferries\nFrom: the harbour\n\nThe multipart/related ferry sails again.\n",
    "d.txt": b"filed under ferries: the plan was found in the archive.\n",
    "e.txt": b"%! is no word of the ferryman, who swears in plain English only.\n",
    "f.txt": b"{rtf} was the sign on the door of the old printing house.\n",
    "g.txt": b"urlset and sitemap are words of the trade, the developer said.\n",
}


@pytest.mark.parametrize("name", NO_ARTICLES)
def test_what_is_no_article_is_never_read_as_one(tmp_path: Path, name: str) -> None:
    content, what = NO_ARTICLES[name]
    good, bad = both(write(tmp_path / name, content))
    assert not good and damages(bad) == ["unsupported"]
    assert bad[0].damage and what in bad[0].damage.note


@pytest.mark.parametrize("name", ARTICLES)
def test_pages_with_an_xml_head_and_texts_about_such_files_are_articles(
    tmp_path: Path, name: str
) -> None:
    good, bad = both(write(tmp_path / name, ARTICLES[name]))
    assert len(good) == 1 and not bad


def test_the_message_says_what_to_do(tmp_path: Path) -> None:
    _, [bad] = both(write(tmp_path / "feed.xml", NO_ARTICLES["feed.xml"][0]))
    assert bad.damage and "export the articles as JSON lines" in bad.damage.note


@pytest.mark.parametrize("first", ["word/document.xml", "[Content_Types].xml", "mimetype"])
def test_a_zipped_document_is_no_archive(tmp_path: Path, first: str) -> None:
    names = {"[Content_Types].xml": b"<x/>"} if first.startswith("word") else {}
    names |= {first: b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"}
    good, bad = both(write(tmp_path / "a", _zip(names)))
    assert not good and damages(bad) == ["unsupported"]


# Beside pages --------------------------------------------------------------------------------

COMPANY = {
    "a-feed.xml": NO_ARTICLES["feed.rss"][0],
    "feed/index.html": NO_ARTICLES["feed.rss"][0],
    "sitemap.xml.gz": gzip.compress(NO_ARTICLES["sitemap.xml"][0]),
    "robots.txt": b"User-agent: *\nDisallow: /private/\n",
    "README.md": b"# Mirror\n\nSaved on 2 May 2024.\n",
    "manifest.json": b'{"name": "Northern Gazette", "icons": [{"src": "a.png"}]}',
    "data/list.json": b"[1, 2, 3]\n",
    "opensearch.xml": _XML + b"<OpenSearchDescription/>",
    "paper.pdf": b"%PDF-1.7\n" + bytes(100),
    "logo.svg": b"<svg xmlns='x'></svg>",
}
PAGES = {f"news/story-{n}.html": made.page(story) for n, story in enumerate(made.STORIES)}


def _folder(tmp_path: Path, files: dict[str, bytes]) -> str:
    for name, content in files.items():
        (tmp_path / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / name).write_bytes(content)
    return str(tmp_path / "site")


def _zip(files: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def _tar(files: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return packed.getvalue()


def _packed(tmp_path: Path, how: str, files: dict[str, bytes]) -> str:
    if how == "folder":
        return _folder(tmp_path, files)
    return write(tmp_path / f"site.{how}", _zip(files) if how == "zip" else _tar(files))


@pytest.mark.parametrize("how", ["folder", "zip", "tar"])
@pytest.mark.parametrize("order", [1, -1], ids=["company first", "pages first"])
def test_a_mirror_does_not_fail_because_of_its_company(
    tmp_path: Path, how: str, order: int
) -> None:
    files = dict(list((COMPANY | PAGES).items())[::order])
    tally = Tally()
    found = list(read([_packed(tmp_path, how, files)], None, tally))
    assert sorted(told(found)) == sorted(STORIES)
    assert tally.aside["feeds"] == 2 and tally.aside["JSON files"] == 2
    assert sum(tally.aside.values()) == len(COMPANY)


@pytest.mark.parametrize("how", ["folder", "zip", "tar"])
def test_without_a_page_company_is_told(tmp_path: Path, how: str) -> None:
    files = {name: content for name, content in COMPANY.items() if not name.endswith(".html")}
    found = list(read([_packed(tmp_path, how, files)]))
    assert damages(found).count("unsupported") == len(files) - 4  # an image, two texts, [1, 2, 3]
    assert len([article for article in found if not article.damage]) == 2


@pytest.mark.parametrize("how", ["folder", "zip", "tar"])
def test_articles_and_damage_beside_pages_are_no_company(tmp_path: Path, how: str) -> None:
    files = {
        "a.jsonl": made.jsonl(),
        "b.jsonl": b'{"title": "Ferry", "text": "It sails."}\nno JSON at all\n',
        "c.json": b'{"title": "Ferry", "text": "It sai',
        "d.nitf": NO_ARTICLES["a.nitf"][0],
        "e.txt": b"The ferry sails again on Thursday.\n",
        "f.txt": b"",
        "g.html": PAGES["news/story-0.html"],
    }
    tally = Tally()
    found = list(read([_packed(tmp_path, how, files)], None, tally))
    assert not tally.aside
    assert sorted(damages(found)) == ["empty", "malformed", "truncated", "unsupported"]


def test_a_feed_that_is_named_is_a_mistake_beside_pages_too(tmp_path: Path) -> None:
    folder = _folder(tmp_path, COMPANY | PAGES)
    assert damages(list(read([folder, f"{folder}/a-feed.xml"]))) == ["unsupported"]


# Beside archives, and under their names ------------------------------------------------------


def test_company_beside_an_archive_is_left_aside(tmp_path: Path) -> None:
    files = {
        "a.warc.gz": made.warc_gz(),
        "README.md": b"# Crawl\n\nOf 2 May 2024.\n",
        "LICENSE": b"CC0\n",
        "bagit.txt": b"BagIt-Version: 1.0\n",
        "schema.json": b'{"fields": ["url"]}',
        "Thumbs.db": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99),
        "desktop.ini": b"[.ShellClassInfo]\n",
        "_SUCCESS": b"",
        "style.css": b"",
    }
    found = list(read([_folder(tmp_path, files)]))
    assert sorted(told(found)) == sorted(STORIES) and not damages(found)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.warc.gz", made.page(made.STORIES[0])),
        ("a.warc.gz", b"404: there is no such archive"),
        ("a.csv", made.page(made.STORIES[0])),
        ("a.jsonl", made.page(made.STORIES[0])),
        ("a.zip", b"<html><title>502 Bad Gateway</title><h1>502 Bad Gateway</h1></html>"),
        ("a.warc.gz", b"version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12\n"),
        ("a.txt", b"version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12\n"),
    ],
)
def test_what_was_saved_in_the_place_of_an_archive(
    tmp_path: Path, name: str, content: bytes
) -> None:
    good, bad = both(write(tmp_path / name, content))
    assert not good and damages(bad) == ["unsupported"]
    assert bad[0].damage and "fetch" in bad[0].damage.note


@pytest.mark.parametrize(
    ("name", "content", "damage"),
    [
        ("story.html", b"\x89PNG\r\n\x1a\n" + bytes(99), ["unsupported"]),
        ("story.htm", b"%PDF-1.7\n" + bytes(99), ["unsupported"]),
        ("index.html", b"\xff\xd8\xff" + bytes(99), []),  # what wget calls /photo/9/
        ("photo.php?id=9", b"\xff\xd8\xff" + bytes(99), []),
        ("data.json", made.page(made.STORIES[0]), []),
    ],
)
def test_what_lies_under_the_name_of_a_page(
    tmp_path: Path, name: str, content: bytes, damage: list[str]
) -> None:
    assert damages(list(read([_folder(tmp_path, PAGES | {name: content})]))) == damage


@pytest.mark.parametrize("folder", ["pages", "archive", "indexes"])
def test_a_zip_with_a_folder_of_a_wacz_is_no_wacz(tmp_path: Path, folder: str) -> None:
    files = {f"{folder}/{n}.html": made.page(story) for n, story in enumerate(made.STORIES)}
    good, bad = both(write(tmp_path / "a.zip", _zip(files)))
    assert told(good) == STORIES and not bad


def test_what_may_be_meant_beside_an_archive_is_told(tmp_path: Path) -> None:
    files = {
        "a.warc.gz": made.warc_gz(),
        "b.jsonl": b'{"prose": "It sails."}\n' * 9,  # columns that --map may name
        "c.ndjson": b"no JSON\n",
        "own.xml": NO_ARTICLES["own.xml"][0],
        "paper.pdf": COMPANY["paper.pdf"],
    }
    found = list(read([_folder(tmp_path, files)]))
    assert sorted(damages(found)) == ["malformed", *["unsupported"] * 3]
