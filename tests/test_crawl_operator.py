"""What an operator relies on: locks, exit codes, alarms, history, metrics, and stock Scrapy."""

import gzip
import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path
from random import Random
from typing import Any

import pytest

from crawler.lock import SiteLocks, lock_folder
from db.store import Store
from tests.crawl_site import (
    ROOT,
    Asked,
    Desk,
    NewsSite,
    feed,
    front,
    ordinary,
    path_of,
    serving,
    story,
)

QUICK = ("--delay", "0", "--no-links")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def _slow(asked: Asked) -> None:
    time.sleep(6)
    asked.reply("<html></html>")


def test_a_second_crawl_fails_skips_or_waits(desk: Desk) -> None:
    with serving() as site:
        ordinary(site, 4)
        site.special["/town"] = _slow
        first = desk.start("crawl", "--db", "desk.db", site.base + "/", *QUICK)
        until = time.monotonic() + 30
        while not site.asked["/town"] and time.monotonic() < until:
            time.sleep(0.02)
        second = desk.crawl(site.base + "/", *QUICK)
        skipped = desk.crawl(site.base + "/", *QUICK, "--if-running", "skip")
        del site.special["/town"]
        waited = desk.crawl(site.base + "/", *QUICK, "--if-running", "wait=30")
        first.communicate(timeout=60)
    assert second.returncode == 75
    assert len(second.stderr.splitlines()) == 1
    assert skipped.returncode == 0
    assert waited.returncode == 0, waited.stderr
    assert first.returncode == 0
    assert len(desk.query("select id from run")) == 2


def test_an_items_collapse_raises_the_alarm_once_and_tells_of_recovery(desk: Desk) -> None:
    told = desk.folder / "told.jsonl"
    (desk.folder / "tell.py").write_text(
        f"import sys; open({str(told)!r}, 'a').write(sys.stdin.read())", encoding="utf-8"
    )
    with serving() as site:
        paths = ordinary(site, 24)
        desk.configure(
            f'[crawl]\non-alarm = "{sys.executable} tell.py"\nmetrics = "copydesk.prom"\n'
            f'[[site]]\nname = "h.example"\nurl = "{site.base}/"\n'
        )
        codes = [desk.crawl(*QUICK).returncode for _ in range(2)]
        pages = dict(site.pages)
        site.add("/feed.xml", feed([]), "application/rss+xml")
        site.add("/news.xml", "<urlset></urlset>", "application/xml")
        site.special["/map-1.xml.gz"] = lambda asked: asked.reply("gone", 404)
        site.add("/town", "<html></html>")
        collapsed = desk.crawl(*QUICK)
        still = desk.crawl(*QUICK)
        site.pages.update(pages)
        del site.special["/map-1.xml.gz"]
        site.add("/map-1.xml.gz", _map(paths), "application/xml")
        over = desk.crawl(*QUICK)
    assert codes == [0, 0]
    assert collapsed.returncode == 1, collapsed.stdout + collapsed.stderr
    assert "items drop" in collapsed.stderr
    assert still.returncode == 1
    assert over.returncode == 0, over.stderr
    assert "recovered" in over.stderr
    notes = [json.loads(line) for line in told.read_text().splitlines()]
    states = [(note["state"], note["kind"]) for note in notes]
    assert states.count(("alarm", "items-drop")) == states.count(("recovered", "items-drop")) == 1
    kinds = {row[0] for row in desk.query("select kind from run_alarm")}
    assert {"items-drop", "feeds-empty"} <= kinds
    health = desk.run("health", "--db", "desk.db")
    assert health.returncode == 0, health.stdout
    assert 'copydesk_alarms{source="h.example"} 0' in (desk.folder / "copydesk.prom").read_text()


def _map(paths: list[str]) -> str:
    from tests.crawl_site import sitemap

    return sitemap(paths[1::4])


