"""The parts of the crawler by themselves: no server, no process."""

import gzip
import os
import time
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator, WarcRecordType

from crawler import feeds, sitemaps
from crawler.alarms import news
from crawler.conditional import next_due
from crawler.health import Alarm, judge
from crawler.links import like_article, like_section
from crawler.moments import dated
from crawler.patience import retry_after
from crawler.plan import Health
from crawler.verdicts import same_page
from crawler.warc import OPEN, Exchange, WarcFiles, prune, repair

ATOM = b"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom">
<entry><title>One</title><link rel="self" href="https://h.example/feed/1"/>
<link rel="alternate" href="https://h.example/one-story"/><updated>2026-03-01T00:00:00Z</updated></entry>
<entry><title>Two</title><link href="/two-story"/></entry></feed>"""
RSS = b"""<rss version="2.0"><channel><link>https://h.example/</link>
<item><title><![CDATA[A & B]]></title><link> https://h.example/a </link></item>
<item><title>Guid</title><guid isPermaLink="true">https://h.example/b</guid></item>
<item><title>Nowhere</title><guid>12</guid></item></channel></rss>"""
RDF = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
xmlns="http://purl.org/rss/1.0/"><item rdf:about="x"><title>T</title>
<link>https://h.example/c</link></item></rdf:RDF>"""
JSON = b"""{"version": "https://jsonfeed.org/version/1.1", "items": [
{"id": "1", "url": "https://h.example/d", "title": "D", "date_modified": "2026-03-02"}, 7, {}]}"""


@pytest.mark.parametrize(
    ("data", "urls"),
    [
        (ATOM, ["https://h.example/one-story", "/two-story"]),
        (RSS, ["https://h.example/a", "https://h.example/b"]),
        (RDF, ["https://h.example/c"]),
        (JSON, ["https://h.example/d"]),
    ],
)
def test_every_kind_of_feed(data: bytes, urls: list[str]) -> None:
    assert feeds.is_feed(data)
    assert [entry.url for entry in feeds.read_feed(data)] == urls
    assert not sitemaps.is_sitemap(data)


def test_what_a_feed_says_of_an_entry() -> None:
    first = feeds.read_feed(ATOM)[0]
    assert (first.title, first.changed, first.stated) == ("One", "2026-03-01T00:00:00Z", True)
    assert feeds.read_feed(RSS)[0].title == "A & B"


BROKEN = b"".join(
    b"<item><title>A & B, a < b &nbsp;<![CDATA[C & D]]></title><link>https://h.example/%d?a=1&b=2"
    b"</link></item>" % number
    for number in range(30)
)


def test_a_bare_ampersand_loses_neither_entries_nor_parts_of_addresses() -> None:
    found = feeds.read_feed(b"<rss><channel>" + BROKEN + b"</channel></rss>")
    assert [entry.url for entry in found] == [f"https://h.example/{n}?a=1&b=2" for n in range(30)]
    assert found[29].title == "A & B, a  b &nbsp;C & D"
    assert found.broken
    for whole in (ATOM, RSS, RDF, JSON):
        assert not feeds.read_feed(whole).broken
    rows = b"<url><loc>https://h.example/?a=%d&b=2</loc></url>"
    listed = sitemaps.read_sitemap(
        b"<urlset>" + b"".join(rows % n for n in range(9)) + b"</urlset>"
    )
    assert [entry.url for entry in listed] == [f"https://h.example/?a={n}&b=2" for n in range(9)]


def test_entries_that_are_not_closed_are_told_apart() -> None:
    found = feeds.read_feed(
        b"<rss><item><link>https://h.example/1</link><item><link>https://h.example/2</link></item>"
        b"<item><link>https://h.example/3</item></rss>"
    )
    assert [entry.url[-1] for entry in found] == ["1", "2", "3"]


