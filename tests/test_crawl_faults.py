"""A site that does everything wrong at once: the crawl ends, says what happened, keeps the rest."""

import gzip
import re
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from itertools import pairwise
from pathlib import Path
from threading import Lock, Thread

import pytest

from tests.crawl_site import Asked, Desk, NewsSite, feed, front, path_of, serving, sitemap, story

QUICK = ("--delay", "0", "--no-links")
BIG = 1 << 30


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def endless(asked: Asked) -> None:
    """A body of a gigabyte that does not say how long it is."""
    asked.send_response(200)
    asked.send_header("Content-Type", "text/html")
    asked.send_header("Connection", "close")
    asked.end_headers()
    chunk, left = b"<p>more and more</p>" * 5000, BIG
    while left > 0:
        asked.wfile.write(chunk)
        left -= len(chunk)


def announced(asked: Asked) -> None:
    """A body that says it has a gigabyte."""
    asked.send_response(200)
    asked.send_header("Content-Type", "text/html")
    asked.send_header("Content-Length", str(BIG))
    asked.end_headers()


@cache
def _packed_bomb() -> bytes:
    return gzip.compress(b"<p>" + b"0" * (200 << 20), 1)


def bomb(asked: Asked) -> None:
    """Little on the wire, 200 MB unpacked."""
    data = _packed_bomb()
    asked.reply(data, headers={"Content-Encoding": "gzip", "Content-Length": str(len(data))})


def drip(asked: Asked) -> None:
    """One byte a second, for ever."""
    asked.send_response(200)
    asked.send_header("Content-Type", "text/html")
    asked.send_header("Content-Length", "100000")
    asked.end_headers()
    for _ in range(120):
        asked.wfile.write(b"<")
        asked.wfile.flush()
        time.sleep(1)


def silent(asked: Asked) -> None:
    """Nothing at all."""
    time.sleep(30)


def cut(asked: Asked) -> None:
    """Half of what was promised."""
    asked.send_response(200)
    asked.send_header("Content-Type", "text/html")
    asked.send_header("Content-Length", "9000")
    asked.end_headers()
    asked.wfile.write(b"<html><h1>Half")
    asked.close_connection = True


class Sometimes:
    """Busy for the first few requests, with or without saying for how long."""

    def __init__(self, site: NewsSite, number: int, status: int, times: int, wait: str) -> None:
        self.site, self.page, self.status = site, story(number), status
        self.left, self.wait = times, wait
        self.seen: list[float] = []

    def __call__(self, asked: Asked) -> None:
        self.seen.append(time.monotonic())
        if self.left > 0:
            self.left -= 1
            headers = {"Retry-After": self.wait} if self.wait else {}
            asked.reply("busy", self.status, headers=headers)
        else:
            asked.reply(self.page)


def mislabelled(asked: Asked) -> None:
    """Plain letters that are said to be packed."""
    asked.reply("<html>plain</html>", headers={"Content-Encoding": "gzip"})


def to(place: str, status: int = 302) -> object:
    return lambda asked: asked.reply(b"", status, headers={"Location": place})


def calendar(asked: Asked) -> None:
    """Every month leads to the next one, for ever."""
    year, month = asked.path.removeprefix("/town/calendar/").split("/")
    following = f"{int(year) + int(month) // 12}/{int(month) % 12 + 1}"
    asked.reply(f'<a rel="next" href="/town/calendar/{following}">next month</a>')


