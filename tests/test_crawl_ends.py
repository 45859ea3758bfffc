"""How a crawl ends that did not go well: not as if it had, and with a line that says why."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from threading import Timer

import pytest

from tests.crawl_site import ROOT, Asked, Desk, NewsSite, feed, front, path_of, serving, story

QUICK = ("--delay", "0", "--no-links")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def _site(site: NewsSite) -> None:
    site.add("/feed.xml", feed([path_of(1)]), "application/rss+xml")
    site.add("/", front([]))
    site.add(path_of(1), story(1))


def _altered(desk: Desk, change: str, url: str) -> subprocess.CompletedProcess[str]:
    """`copydesk crawl` in which something is not as it should be."""
    run = "import sys; from copydesk.__main__ import main; sys.exit(main())"
    return subprocess.run(
        [sys.executable, "-c", f"{change}\n{run}", "crawl", "--db", "desk.db", url, *QUICK],
        cwd=desk.folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_a_database_that_is_locked_while_a_feed_is_read(desk: Desk) -> None:
    with serving() as site:
        _site(site)

        def lock(asked: Asked) -> None:
            other = sqlite3.connect(desk.db, check_same_thread=False, isolation_level=None)
            other.execute("begin immediate")
            Timer(6, other.rollback).start()
            asked.reply(feed([site.base + path_of(1)]).replace("{base}", ""))

        site.special["/feed.xml"] = lock
        done = _altered(desk, "import db.connect; db.connect.BUSY_SECONDS = 4", site.base + "/")
        del site.special["/feed.xml"]
        again = desk.crawl(site.base + "/", *QUICK)
    assert done.returncode == 3, done.stdout + done.stderr
    lines = [line for line in done.stderr.splitlines() if "database is locked" in line]
    assert len(lines) == 1
    assert "the crawl of 127.0.0.1" in lines[0]
    assert "Traceback" not in done.stderr
    assert again.returncode == 0, again.stderr
    assert desk.query("select status, exit_code from run") == [("incomplete", 3), ("complete", 0)]


def test_a_mistake_of_ours_in_a_listing_is_no_success(desk: Desk) -> None:
    change = "from crawler import feeds; feeds.read_feed = lambda data: data.nonsense"
    with serving() as site:
        _site(site)
        done = _altered(desk, change, site.base + "/")
    assert done.returncode == 4, done.stdout + done.stderr
    assert "nonsense" in done.stderr
    assert desk.query("select status, exit_code from run") == [("incomplete", 4)]


def _forbidden(site: NewsSite) -> None:
    site.add("/robots.txt", "User-agent: *\nDisallow: /\n", "text/plain")


def _login(site: NewsSite) -> None:
    site.add("/feed.xml", "<!doctype html><title>Log in</title><p>Please log in</p>")


def _elsewhere(site: NewsSite) -> None:
    text = feed([path_of(1)]).replace("{base}", "https://h.example")
    site.add("/feed.xml", text, "application/rss+xml")


def _no_story(site: NewsSite) -> None:
    site.add(path_of(1), "<!doctype html><title>Nothing</title>")


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (_forbidden, "no article: robots.txt forbids what was asked for"),
        (_login, "could not be read (1 unreadable)"),
        (_elsewhere, "no article: what it lists lies elsewhere (1 addresses)"),
        (_no_story, "no article: 1 pages were asked for (1 not-an-article)"),
    ],
)
def test_why_nothing_came_out_is_told_in_one_line(desk: Desk, fault: object, words: str) -> None:
    with serving() as site:
        _site(site)
        fault(site)  # type: ignore[operator]
        done = desk.crawl(site.base + "/", *QUICK)
    assert done.returncode == 3, done.stdout + done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith("copydesk: 127.0.0.1")
    assert words in done.stderr


def test_a_dry_run_says_why_nothing_would_be_fetched(desk: Desk) -> None:
    with serving() as site:
        _site(site)
        _forbidden(site)
        done = desk.crawl(site.base + "/", "--dry-run", "--delay", "0")
    assert done.returncode == 3
    assert "robots.txt forbids what was asked for" in done.stderr.splitlines()[-1]


def test_a_feed_that_is_not_well_formed_is_counted_and_read(desk: Desk) -> None:
    with serving() as site:
        _site(site)
        paths = [path_of(number) for number in range(4)]
        for number, path in enumerate(paths):
            site.add(path, story(number))
        broken = feed(paths).replace("Story 0", "Salt & vinegar").replace("Story 2", "a < b & c")
        site.add("/feed.xml", "\n" + broken, "application/rss+xml")
        done = desk.crawl(site.base + "/", *QUICK)
    assert done.returncode == 0, done.stderr
    assert desk.query("select count(*) from article") == [(4,)]
    assert desk.stats()["sources"]["not-well-formed"] == 1


def test_a_later_change_is_seen_in_whatever_zone_it_is_stated(desk: Desk) -> None:
    from tests.crawl_site import sitemap

    with serving() as site:
        paths = [path_of(number) for number in range(3)]
        for number, path in enumerate(paths):
            site.add(path, story(number))
        site.add("/robots.txt", "Sitemap: {base}/map.xml\n", "text/plain")
        site.add("/", "<html></html>")
        said = ["2026-03-02T20:00:00+09:00", "2099-01-01", "2026-03-02T12:00:00Z"]
        site.add("/map.xml", sitemap(paths, dict(zip(paths, said, strict=True))), "text/xml")
        desk.crawl(site.base + "/", *QUICK)
        site.forget()
        day = desk.query("select max(fetched_at) from crawl_page")[0][0][:10]
        said = ["2026-03-02T19:35:00Z", f"{day}T00:00:00Z", "2026-03-02T21:00:00+09:00"]
        site.add("/map.xml", sitemap(paths, dict(zip(paths, said, strict=True))), "text/xml")
        desk.change("update crawl_source set next_due = ''")
        desk.change("update crawl_page set next_due = ''")
        done = desk.crawl(site.base + "/", *QUICK)
    assert done.returncode == 0, done.stderr
    assert [site.asked[path] for path in paths] == [1, 1, 0]
