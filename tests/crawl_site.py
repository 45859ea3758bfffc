"""A news site on loopback, invented page by page, that counts what it is asked and misbehaves on
demand. The tests' own server: nothing here is shipped."""

import gzip
import hashlib
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock, Thread
from typing import Any

from sqlalchemy import text

from db.connect import engine

ROOT = Path(__file__).parent.parent
EPOCH = 1_790_000_000.0
_PLACES = "Tarnvik Ostermoor Belhaven Quarrydale Pellinor Marisport Venloe Hartwick Solmere".split()
_THINGS = "bridge ferry school library market reservoir tramway lighthouse bakery theatre".split()

Answer = Callable[["Asked"], None]


class Asked(BaseHTTPRequestHandler):
    """One request; `site` is the server's state."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else each answer waits 40 ms for the client's kernel
    site: "NewsSite"

    def do_GET(self) -> None:
        self.site.answer(self)

    do_HEAD = do_GET  # noqa: N815  # the name that http.server calls

    def reply(
        self,
        body: bytes | str = b"",
        status: int = 200,
        kind: str = "text/html; charset=utf-8",
        headers: Mapping[str, str] | None = None,
    ) -> None:
        data = body.encode() if isinstance(body, str) else body
        self.send_response(status)
        self.send_header("Content-Type", kind)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        if "Content-Length" not in (headers or {}):
            self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command != "HEAD" and status != 304:
            self.wfile.write(data)

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet."""


@dataclass
class NewsSite:
    """Pages by path, and what was asked for."""

    base: str = ""
    pages: dict[str, tuple[str, str]] = field(default_factory=dict)  # path -> kind, text
    special: dict[str, Answer] = field(default_factory=dict)
    asked: Counter[str] = field(default_factory=Counter)  # path -> requests of any kind
    sent: Counter[str] = field(default_factory=Counter)  # path -> answers 200 with a body
    times: list[tuple[float, str]] = field(default_factory=list)
    conditional: Counter[str] = field(default_factory=Counter)
    validators: bool = True
    _lock: Lock = field(default_factory=Lock)

    def answer(self, asked: Asked) -> None:
        path = asked.path
        with self._lock:
            self.asked[path] += 1
            self.times.append((time.monotonic(), path))
            if asked.headers.get("If-None-Match"):
                self.conditional[path] += 1
        if path in self.special:
            self.special[path](asked)
        elif path.partition("?utm_")[0] in self.pages:
            self._page(asked, *self.pages[path.partition("?utm_")[0]])
        else:
            asked.reply("<h1>Nothing here</h1>", 404)

    def _page(self, asked: Asked, kind: str, text: str) -> None:
        data = text.replace("{base}", self.base).encode()
        etag = '"' + hashlib.blake2b(data, digest_size=8).hexdigest() + '"'
        headers = {"ETag": etag, "Last-Modified": formatdate(EPOCH, usegmt=True)}
        if self.validators and asked.headers.get("If-None-Match") == etag:
            asked.reply(b"", 304, kind, headers)
            return
        with self._lock:
            self.sent[asked.path] += 1
        asked.reply(data, 200, kind, headers if self.validators else {})

    def add(self, path: str, text: str, kind: str = "text/html; charset=utf-8") -> None:
        self.pages[path] = (kind, text)

    def forget(self) -> None:
        """Count from zero."""
        for counter in (self.asked, self.sent, self.conditional):
            counter.clear()
        self.times.clear()