@pytest.mark.parametrize(
    "before",
    [
        b"\xef\xbb\xbf",
        b"\r\n  ",
        b"\xef\xbb\xbf\n",
        b"<br />\n<b>Notice</b>:  Undefined x in <b>/feed.php</b> on line <b>3</b><br />\n",
        b"Warning: something is deprecated\n",
    ],
)
@pytest.mark.parametrize("head", [b'<?xml version="1.0" encoding="utf-8"?>\n', b""])
def test_what_stands_before_a_document(before: bytes, head: bytes) -> None:
    for data in (ATOM.partition(b"?>")[2], RSS, RDF):
        assert feeds.is_feed(before + head + data)
        assert feeds.read_feed(before + head + data) == feeds.read_feed(data)
    assert sitemaps.is_index(before + head + b"<sitemapindex/>")
    if b"<" not in before and b"W" not in before:
        assert feeds.is_feed(before + JSON)
        assert feeds.read_feed(before + JSON) == feeds.read_feed(JSON)


@pytest.mark.parametrize(
    "page",
    [
        b"<!doctype html><html><body>Log in to read <rss version='2.0'></body></html>",
        b"<html><body><pre><?xml version='1.0'?><feed></feed></pre></body></html>",
        b"<?xml version='1.0'?><!DOCTYPE html><html><body><p>Not here</p></body></html>",
        b"<p>There is no feed here</p>",
        b"{}",
    ],
)
def test_a_page_is_no_feed(page: bytes) -> None:
    assert not feeds.is_feed(page)
    assert not sitemaps.is_sitemap(page)


def test_addresses_are_relative_to_the_base_that_is_stated() -> None:
    atom = b"""<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://h.example/a/">
    <entry><link href="one"/></entry><entry xml:base="b/"><link href="two"/></entry>
    <entry><link xml:base="/c/" href="three"/></entry>
    <entry><link href="https://h.example/four"/></entry></feed>"""
    urls = ["a/one", "a/b/two", "c/three", "four"]
    assert [e.url for e in feeds.read_feed(atom)] == [f"https://h.example/{url}" for url in urls]


def _bombs() -> list[bytes]:
    levels = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 12))
    declared = b'<!ENTITY l0 "ha">%s<!ENTITY out SYSTEM "file:///etc/passwd">' % levels
    item = b"<item><title>&l11;&out;&l0;</title><link>https://h.example/a</link></item>"
    rest = b"<rss>" + item + b"<item><link>https://h.example/b</link></item></rss>"
    dtd = b"<!DOCTYPE rss [" + declared + b"]>"
    heads = [b"", b"<?xml version='1.0'?>", b"<!-- <a> -->", b"<!-- a --><?a b?>\n<!-- [ -->"]
    return [head + dtd + rest for head in heads] + [
        b'<!DOCTYPE rss SYSTEM "file:///etc/passwd" [' + declared + b"] >" + rest,
        b"<!DOCTYPE rss [<!-- ]> -->" + declared + b"]>" + rest,
        b"<!DOCTYPE a []>" + dtd + rest,
    ]


