"""`kill -9` at any moment: nothing stored is lost, nothing stored is fetched again."""

import random
import signal
import threading
import time
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator

from tests.crawl_site import Asked, Desk, NewsSite, feed, path_of, serving, story

ARTICLES, KILLS = 480, 10


def _slow(number: int, site: NewsSite) -> object:
    """A page that takes a moment, so that a kill finds work under way."""

    def answer(asked: Asked) -> None:
        time.sleep(0.004)
        site.sent[asked.path] += 1
        asked.reply(story(number), headers={"ETag": f'"{number}"'})

    return answer


def test_ten_kills_lose_and_repeat_nothing(tmp_path: Path) -> None:
    desk, chance = Desk(tmp_path), random.Random(20261123)
    with serving() as site:
        paths = [path_of(number) for number in range(ARTICLES)]
        for number, path in enumerate(paths):
            site.special[path] = _slow(number, site)  # type: ignore[assignment]
        site.add("/", "<html></html>")
        site.add("/feed.xml", feed(paths), "application/rss+xml")
        desk.configure(
            f'[[site]]\nname = "h.example"\nurl = "{site.base}/"\nfeeds = ["{site.base}/feed.xml"]'
        )
        stored: set[str] = set()
        grew = 0
        before: dict[str, int] = {}
        repeated = []
        for _ in range(KILLS):
            _kill_at(desk, site, sum(site.sent.values()) + chance.randrange(1, 90))
            repeated += [path for path in stored if site.asked[path] != before[path]]
            grew += len(_stored(desk)) > len(stored)
            stored, before = _stored(desk), dict(site.asked)
        done = desk.crawl("--delay", "0", "--no-links")
        repeated += [path for path in stored if site.asked[path] != before[path]]
    assert done.returncode == 0, done.stderr
    assert repeated == []
    assert grew >= 3  # the kills did fall into runs that had stored something
    assert _stored(desk) == set(paths)
    assert desk.query("select count(*) from article") == [(ARTICLES,)]
    assert desk.query("select count(*) from article_version") == [(ARTICLES,)]
    assert desk.query("pragma integrity_check") == [("ok",)]
    assert _readable(desk) >= ARTICLES
    statuses = [row[0] for row in desk.query("select status from run order by id")]
    assert statuses[-1] == "complete"
    assert set(statuses[:-1]) == {"failed"}


def _kill_at(desk: Desk, site: NewsSite, asked: int) -> None:
    """Start a crawl and kill it once the site has answered so many requests for articles."""
    process = desk.start("crawl", "--db", "desk.db", "--delay", "0", "--no-links")
    until = time.monotonic() + 60
    while sum(site.sent.values()) < asked and process.poll() is None and time.monotonic() < until:
        time.sleep(0.002)
    process.send_signal(signal.SIGKILL)
    process.communicate()


def _stored(desk: Desk) -> set[str]:
    return {"/" + url.split("/", 3)[3] for (url,) in desk.query("select url from article")}


def _readable(desk: Desk) -> int:
    """Every raw file reads to its end, the responses in it are whole; how many there are."""
    count = 0
    files = sorted((desk.folder / "raw" / "h.example").glob("*"))
    assert all(file.name.endswith(".warc.gz") for file in files)
    for file in files:
        with file.open("rb") as stream:
            for record in ArchiveIterator(stream, parse_http=True):
                body = record.reader.read()
                count += "/2026/" in (record.headers.get("WARC-Target-URI") or "")
                length = record.http_headers.get("Content-Length") if record.http_headers else None
                assert length is None or len(body) == int(length)
    return count


def test_sigterm_saves_the_state_and_says_143(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with serving() as site:
        paths = [path_of(number) for number in range(120)]
        for number, path in enumerate(paths):
            site.special[path] = _slow(number, site)  # type: ignore[assignment]
        site.add("/", "<html></html>")
        site.add("/feed.xml", feed(paths), "application/rss+xml")
        words = ("crawl", "--db", "desk.db", site.base + "/", "--delay", "0.02", "--no-links")
        site.add("/", '<link rel="alternate" type="application/rss+xml" href="/feed.xml">')
        process = desk.start(*words)
        until = time.monotonic() + 60
        while sum(site.sent.values()) < 12 and time.monotonic() < until:
            time.sleep(0.01)
        process.send_signal(signal.SIGTERM)
        out, error = process.communicate(timeout=60)
        assert process.returncode == 143, out + error
        fetched = [path for path in paths if site.sent[path]]
        assert {f"/{p}" for p in _paths(desk)} == set(fetched)
        again = desk.crawl(site.base + "/", "--delay", "0", "--no-links")
        assert again.returncode == 0, again.stderr
        assert all(site.sent[path] == 1 for path in paths)
    assert desk.query("select count(*) from article") == [(120,)]
    assert desk.query("select status, exit_code from run where id = 1") == [("incomplete", 143)]


@pytest.mark.parametrize(("sign", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_second_signal_does_not_wait(tmp_path: Path, sign: signal.Signals, code: int) -> None:
    desk, asked, over = Desk(tmp_path), threading.Event(), threading.Event()

    def hang(request: Asked) -> None:
        asked.set()
        over.wait(60)

    with serving() as site:
        site.special["/feed.xml"] = hang  # type: ignore[assignment]
        site.add("/", '<link rel="alternate" type="application/rss+xml" href="/feed.xml">')
        process = desk.start("crawl", "--db", "desk.db", site.base + "/", "--delay", "0")
        assert asked.wait(60)
        process.send_signal(sign)
        time.sleep(0.5)
        assert process.poll() is None  # the first lets what is under way arrive
        process.send_signal(sign)
        _, error = process.communicate(timeout=30)
        over.set()
    assert process.returncode == code, error
    assert error.splitlines()[-1].startswith("copydesk: stopped at once")
    assert desk.query("select status, exit_code from run") == [("incomplete", code)]


def _paths(desk: Desk) -> list[str]:
    return [url.split("/", 3)[3] for (url,) in desk.query("select url from article")]


def test_runs_closes_a_run_that_was_killed(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with serving() as site:
        site.add("/", '<link rel="alternate" type="application/rss+xml" href="/feed.xml">')
        site.special["/feed.xml"] = lambda asked: time.sleep(20)
        process = desk.start("crawl", "--db", "desk.db", site.base + "/", "--no-links")
        until = time.monotonic() + 60
        while not site.asked["/feed.xml"] and time.monotonic() < until:
            time.sleep(0.01)
        process.kill()
        process.communicate()
    assert desk.query("select status from run") == [("running",)]
    assert "failed" in desk.run("runs", "--db", "desk.db").stdout
    assert desk.query("select status from run") == [("failed",)]
