"""How often a page's facts are read right: title, date, authors, language.

Pages and truths are those of the neighbouring folder `shared`; the measures are its scorer's own.
Publishers are split in two halves by their name: rules are tuned on one, the other is reported.

    python -m benchmarks.metadata                 both halves, every set, and the time per page
    python -m benchmarks.metadata --half tune --failing authors
"""

import argparse
import gzip
import hashlib
import importlib.util
import json
import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from articles.encoding import decode
from articles.language import language_of
from articles.metadata.reading import Metadata, read_metadata

SHARED = Path(__file__).parents[2] / "shared"
DATA = SHARED / "data" / "articles"
SETS = ("fundus", "andythefactory", "trafilatura", "postlight", "readability", "newspaper4k")
FACTS = ("title", "date", "authors", "language")


@dataclass(frozen=True, slots=True)
class Read:
    """A page's truth, what was read, and what reading cost."""

    truth: dict[str, Any]
    facts: dict[str, Any]
    milliseconds: float


def half_of(publisher: str) -> str:
    """The half a publisher belongs to, by a hash of its name."""
    return "tune" if hashlib.blake2b(publisher.encode()).digest()[0] % 2 else "report"


def main() -> None:
    """Print the table, or the pages whose fact was read wrong."""
    ask = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    ask.add_argument("--half", choices=("tune", "report"), default="")
    ask.add_argument("--set", action="append", choices=SETS, default=[])
    ask.add_argument("--failing", choices=FACTS, default="")
    args = ask.parse_args()
    scorer = _scorer()
    read = [page for name in args.set or SETS for page in _pages(name, args.half)]
    if args.failing:
        _print_failing(read, scorer, args.failing)
        return
    for name in args.set or SETS:
        for half in [args.half] if args.half else ["tune", "report", ""]:
            _print_row(name, half, read, scorer)
    costs = sorted(page.milliseconds for page in read)
    print(f"CPU ms per page: median {statistics.median(costs):.2f}", end=", ")
    print(f"95th percentile {costs[int(0.95 * len(costs))]:.2f} ({len(costs)} pages)")


def _scorer() -> Any:
    path = SHARED / "score" / "score_extraction.py"
    spec = importlib.util.spec_from_file_location("score_extraction", path)
    if spec is None or spec.loader is None or not path.exists():
        raise SystemExit(f"the scorer and the pages are not there: {path}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _pages(name: str, half: str) -> Iterator[Read]:
    for line in (DATA / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        truth = json.loads(line)
        if not half or half_of(truth["publisher"]) == half:
            yield _read(truth)


def _read(truth: dict[str, Any]) -> Read:
    data = gzip.decompress((DATA / truth["html"]).read_bytes())
    tree = LexborHTMLParser(decode(data))
    start = time.process_time()
    told = read_metadata(tree, truth["url"] or "")
    cost = 1000 * (time.process_time() - start)
    return Read({**truth, "body": None}, _facts(told, tree), cost)


def _facts(told: Metadata, tree: LexborHTMLParser) -> dict[str, Any]:
    paragraphs = [node.text() for node in tree.css("p")[:60]]
    return {
        "headline": told.headline,
        "authors": list(told.authors),
        "published": told.published,
        "language": language_of(
            "\n".join(text for text in paragraphs if len(text) > 80), told.language
        ),
    }


def _print_row(name: str, half: str, read: list[Read], scorer: Any) -> None:
    rows = [page for page in read if page.truth["set"] == name]
    rows = [page for page in rows if half in ("", half_of(page.truth["publisher"]))]
    means, _ = scorer.score([p.truth for p in rows], {str(p.truth["id"]): p.facts for p in rows})
    cells = "  ".join(f"{fact} {means[fact]:.3f}" for fact in FACTS if fact in means)
    print(f"{name:15} {half or 'all':7} {len(rows):4} pages  {cells}")


def _print_failing(read: list[Read], scorer: Any, fact: str) -> None:
    field = {"title": "headline", "date": "published"}.get(fact, fact)
    stated = {"language": "lang"}.get(fact, fact)
    for page in read:
        means, _ = scorer.score([page.truth], {str(page.truth["id"]): page.facts})
        if means.get(fact) == 0:
            print(page.truth["id"], "|", page.truth[stated], "|", page.facts[field])


if __name__ == "__main__":
    main()
