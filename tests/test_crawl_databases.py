"""The crawler on SQLite and on PostgreSQL: the same articles, the same state, the same repairs."""

import signal
import time
from pathlib import Path

import pytest
from sqlalchemy import text

from copydesk.crawling import close_dead_runs
from db.store import Store
from tests.crawl_site import Desk, feed, ordinary, path_of, serving, story

COUNT = 30
QUICK = ("--delay", "0", "--no-links")


@pytest.fixture
def desk(tmp_path: Path, database: str) -> Desk:
    return Desk(tmp_path, database)


def test_everything_once_and_then_only_what_changed(desk: Desk) -> None:
    with serving() as site:
        paths = ordinary(site, COUNT)
        first = desk.crawl(site.base + "/", *QUICK)
        again = desk.crawl(site.base + "/", *QUICK)
        changed = story(5, canonical=f"{{base}}{paths[5]}", lead="The opening was put off.")
        site.add(paths[5], changed)
        then = desk.crawl(site.base + "/", *QUICK, "--force")  # due or not, so soon
    assert first.returncode == again.returncode == then.returncode == 0, first.stderr + then.stderr
    assert f"{COUNT} new, 0 changed" in first.stdout
    assert "0 new, 0 changed" in again.stdout
    assert "0 new, 1 changed" in then.stdout
    assert desk.query("select count(*) from article_version") == [(COUNT + 1,)]
    newest = "select max(n) from article_version v join article a on a.id = v.article_id"
    assert desk.query(f"{newest} where article_key like ?", f"%{paths[5]}") == [(2,)]


def test_related_links_are_looked_at(desk: Desk) -> None:
    broken = '<h3>Related articles</h3><ul><li><a href="/2025/01/gone">An older story of the town'
    with serving() as site:
        site.add("/", "<html></html>")
        site.add("/feed.xml", feed([path_of(1)]), "application/rss+xml")
        site.add(path_of(1), story(1, extra=f"{broken}, long forgotten</a></li></ul>"))
        done = desk.crawl(site.base + "/", "--delay", "0")
    assert done.returncode == 0, done.stderr
    assert desk.query("select verdict from crawl_link") == [("dead",)]
    assert desk.query("select count(*) from finding where code = 'REL301'") == [(1,)]


def test_a_killed_crawl_is_taken_up_again(desk: Desk) -> None:
    with serving() as site:
        paths = ordinary(site, 120)
        process = desk.start("crawl", "--db", desk.database, site.base + "/", *QUICK)
        until = time.monotonic() + 60
        while sum(site.sent[path] for path in paths) < 50 and time.monotonic() < until:
            time.sleep(0.002)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        done = desk.crawl(site.base + "/", *QUICK)
    assert done.returncode == 0, done.stderr
    assert desk.query("select count(*) from article") == [(120,)]
    assert desk.query("select status from run order by id") == [("failed",), ("complete",)]


@pytest.mark.parametrize(("hours", "status"), [(30, "failed"), (2, "running")])
def test_a_silent_run_of_another_machine_is_closed_after_a_day(
    store: Store, hours: int, status: str
) -> None:
    run = store.begin_run("crawl", "herald.example")
    heard = time.strftime("%Y-%m-%dT%H:%M:%S.000000Z", time.gmtime(time.time() - hours * 3600))
    with store.write() as connection:
        there = text("UPDATE run SET host = 'another.example', heartbeat = :heard")
        connection.execute(there, {"heard": heard})
    close_dead_runs(store)
    assert [one.status for one in store.runs() if one.id == run] == [status]