def test_pages_that_stop_being_articles_raise_the_alarm(desk: Desk) -> None:
    with serving() as site:
        paths = ordinary(site, 12)
        desk.crawl(site.base + "/", *QUICK)
        for path in paths:
            site.add(path, "<html><body><div id='app'></div></body></html>")
        done = desk.crawl(site.base + "/", *QUICK)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "articles drop" in done.stderr
    assert desk.run("health", "--db", "desk.db").returncode == 1
    assert desk.query("select count(*) from article") == [(12,)]


@pytest.mark.parametrize("raw", [True, False])
def test_a_full_disk_ends_the_crawl_and_the_next_one_goes_on(desk: Desk, raw: bool) -> None:
    """No file may grow beyond a bound, which the raw file or the database meets first."""
    with serving() as site:
        paths = [path_of(number) for number in range(30)]
        for number, path in enumerate(paths):
            noise = Random(number).randbytes(40_000).hex()
            shown = noise[: 500 if raw else 9000]
            site.add(path, story(number, extra=f"<!-- {noise} --><p>{shown}</p>"))
        site.add("/feed.xml", feed(paths), "application/rss+xml")
        site.add("/", front([]))
        desk.configure(f"[crawl]\nraw = {str(raw).lower()}\n")
        Store.open(str(desk.db)).close()
        bound = desk.db.stat().st_size + (400_000 if raw else 50_000)
        full = _bounded(desk, bound, "crawl", "--db", "desk.db", site.base + "/", *QUICK)
        assert full.returncode == 3, full.stdout + full.stderr
        assert "Traceback" not in full.stderr
        if raw:
            assert "keeping raw responses failed: [Errno 27] File too large" in full.stderr
            assert sum(site.sent.values()) < len(paths)
        again = desk.crawl(site.base + "/", *QUICK)
    assert again.returncode == 0, again.stderr
    assert desk.query("select count(*) from article") == [(30,)]
    for file in (desk.folder / "raw").rglob("*.gz"):
        gzip.decompress(file.read_bytes())


def _bounded(desk: Desk, size: int, *words: str) -> subprocess.CompletedProcess[str]:
    bounds = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}));"
    run = "import sys; from copydesk.__main__ import main; sys.exit(main())"
    return subprocess.run(
        [sys.executable, "-c", f"{bounds} {run}", *words],
        cwd=desk.folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=90,
    )


LOOKS = (["runs"], ["health"], ["metrics"], ["report", "--allow-empty"], ["decisions", "export"])


def test_a_disk_that_is_full_from_the_start_is_one_line(desk: Desk) -> None:
    done = _bounded(desk, 4096, "crawl", "--db", "desk.db", "http://127.0.0.1:1/", *QUICK)
    assert done.returncode == 3, done.stderr
    assert done.stderr.startswith("copydesk: the database gave up: ")
    assert len(done.stderr.splitlines()) == 1


def test_who_only_looks_needs_no_room_on_the_disk(desk: Desk) -> None:
    _one_run(desk)
    for words in LOOKS:
        done = _bounded(desk, 0, *words, "--db", "desk.db")
        assert done.returncode == 0, done.stderr
        assert not done.stderr


def _one_run(desk: Desk) -> None:
    with Store.open(str(desk.db)) as store:
        site = {"seconds": 1.0, "listed": 3, "articles": 3, "answered": True, "reason": "finished"}
        stats = {"sites": {"h.example": site}}
        store.end_run(store.begin_run("crawl", "h.example"), "complete", 0, stats)


def test_who_only_looks_need_not_write_to_the_folder(desk: Desk) -> None:
    _one_run(desk)
    for words in LOOKS:
        done = _not_writable(desk, *words, "--db", "desk.db")
        assert (done.returncode, done.stderr) == (0, ""), words
    dry = _not_writable(desk, "crawl", "--dry-run", "http://127.0.0.1:1/", "--db", "desk.db")
    assert dry.stderr.startswith("copydesk: dry run: 127.0.0.1:1: 0 addresses listed"), dry.stderr
    for words in (["crawl", "http://127.0.0.1:1/"], ["recheck"]):
        done = _not_writable(desk, *words, "--db", "desk.db")
        assert done.returncode in (2, 3), done.stderr
        assert len(done.stderr.splitlines()) == 1, done.stderr
    with Store.open(str(desk.db)) as store:  # a writer's log lies there
        store.begin_run("crawl", "h.example")
        done = _not_writable(desk, "runs", "--db", "desk.db")
    assert len(done.stdout.splitlines()) == 2, done.stderr