FAULTS = {
    "/2026/03/a-page-without-an-end-1": ("too-large", endless),
    "/2026/03/a-page-of-a-gigabyte-2": ("too-large", announced),
    "/2026/03/a-page-that-is-a-bomb-3": ("too-large", bomb),
    "/2026/03/a-page-that-drips-slowly-4": ("timeout", drip),
    "/2026/03/a-page-that-never-comes-5": ("timeout", silent),
    "/2026/03/a-page-that-breaks-off-6": ("cut-off", cut),
    "/2026/03/a-page-that-is-not-packed-15": ("undecodable", mislabelled),
    "/2026/03/a-page-that-moves-in-circles-7": ("redirects", to("/2026/03/circle-of-pages-two-7")),
    "/2026/03/circle-of-pages-two-7": ("redirects", to("/2026/03/a-page-that-moves-in-circles-7")),
    "/2026/03/a-page-of-a-private-net-9": ("private", to("http://10.255.255.1/secret-page")),
    "/2026/03/a-page-of-the-metadata-10": ("private", to("http://169.254.169.254/latest/")),
}


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[NewsSite, Desk, object]]:
    """One crawl of a site with every fault, and ten articles that are in order."""
    desk = Desk(tmp_path_factory.mktemp("faults"))
    _packed_bomb()
    with serving() as site:
        good = [path_of(number) for number in range(10)]
        for number, path in enumerate(good):
            site.add(path, story(number))
        broken = {path: fault for path, (_, fault) in FAULTS.items()}
        broken["/2026/03/a-picture-and-no-page-8"] = lambda asked: asked.reply(
            b"\x89PNG\r\n\x1a\n" + bytes(500), kind="image/png"
        )
        broken["/2026/03/a-page-that-goes-home-16"] = to("/")
        broken["/2026/03/a-page-that-leads-to-nothing-17"] = to("/2026/03/nothing-at-all-18")
        site.add("/2026/03/nothing-at-all-18", "<html><body></body></html>")
        busy = Sometimes(site, 31, 503, 1, "")
        broken["/2026/03/a-page-that-is-busy-once-11"] = busy
        broken["/2026/03/a-page-always-out-of-order-12"] = Sometimes(site, 32, 500, 99, "")
        site.special |= broken
        site.special["/town/calendar/2026/1"] = calendar
        for year in range(2026, 2045):
            for month in range(1, 13):
                site.special[f"/town/calendar/{year}/{month}"] = calendar
        site.add("/robots.txt", "User-agent: *\nDisallow: /private/\n", "text/plain")
        site.add("/private/2026/03/a-story-not-for-robots-13", story(33))
        listed = [*good, *broken, "/private/2026/03/a-story-not-for-robots-13"]
        text = feed(listed).replace("</channel></rss>", "<item><title>Cut & unclosed <<<")
        site.add("/feed.xml", text, "application/rss+xml")
        site.add("/", front(["/town"]))
        site.add("/town", front(["/town/calendar/2026/1"], ""))
        site.add("/bomb.xml", _entities(), "application/rss+xml")
        desk.configure(
            f"[crawl]\ntimeout = 5.0\n[[site]]\nname = 'h.example'\nurl = '{site.base}/'\n"
            f"feeds = ['{site.base}/feed.xml', '{site.base}/bomb.xml']\n"
            f"sections = ['{site.base}/town', '{site.base}/town/calendar/2026/1']\n"
        )
        done = desk.crawl(*QUICK, timeout=180)
        yield site, desk, done


def _entities() -> str:
    levels = "".join(
        f'<!ENTITY l{i} "{"&l" + str(i - 1) + ";"}{("&l" + str(i - 1) + ";") * 9}">'
        for i in range(1, 12)
    )
    item = "<item><title>&l11;</title><link>{base}/2026/03/a-bomb-of-entities-14</link></item>"
    return (
        f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "ha">{levels}'
        '<!ENTITY out SYSTEM "file:///etc/passwd">]>'
        f"<rss><channel><description>&out;</description>{item}</channel></rss>"
    )


def test_what_is_in_order_is_kept(crawled: tuple[NewsSite, Desk, object]) -> None:
    _, desk, done = crawled
    assert done.returncode == 0, done.stderr  # type: ignore[attr-defined]
    assert desk.query("select count(*) from article") == [(11,)]  # ten, and the one busy once
    assert "Traceback" not in done.stderr  # type: ignore[attr-defined]


@pytest.mark.parametrize("path", sorted(FAULTS))
def test_each_fault_has_its_word(crawled: tuple[NewsSite, Desk, object], path: str) -> None:
    site, desk, _ = crawled
    word = FAULTS[path][0]
    rows = desk.query("select outcome from crawl_fetch where url = ?", site.base + path)
    assert rows == [(word,)]
    assert desk.stats()["failures"][word] >= 1


