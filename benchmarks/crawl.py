"""Pages per CPU second of a crawl, beside Scrapy + trafilatura; memory at two sizes.

    python -m benchmarks.crawl                    all crawlers, 1,000 pages
    python -m benchmarks.crawl --rounds 3         three times in turn; the best of each is compared
    python -m benchmarks.crawl --plain            the server packs nothing
    python -m benchmarks.crawl --only ours --pages 1000        memory, small and
    python -m benchmarks.crawl --only ours --pages 20000       large

Four crawlers ask the same server for the same pages, 32 at a time, each in a process of its own:

ours     discovers by robots.txt, sitemaps, feed and sections, keeps every raw response as WARC,
         extracts labelled blocks and metadata, stores them and the state of every address in
         SQLite. What follows a crawl (the rules, the link check) is not in it: the others have no
         such thing. Real pages of one canonical address are one article.
usual    the spider of a usual project: a list of addresses, `trafilatura.extract` with its
         defaults and metadata, items into a JSON lines file by Scrapy's feed export. No raw files.
same     what ours does, of the usual parts: addresses from the sitemap, every response as WARC by
         warcio, `trafilatura.extract` with metadata, items into SQLite. The WARC middleware stands
         where scrapy-warcio's README puts it (543), so that it keeps bodies unpacked.
fastest  the least that can be done: a list of addresses, `trafilatura.extract(fast=True)` without
         metadata, the text is thrown away.

CPU is that of the crawling process alone, from before the imports to the end.
"""

import argparse
import asyncio
import functools
import json
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from benchmarks.crawl_server import Server, place

HERE = Path(__file__).parent.parent
AT_ONCE = 32
Said = dict[str, Any]


def ours(base: str, pages: int) -> Said:
    """Crawl with WARC, extraction and storing; how many articles, and the CPU of each stage."""
    import copydesk  # noqa: F401  # as the command does, it says how NumPy is to start
    from crawler import pipelines, warc
    from crawler.plan import Plan, Site
    from crawler.run import crawl
    from db.crawl_state import CrawlState
    from db.store import Store

    stages: dict[str, float] = {}
    _time(pipelines, "read_page", "read_page", stages)
    _time(warc.WarcFiles, "write", "raw files", stages)
    _time(CrawlState, "commit", "storing", stages)
    with tempfile.TemporaryDirectory() as folder:
        raw, db = f"{folder}/raw", f"sqlite:///{folder}/b.db"
        fast: Said = {"delay": 0.0, "concurrency": AT_ONCE, "per_host": AT_ONCE}
        plan = Plan(db=db, raw=raw, check_links=False, **fast)
        with Store.open(db) as store:
            run = store.begin_run("crawl", "bench.example")
            report = crawl([Site("bench.example", base + "/")], plan, store, run)
        asked = sum(report.sites["bench.example"]["outcomes"].values())
        kept = _rows(f"{folder}/b.db")
    if asked != pages:
        raise SystemExit(f"the site has {pages} pages, {asked} were asked for")
    return {"pages": asked, "articles": kept, "stages": stages}


def usual(base: str, pages: int) -> Said:
    """Scrapy + trafilatura as a project would write it; how many items reached the file."""
    import trafilatura

    def read(response: Any) -> Said | None:
        found = trafilatura.extract(
            response.text, url=response.url, output_format="json", with_metadata=True
        )
        return json.loads(found) if found else {"url": response.url}

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "items.jsonl"
        _scrapy(base, pages, read, {"FEEDS": {str(file): {"format": "jsonlines"}}})
        with file.open(encoding="utf-8") as lines:
            return {"pages": sum(1 for _ in lines)}


def same(base: str, pages: int) -> Said:
    """The usual project with what ours has beside it: a sitemap, raw files, a database."""
    import trafilatura

    def read(response: Any) -> Said | None:
        found = trafilatura.extract(
            response.text, url=response.url, output_format="json", with_metadata=True
        )
        return {"url": response.url, "article": found or ""}

    with tempfile.TemporaryDirectory() as folder:
        settings: Said = {
            "DOWNLOADER_MIDDLEWARES": {"benchmarks.crawl_parts.RawFiles": 543},
            "ITEM_PIPELINES": {"benchmarks.crawl_parts.Articles": 300},
            "BENCH_FOLDER": folder,
        }
        _scrapy(base, pages, read, settings, sitemap=True)
        return {"pages": _rows(f"{folder}/articles.db")}


def _rows(file: str) -> int:
    with closing(sqlite3.connect(file)) as database:
        kept: int = database.execute("SELECT count(*) FROM article").fetchone()[0]
        return kept


def fastest(base: str, pages: int) -> Said:
    """Scrapy + trafilatura in its fast mode, nothing kept; how many pages were extracted."""
    import trafilatura

    count = 0

    def read(response: Any) -> None:
        nonlocal count
        count += 1
        trafilatura.extract(response.text, fast=True)

    _scrapy(base, pages, read, {})
    return {"pages": count}