@pytest.mark.parametrize("encode", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_entities_are_not_expanded_behind_a_mark_or_in_wide_letters(encode: str) -> None:
    feed = (
        '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY y "INTERNAL">]><rss><channel><item>'
        "<title>a &y; b</title><link>http://a.example/1</link></item></channel></rss>"
    )
    (entry,) = feeds.read_feed(feed.encode(encode))
    assert "INTERNAL" not in entry.title and entry.url == "http://a.example/1"


def test_a_comment_that_opens_what_it_does_not_close() -> None:
    data = (
        b"<?xml version='1.0'?><rss><!-- <![CDATA[ --><channel><item><title>a & b</title>"
        b"<link>http://a.example/1?a=1&amp;b=2</link></item></channel></rss>"
    )
    assert feeds.read_feed(data)[0].url == "http://a.example/1?a=1&b=2"


def test_a_time_without_its_zone_is_not_to_come() -> None:
    now = "2026-03-02T08:05:00.000000Z"
    assert dated("2026-03-02T17:00:00", now) > dated("2026-03-02T16:00:00", now) > ""
    assert dated("2026-03-04T17:00:00", now) == ""


@pytest.mark.parametrize("data", _bombs())
def test_entities_of_a_document_are_never_expanded(data: bytes) -> None:
    assert sitemaps.read_sitemap(data) == []
    titles = "".join(entry.title for entry in feeds.read_feed(data))
    assert "haha" not in titles.replace("&", "")
    assert "root:" not in titles
    assert len(titles) < 100


@pytest.mark.parametrize(
    "data",
    [
        b"<rss>" + b"<item>" * 90000,
        b"<rss>" + b"<![CDATA[" * 300_000,
        b"<rss>" + b"& " * 1_000_000,
        b"<!-- -->" * 300_000 + b"<!DOCTYPE a [",
        b"<!--" * 500_000,
        b"<!DOCTYPE " * 300_000,
        b"<rss>" + b"</item>" * 500_000,
        b"<rss " + b"a='x' " * 300_000,
    ],
)
def test_hostile_documents_take_no_long_time(data: bytes) -> None:
    start = time.process_time()
    feeds.is_feed(data)
    assert len(feeds.read_feed(data)) < 300
    assert time.process_time() - start < 10  # seconds; about one, where nothing else runs


@pytest.mark.parametrize("data", [b"", b"<", b"{", b"[]", b"{" * 90000, b"<a>" * 90000, bytes(99)])
def test_nonsense_is_no_feed_and_no_error(data: bytes) -> None:
    assert list(feeds.read_feed(data)) == []
    assert list(sitemaps.read_sitemap(data)) == []
    assert not sitemaps.is_index(data)


def test_sitemaps_with_pictures_news_and_plain_lists() -> None:
    pictures = b"""<urlset xmlns:image="i"><url><loc>https://h.example/a</loc>
<image:image><image:loc>https://h.example/a.jpg</image:loc></image:image></url></urlset>"""
    assert [entry.url for entry in sitemaps.read_sitemap(pictures)] == ["https://h.example/a"]
    plain = b"\xef\xbb\xbfhttps://h.example/a\nhttps://h.example/b\n\nnonsense\n"
    assert len(list(sitemaps.read_sitemap(plain))) == 2
    assert sitemaps.unpack(gzip.compress(plain)) == plain
    with pytest.raises(sitemaps.TooLargeError):
        sitemaps.unpack(gzip.compress(bytes(sitemaps.MOST_BYTES + 1)))


def test_entries_are_bounded() -> None:
    rows = b"".join(b"<url><loc>https://h.example/%d</loc></url>" % n for n in range(60_000))
    assert len(list(sitemaps.read_sitemap(b"<urlset>" + rows + b"</urlset>"))) == 50_000


@pytest.mark.parametrize(
    ("path", "article"),
    [
        ("/2026/03/harbour-wall-to-be-raised", True),
        ("/news/world-europe-61234567", True),
        ("/politik/haushalt-beschlossen-a-1234567.html", True),
        ("/новости/мэр-открыл-новый-мост-через-реку", True),
        ("/", False),
        ("/sport/", False),
        ("/tag/harbour-wall-to-be-raised", False),
        ("/author/ada-merrow-of-the-herald", False),
        ("/calendar/2031/05", False),
        ("/2026/03/02/", False),
        ("/images/harbour-wall-to-be-raised.jpg", False),
        ("/search?q=harbour+wall+to+be+raised", False),
    ],
)
def test_addresses_of_articles_by_their_shape(path: str, article: bool) -> None:
    assert like_article("https://h.example" + path) is article


def test_addresses_of_sections_by_their_shape() -> None:
    assert all(like_section(f"https://h.example/{path}") for path in ("sport", "world/europe"))
    for path in ("", "login", "sport?page=2", "2026/03", "a/b/c", "logo.png"):
        assert not like_section(f"https://h.example/{path}")


def test_the_longer_unchanged_the_later() -> None:
    start, now = "2026-01-01T00:00:00.000000Z", "2026-01-11T00:00:00.000000Z"
    assert next_due(now, now, 0.1) == now
    assert next_due(start, now, 0.05) == "2026-01-11T12:00:00.000000Z"
    assert next_due(start, now, 0.5) == "2026-01-12T00:00:00.000000Z"  # a day at most


def test_retry_after_by_number_and_by_date() -> None:
    from scrapy.http import Response

    def said(value: str) -> float | None:
        return retry_after(Response("http://h.example/", headers={"Retry-After": value}))

    assert said("120") == 120.0
    assert said("Wed, 21 Oct 2015 07:28:00 GMT") == 0.0
    assert said("soon") is said("-1") is said("²") is said("¹²³") is None
    assert said("Wed, 21 Oct 99999999999999999999 07:28:00 GMT") is None
    assert said("Mon, 01 Jan 0001 00:00:00 -0000") == 0.0
    assert said("Fri, 31 Dec 9999 23:59:59 GMT") > 1e11  # type: ignore[operator]


NOW = "2026-03-03T12:00:00.000000Z"


@pytest.mark.parametrize(
    ("sooner", "later"),
    [
        ("2026-03-02T20:00:00+09:00", "2026-03-02T19:35:00Z"),
        ("2026-03-02T08:00:00Z", "2026-03-02T08:00:00.5Z"),
        ("2026-03-02", "2026-03-02T00:00:01Z"),
        ("Mon, 02 Mar 2026 20:00:00 +0900", "2026-03-02T12:35:00+01:00"),
        ("2099-01-01", "2026-03-02"),  # still to come: says nothing
        ("9999-12-31T23:59:59-14:00", "2026-03-02"),
        ("0001-01-01T00:00:00+14:00", "2026-03-02"),
        ("soon", "2026-03-02"),
    ],
)
def test_stated_times_are_compared_as_moments(sooner: str, later: str) -> None:
    assert dated(sooner, NOW) < dated(later, NOW)


@pytest.mark.parametrize(
    "same", ["2026-03-02T20:00:00+09:00", "2026-03-02T11:00:00Z", "Mon, 02 Mar 2026 11:00:00 GMT"]
)
def test_one_moment_has_one_form(same: str) -> None:
    assert dated(same, NOW) == "2026-03-02T11:00:00.000000Z"


def _exchange(url: str, body: bytes, status: int = 200) -> Exchange:
    headers = (("Content-Type", "text/html"), ("Transfer-Encoding", "chunked"))
    return Exchange(url, status, headers, body, "127.0.0.1")


def _records(folder: Path) -> list[tuple[WarcRecordType, str]]:
    found = []
    for file in sorted(folder.glob("*.warc.gz")):
        with file.open("rb") as stream:
            for record in ArchiveIterator(stream, parse_http=True):
                found.append((record.record_type, record.headers.get("WARC-Target-URI") or ""))
                record.reader.read()
    return found


def test_raw_files_rotate_and_repetitions_are_revisits(tmp_path: Path) -> None:
    files = WarcFiles(tmp_path, megabytes=1)
    bodies = [os.urandom(300_000) for _ in range(8)]
    refs = [files.write(_exchange(f"http://h.example/{n}", b)).ref for n, b in enumerate(bodies)]
    again = files.write(_exchange("http://h.example/7", bodies[7]))
    files.write(_exchange("http://h.example/7", b"", 304))
    files.close()
    assert len(list(tmp_path.glob("*.warc.gz"))) == 3
    kinds = [kind for kind, _ in _records(tmp_path)]
    assert kinds.count(WarcRecordType.response) == 8
    assert kinds.count(WarcRecordType.revisit) == 2
    assert again.ref.split("#")[2] == refs[7].split("#")[2]  # it names the record with the body
    later = WarcFiles(tmp_path)
    later.remember("http://h.example/7", refs[7])
    later.write(_exchange("http://h.example/7", bodies[7]))
    later.close()
    assert [kind for kind, _ in _records(tmp_path)].count(WarcRecordType.revisit) == 3


@pytest.mark.parametrize(
    ("keep_days", "age_days", "kind"),
    [
        (0, 4000, WarcRecordType.revisit),
        (30, 1, WarcRecordType.revisit),
        (30, 29, WarcRecordType.response),
        (30, 31, WarcRecordType.response),
        (30, 10, WarcRecordType.response),  # it would go weeks before what refers to it
        (0, None, WarcRecordType.response),  # somebody moved it
        (30, None, WarcRecordType.response),
    ],
)
def test_a_revisit_refers_to_nothing_that_goes_before_it(
    tmp_path: Path, keep_days: int, age_days: int | None, kind: WarcRecordType
) -> None:
    earlier = WarcFiles(tmp_path)
    ref = earlier.write(_exchange("http://h.example/a", b"<p>the same</p>")).ref
    earlier.close()
    old = tmp_path / ref.partition("#")[0]
    if age_days is None:
        old.unlink()
    else:
        then = time.time() - age_days * 86400
        os.utime(old, (then, then))
    files = WarcFiles(tmp_path, keep_days=keep_days)
    files.remember("http://h.example/a", ref)
    again = files.write(_exchange("http://h.example/a", b"<p>the same</p>")).ref
    files.close()
    prune(tmp_path, keep_days)
    newest = max(tmp_path.glob("*.warc.gz"))
    with newest.open("rb") as stream:
        kinds = [record.record_type for record in ArchiveIterator(stream)]
    assert kinds == [WarcRecordType.warcinfo, kind]
    assert (again == ref) is (kind == WarcRecordType.revisit)
    assert (tmp_path / again.partition("#")[0]).exists()  # where the body lies


def test_a_record_is_found_at_its_place(tmp_path: Path) -> None:
    files = WarcFiles(tmp_path)
    files.write(_exchange("http://h.example/a", b"<p>first</p>"))
    ref = files.write(_exchange("http://h.example/b", b"<p>second</p>")).ref
    files.close()
    name, offset, record_id, *_ = ref.split("#")
    with (tmp_path / name).open("rb") as stream:
        stream.seek(int(offset))
        record = next(iter(ArchiveIterator(stream, parse_http=True)))
        assert record.record_id == record_id
        assert record.reader.read() == b"<p>second</p>"
        assert record.http_headers is not None
        assert record.http_headers.get("X-Archive-Orig-Transfer-Encoding") == "chunked"


def test_nothing_is_written_behind_a_record_that_broke_off(tmp_path: Path) -> None:
    files = WarcFiles(tmp_path)
    files.write(_exchange("https://h.example/a", b"one"))
    real = files._file

    class Full:
        def write(self, packed: bytes) -> int:
            assert real is not None
            real.write(packed[: len(packed) // 2])
            raise OSError(28, "No space left on device")

        def __getattr__(self, name: str) -> object:
            return getattr(real, name)

    files._file = Full()  # type: ignore[assignment]  # the disk is full for one record
    with pytest.raises(OSError, match="No space"):
        files.write(_exchange("https://h.example/b", b"two"))
    files._file = real
    with pytest.raises(OSError, match="could not be written"):
        files.write(_exchange("https://h.example/c", b"three"))
    files.close()
    assert repair(tmp_path) > 0
    kept = next(tmp_path.glob("*.warc.gz")).read_bytes()
    assert b"one" in gzip.decompress(kept)


def test_a_killed_run_leaves_whole_records(tmp_path: Path) -> None:
    files = WarcFiles(tmp_path / "alive")
    for number in range(3):
        files.write(_exchange(f"http://h.example/{number}", os.urandom(9000)))
    files.flush()
    (alive,) = (tmp_path / "alive").glob(f"*{OPEN}")
    whole, half = alive.read_bytes(), gzip.compress(os.urandom(5000))[:3000]
    dead = tmp_path / "dead"
    dead.mkdir()
    (dead / alive.name).write_bytes(whole + half)
    files.close()
    assert repair(dead) == 3000
    (closed,) = dead.glob("*.warc.gz")
    assert closed.read_bytes() == whole
    assert len(_records(dead)) == 4
    assert repair(dead) == 0


def test_old_raw_files_go_when_their_time_is_over(tmp_path: Path) -> None:
    old, new, theirs = "20260101000000000000-7", "20260401000000000000-7", "not-ours"
    for name, age in ((old, 40), (new, 2), (theirs, 40)):
        (tmp_path / f"{name}.warc.gz").write_bytes(b"")
        then = tmp_path.stat().st_mtime - age * 86400
        os.utime(tmp_path / f"{name}.warc.gz", (then, then))
    assert prune(tmp_path, 0) == 0
    assert prune(tmp_path, 30) == 1
    assert {file.name for file in tmp_path.iterdir()} == {f"{new}.warc.gz", f"{theirs}.warc.gz"}


def _stats(**values: object) -> dict[str, object]:
    covered = {"headline": 50, "published": 50, "authors": 45, "language": 50}
    usual: dict[str, object] = {
        "listed": 200, "feed_listed": 30, "requests": 80, "statuses": {"200": 80}, "failures": {},
        "blocked": 0, "outcomes": {"article": 50}, "articles": 50, "median_body": 2000,
        "seconds": 40.0, "findings": 60, "covered": covered,
    }  # fmt: skip
    return usual | values


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        ("items-drop", {"listed": 60}),
        ("feeds-empty", {"feed_listed": 0}),
        ("articles-drop", {"outcomes": {"article": 10, "not-an-article": 40}}),
        ("errors-rise", {"statuses": {"200": 40, "503": 40}}),
        ("blocked-rise", {"blocked": 30}),
        ("body-drop", {"median_body": 300}),
        ("published-missing", {"covered": {"headline": 50, "authors": 45, "language": 50}}),
        ("findings-rise", {"findings": 600}),
        ("duration-rise", {"seconds": 900.0}),
    ],
)
def test_each_gate_of_health(kind: str, change: dict[str, object]) -> None:
    past = [_stats() for _ in range(5)]
    assert [alarm.kind for alarm in judge("h", _stats(**change), past, Health())] == [kind]


def test_an_ordinary_day_raises_no_alarm() -> None:
    past = [_stats(listed=180 + 10 * n, seconds=30.0 + n, findings=50 + n) for n in range(10)]
    quiet = _stats(articles=0, outcomes={"not-modified": 3}, median_body=0, covered={}, findings=0)
    for today in (_stats(), _stats(listed=150), quiet):
        assert judge("h", today, past, Health()) == []
    assert judge("h", _stats(listed=0), [], Health()) == []  # no past, no judgement


def test_news_are_told_once() -> None:
    alarm = Alarm("h", "items-drop", "3 listed", "200", "-50%")
    assert news([alarm], []) == ([alarm], [])
    assert news([alarm], [("h", "items-drop", "m")]) == ([], [])
    assert news([], [("h", "items-drop", "m")]) == ([], [("h", "items-drop", "m")])


def test_pages_for_what_does_not_exist_are_known_by_their_likeness() -> None:
    sorry = b"<html><body><h1>Sorry</h1><p>%s is not here, but look at our front page.</p></body>"
    story = b"<html><body><h1>Harbour</h1><p>The harbour wall is to be raised soon.</p></body>"
    assert same_page(sorry % b"a", sorry % b"b")
    assert not same_page(sorry % b"a", story)
    assert not same_page(sorry % b"a", b"")
