"""Pages into articles: this project beside other extractors, on pages whose truth is known.

    python -m benchmarks.extraction DATA [--peers trafilatura,resiliparse,newspaper4k,readability]
    python -m benchmarks.extraction DATA --junk | --growth | --speed

DATA holds JSON lines a set (id, url, html, publisher, body, title, authors, date, lang; null where
the set does not say) and the pages they name. This project's bodies are cross-validated: the forest
that judges a page was trained without its publisher. Peers come by `make peers`; each runs
in a process of its own. The measures are those of scrapinghub/article-extraction-benchmark for the
body (runs of four words), and equality for the rest; docs/decisions/body.md says what body means.
"""

import argparse
import gc
import gzip
import json
import random
import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from time import process_time
from typing import Any

from benchmarks import extraction_junk

SETS = ("fundus", "scrapinghub", "andythefactory", "cleanportaleval")
#: sets whose truth is the expected output of some extractor's tests: a second look, not pooled
OTHERS = ("newspaper4k", "newspaper3k", "goose3", "readability")
PEERS = ("trafilatura", "resiliparse", "newspaper4k", "readability")
OURS = "copydesk"
DRAWS = 2000
SEED = 3
SPEED_EVERY = 4

Row = dict[str, Any]


def main() -> None:
    """Print the tables that were asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--peers", default=",".join(PEERS))
    parser.add_argument("--folds", type=int, default=5)
    for part in ("junk", "growth", "speed"):
        parser.add_argument(f"--{part}", action="store_true")
    parser.add_argument("--run", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.run:
        _run_peer(args.run, args.data)
    elif args.junk:
        extraction_junk.junk(read_rows(args.data), args.data)
    elif args.growth:
        extraction_junk.growth()
    elif args.speed:
        _speed(args.data)
    else:
        _compare(args.data, [p for p in args.peers.split(",") if p], args.folds)


def read_rows(data: Path, sets: Sequence[str] = SETS) -> list[Row]:
    """The truth of every page of these sets."""
    return [
        {**json.loads(line), "set": name}
        for name in sets
        for line in (data / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    ]


def page_bytes(data: Path, row: Row) -> bytes:
    """The page as it was saved."""
    return gzip.decompress((data / row["html"]).read_bytes())


def _compare(data: Path, peers: Sequence[str], folds: int) -> None:
    rows = read_rows(data, (*SETS, *OTHERS))
    found = {OURS: cross_validated(data, rows, folds)}
    for peer in peers:
        command = [sys.executable, "-m", "benchmarks.extraction", str(data), "--run", peer]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            print(f"{peer}: {(done.stderr.splitlines() or ['failed'])[-1]}")
            continue
        lines = [json.loads(line) for line in done.stdout.splitlines()]
        print(f"{peer}: {lines[-1]['rate']:.0f} pages per CPU second, {lines[-1]['mib']} MiB")
        found[peer] = {row["id"]: row for row in lines[:-1]}
    _body_table(rows, found)
    _facts_table(rows, found)
    if "trafilatura" in found:
        judged = [row for row in rows if row["set"] in SETS]
        _bootstrap(judged, found[OURS], found["trafilatura"])


def cross_validated(data: Path, rows: Sequence[Row], folds: int) -> dict[str, Row]:
    """What this project reads, each page judged by a forest that never saw its publisher."""
    from articles.page import read_page
    from articles.story.choice import choice as story
    from tools import story_pages, train_story

    names = (*story_pages.GOLD, *story_pages.TAUGHT)
    pages = [page for name in names for page in story_pages.read_set(data, name)]
    fold = train_story.folds_by_publisher(pages, folds)
    found: dict[str, Row] = {}
    for number in range(folds):
        judge = train_story.train([page for page in pages if fold[page.publisher] != number])
        story.use(judge)
        for row in rows:
            if fold.get(row["publisher"] or row["id"], 0) == number:
                article = read_page(page_bytes(data, row), url=row["url"] or "")
                found[row["id"]] = {
                    "title": article.headline,
                    "body": article.body,
                    "authors": list(article.authors),
                    "date": article.published,
                    "lang": article.language,
                }
    return found


def _body_table(rows: Sequence[Row], found: dict[str, dict[str, Row]]) -> None:
    groups = {name: [r for r in rows if r["set"] == name] for name in (*SETS, *OTHERS)}
    groups["the first four"] = rows = [row for row in rows if row["set"] in SETS]
    for language in sorted({row["lang"] or "" for row in rows} - {""}):
        spoken = [row for row in rows if row["lang"] == language]
        if len(spoken) >= 8:
            groups[f"language {language}"] = spoken
    print(f"\n| body F1 | pages | {' | '.join(found)} |\n|---|--:|{'--:|' * len(found)}")
    for name, group in groups.items():
        judged = [row for row in group if row.get("body")]
        cells = [f"{f1([_shares(r, got) for r in judged]):.3f}" for got in found.values()]
        print(f"| {name} | {len(judged)} | {' | '.join(cells)} |")


def _facts_table(rows: Sequence[Row], found: dict[str, dict[str, Row]]) -> None:
    print(f"\n| equal | pages | {' | '.join(found)} |\n|---|--:|{'--:|' * len(found)}")
    for name in SETS:
        for fact, same in SAME.items():
            stated = [row for row in rows if row["set"] == name and row.get(fact)]
            if stated:
                cells = [f"{_share_equal(stated, fact, same, got):.3f}" for got in found.values()]
                print(f"| {name} {fact} | {len(stated)} | {' | '.join(cells)} |")


def _share_equal(
    stated: Sequence[Row], fact: str, same: Callable[[Any, Any], bool], found: dict[str, Row]
) -> float:
    hits = sum(same(row[fact], found.get(row["id"], {}).get(fact)) for row in stated)
    return hits / len(stated)


def _bootstrap(rows: Sequence[Row], ours: dict[str, Row], theirs: dict[str, Row]) -> None:
    """Pages are drawn again and again; the interval holds 95 % of the differences in F1."""
    judged = [row for row in rows if row.get("body")]
    pairs = [(_shares(row, ours), _shares(row, theirs)) for row in judged]
    chance = random.Random(SEED)
    differences = []
    for _ in range(DRAWS):
        drawn = chance.choices(pairs, k=len(pairs))
        differences.append(f1([a for a, _ in drawn]) - f1([b for _, b in drawn]))
    differences.sort()
    low, middle, high = (differences[int(DRAWS * share)] for share in (0.025, 0.5, 0.975))
    print(f"\nF1 above trafilatura: {middle:+.4f}, 95 % within {low:+.4f} and {high:+.4f}")


def f1(shares: Sequence[tuple[float, float]]) -> float:
    """F1 of the averages of precision and recall."""
    precision, recall = (sum(column) / len(shares) for column in zip(*shares, strict=True))
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _shares(row: Row, found: dict[str, Row]) -> tuple[float, float]:
    from tools.train_story import precision_recall

    return precision_recall(row["body"], found.get(row["id"], {}).get("body") or "")


def _fold(text: str | None) -> str:
    return re.sub(r"\W+", " ", unicodedata.normalize("NFKC", text or "").casefold()).strip()


def _same_title(truth: str, found: str | None) -> bool:
    short, long = sorted((_fold(truth), _fold(found)), key=len)
    near = len(short) >= 15 and 2 * len(short) > len(long)
    return bool(short) and (
        short == long or (near and (long.startswith(short) or long.endswith(short)))
    )


SAME: dict[str, Callable[[Any, Any], bool]] = {
    "title": _same_title,
    "date": lambda truth, found: (found or "")[:10] == truth[:10],
    "authors": lambda truth, found: {_fold(x) for x in truth} == {_fold(x) for x in found or []},
    "lang": lambda truth, found: (found or "")[:2].lower() == truth[:2].lower(),
}


def _speed(data: Path) -> None:
    """Pages per CPU second of this project and of trafilatura, one after the other."""
    import trafilatura

    from articles.page import read_page

    rows = read_rows(data)
    pages = [(page_bytes(data, row), row["url"] or "") for row in rows[::SPEED_EVERY]]
    others = [(page_bytes(data, row), row["url"] or "") for row in rows[1::SPEED_EVERY]]
    spent = {OURS: 0.0, "trafilatura": 0.0}
    readers: dict[str, Callable[[bytes, str], object]] = {
        OURS: lambda page, url: read_page(page, url=url),
        "trafilatura": lambda page, url: trafilatura.bare_extraction(
            page, url=url, with_metadata=True
        ),
    }
    for warm, url in others:  # both load their tables and models when first asked
        for read in readers.values():
            read(warm, url)
    for name, read in readers.items():
        gc.collect()
        start = process_time()
        for page, url in pages:
            read(page, url)
        spent[name] = process_time() - start
    for name, seconds in spent.items():
        print(f"{name}: {len(pages) / seconds:.1f} pages per CPU second")
    print(f"ratio {spent['trafilatura'] / spent[OURS]:.1f}")


def _run_peer(name: str, data: Path) -> None:
    """One peer over all pages: its rows, then its speed and memory."""
    read = READERS[name]()
    seconds, count = 0.0, 0
    for row in read_rows(data, (*SETS, *OTHERS)):
        page = page_bytes(data, row)
        start = process_time()
        try:
            found = read(page, row["url"] or "")
        except Exception as error:  # a peer's crash is its result
            found = {"body": "", "error": repr(error)}
        seconds += process_time() - start
        count += 1
        print(json.dumps({"id": row["id"], **found}))
    print(json.dumps({"rate": count / seconds, "mib": extraction_junk.peak_mib()}))


def _trafilatura() -> Callable[[bytes, str], Row]:
    import trafilatura

    def read(page: bytes, url: str) -> Row:
        document = trafilatura.bare_extraction(
            page, url=url, with_metadata=True, include_comments=False
        )
        found = document.as_dict() if document else {}
        authors = [name.strip() for name in (found.get("author") or "").split(";")]
        return {
            "title": found.get("title"),
            "body": found.get("text") or "",
            "authors": [name for name in authors if name],
            "date": found.get("date"),
            "lang": found.get("language"),
        }

    return read


def _resiliparse() -> Callable[[bytes, str], Row]:
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import bytes_to_str, detect_encoding

    def read(page: bytes, url: str) -> Row:
        html = bytes_to_str(page, detect_encoding(page))
        return {"body": extract_plain_text(html, main_content=True, alt_texts=False)}

    return read


def _newspaper4k() -> Callable[[bytes, str], Row]:
    import newspaper

    def read(page: bytes, url: str) -> Row:
        article = newspaper.Article(url or "http://localhost/", fetch_images=False)
        article.download(input_html=page.decode("utf-8", "replace"))
        article.parse()
        return {
            "title": article.title,
            "body": article.text,
            "authors": list(article.authors),
            "date": str(article.publish_date or ""),
            "lang": article.meta_lang,
        }

    return read


def _readability() -> Callable[[bytes, str], Row]:
    import lxml.html
    from readability import Document

    def read(page: bytes, url: str) -> Row:
        document = Document(page.decode("utf-8", "replace"))
        summary = lxml.html.fromstring(document.summary())
        lines: Iterator[str] = (" ".join(e.itertext()) for e in summary.iter("p", "li", "h2", "h3"))
        return {"title": document.short_title(), "body": "\n".join(lines)}

    return read


READERS: dict[str, Callable[[], Callable[[bytes, str], Row]]] = {
    "trafilatura": _trafilatura,
    "resiliparse": _resiliparse,
    "newspaper4k": _newspaper4k,
    "readability": _readability,
}


if __name__ == "__main__":
    main()