def test_the_numbers_name_what_went_wrong(crawled: tuple[NewsSite, Desk, object]) -> None:
    _, desk, _ = crawled
    stats = desk.stats()
    assert stats["failures"]["redirects"] == 2
    assert stats["failures"]["private"] == 2
    assert stats["failures"]["robots"] == 1
    assert stats["outcomes"]["wrong-type"] == 1
    assert stats["outcomes"]["status-500"] == 1
    assert stats["sources"]["declares-entities"] == 1
    assert stats["blocked"] >= 1


def test_pages_without_an_article_are_listed(crawled: tuple[NewsSite, Desk, object]) -> None:
    _, desk, done = crawled
    shown = desk.run("runs", "show", "1", "--db", "desk.db").stdout
    assert re.search("no article wrong-type: .*/a-picture-and-no-page-8", shown)
    assert re.search("no article sent-home: .*/a-page-that-goes-home-16", shown)
    assert re.search("no article not-an-article: .*/a-page-that-leads-to-nothing-17", shown)
    said = re.search(r"(\d+) requests failed", done.stdout)  # type: ignore[attr-defined]
    assert said is not None
    assert shown.count("\nfailed ") == int(said[1])


def test_what_robots_forbids_is_never_asked(crawled: tuple[NewsSite, Desk, object]) -> None:
    site, _, _ = crawled
    assert not any(path.startswith("/private/") for path in site.asked)


def test_an_endless_calendar_ends(crawled: tuple[NewsSite, Desk, object]) -> None:
    site, _, _ = crawled
    assert sum(n for path, n in site.asked.items() if "calendar" in path) <= 3


def test_entities_are_not_expanded(crawled: tuple[NewsSite, Desk, object]) -> None:
    _, desk, _ = crawled
    titles = desk.query("select title from crawl_page")
    assert max(len(title) for (title,) in titles) < 100
    assert desk.stats()["sources"]["declares-entities"] == 1


def test_the_raw_file_reads_to_its_end(crawled: tuple[NewsSite, Desk, object]) -> None:
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    _, desk, _ = crawled
    (file,) = (desk.folder / "raw" / "h.example").glob("*.warc.gz")
    with file.open("rb") as stream:
        kinds = [record.record_type for record in ArchiveIterator(stream, parse_http=True)]
    assert kinds[0] == WarcRecordType.warcinfo
    again = kinds.count(WarcRecordType.revisit)  # the front page, to which a page led
    assert kinds.count(WarcRecordType.response) + again == desk.stats()["raw_records"]


def test_one_host_gets_two_requests_at_a_time(desk: Desk) -> None:
    """Also without a delay, and however many requests the crawl may have under way."""
    with serving() as site:
        at_once, most, lock = 0, 0, Lock()

        def slow(asked: Asked) -> None:
            nonlocal at_once, most
            with lock:
                at_once += 1
                most = max(most, at_once)
            time.sleep(0.02)
            with lock:
                at_once -= 1
            asked.reply(story(int(asked.path.rpartition("-")[2])))

        paths = [path_of(number) for number in range(40)]
        site.special |= dict.fromkeys(paths, slow)
        site.add("/feed.xml", feed(paths), "application/rss+xml")
        site.add("/", front([]))
        done = desk.crawl(site.base + "/", "--delay", "0", "--concurrency", "16", "--no-links")
    assert done.returncode == 0, done.stderr
    assert most <= 2
    assert desk.query("select count(*) from article") == [(40,)]


def test_crawl_delay_is_kept(desk: Desk) -> None:
    with serving() as site:
        site.add("/robots.txt", "User-agent: *\nCrawl-delay: 2\n", "text/plain")
        site.add("/", front([path_of(1), path_of(2)]))
        site.add("/feed.xml", feed([path_of(1)]), "application/rss+xml")
        site.add(path_of(1), story(1))
        site.add(path_of(2), story(2))
        done = desk.crawl(site.base + "/", *QUICK)
        times = sorted(at for at, path in site.times if path in site.pages)[1:]
    assert done.returncode == 0, done.stderr
    assert len(times) == 4
    assert all(later - sooner >= 1.9 for sooner, later in pairwise(times))


