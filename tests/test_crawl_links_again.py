"""Related links of unchanged articles are looked at again when their time has come."""

import sqlite3
from pathlib import Path

from tests.crawl_site import Desk, NewsSite, feed, path_of, serving, story

TARGET = "/2024/05/the-old-mill-that-became-a-library"


def _desk(folder: Path, site: NewsSite) -> Desk:
    teaser = f'<p>Related: <a href="{site.base}{TARGET}">The old mill that became a library</a></p>'
    site.add("/", "<html></html>")
    site.add(TARGET, story(80))
    site.add(path_of(1), story(1, extra=teaser))
    site.add("/feed.xml", feed([path_of(1)]), "application/rss+xml")
    desk = Desk(folder)
    desk.configure(
        f'[[site]]\nname = "h.example"\nurl = "{site.base}/"\nfeeds = ["{site.base}/feed.xml"]'
    )
    return desk


def _crawl(desk: Desk, site: NewsSite) -> None:
    site.forget()
    done = desk.crawl("--delay", "0", timeout=120)
    assert done.returncode in (0, 1), done.stderr


def _let_time_pass(desk: Desk) -> None:
    """As if all links were due."""
    with sqlite3.connect(desk.db) as connection:
        connection.execute("update crawl_link set next_due = checked_at")


def _verdict(desk: Desk) -> str:
    found = desk.query("select verdict from crawl_link where url like ?", f"%{TARGET}")
    return str(found[0][0])


def test_a_link_that_dies_later_is_found(tmp_path: Path) -> None:
    with serving() as site:
        desk = _desk(tmp_path, site)
        _crawl(desk, site)
        assert _verdict(desk) == "ok"
        del site.pages[TARGET]
        _crawl(desk, site)
        assert not site.asked[TARGET]  # not yet
        _let_time_pass(desk)
        _crawl(desk, site)
        assert site.asked[TARGET] and not site.sent[path_of(1)]
        assert _verdict(desk) == "dead"
        looked_at = "select code from finding where status = 'open' and code like 'REL3%'"
        assert desk.query(looked_at) == [("REL301",)]


def test_links_of_articles_that_are_gone_rest(tmp_path: Path) -> None:
    with serving() as site:
        desk = _desk(tmp_path, site)
        _crawl(desk, site)
        site.special[path_of(1)] = lambda asked: asked.reply("gone", 410)
        with sqlite3.connect(desk.db) as connection:
            connection.execute("update crawl_page set state = 'pending', claimed_run = 0")
        _crawl(desk, site)
        _let_time_pass(desk)
        _crawl(desk, site)
        assert not site.asked[TARGET]