def _not_writable(desk: Desk, *words: str) -> subprocess.CompletedProcess[str]:
    """Run it where nobody may write: for root that takes a mount of its own."""
    command = [sys.executable, "-m", "copydesk", *words]
    if os.geteuid() == 0:
        mounts = 'mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && cd "$0" && exec "$@"'
        command = ["unshare", "-m", "sh", "-c", mounts, str(desk.folder), *command]
        if subprocess.run([*command[:6], "true"], check=False).returncode:
            pytest.skip("root may write everywhere, and may not mount")
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    desk.folder.chmod(0o555)
    try:
        return subprocess.run(
            command, cwd=desk.folder, env=env, capture_output=True, text=True, timeout=90
        )
    finally:
        desk.folder.chmod(0o755)


def test_a_folder_that_is_missing_is_told_before_the_crawl(desk: Desk) -> None:
    done = desk.crawl("http://127.0.0.1:1/", "--touch", "no/such/folder/ok")
    assert done.returncode == 2
    assert done.stderr == "copydesk: there is no folder for no/such/folder/ok\n"
    assert not desk.db.exists()


def test_a_folder_is_no_file_for_the_metrics(desk: Desk) -> None:
    (desk.folder / "prom").mkdir()
    desk.configure('[crawl]\nmetrics = "prom"\n')
    done = desk.crawl("http://127.0.0.1:1/")
    assert done.returncode == 2
    assert done.stderr.endswith("/prom is a folder, and a file is to be written there\n")
    Store.open(str(desk.db)).close()
    asked = desk.run("metrics", "--db", "desk.db", "-o", "prom")
    assert asked.returncode == 2
    assert asked.stderr == "copydesk: cannot write prom: Is a directory\n"
    assert not list(desk.folder.glob("prom?*"))


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="a folder that nobody may write to")
def test_a_file_for_monitoring_that_cannot_be_written_leaves_the_crawl_as_it_was(
    desk: Desk,
) -> None:
    with serving() as site:
        ordinary(site, 4)
        desk.configure('[crawl]\nmetrics = "/proc/copydesk.prom"\n')
        done = desk.crawl(site.base + "/", *QUICK, "--touch", "/proc/ok")
    assert done.returncode == 0, done.stderr
    first, second = done.stderr.splitlines()
    assert first.startswith("copydesk: cannot write /proc/copydesk.prom: ")
    assert second.startswith("copydesk: cannot touch /proc/ok: ")
    assert desk.query("select status, exit_code from run") == [("complete", 0)]


def test_older_pages_of_a_section_are_not_missed_the_second_time(desk: Desk) -> None:
    with serving() as site:
        paths = [path_of(number) for number in range(12)]
        for number, path in enumerate(paths):
            site.add(path, story(number))
        site.add("/", front(["/town"], ""))
        for page in range(4):
            older = f'<a rel="next" href="/town?page={page + 2}">older</a>' * (page < 3)
            name = f"/town?page={page + 1}" if page else "/town"
            site.add(name, front(paths[3 * page : 3 * page + 3], "") + older)
        assert desk.crawl(site.base + "/", "--delay", "0", "--no-links").returncode == 0
        assert desk.query("select count(*) from article") == [(12,)]
        again = desk.crawl(site.base + "/", "--delay", "0", "--no-links", "--force")
    assert again.returncode == 0, again.stderr


