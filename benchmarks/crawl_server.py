"""The site that both crawlers of `benchmarks.crawl` are let loose on: a bare HTTP server.

It serves real pages where the folder `../shared/data` holds them, else the tests' invented ones,
each under as many addresses as asked for. Pages go out packed where the client says that it takes
gzip, as nearly every news site sends them, or plain.
"""

import asyncio
import gzip
from pathlib import Path

REAL = Path(__file__).parents[2] / "shared" / "data" / "articles" / "html"
_MAP = 500  # addresses in one sitemap,
_NEW = 100  # in the feed and in the news sitemap,
_SECTION = 100  # and on the page of a section,
_SECTIONS = "world europe politics business science health culture sport travel weather".split()
_PACK = 6  # nginx's and Apache's effort lies between 1 and 6


def place(number: int) -> str:
    """The path of a page."""
    return f"/2026/03/a-story-of-the-benchmark-{number}"


def bodies(invented: bool, limit: int = 900) -> list[bytes]:
    """The pages that are served in turn."""
    files = [] if invented else sorted(REAL.rglob("*.html.gz"))[:limit]
    if files:
        return [gzip.decompress(file.read_bytes()) for file in files]
    from tests.crawl_site import story

    return [story(number).encode() for number in range(100)]


class Server:
    """So many pages, listed in a sitemap index; the newest in a news sitemap, a feed that the
    front page names, and the pages of its sections too."""

    def __init__(self, pages: int, invented: bool, plain: bool) -> None:
        self.pages = pages
        self.plain = bodies(invented)
        self.packed = [] if plain else [gzip.compress(body, _PACK) for body in self.plain]
        self.base = ""

    async def serve(self) -> None:
        """Print the port, then answer until killed."""
        server = await asyncio.start_server(self._client, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        self.base = f"http://127.0.0.1:{port}"
        print(port, flush=True)
        await server.serve_forever()

    async def _client(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while line := await reader.readline():
                packs = False
                while field := (await reader.readline()).strip().lower():
                    packs = packs or (field.startswith(b"accept-encoding") and b"gzip" in field)
                writer.write(self._answer(line.split()[1].decode(), packs and bool(self.packed)))
                await writer.drain()
        except (ConnectionError, IndexError):
            pass
        finally:
            writer.close()

    def _answer(self, path: str, packed: bool) -> bytes:
        if path.startswith("/2026/"):
            number = int(path.rpartition("-")[2]) % len(self.plain)
            body = self.packed[number] if packed else self.plain[number]
            return _response("text/html", body, packed)
        return _response(*self._listing(path), False)

    def _listing(self, path: str) -> tuple[str, bytes]:
        if path == "/robots.txt":
            maps = "".join(f"Sitemap: {self.base}/{name}.xml\n" for name in ("sitemap", "news"))
            return "text/plain", f"User-agent: *\nAllow: /\n{maps}".encode()
        if path.endswith(".xml"):
            return "application/xml", self._xml(path.strip("/").removesuffix(".xml")).encode()
        if path[1:] in _SECTIONS:
            first = _SECTIONS.index(path[1:]) * _SECTION
            return "text/html", self._links(self._part(first, _SECTION))
        return "text/html", self._front()

    def _part(self, first: int, most: int) -> range:
        return range(first, min(self.pages, first + most))

    def _xml(self, name: str) -> str:
        if name == "sitemap":
            maps = (f"{self.base}/map-{n}.xml" for n in range(0, self.pages, _MAP))
            rows = "".join(f"<sitemap><loc>{url}</loc></sitemap>" for url in maps)
            return f"<sitemapindex>{rows}</sitemapindex>"
        if name == "feed":
            rows = "".join(
                f"<item><link>{self.base}{place(n)}</link></item>" for n in self._part(0, _NEW)
            )
            return f'<rss version="2.0"><channel>{rows}</channel></rss>'
        is_map = name.startswith("map-")  # all else is the news sitemap
        numbers = self._part(int(name[4:]), _MAP) if is_map else self._part(0, _NEW)
        rows = "".join(f"<url><loc>{self.base}{place(n)}</loc></url>" for n in numbers)
        return f"<urlset>{rows}</urlset>"

    def _front(self) -> bytes:
        feed = '<link rel="alternate" type="application/rss+xml" href="/feed.xml">'
        sections = "".join(f'<a href="/{name}">{name}</a>' for name in _SECTIONS)
        return f"<html><head>{feed}</head><body>{sections}</body></html>".encode()

    def _links(self, numbers: range) -> bytes:
        rows = "".join(
            f'<p><a href="{place(n)}">Story {n} of the benchmark</a></p>' for n in numbers
        )
        return f"<html><body>{rows}</body></html>".encode()


def _response(kind: str, body: bytes, packed: bool) -> bytes:
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n"
    head += "Content-Encoding: gzip\r\n" if packed else ""
    return head.encode() + b"\r\n" + body
