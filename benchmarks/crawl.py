"""Pages per CPU second of a crawl, beside Scrapy + trafilatura; memory at two sizes.

    python -m benchmarks.crawl                    both crawlers, 1,000 pages
    python -m benchmarks.crawl --only ours --invented --pages 1000     memory, small and
    python -m benchmarks.crawl --only ours --invented --pages 20000    large

Ours discovers by feed and sitemap, obeys robots.txt, keeps every raw response as WARC, extracts
labelled blocks and metadata and stores them in SQLite. The peer asks for a list of addresses,
extracts a text with trafilatura and throws it away. CPU is that of the crawling process alone, from
the start of the crawl to its end; the server runs in another process. Real pages are used where
the folder `../shared/data` holds them, else the tests' invented ones.
"""

import argparse
import asyncio
import gzip
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).parent.parent
REAL = HERE.parent / "shared" / "data" / "articles" / "html"


def bodies(invented: bool, limit: int = 900) -> list[bytes]:
    """The pages that are served in turn."""
    files = [] if invented else sorted(REAL.rglob("*.html.gz"))[:limit]
    if files:
        return [gzip.decompress(file.read_bytes()) for file in files]
    from tests.crawl_site import story

    return [story(number).encode() for number in range(100)]


def serve(pages: int, invented: bool) -> None:
    """A bare HTTP server; its first line of output is its port."""
    served = bodies(invented)

    def answer(path: str) -> tuple[str, bytes]:
        if path.startswith("/2026/"):
            return "text/html", served[int(path.rpartition("-")[2]) % len(served)]
        if path == "/robots.txt":
            return "text/plain", b"User-agent: *\nAllow: /\nSitemap: /sitemap.xml\n"
        if path.startswith("/map-"):
            first = int(path[5:].removesuffix(".xml"))
            numbers = range(first, min(pages, first + 5000))
            rows = "".join(f"<url><loc>{BASE}{place(n)}</loc></url>" for n in numbers)
            return "application/xml", f"<urlset>{rows}</urlset>".encode()
        if path == "/sitemap.xml":
            rows = "".join(
                f"<sitemap><loc>{BASE}/map-{n}.xml</loc></sitemap>" for n in range(0, pages, 5000)
            )
            return "application/xml", f"<sitemapindex>{rows}</sitemapindex>".encode()
        return "text/html", b"<html><body>front</body></html>"

    async def client(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while line := await reader.readline():
                while (await reader.readline()).strip():
                    pass
                kind, body = answer(line.split()[1].decode())
                head = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n"
                writer.write(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
                await writer.drain()
        except (ConnectionError, IndexError):
            pass
        finally:
            writer.close()

    async def main() -> None:
        global BASE
        server = await asyncio.start_server(client, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        BASE = f"http://127.0.0.1:{port}"
        print(port, flush=True)
        await server.serve_forever()

    asyncio.run(main())


BASE = ""


def place(number: int) -> str:
    """The address of a page."""
    return f"/2026/03/a-story-of-the-benchmark-{number}"


def ours(base: str, pages: int) -> int:
    """Crawl with WARC, extraction and storing; how many articles were stored."""
    from crawler.plan import Plan, Site
    from crawler.run import crawl
    from db.store import Store

    with tempfile.TemporaryDirectory() as folder:
        plan = Plan(
            db=f"sqlite:///{folder}/b.db",
            raw=f"{folder}/raw",
            delay=0.0,
            concurrency=32,
            per_host=32,
            check_links=False,
        )
        with Store.open(plan.db) as store:
            run = store.begin_run("crawl", "bench.example")
            report = crawl([Site("bench.example", base + "/")], plan, store, run)
        stats = report.sites["bench.example"]
        return sum(stats["outcomes"].values())


def peer(base: str, pages: int) -> int:
    """Scrapy + trafilatura on the same addresses; how many pages were extracted."""
    import scrapy
    import trafilatura
    from scrapy.crawler import CrawlerProcess

    count = 0

    class Peer(scrapy.Spider):
        name = "peer"

        async def start(self):  # type: ignore[no-untyped-def]
            for number in range(pages):
                yield scrapy.Request(base + place(number), dont_filter=True)

        def parse(self, response):  # type: ignore[no-untyped-def]
            nonlocal count
            count += 1
            trafilatura.extract(response.text, fast=True)

    process = CrawlerProcess(
        {
            "LOG_LEVEL": "ERROR",
            "CONCURRENT_REQUESTS": 32,
            "CONCURRENT_REQUESTS_PER_DOMAIN": 32,
            "TELNETCONSOLE_ENABLED": False,
        }
    )
    process.crawl(Peer)
    process.start()
    return count


def measure(name: str, base: str, pages: int) -> None:
    """Run one crawler in this process and print what it took, as JSON."""
    run = {"ours": ours, "peer": peer}[name]
    cpu, clock = time.process_time(), time.perf_counter()
    done = run(base, pages)
    cpu, clock = time.process_time() - cpu, time.perf_counter() - clock
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"pages": done, "cpu": cpu, "wall": clock, "mib": memory}), flush=True)


def main() -> int:
    """Serve, run the crawlers in processes of their own, print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--only", choices=("ours", "peer"))
    parser.add_argument("--invented", action="store_true", help="small pages made up here")
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--measure", nargs=2, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.serve:
        serve(args.pages, args.invented)
        return 0
    if args.measure:
        measure(args.measure[0], args.measure[1], args.pages)
        return 0
    own = [sys.executable, "-m", "benchmarks.crawl", "--pages", str(args.pages)]
    serving = [*own, "--serve", *(["--invented"] if args.invented else [])]
    server = subprocess.Popen(serving, cwd=HERE, stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    base = f"http://127.0.0.1:{server.stdout.readline().strip()}"
    rates: dict[str, float] = {}
    try:
        for name in (args.only,) if args.only else ("peer", "ours"):
            command = [*own, "--measure", name, base]
            out = subprocess.run(command, cwd=HERE, capture_output=True, text=True, check=False)
            if out.returncode:
                print(f"{name}: {out.stderr.splitlines()[-1]}")
                continue
            said = json.loads(out.stdout.splitlines()[-1])
            rates[name] = said["pages"] / said["cpu"]
            print(
                f"{name:<5} {said['pages']:>6} pages  {rates[name]:7.1f} pages per CPU second  "
                f"{said['cpu'] / max(1, said['pages']) * 1000:6.2f} ms CPU a page  "
                f"{said['mib']:5.0f} MiB at most"
            )
    finally:
        server.kill()
        server.wait()
    if len(rates) == 2:
        print(f"ours is {rates['ours'] / rates['peer']:.1f} times the peer")
    return 0


if __name__ == "__main__":
    sys.exit(main())