def test_runs_are_listed_shown_and_compared(desk: Desk) -> None:
    with serving() as site:
        ordinary(site, 8)
        desk.crawl(site.base + "/", *QUICK)
        desk.crawl(site.base + "/", *QUICK)
    listed = desk.run("runs", "--db", "desk.db")
    assert [line.split()[0] for line in listed.stdout.splitlines()] == ["1", "2"]
    assert "8 new" in listed.stdout
    shown = desk.run("runs", "show", "1", "--db", "desk.db")
    assert re.search(r"outcomes article\s+8", shown.stdout)
    compared = desk.run("runs", "compare", "1", "2", "--db", "desk.db")
    assert re.search(r"outcomes not-modified\s+-\s+8", compared.stdout)
    assert desk.run("runs", "show", "9", "--db", "desk.db").returncode == 2
    metrics = desk.run("metrics", "--db", "desk.db").stdout
    assert metrics.endswith("# EOF\n")
    for line in metrics.splitlines():
        assert line.startswith("# ") or re.fullmatch(r"\w+(\{.*\})? [-+.e\d]+", line), line


def test_schedules_can_be_handed_over(desk: Desk) -> None:
    desk.configure('[[site]]\nname = "h.example"\n')
    for kind, words in (
        ("--systemd", ("Type=oneshot", "Persistent=true", "RandomizedDelaySec", "75")),
        ("--cron", ("* * * *", "--if-running skip")),
        ("--github", ("schedule:", "concurrency", "copydesk crawl", "if: always()")),
    ):
        done = desk.run("schedule", kind)
        assert done.returncode == 0, done.stderr
        assert all(word in done.stdout for word in words)


def _steps(desk: Desk, *words: str) -> list[dict[str, Any]]:
    yaml = pytest.importorskip("yaml")
    done = desk.run("schedule", "--github", *words)
    assert done.returncode == 0, done.stderr
    steps: list[dict[str, Any]] = yaml.safe_load(done.stdout)["jobs"]["crawl"]["steps"]
    return steps


def _using(steps: list[dict[str, Any]], action: str) -> dict[str, Any]:
    (found,) = (step for step in steps if step.get("uses", "").startswith(action + "@"))
    return found


def test_a_github_job_keeps_the_database_also_where_the_crawl_fails(desk: Desk) -> None:
    desk.configure('[[site]]\nname = "h.example"\n[crawl]\nkeep-raw-days = 30\n')
    steps = _steps(desk, "--every", "30")
    assert not any(step.get("uses", "").startswith("actions/cache@") for step in steps)
    restore, save = (_using(steps, f"actions/cache/{name}") for name in ("restore", "save"))
    assert save["if"] == "always()"
    assert restore["with"]["path"] == save["with"]["path"] == "copydesk.db\ncopydesk.db-wal\n"
    assert restore["with"]["key"] == save["with"]["key"]
    assert save["with"]["key"].startswith(restore["with"]["restore-keys"])
    raw = _using(steps, "actions/upload-artifact")
    assert (raw["if"], raw["with"]["path"], raw["with"]["retention-days"]) == (
        "always()",
        "raw",
        30,
    )
    said = [step.get("run", "") for step in steps]
    crawl = said.index("copydesk crawl --if-running skip")
    assert steps.index(restore) < crawl < steps.index(save)


def test_a_github_job_keeps_the_database_that_the_configuration_names(desk: Desk) -> None:
    (desk.folder / ".git").mkdir()
    inner = desk.folder / "desk" / "here.toml"
    inner.parent.mkdir()
    inner.write_text('[db]\nurl = "sqlite:///state/news.db"\n', encoding="utf-8")
    steps = _steps(desk, "--config", "desk/here.toml")
    assert _using(steps, "actions/cache/save")["with"]["path"].split() == [
        "desk/state/news.db",
        "desk/state/news.db-wal",
    ]
    assert _using(steps, "actions/upload-artifact")["with"]["path"] == "desk/state/raw"
    assert "copydesk crawl --if-running skip --config desk/here.toml" in [
        step.get("run") for step in steps
    ]


