"""What a host is owed: its delay for as long as the crawl lasts, whoever asks, and silence when
the crawl is told to end."""

import signal
import time
from itertools import pairwise
from pathlib import Path

import pytest

from tests.crawl_site import Asked, Desk, NewsSite, feed, index, path_of, serving, sitemap, story


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def _pages(site: NewsSite, count: int) -> list[str]:
    paths = [path_of(number) for number in range(count)]
    for number, path in enumerate(paths):
        site.add(path, story(number))
    return paths


def _gaps(site: NewsSite) -> list[float]:
    times = sorted(at for at, _ in site.times)
    return [later - sooner for sooner, later in pairwise(times)]


def test_the_delay_of_robots_txt_holds_to_the_end(desk: Desk) -> None:
    """Also where the file begins with a byte order mark, and is larger than what is read of it."""
    with serving() as site:
        paths = _pages(site, 6)
        rules = f"\ufeffUser-agent: *\nCrawl-delay: 1\nDisallow: {paths[5]}\n"
        padding = "# a long list\n" * 60_000
        site.add("/robots.txt", f"{rules}{padding}Disallow: /\n", "text/plain")
        site.add("/", "<html></html>")
        site.add("/feed.xml", feed(paths), "application/rss+xml")
        desk.configure(
            f'[[site]]\nname = "h.example"\nurl = "{site.base}/"\nfeeds = ["{site.base}/feed.xml"]'
        )
        done = desk.crawl("--delay", "0.2", "--no-links")
    assert done.returncode == 0, done.stderr
    assert desk.query("select count(*) from article") == [(5,)]
    assert desk.stats()["failures"] == {"robots": 1}
    assert len(site.times) >= 8
    assert min(_gaps(site)) >= 0.9  # seconds as the server sees them


def test_sites_of_one_host_share_its_delay(desk: Desk) -> None:
    with serving() as site:
        paths = _pages(site, 9)
        tables = ""
        for number in range(3):
            site.add(f"/{number}/feed.xml", feed(paths[number::3]), "application/rss+xml")
            site.add(f"/{number}/", "<html></html>")
            url = f"{site.base}/{number}/"
            tables += f'[[site]]\nname = "s{number}.example"\nurl = "{url}"\n'
            tables += f'feeds = ["{url}feed.xml"]\n'
        desk.configure(tables)
        done = desk.crawl("--delay", "0.5", "--no-links")
    assert done.returncode == 0, done.stderr
    assert desk.query("select count(*) from article") == [(9,)]
    assert min(_gaps(site)) >= 0.4


def test_nothing_is_sent_after_a_signal(desk: Desk) -> None:
    with serving() as site:
        paths = _pages(site, 6)
        site.special[paths[0]] = _busy
        site.add("/feed.xml", feed(paths), "application/rss+xml")
        site.add("/", '<link rel="alternate" type="application/rss+xml" href="/feed.xml">')
        words = (site.base + "/", "--delay", "0.5", "--no-links")
        process = desk.start("crawl", "--db", "desk.db", *words)
        until = time.monotonic() + 60
        while not site.asked[paths[0]] and time.monotonic() < until:
            time.sleep(0.01)
        time.sleep(1)
        asked, begin = len(site.times), time.monotonic()
        process.send_signal(signal.SIGTERM)
        _, error = process.communicate(timeout=60)
        assert time.monotonic() - begin < 30  # and not the 100 s that the host asks for
        assert process.returncode == 143, error
        assert len(site.times) == asked
        assert desk.stats()["failures"] == {}
        del site.special[paths[0]]
        again = desk.crawl(*words, "--force")
    assert again.returncode == 0, again.stderr
    assert desk.query("select count(*) from article") == [(6,)]


def _busy(asked: Asked) -> None:
    asked.reply("busy", 429, headers={"Retry-After": "100"})


def test_time_that_is_over_leaves_the_rest_for_the_next_run(desk: Desk) -> None:
    """Also what lists articles, and was never asked for while its own list stays as it is."""
    with serving() as site:
        paths = _pages(site, 8)
        maps = [f"/map-{number}.xml" for number in range(8)]
        for name, path in zip(maps, paths, strict=True):
            site.add(name, sitemap([path]), "application/xml")
        site.add("/robots.txt", "Sitemap: {base}/sitemap.xml\n", "text/plain")
        site.add("/sitemap.xml", index(maps), "application/xml")
        site.add("/", "<html></html>")
        first = desk.crawl(site.base + "/", "--delay", "2", "--max-time", "9", "--no-links")
        stats = desk.stats()
        again = desk.crawl(site.base + "/", "--delay", "0", "--no-links")
    assert stats["reason"] == "closespider_timeout", first.stderr
    assert stats["failures"] == {}
    assert 2 <= stats["requests"] <= 6
    assert stats["seconds"] < 12
    assert again.returncode == 0, again.stderr
    assert desk.query("select count(*) from article") == [(8,)]
