"""What a later crawl makes of pages that come, go, move and change in what surrounds them."""

from pathlib import Path

import pytest

from crawler.session import later
from db.store import utc_now
from tests.crawl_site import Asked, Desk, NewsSite, feed, path_of, serving, story

QUICK = ("--delay", "0", "--no-links")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def listing(site: NewsSite, *numbers: int) -> None:
    site.add("/", '<link rel="Alternate nofollow" type="text/xml; charset=utf-8" href="feed.xml">')
    site.add("/feed.xml", feed([path_of(n) for n in numbers]), "application/rss+xml")


def pass_hours(desk: Desk, hours: float) -> None:
    """Everything was found, fetched and put off so long before."""
    for table, columns in {
        "crawl_page": ("next_due", "fetched_at", "changed_at"),
        "crawl_source": ("next_due", "checked_at", "changed_at"),
    }.items():
        for row, *moments in desk.query(f"select rowid, {', '.join(columns)} from {table}"):
            set_ = ", ".join(
                f"{column} = '{later(at, -hours * 3600) if at else ''}'"
                for column, at in zip(columns, moments, strict=True)
            )
            desk.change(f"update {table} set {set_} where rowid = {row}")


def test_a_listed_page_that_is_not_there_yet_is_asked_again(desk: Desk) -> None:
    with serving() as site:
        listing(site, 1, 2, 3)
        site.add(path_of(1), story(1))
        site.add(path_of(2), "<html><body><div id=app></div></body></html>")
        desk.crawl(site.base + "/", *QUICK)
        site.add(path_of(2), story(2))
        site.add(path_of(3), story(3))
        pass_hours(desk, 1)
        done = desk.crawl(site.base + "/", *QUICK)
    assert "2 new" in done.stdout, done.stdout + done.stderr


def test_what_surrounds_a_story_makes_no_new_version_and_is_looked_at_again(desk: Desk) -> None:
    visits = iter(range(100))

    def changing(asked: Asked) -> None:
        clock = f"<aside class='most-read'><h3>Most read</h3><p>Visit {next(visits)}</p></aside>"
        asked.reply(story(1, extra=clock))

    with serving() as site:
        listing(site, 1)
        site.special[path_of(1)] = changing
        desk.crawl(site.base + "/", *QUICK)
        pass_hours(desk, 30)
        done = desk.crawl(site.base + "/", *QUICK)
        assert "0 new, 0 changed" in done.stdout, done.stdout + done.stderr
        assert desk.query("select n from article_version") == [(1,)]
        assert "Visit 1" in desk.query("select blocks from article_version")[0][0]
        due = desk.query("select next_due from crawl_page")[0][0]
        assert due > later(utc_now(), 10 * 3600), "half of the thirty hours that it stayed"


def test_a_time_that_a_wrong_clock_wrote_is_not_waited_for(desk: Desk) -> None:
    with serving() as site:
        listing(site, 1)
        site.add(path_of(1), story(1))
        desk.crawl(site.base + "/", *QUICK)
        pass_hours(desk, -40_000)  # the clock stood years ahead
        site.add(path_of(1), story(1, lead="Nobody had been told that the doors would open."))
        done = desk.crawl(site.base + "/", *QUICK)
    assert "1 changed" in done.stdout, done.stdout + done.stderr


def test_an_article_that_moves_with_the_same_bytes_stays_one(desk: Desk) -> None:
    with serving() as site:
        listing(site, 1)
        site.add(path_of(1), story(1))
        desk.crawl(site.base + "/", *QUICK)
        moved = "/archive" + path_of(1)
        site.add(moved, story(1))
        site.special[path_of(1)] = lambda asked: asked.reply("", 301, headers={"Location": moved})
        site.add("/feed.xml", feed([path_of(1), moved]), "application/rss+xml")
        desk.crawl(site.base + "/", *QUICK, "--force")
    assert len(desk.query("select article_key from article")) == 1


@pytest.mark.parametrize("said", ["{base}/news/", "{base}/undefined", "{{ page.url }}"])
def test_a_canonical_link_that_names_no_article_joins_none(desk: Desk, said: str) -> None:
    with serving() as site:
        listing(site, 1, 2, 3)
        for number in (1, 2, 3):
            site.add(path_of(number), story(number, canonical=said))
        done = desk.crawl(site.base + "/", *QUICK)
    assert "3 new, 0 changed" in done.stdout, done.stdout + done.stderr


def test_a_feed_proxys_entries_are_the_sites(desk: Desk) -> None:
    proxied = f"<item><link>https://proxy.invalid/~r/1</link><o:origLink>{{base}}{path_of(1)}"
    with serving() as site:
        listing(site)
        channel = (
            '<rss version="2.0" xmlns:o="http://rssnamespace.org/feedburner/ext/1.0"><channel>'
        )
        text = f"{channel}{proxied}</o:origLink></item></channel></rss>"
        site.add("/feed.xml", text, "application/rss+xml")
        site.add(path_of(1), story(1))
        done = desk.crawl(site.base + "/", *QUICK)
    assert "1 new" in done.stdout, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("group", "kept"), [("copydesk/2.0", 0), ("CopyDesk", 0), ("copy", 1), ("example", 1)]
)
def test_robots_groups_are_named_by_the_product_token(desk: Desk, group: str, kept: int) -> None:
    with serving() as site:
        listing(site, 1)
        site.add("/robots.txt", f"User-agent: {group}\nDisallow: /2026/\n", "text/plain")
        site.add(path_of(1), story(1))
        desk.crawl(site.base + "/", *QUICK)
    assert desk.query("select count(*) from article") == [(kept,)]


def test_an_alarm_does_not_heal_itself_while_the_fault_lasts(desk: Desk) -> None:
    with serving() as site:
        for number in range(10):
            site.add(path_of(number), story(number))
        listing(site, *range(10))
        assert desk.crawl(site.base + "/", *QUICK, "--force").returncode == 0
        listing(site, 1)
        codes = [desk.crawl(site.base + "/", *QUICK, "--force").returncode for _ in range(3)]
    assert codes == [1, 1, 1]
