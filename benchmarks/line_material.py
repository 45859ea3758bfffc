"""What the benchmarks of the line rules read: saved pages, their texts, labelled lines, rules.

Needs the evaluation data beside the checkout (`../shared/data`). The texts are made by another
project's extractor (resiliparse, main content, links dropped): what a reader of an archive gets.
"""

import gzip
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import blake2b
from pathlib import Path

from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.encoding import bytes_to_str, detect_encoding

from articles import Article
from articles.page import read_page
from articles.text import read_text
from articles.words.fold import fold
from checks.knowledge import Knowledge
from checks.protocol import Check, Finding
from checks.registry import all_rules, build

DATA = Path(__file__).parents[1].parent / "shared" / "data"
ONE_ARTICLE = ("REL1", "TPL1", "TXT1")
GOLD = ("fundus", "scrapinghub", "cleanportaleval", "andythefactory")
WHOLE_PAGE = ("html-text", "inscriptis")


def rules(*prefixes: str) -> list[Check]:
    """The rules whose codes begin so, ready to run."""
    return [build(r, Knowledge()) for r in all_rules() if r.code.startswith(prefixes)]


def rows(name: str) -> Iterator[dict]:
    path = DATA / name
    packed = not path.exists()
    data = gzip.decompress(Path(f"{path}.gz").read_bytes()) if packed else path.read_bytes()
    yield from map(json.loads, data.decode("utf-8").splitlines())


def sets() -> list[str]:
    return sorted(path.stem for path in (DATA / "articles").glob("*.jsonl"))


def half(key: str) -> str:
    """Which half of the data an id belongs to, by its hash."""
    return "first half" if blake2b(key.encode(), digest_size=1).digest()[0] % 2 else "second half"


def digest(line: str) -> str:
    return blake2b(fold(line).encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def flagged(lines: list[str], checks: list[Check], **facts: str) -> dict[int, list[Finding]]:
    """Findings by the number of the line that they stand in."""
    text = "\n\n".join(line.replace("\n", " ") or "-" for line in lines)
    article = read_text(text, **facts)
    found: dict[int, list[Finding]] = defaultdict(list)
    for finding in look([article], checks):
        found[(finding.span.line - 1) // 2].append(finding)
    return found


def look(articles: Iterable[Article], checks: list[Check]) -> Iterator[Finding]:
    for article in articles:
        for check in checks:
            yield from check.look(article)


@cache
def texts() -> tuple[Article, ...]:
    """Every saved page as a plain text without links."""
    return tuple(_text(row) for name in sets() for row in rows(f"articles/{name}.jsonl"))


def _text(row: dict) -> Article:
    page = bytes_to_str(_page(row), detect_encoding(_page(row), from_html_meta=True))
    text = extract_plain_text(page, main_content=True, links=False, alt_texts=False)
    return read_text(text, url=row["url"] or "", id=row["id"], language=row["lang"] or "")


def _page(row: dict) -> bytes:
    return gzip.decompress((DATA / "articles" / row["html"]).read_bytes())


@cache
def pages() -> tuple[Article, ...]:
    """Every saved page, read as a page."""
    return tuple(
        read_page(_page(row), url=row["url"] or "", id=row["id"])
        for name in sets()
        for row in rows(f"articles/{name}.jsonl")
    )


@cache
def crawled() -> tuple[Article, ...]:
    """Articles as a pipeline stored them."""
    return tuple(
        read_text(r["text"] or "", url=r["url"] or "", id=r["id"], headline=r["title"] or "")
        for r in rows("crawled_text/crawled.jsonl")
    )