@pytest.mark.parametrize("by_date", [False, True])
def test_retry_after_is_waited_for(desk: Desk, by_date: bool) -> None:
    from email.utils import formatdate

    with serving() as site:
        wait = formatdate(time.time() + 8, usegmt=True) if by_date else "3"
        busy = Sometimes(site, 1, 429, 1, wait)
        site.special[path_of(1)] = busy
        site.add("/", front([path_of(1)], ""))
        done = desk.crawl(site.base + "/", *QUICK)
    assert "1 new" in done.stdout, done.stdout + done.stderr
    if not by_date:
        assert busy.seen[1] - busy.seen[0] >= 2.9
    assert desk.stats()["retry_after"] == 1


def test_a_long_retry_after_leaves_the_host_alone_and_loses_nothing(desk: Desk) -> None:
    with serving() as site:
        paths = [path_of(number) for number in range(30)]
        for number, path in enumerate(paths):
            site.special[path] = Sometimes(site, number, 429, 1, "86400")
        site.add("/", front(paths, ""))
        first = desk.crawl(site.base + "/", *QUICK)
        asked = sum(site.asked[path] for path in paths)
        for path, number in zip(paths, range(30), strict=True):
            del site.special[path]
            site.add(path, story(number))
        site.forget()
        soon = desk.crawl(site.base + "/", *QUICK)
        assert not site.asked  # the next run, minutes later, remembers what the host said
        desk.change("update crawl_source set next_due = '2026-01-01' where kind = 'host'")
        later = desk.crawl(site.base + "/", *QUICK)
    assert first.returncode == 3, first.stdout
    assert asked <= 8  # at most those that were under way when the first answer came
    assert soon.returncode == 3
    assert "asked to wait: not to be asked before 20" in soon.stderr
    assert "30 new" in later.stdout, later.stdout + later.stderr


def test_no_robots_answer_means_hands_off(desk: Desk) -> None:
    with serving() as site:
        site.special["/robots.txt"] = lambda asked: asked.reply("down", 503)
        site.add("/", front([path_of(1)], ""))
        site.add(path_of(1), story(1))
        done = desk.crawl(site.base + "/", *QUICK)
        assert set(site.asked) == {"/robots.txt"}
    assert done.returncode == 3


def test_a_feed_of_ten_thousand_entries(desk: Desk) -> None:
    with serving() as site:
        paths = [path_of(number) for number in range(10_000)]
        site.add("/", front([]))
        site.add("/feed.xml", feed(paths), "application/rss+xml")
        for number in range(10_000):
            site.add(paths[number], story(number))
        done = desk.crawl(site.base + "/", *QUICK, "--max-items", "20")
    assert "20 new" in done.stdout, done.stdout + done.stderr
    assert desk.stats()["feed_entries"] == 10_000
    assert desk.stats()["pending"] == 9_980


def test_broken_sitemaps_give_what_can_be_read(desk: Desk) -> None:
    whole = sitemap([path_of(number) for number in range(6)])
    with serving() as site:
        site.add("/robots.txt", "Sitemap: {base}/map.xml\nSitemap: {base}/z.xml.gz", "text/plain")
        site.add("/", "<html></html>")
        site.add("/map.xml", "\n\n" + whole[: whole.index(path_of(4))], "application/xml")
        half = gzip.compress(sitemap([path_of(5)] * 50).replace("{base}", site.base).encode())
        site.special["/z.xml.gz"] = lambda asked: asked.reply(half[:-40], kind="application/gzip")
        for number in range(6):
            site.add(path_of(number), story(number))
        done = desk.crawl(site.base + "/", *QUICK)
    assert "5 new" in done.stdout, done.stdout + done.stderr


def test_an_invalid_certificate_is_refused(desk: Desk, tmp_path: Path) -> None:
    with _tls(tmp_path) as base:
        done = desk.crawl(base + "/", *QUICK)
    assert done.returncode == 3
    assert desk.stats()["failures"]["tls"] >= 1


@contextmanager
def _tls(folder: Path) -> Iterator[str]:
    """A server whose certificate nobody signed."""
    names = "-subj", "/CN=localhost", "-keyout", str(folder / "key"), "-out", str(folder / "cert")
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *names]
    try:
        subprocess.run(command, check=True, capture_output=True)
    except FileNotFoundError:
        pytest.skip("no openssl to make a certificate with")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert", folder / "key")
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return
            try:
                context.wrap_socket(client, server_side=True).close()
            except OSError:
                client.close()

    Thread(target=serve, daemon=True).start()
    try:
        yield f"https://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        listener.close()
