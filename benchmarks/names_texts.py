"""The real texts of the names benchmark, and what its sections share."""

import gzip
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from math import sqrt
from pathlib import Path
from typing import Any

from articles import Article
from articles.page import read_page
from articles.text import read_text
from checks.knowledge import Knowledge
from checks.names.folding import plain
from checks.protocol import Check
from checks.registry import all_rules, build

ROOT = Path(__file__).parents[1]
SHARED = ROOT / ".." / "shared"
SEED = 20261123
INTERNAL = ("SPL101", "SPL102")


def rules(knowledge: Knowledge, *codes: str) -> list[Check]:
    """The rules of these codes, ready to run."""
    return [build(rule, knowledge) for rule in all_rules() if rule.code in codes]


def texts() -> list[Article]:
    """Every real text once: bodies, crawled texts, outputs of extractors."""
    seen: set[str] = set()
    found = []
    for article in _all_texts():
        start = plain(article.body[:300])
        if (
            len(article.body) >= 300
            and start not in seen
            and article.language not in ("ja", "zh", "ko")
        ):
            seen.add(start)
            found.append(article)
    return found


def _all_texts() -> Iterator[Article]:
    for file in sorted((SHARED / "data/articles").glob("*.jsonl")):
        for row in rows(file):
            if isinstance(row.get("body"), str):
                yield _article(row["id"], row["title"], row["body"], row["lang"])
    for row in rows(SHARED / "data/crawled_text/crawled.jsonl"):
        yield _article(row["id"], row["title"], row["text"], row.get("lang"))
    for row in rows(SHARED / "data/residue/extractor_output_labelled.jsonl.gz"):
        yield _article(f"{row['id']} {row['extractor']}", "", "\n\n".join(row["lines"]), None)


def pages() -> list[Article]:
    """Every real page that is in the data, read by this project's own extractor."""
    found = []
    for file in sorted((SHARED / "data/articles").glob("*.jsonl")):
        for row in rows(file):
            page = SHARED / "data/articles" / str(row["html"])
            if page.exists():
                data = gzip.decompress(page.read_bytes())
                found.append(read_page(data, url=str(row["url"] or ""), id=str(row["id"])))
    return found


def rows(file: Path) -> Iterator[dict[str, Any]]:
    data = file.read_bytes()
    text = (gzip.decompress(data) if file.suffix == ".gz" else data).decode()
    yield from map(json.loads, text.splitlines())


def _article(name: object, title: object, body: object, language: object) -> Article:
    text = f"{title or ''}\n\n{body}"
    article = read_text(text, path=str(name), language=str(language or ""), id=str(name))
    return replace(article, key=str(name))


def english(articles: Iterable[Article]) -> list[Article]:
    """Those in English, the tuning half left out."""
    found = [article for article in articles if article.language.startswith("en")]
    return [article for article in found if _half(article) == "judged"]


def _half(article: Article) -> str:
    return "tuning" if sum(article.id.encode()) % 2 == 0 else "judged"


def wilson(hits: int, number: int) -> tuple[float, float]:
    """The 95 % confidence bounds of a share."""
    if not number:
        return 0.0, 1.0
    z, share = 1.96, hits / number
    middle = share + z * z / (2 * number)
    width = z * sqrt(share * (1 - share) / number + z * z / (4 * number * number))
    return (middle - width) / (1 + z * z / number), (middle + width) / (1 + z * z / number)
