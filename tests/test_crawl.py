"""Whole crawls of a site on loopback: everything once, then only what changed."""

import os
import time
from pathlib import Path

import pytest

from crawler.session import later
from db.store import utc_now
from tests.crawl_site import Desk, NewsSite, feed, front, ordinary, path_of, serving, sitemap, story

COUNT = 40
QUICK = ("--delay", "0", "--no-links")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_a_site_without_configuration_is_collected_whole_each_article_once(desk: Desk) -> None:
    with serving() as site:
        paths = ordinary(site, COUNT)
        done = desk.crawl(site.base + "/", *QUICK)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("\n") == 1
    assert "40 new" in done.stdout
    keys = [row[0] for row in desk.query("select article_key from article")]
    host = site.base.removeprefix("http://")
    assert sorted(keys) == sorted(host + path for path in paths)
    assert all(site.sent[path] + site.sent[f"{path}?utm_source=rss"] == 1 for path in paths)
    assert desk.query("select status, exit_code from run") == [("complete", 0)]
    assert site.asked["/about"] == site.asked["/login"] == 0


def test_an_unchanged_site_costs_only_conditional_requests(desk: Desk) -> None:
    with serving() as site:
        ordinary(site, COUNT)
        desk.crawl(site.base + "/", *QUICK)
        site.forget()
        done = desk.crawl(site.base + "/", *QUICK)
    assert done.returncode == 0, done.stderr
    assert "0 new, 0 changed" in done.stdout
    assert set(site.sent) <= {"/robots.txt"}
    assert desk.query("select count(*) from article_version") == [(COUNT,)]
    assert desk.stats()["outcomes"] == {"not-modified": COUNT}


def test_another_session_id_at_every_visit_is_no_other_article(desk: Desk) -> None:
    with serving(NewsSite()) as site:
        for visit in range(2):
            shown = []
            for number in range(3):
                session = f"PHPSESSID={visit}a{number}b7c"
                shown.append(f"{path_of(number)}?{session}")
                site.add(shown[-1], story(number))
            site.add("/", front([]))
            site.add("/feed.xml", feed(shown), "application/rss+xml")
            done = desk.crawl(site.base + "/", *QUICK, "--force")
            assert done.returncode == 0, done.stderr
    assert desk.query("select count(*) from article") == [(3,)]


def test_a_page_is_kept_again_before_its_raw_response_is_deleted(desk: Desk) -> None:
    with serving(NewsSite(validators=False)) as site:
        ordinary(site, 4)
        desk.configure("[crawl]\nkeep-raw-days = 30\n")
        assert desk.crawl(site.base + "/", *QUICK).returncode == 0
        for file in (desk.folder / "raw").rglob("*.gz"):
            os.utime(file, (time.time() - 31 * 86400,) * 2)
        assert desk.crawl(site.base + "/", *QUICK, "--force").returncode == 0
    kept = {file.name for file in (desk.folder / "raw").rglob("*.gz")}
    refs = desk.query("select raw_ref from crawl_page where article_key != ''")
    assert len(refs) == 4
    assert {ref.partition("#")[0] for (ref,) in refs} == kept


def test_a_changed_article_becomes_one_new_version(desk: Desk) -> None:
    with serving() as site:
        paths = ordinary(site, COUNT)
        desk.crawl(site.base + "/", *QUICK)
        changed = story(5, canonical=f"{{base}}{paths[5]}", lead="The opening was put off.")
        site.add(paths[5], changed)
        done = desk.crawl(site.base + "/", *QUICK)
    assert "0 new, 1 changed" in done.stdout, done.stdout + done.stderr
    assert desk.query("select count(*) from article_version") == [(COUNT + 1,)]
    versions = "select n, body from article_version v join article a on a.id = v.article_id"
    rows = desk.query(f"{versions} where article_key like ? order by n", f"%{paths[5]}")
    assert [n for n, _ in rows] == [1, 2]
    assert "put off" in rows[1][1]