def test_a_github_job_with_a_server_has_no_file_to_keep(desk: Desk) -> None:
    desk.configure('[db]\nurl = "postgresql+psycopg://u@db.example/desk"\n[crawl]\nraw = false\n')
    steps = _steps(desk)
    used = [step["uses"].partition("@")[0] for step in steps if "uses" in step]
    assert used == ["actions/checkout", "actions/setup-python"]
    assert "pip install 'copydesk[postgres]'" in [step.get("run") for step in steps]


def test_a_github_job_cannot_reach_a_file_elsewhere(desk: Desk) -> None:
    desk.configure('[db]\nurl = "sqlite:////srv/desk.db"\n')
    done = desk.run("schedule", "--github")
    assert done.returncode == 2
    assert "[db] url leads to /srv/desk.db, outside of" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_logs_are_json_on_request_and_keep_no_secret(desk: Desk) -> None:
    with serving() as site:
        ordinary(site, 4)
        done = desk.crawl(site.base + "/?token=hush", *QUICK, "-v", "--log-format", "json")
    silent = desk.crawl(site.base + "/", *QUICK, "--log-format", "json")
    told = [json.loads(line) for line in silent.stderr.splitlines()]
    assert [line["run"] for line in told if line["message"].startswith("alarm: ")] == [2]
    lines = [json.loads(line) for line in done.stderr.splitlines()]
    assert lines
    assert {"time", "level", "run", "message"} <= set(lines[0])
    assert "hush" not in done.stderr


def test_shards_share_the_sites_between_them(desk: Desk) -> None:
    tables = [f'[[site]]\nname = "s{n}.example"\nurl = "http://s{n}.example/"\n' for n in range(9)]
    desk.configure("".join(tables))
    from crawler.plan import Site, in_shard

    sites = [Site(f"s{n}.example", f"http://s{n}.example/") for n in range(9)]
    for site in sites:
        assert sum(in_shard(site, index, 4) for index in range(1, 5)) == 1
    assert in_shard(Site("a", "http://h.example/"), 1, 3) == in_shard(
        Site("b", "https://h.example:8080/x"), 1, 3
    )


