"""The site that both crawlers of `benchmarks.crawl` are let loose on: a bare HTTP server.

It serves real pages where the folder `../shared/data` holds them, else the tests' invented ones,
each under as many addresses as asked for. Pages go out packed where the client says that it takes
gzip, as nearly every news site sends them, or plain.
"""

import asyncio
import gzip
from pathlib import Path

REAL = Path(__file__).parents[2] / "shared" / "data" / "articles" / "html"
_MAP = 5000  # addresses in one sitemap
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
    """So many pages, a sitemap index, a robots.txt and a front page."""

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
            return "text/plain", b"User-agent: *\nAllow: /\nSitemap: /sitemap.xml\n"
        if path.startswith("/map-"):
            first = int(path[5:].removesuffix(".xml"))
            numbers = range(first, min(self.pages, first + _MAP))
            rows = "".join(f"<url><loc>{self.base}{place(n)}</loc></url>" for n in numbers)
            return "application/xml", f"<urlset>{rows}</urlset>".encode()
        if path == "/sitemap.xml":
            maps = (f"{self.base}/map-{n}.xml" for n in range(0, self.pages, _MAP))
            rows = "".join(f"<sitemap><loc>{url}</loc></sitemap>" for url in maps)
            return "application/xml", f"<sitemapindex>{rows}</sitemapindex>".encode()
        return "text/html", b"<html><body>front</body></html>"


def _response(kind: str, body: bytes, packed: bool) -> bytes:
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n"
    head += "Content-Encoding: gzip\r\n" if packed else ""
    return head.encode() + b"\r\n" + body