@pytest.mark.parametrize("how", ["redirect", "canonical"])
def test_a_moved_article_stays_one_article(desk: Desk, how: str) -> None:
    old, new = path_of(2), "/2026/04/the-same-story-at-a-new-address-2"
    with serving() as site:
        ordinary(site, 8)
        desk.crawl(site.base + "/", *QUICK)
        page = story(2, canonical=f"{{base}}{new}")
        site.add(new, page)
        if how == "redirect":
            del site.pages[old]
            to = {"Location": site.base + new}
            site.special[old] = lambda asked: asked.reply(b"", 301, headers=to)
        else:
            site.add(old, page)
        site.add("/feed.xml", feed([new, path_of(0), path_of(4)]), "application/rss+xml")
        first = desk.crawl(site.base + "/", *QUICK)
        again = desk.crawl(site.base + "/", *QUICK)
    assert first.returncode == again.returncode == 0, first.stderr + again.stderr
    assert desk.query("select count(*) from article") == [(8,)]
    assert desk.query("select count(*) from article_version") == [(8,)]
    assert "0 new, 0 changed" in again.stdout


def test_the_configured_name_is_the_site_and_its_canonical_links_count(desk: Desk) -> None:
    with serving() as site:
        site.add("/", "<html></html>")
        site.add("/feed.xml", feed([path_of(1), path_of(2)]), "application/rss+xml")
        site.add(path_of(1), story(1, canonical="https://herald.example/one-story-of-the-herald"))
        site.add(path_of(2), story(2, canonical="https://wire.example/a-story-of-the-wire"))
        feeds = f'feeds = ["{site.base}/feed.xml"]'
        desk.configure(f'[[site]]\nname = "herald.example"\nurl = "{site.base}/"\n{feeds}\n')
        done = desk.crawl("herald.example", *QUICK)
    assert done.returncode == 0, done.stderr
    host = site.base.removeprefix("http://")
    rows = desk.query("select site, article_key from article order by article_key")
    assert rows == [
        ("herald.example", host + path_of(2)),
        ("herald.example", "herald.example/one-story-of-the-herald"),
    ]


def test_several_sites_in_one_process(desk: Desk) -> None:
    with serving() as one, serving() as two:
        ordinary(one, 6)
        ordinary(two, 6)
        sites = [(name, site.base) for name, site in (("a.example", one), ("b.example", two))]
        tables = [f'[[site]]\nname = "{name}"\nurl = "{base}/"\n' for name, base in sites]
        desk.configure("".join(tables))
        done = desk.crawl(*QUICK)
    assert done.returncode == 0, done.stderr
    assert "2 sites: 12 new" in done.stdout
    counted = desk.query("select site, count(*) from article group by site")
    assert counted == [("a.example", 6), ("b.example", 6)]


def test_limits_leave_the_rest_for_the_next_run(desk: Desk) -> None:
    with serving() as site:
        ordinary(site, 20)
        first = desk.crawl(site.base + "/", *QUICK, "--max-items", "7")
        assert "7 new" in first.stdout, first.stdout + first.stderr
        second = desk.crawl(site.base + "/", *QUICK)
    assert "13 new" in second.stdout
    assert second.returncode == 0


def test_dry_run_lists_and_stores_nothing(desk: Desk) -> None:
    with serving() as site:
        paths = ordinary(site, 12)
        done = desk.crawl(site.base + "/", *QUICK, "--dry-run")
        assert not any(site.asked[path] for path in paths)
    assert done.returncode == 0, done.stderr
    listed = {line.removeprefix(site.base).partition("?")[0] for line in done.stdout.split()}
    assert listed == set(paths)
    assert not desk.db.exists()