def _scrapy(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "scrapy", *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_scrapy_lists_and_crawls_by_itself(desk: Desk) -> None:
    (desk.folder / "scrapy.cfg").write_text((ROOT / "scrapy.cfg").read_text(), encoding="utf-8")
    with serving() as site:
        ordinary(site, 8)
        desk.configure(
            f'[crawl]\ndelay = 0.0\n[db]\nurl = "sqlite:///desk.db"\n'
            f'[[site]]\nname = "h.example"\nurl = "{site.base}/"\n'
            f'[[site]]\nname = "silent.example"\nurl = "http://127.0.0.1:1/"\n'
        )
        listed = _scrapy(desk.folder, "list")
        crawled = _scrapy(desk.folder, "crawl", "h.example", "-O", "items.jsonl")
        silent = _scrapy(desk.folder, "crawl", "silent.example")
    assert listed.stdout == "h.example\nsilent.example\n", listed.stderr
    assert (crawled.returncode, silent.returncode) == (0, 3), crawled.stderr + silent.stderr
    assert desk.query("select count(*) from article") == [(8,)], crawled.stderr
    assert "ERROR" not in crawled.stderr
    items = (desk.folder / "items.jsonl").read_text(encoding="utf-8").splitlines()
    assert len({json.loads(item)["headline"] for item in items}) == 8
    assert desk.query("select status, exit_code, source from run") == [
        ("complete", 0, "h.example"),
        ("incomplete", 3, "silent.example"),
    ]


def test_scrapy_needs_to_be_told_whose_settings_to_take(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.configure('[[site]]\nname = "h.example"\n')
    assert "h.example" not in _scrapy(desk.folder, "list").stdout
    monkeypatch.setenv("SCRAPY_SETTINGS_MODULE", "crawler.settings")
    assert _scrapy(desk.folder, "list").stdout == "h.example\n"


def test_scrapy_crawl_says_in_one_line_why_it_does_not_begin(desk: Desk) -> None:
    (desk.folder / "scrapy.cfg").write_text((ROOT / "scrapy.cfg").read_text(), encoding="utf-8")
    desk.configure(
        '[db]\nurl = "sqlite:///desk.db"\n'
        '[[site]]\nname = "h.example"\nurl = "http://127.0.0.1:1/"\n'
    )
    with SiteLocks(lock_folder(f"sqlite:///{desk.folder}/desk.db")) as locks:
        locks.take("h.example")
        second = _scrapy(desk.folder, "crawl", "h.example")
    unknown = _scrapy(desk.folder, "crawl", "h.exampel")
    assert (second.returncode, unknown.returncode) == (75, 2), second.stderr + unknown.stderr
    assert "another crawl of h.example is running" in second.stderr.splitlines()[-1]
    assert "there is no site h.exampel" in unknown.stdout + unknown.stderr
    assert "Traceback" not in second.stderr + unknown.stderr


def _stock(desk: Desk, urls: list[str], item: str) -> subprocess.CompletedProcess[str]:
    (desk.folder / "stock.py").write_text(
        "import scrapy\n"
        "class Stock(scrapy.Spider):\n"
        "    name = 'stock'\n"
        f"    start_urls = {urls}\n"
        "    custom_settings = {'ITEM_PIPELINES': {'crawler.pipelines.ArticlePipeline': 1},\n"
        "        'COPYDESK_DB': 'desk.db', 'TELNETCONSOLE_ENABLED': False}\n"
        "    def parse(self, response):\n"
        f"        {item}\n"
        "        yield {'price': 12}\n",
        encoding="utf-8",
    )
    return _scrapy(desk.folder, "runspider", "stock.py")


def test_a_stock_project_can_use_the_pipeline_alone(desk: Desk) -> None:
    with serving(NewsSite()) as site:
        for number in range(3):
            site.add(path_of(number), story(number))
        urls = [site.base + path_of(n) for n in range(3)]
        done = _stock(desk, urls, "yield {'url': response.url, 'html': response.text}")
        assert done.returncode == 0, done.stderr
        assert desk.query("select count(*) from article") == [(3,)], done.stderr
        assert desk.query("select status, source from run") == [("complete", "stock")]
        well = desk.run("health", "--db", "desk.db")
        empty = _stock(desk, urls, "pass")
    assert (well.returncode, well.stdout.split()[:2]) == (0, ["well", "stock:"]), well.stdout
    assert well.stdout.rstrip().endswith("; 3 new")
    metrics = desk.run("metrics", "--db", "desk.db").stdout
    assert empty.returncode == 0, empty.stderr
    assert desk.query("select status, exit_code from run where id = 2") == [("incomplete", 3)]
    ill = desk.run("health", "--db", "desk.db")
    assert ill.returncode == 1
    assert "stock: run 2 brought no article; last success run 1" in ill.stdout
    assert 'copydesk_run_articles{source="stock"} 0' in metrics
    assert 'copydesk_run_requests{source="stock"} 3' in metrics
    assert "copydesk_run_listed{" not in metrics


def test_a_stock_project_that_brings_nothing_leaves_a_run(desk: Desk) -> None:
    done = _stock(desk, ["http://127.0.0.1:1/"], "pass")
    assert desk.query("select status, exit_code, source from run") == [("incomplete", 3, "stock")]
    assert desk.run("health", "--db", "desk.db").returncode == 1, done.stderr


def test_looking_by_hand_is_no_run(desk: Desk) -> None:
    settings = "-s", 'ITEM_PIPELINES={"crawler.pipelines.ArticlePipeline": 1}'
    with serving(NewsSite()) as site:
        site.add("/", "<p>here</p>")
        done = _scrapy(
            desk.folder, "fetch", site.base + "/", "-s", "COPYDESK_DB=desk.db", *settings
        )
    assert "<p>here</p>" in done.stdout, done.stderr
    assert not desk.db.exists()