def story(number: int, canonical: str = "", extra: str = "", lead: str = "") -> str:
    """An invented article page; each number gives another story."""
    place, thing = _PLACES[number % len(_PLACES)], _THINGS[number % len(_THINGS)]
    headline = f"{place} reopens its {thing} number {number} after months of repairs"
    link = f'<link rel="canonical" href="{canonical}">' if canonical else ""
    lead = lead or f"The {thing} of {place} opened again on day {number} of the season."
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>{headline} - The Loopback Herald</title>{link}
<meta property="og:type" content="article"><meta property="og:title" content="{headline}">
<meta property="article:published_time" content="2026-03-{number % 27 + 1:02d}T08:00:00Z">
<meta name="author" content="Ada Merrow"></head><body>
<nav><a href="/">Home</a> <a href="/town">Town</a></nav>
<article><h1>{headline}</h1><p>By Ada Merrow</p>
<p>{lead} Residents had waited {number + 3} weeks for the workers to finish the job.</p>
<p>The mayor of {place} said the costs had stayed below the estimate of {number + 40} thousand
crowns, and thanked the {number % 17 + 2} companies that had taken part in the work.</p>
<p>A second phase begins next year, when the road behind the {thing} is to be widened.</p>
{extra}</article><footer>The Loopback Herald</footer></body></html>"""


def path_of(number: int) -> str:
    return f"/2026/03/{_PLACES[number % 9].lower()}-reopens-its-{_THINGS[number % 10]}-{number}"


def feed(paths: list[str], changed: str = "") -> str:
    items = "".join(
        f"<item><title>Story {i}</title><link>{{base}}{path}</link>"
        f"<pubDate>Mon, 02 Mar 2026 08:00:00 GMT</pubDate></item>"
        for i, path in enumerate(paths)
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{items}</channel></rss>'


def sitemap(paths: list[str], lastmod: Mapping[str, str] | None = None, news: bool = False) -> str:
    rows = []
    for path in paths:
        said = (lastmod or {}).get(path, "2026-03-02T08:00:00Z")
        about = (
            "<news:news><news:publication><news:name>H</news:name><news:language>en"
            "</news:language></news:publication><news:publication_date>2026-03-02"
            f"</news:publication_date><news:title>Story {path}</news:title></news:news>"
        )
        rows.append(
            f"<url><loc>{{base}}{path}</loc><lastmod>{said}</lastmod>{about if news else ''}</url>"
        )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">' + "".join(rows) + "</urlset>"
    )


def index(paths: list[str]) -> str:
    rows = "".join(f"<sitemap><loc>{{base}}{path}</loc></sitemap>" for path in paths)
    return (
        f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</sitemapindex>'
    )


def front(links: list[str], feed_url: str = "/feed.xml") -> str:
    anchors = "".join(f'<p><a href="{link}">A story about {link}</a></p>' for link in links)
    told = f'<link rel="alternate" type="application/rss+xml" href="{feed_url}">' * bool(feed_url)
    return f"<html><head><title>Herald</title>{told}</head><body>{anchors}</body></html>"


def ordinary(site: NewsSite, count: int) -> list[str]:
    """A site whose articles are spread over a feed, a packed sitemap under an index, a news
    sitemap, and two pages of a section; some are listed twice and with tracking parameters."""
    paths = [path_of(number) for number in range(count)]
    for number, path in enumerate(paths):
        site.add(path, story(number, canonical=f"{{base}}{path}"))
    part = [paths[i::4] for i in range(4)]
    site.add("/robots.txt", "User-agent: *\nSitemap: {base}/sitemap.xml\n", "text/plain")
    site.add("/feed.xml", feed([p + "?utm_source=rss" for p in part[0]]), "application/rss+xml")
    site.add("/sitemap.xml", index(["/map-1.xml.gz", "/news.xml"]), "application/xml")
    site.add("/news.xml", sitemap(part[2], news=True), "application/xml")
    site.special["/map-1.xml.gz"] = packed(site, sitemap(part[1] + part[0][:3]))
    half = len(part[3]) // 2
    site.add("/", front([part[3][0], "/town", "/about", "/login"]))
    more = '<a rel="next" href="/town?page=2">older</a>'
    site.add("/town", front(part[3][:half], "") + more)
    site.add("/town?page=2", front(part[3][half:], ""))
    return paths


def packed(site: NewsSite, text: str) -> Answer:
    """A gzip file, as sitemaps are often sent."""

    def reply(asked: Asked) -> None:
        data = gzip.compress(text.replace("{base}", site.base).encode(), mtime=0)
        etag = '"' + hashlib.blake2b(data, digest_size=8).hexdigest() + '"'
        if asked.headers.get("If-None-Match") == etag:
            asked.reply(b"", 304)
            return
        asked.reply(data, 200, "application/x-gzip", {"ETag": etag})

    return reply


@contextmanager
def serving(site: NewsSite | None = None) -> Iterator[NewsSite]:
    """The site on a free port of 127.0.0.1 for as long as the context lasts."""
    site = site or NewsSite()
    handler = type("Handler", (Asked,), {"site": site})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    server.handle_error = lambda *args: None  # type: ignore[method-assign]  # clients hang up
    site.base = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


@dataclass
class Desk:
    """A folder with a configuration and a database, and `copydesk` run in it."""

    folder: Path
    database: str = "desk.db"

    @property
    def db(self) -> Path:
        return self.folder / self.database

    def configure(self, text: str) -> None:
        (self.folder / "copydesk.toml").write_text(text, encoding="utf-8")

    def run(self, *words: str, timeout: float = 90) -> subprocess.CompletedProcess[str]:
        done = self.start(*words)
        try:
            out, error = done.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            done.kill()
            out, error = done.communicate()
            raise AssertionError(
                f"copydesk {words} took over {timeout} s\n{out}\n{error}"
            ) from None
        return subprocess.CompletedProcess(words, done.returncode, out, error)

    def start(self, *words: str) -> "subprocess.Popen[str]":
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "default"}
        return subprocess.Popen(
            [sys.executable, "-m", "copydesk", *words],
            cwd=self.folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def crawl(self, *words: str, timeout: float = 90) -> subprocess.CompletedProcess[str]:
        return self.run("crawl", "--db", self.database, *words, timeout=timeout)

    def query(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        opened = engine(self.database if "://" in self.database else str(self.db))
        named = {f"v{n}": value for n, value in enumerate(values)}
        for name in named:
            sql = sql.replace("?", f":{name}", 1)
        with opened.connect() as connection:
            rows = [tuple(row) for row in connection.execute(text(sql), named)]
        opened.dispose()
        return rows

    def change(self, sql: str) -> None:
        """Change the database behind copydesk's back, as if time had passed."""
        import sqlite3

        with sqlite3.connect(self.db) as connection:
            connection.execute(sql)
        connection.close()

    def stats(self) -> dict[str, Any]:
        """The counts of the only site of the last run."""
        import json

        rows = self.query("select stats from run where kind = 'crawl' order by id desc limit 1")
        sites: dict[str, Any] = json.loads(rows[0][0])["sites"]
        return dict(next(iter(sites.values())))