def test_a_quiet_hour_is_success_and_silence_is_not(desk: Desk) -> None:
    with serving() as site:
        ordinary(site, 4)
        desk.crawl(site.base + "/", *QUICK)
        base = site.base
    assert desk.crawl(base + "/", *QUICK).returncode == 3  # nobody answers
    with serving() as empty:
        empty.add("/", "<html><title>Soon</title><p>We open soon.</p></html>")
        assert desk.crawl(empty.base + "/", *QUICK).returncode == 3  # never yielded an article


def test_usage_errors_are_one_line_and_exit_2(desk: Desk) -> None:
    desk.configure('[[site]]\nname = "herald.example"\nurl = "http://127.0.0.1:9/"\n')
    for words in (
        ["herold.example"],
        ["--shard", "3/2"],
        ["--if-running", "perhaps"],
        ["--if-running", "wait=abc"],
        ["--delay", "inf"],
        ["--max-items", "-1"],
        ["--user-agent", ""],
    ):
        done = desk.crawl(*words)
        assert done.returncode == 2, words
        assert len(done.stderr.splitlines()) == 1
    assert "herald.example" in desk.crawl("herold.example").stderr


def _named(*names: str) -> str:
    return "".join(f'[[site]]\nname = "{name}"\nurl = "http://127.0.0.1:9/"\n' for name in names)


@pytest.mark.parametrize(
    "name", ["../../escaped", "..", "a/../b", "/a", "a/", "a//b", "a b", "a\\tb"]
)
def test_no_name_leads_out_of_the_folder(desk: Desk, name: str) -> None:
    desk.configure(_named(name))
    done = desk.crawl()
    assert done.returncode == 2
    assert "a name is one word" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert {path.name for path in desk.folder.iterdir()} == {"copydesk.toml"}


def test_two_sites_of_one_name_are_an_error(desk: Desk) -> None:
    desk.configure(_named("a.example", "b.example", "a.example"))
    done = desk.crawl()
    assert done.returncode == 2
    assert done.stderr.startswith("copydesk: two [[site]] are called a.example: ")
    base = "http://news.example:9"
    desk.configure("")
    done = desk.crawl(f"{base}/world/", f"{base}/sport/")
    assert done.returncode == 2
    assert f"{base}/world/ and {base}/sport/ are both of the site news.example:9" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_one_site_may_be_named_twice(desk: Desk) -> None:
    from copydesk.config import load
    from copydesk.sites import sites_of

    desk.configure(_named("a.example", "b.example/world", "b.example/sport"))
    config = load(str(desk.folder / "copydesk.toml"))
    assert len(sites_of(config, [])) == 3
    words = ["a.example", "http://127.0.0.1:9", "http://c.example/", "http://c.example"]
    assert [site.name for site in sites_of(config, words)] == ["a.example", "c.example"]


def test_a_site_without_an_address_lies_where_its_lists_do(desk: Desk) -> None:
    from copydesk.config import load
    from copydesk.sites import sites_of

    lists = 'feeds = ["https://feeds.example/a/rss?x=1"]'
    names = ("town", "town.example")
    desk.configure("".join(f'[[site]]\nname = "{name}"\n{lists}\n' for name in names))
    sites = sites_of(load(str(desk.folder / "copydesk.toml")), [])
    assert [site.url for site in sites] == ["https://feeds.example/", "https://town.example/"]


def test_a_sitemap_that_says_an_article_changed_is_believed(desk: Desk) -> None:
    path = path_of(3)
    with serving(NewsSite(validators=False)) as site:
        site.add("/robots.txt", "Sitemap: {base}/map.xml\n", "text/plain")
        site.add("/", "<html></html>")
        site.add("/map.xml", sitemap([path]), "application/xml")
        site.add(path, story(3))
        desk.crawl(site.base + "/", *QUICK)
        desk.change("update crawl_page set next_due = ''")
        site.forget()
        desk.crawl(site.base + "/", *QUICK)
        assert site.asked[path] == 0
        site.add("/map.xml", sitemap([path], {path: "2026-03-09T08:00:00Z"}), "application/xml")
        site.add(path, story(3, lead="It closed again."))
        done = desk.crawl(site.base + "/", *QUICK)
        assert site.asked[path] == 1
    assert "0 new, 1 changed" in done.stdout