def _scrapy(
    base: str,
    pages: int,
    read: Callable[[Any], Said | None],
    more: Said,
    sitemap: bool = False,
) -> None:
    """Run a plain spider over all pages, or one that finds them in the sitemap."""
    import scrapy
    from scrapy.crawler import CrawlerProcess
    from scrapy.spiders import SitemapSpider

    class Plain(scrapy.Spider):
        name = "plain"

        async def start(self):  # type: ignore[no-untyped-def]
            for number in range(pages):
                yield scrapy.Request(base + place(number))

        def parse(self, response):  # type: ignore[no-untyped-def]
            if item := read(response):
                yield item

    class Mapped(SitemapSpider):
        name = "mapped"
        sitemap_urls = (base + "/robots.txt",)

        def parse(self, response):  # type: ignore[no-untyped-def]
            yield read(response)

    at_once = {"CONCURRENT_REQUESTS": AT_ONCE, "CONCURRENT_REQUESTS_PER_DOMAIN": AT_ONCE}
    process = CrawlerProcess(
        {"LOG_LEVEL": "ERROR", "TELNETCONSOLE_ENABLED": False} | at_once | more
    )
    process.crawl(Mapped if sitemap else Plain)
    process.start()


def _time(owner: Any, name: str, stage: str, stages: dict[str, float]) -> None:
    """Let a function note the CPU seconds that it takes."""
    real = getattr(owner, name)
    stages[stage] = 0.0

    @functools.wraps(real)
    def timed(*args: Any, **options: Any) -> Any:
        before = time.thread_time()
        try:
            return real(*args, **options)
        finally:
            stages[stage] += time.thread_time() - before

    setattr(owner, name, timed)


CRAWLERS = {"usual": usual, "same": same, "fastest": fastest, "ours": ours}


def measure(name: str, base: str, pages: int) -> None:
    """Run one crawler in this process and print what it took, as JSON."""
    cpu, clock = time.process_time(), time.perf_counter()
    said = CRAWLERS[name](base, pages)
    said |= {"cpu": time.process_time() - cpu, "wall": time.perf_counter() - clock}
    said["mib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(said), flush=True)


def measured(name: str, base: str, pages: int) -> Said | None:
    """What a crawler took, in a process of its own; None where it failed."""
    command = [sys.executable, "-m", "benchmarks.crawl", "--pages", str(pages)]
    command += ["--measure", name, base]
    out = subprocess.run(command, cwd=HERE, capture_output=True, text=True, check=False)
    if out.returncode:
        print(f"{name}: {out.stderr.splitlines()[-1]}")
        return None
    said: Said = json.loads(out.stdout.splitlines()[-1])
    return said


def tell(name: str, said: Said) -> None:
    """One line for a crawler, and one for the stages of ours."""
    each = said["cpu"] / max(1, said["pages"]) * 1000
    print(
        f"{name:<8}{said['pages']:>6} pages  {1000 / each:6.1f} pages per CPU second  "
        f"{each:6.2f} ms CPU a page  {said['mib']:5.0f} MiB at most"
    )
    if stages := said.get("stages"):
        parts = {stage: cpu / said["pages"] * 1000 for stage, cpu in stages.items()}
        parts["fetching, discovery, start and all else"] = each - sum(parts.values())
        print(f"        {said['articles']} articles kept, each page asked for once")
        print("        CPU: " + ", ".join(f"{n} {ms:.2f} ms" for n, ms in parts.items()))


def compare(found: dict[str, Said]) -> None:
    """Ours beside each peer, and how fast `read_page` has to be for three times the peer."""
    each = {name: said["cpu"] / said["pages"] * 1000 for name, said in found.items()}
    reading = found["ours"]["stages"]["read_page"] / found["ours"]["pages"] * 1000
    for name in set(found) - {"ours"}:
        room = each[name] / 3 - (each["ours"] - reading)
        print(
            f"ours is {each[name] / each['ours']:.1f} times {name}; "
            f"without read_page it would be {each[name] / (each['ours'] - reading):.1f} times; "
            f"3 times needs read_page at {room:.1f} ms"
        )


def main() -> int:
    """Serve, run the crawlers in processes of their own, print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=1, help="the best of so many, in turn")
    parser.add_argument("--only", choices=tuple(CRAWLERS))
    parser.add_argument("--invented", action="store_true", help="small pages made up here")
    parser.add_argument("--plain", action="store_true", help="the server packs nothing")
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--measure", nargs=2, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.serve:
        asyncio.run(Server(args.pages, args.invented, args.plain).serve())
    elif args.measure:
        measure(args.measure[0], args.measure[1], args.pages)
    else:
        beside(args)
    return 0


def beside(args: argparse.Namespace) -> None:
    """Start the server, let the crawlers at it one after the other."""
    serving = [sys.executable, "-m", "benchmarks.crawl", "--serve", "--pages", str(args.pages)]
    serving += ["--invented"] * args.invented + ["--plain"] * args.plain
    took: dict[str, list[Said]] = {}
    with subprocess.Popen(serving, cwd=HERE, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            base = f"http://127.0.0.1:{server.stdout.readline().strip()}"
            for name in (args.only,) if args.only else CRAWLERS:
                took[name] = []
            for name in [*took] * args.rounds:
                if said := measured(name, base, args.pages):
                    took[name].append(said)
                    tell(name, said)
        finally:
            server.kill()
    found = {name: min(all_, key=lambda said: said["cpu"]) for name, all_ in took.items() if all_}
    if "ours" in found:
        compare(found)


if __name__ == "__main__":
    sys.exit(main())
