"""The project as one egg, as Scrapyd keeps and runs it: a zip file that nobody unpacks."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

from tests.crawl_site import ordinary, serving
from tests.egg import egg


def test_a_site_is_crawled_and_checked_from_an_egg(tmp_path: Path) -> None:
    packed = egg(tmp_path / "copydesk.egg")
    environment = {**os.environ, "PYTHONPATH": str(packed), "PYTHONDONTWRITEBYTECODE": "1"}
    environment["SCRAPY_SETTINGS_MODULE"] = "crawler.settings"
    with serving() as site:
        ordinary(site, 8)
        said = f'[[site]]\nname = "h.example"\nurl = "{site.base}/"\n[crawl]\ndelay = 0\n'
        (tmp_path / "copydesk.toml").write_text(said, encoding="utf-8")
        runner = "import crawler; print(crawler.__file__); from scrapy.cmdline import execute; "
        runner += "execute(['scrapy', 'crawl', 'h.example'])"
        done = subprocess.run(
            [sys.executable, "-c", runner],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            timeout=90,
        )
    assert done.stdout.startswith(str(packed)), done.stdout
    assert done.returncode == 0, done.stderr
    desk = sqlite3.connect(tmp_path / "copydesk.db")
    assert desk.execute("select count(*) from article").fetchall() == [(8,)], done.stderr
    assert desk.execute("select status from run").fetchall() == [("complete",)], done.stderr
    desk.close()