def test_a_crawl_ends_when_its_time_is_up_and_the_next_one_goes_on(desk: Desk) -> None:
    with serving() as site:
        paths = ordinary(site, 60)
        words = (site.base + "/", "--no-links", "--max-time", "3")
        first = desk.crawl(*words, "--delay", "0.3")
        fetched = {path for path in paths if site.sent[path] or site.sent[path + "?utm_source=rss"]}
        assert 0 < len(fetched) < 60, first.stdout + first.stderr
        second = desk.crawl(*words[:2], "--delay", "0")
    assert second.returncode == 0, second.stderr
    assert desk.query("select count(*) from article") == [(60,)]


def test_what_is_dated_too_early_is_left_alone(desk: Desk) -> None:
    old, new = path_of(1), path_of(2)
    now = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    with serving() as site:
        site.add("/robots.txt", "Sitemap: {base}/map.xml\n", "text/plain")
        site.add("/", "<html></html>")
        dates = {old: "2015-01-01", new: now}
        site.add("/map.xml", sitemap([old, new], dates), "application/xml")
        site.add(old, story(1))
        site.add(new, story(2))
        done = desk.crawl(site.base + "/", *QUICK, "--max-age-days", "30")
        assert site.asked[old] == 0
    assert "1 new" in done.stdout, done.stdout + done.stderr
    assert desk.stats()["sources"]["too-old-entries"] == 1


def test_force_asks_what_is_not_due(desk: Desk) -> None:
    with serving() as site:
        paths = ordinary(site, 6)
        desk.crawl(site.base + "/", *QUICK)
        for table in ("crawl_page", "crawl_source"):
            desk.change(f"update {table} set next_due = '{later(utc_now(), 43_200)}'")
        site.forget()
        quiet = desk.crawl(site.base + "/", *QUICK)
        assert quiet.returncode == 0, quiet.stderr
        assert set(site.asked) == {"/robots.txt"}
        desk.crawl(site.base + "/", *QUICK, "--force")
        assert all(site.asked[path] + site.asked[path + "?utm_source=rss"] for path in paths)


def test_a_site_may_bring_its_own_selectors(desk: Desk) -> None:
    odd = '<div class="t">Harbour wall to be raised by a metre</div><div class="s"><p>'
    odd += "The wall of the harbour is to be raised by a metre, the council decided. " * 3
    with serving() as site:
        site.add("/", "<html></html>")
        site.add("/feed.xml", feed([path_of(1)]), "application/rss+xml")
        site.add(path_of(1), f"<html><body>{odd}</p></div></body></html>")
        table = f'[[site]]\nname = "h.example"\nurl = "{site.base}/"\n'
        table += f'feeds = ["{site.base}/feed.xml"]\n'
        desk.configure(table + 'selectors = { headline = ".t", body = ".s" }\n')
        done = desk.crawl(*QUICK)
        desk.configure(table + 'selectors = { hedline = ".t" }\n')
        wrong = desk.crawl(*QUICK)
    assert "1 new" in done.stdout, done.stdout + done.stderr
    headline = desk.query("select headline from article_version")
    assert headline == [("Harbour wall to be raised by a metre",)]
    assert wrong.returncode == 2


def test_feeds_that_nobody_names_are_looked_for_where_they_usually_lie(desk: Desk) -> None:
    with serving() as site:
        site.add("/", front(["/town"], ""))
        site.add("/town", front([], ""))
        site.add("/rss.xml", feed([path_of(1), path_of(2)]), "application/rss+xml")
        site.add(path_of(1), story(1))
        site.add(path_of(2), story(2))
        done = desk.crawl(site.base + "/", *QUICK)
    assert "2 new" in done.stdout, done.stdout + done.stderr
