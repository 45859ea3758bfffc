"""How fast the database answers: articles and findings invented here, two sizes.

    python -m benchmarks.store [--articles 20000] [--findings 100000]

Prints a Markdown table; the figures in the documentation are what it printed.
"""

import argparse
import random
import tempfile
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from time import perf_counter

from articles import Article, Block, Kind, Link
from checks.fingerprint import Marked, mark
from checks.protocol import Finding, Severity
from db import finding_counts, grouping, listing
from db.records import Decision, Filter
from db.store import Store
from review.desk.deciding import Wish, carry_out, take_back
from review.desk.queue import Queue
from review.desk.wanted import Wanted
from review.report import build
from review.report_text import text

SITES, WORDS = 12, "harbour bridge storm ferry baker gull council pier engine winter".split()
FAMILIES = ("DUP101", "SPL101", "SPL102", "REL101", "REL103", "TPL101", "TXT101")
RUNS = 7


def main() -> None:
    """Measure a tenth of the size, then the size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--findings", type=int, default=100_000)
    args = parser.parse_args()
    sizes = [(args.articles // 10, args.findings // 10), (args.articles, args.findings)]
    measured = [dict(_measure(*size)) for size in sizes]
    print("| what | " + " | ".join(f"{a:,} articles, {f:,} findings" for a, f in sizes) + " |")
    print("|---|--:|--:|")
    for what in measured[0]:
        print(f"| {what} | " + " | ".join(row[what] for row in measured) + " |")


def _measure(articles: int, findings: int) -> Iterator[tuple[str, str]]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "desk.db"
        with Store.open(str(path)) as store:
            yield from _writing(store, articles, findings)
            yield "size of the file", f"{path.stat().st_size / 1e6:,.0f} MB"
            yield from _reading(store)


def _writing(store: Store, articles: int, findings: int) -> Iterator[tuple[str, str]]:
    run = store.begin_run("import")
    yield "store the articles", _once(lambda: store.keep(run, _articles(articles)))
    again = store.begin_run("import")
    yield "store them again", _once(lambda: store.keep(again, _articles(articles)))
    marked = _findings(articles, findings)
    keys = {(article.site, article.key) for article in _articles(articles)}
    rules = set(FAMILIES)
    yield "keep the findings", _once(lambda: store.keep_findings(run, marked, keys, rules))
    yield "keep them again", _once(lambda: store.keep_findings(again, marked, keys, rules))


def _reading(store: Store) -> Iterator[tuple[str, str]]:
    with store.read() as connection:
        every = Filter(statuses=("open",))
        first = listing.page(connection, every, None, 50)
        yield "list 50 findings", _best(lambda: listing.page(connection, every, None, 50))
        place = first[-1].finding.span.article.site, "SPL101", "8"
        yield "50 from the middle", _best(lambda: listing.page(connection, every, place, 50))
        yield (
            "count by site and family",
            _best(lambda: finding_counts.by_site_and_family(connection, every)),
        )
        yield "count by status", _best(lambda: finding_counts.by_status(connection))
        yield "worst 10 groups", _best(lambda: grouping.worst_groups(connection, every, 10))
        yield "worst 30 findings", _best(lambda: listing.worst(connection, every, 30))
    one = first[0]
    yield "one decision", _best(lambda: _decide(store, "finding", one.fingerprint))
    yield "one decision on a group", _best(lambda: _decide(store, "group", one.group))
    queue = Queue(store)
    yield "the review desk ranks its queue", _once(lambda: queue.next(Wanted()))
    yield "it decides, and shows the next card", _best(lambda: _at_the_desk(store, queue))
    yield "20,000 decisions come from a file", _once(lambda: _merge(store))
    yield "undo at the desk", _best(lambda: take_back(store, "bench"))
    yield (
        "the whole report",
        _best(lambda: list(text(build(store, "", every, "", "site", 10))), times=3),
    )


def _decide(store: Store, scope: str, key: str) -> None:
    store.decide(Decision(scope, key, "confirm", "bench", store.now()))


def _at_the_desk(store: Store, queue: Queue) -> None:
    card = queue.next(Wanted())
    assert card
    carry_out(store, Wish((card.found.fingerprint,), "accept", "bench", seen=card.seen))
    queue.next(Wanted())


def _merge(store: Store) -> None:
    prints = (each.fingerprint for each in islice(store.find(Filter()), 20_000))
    store.merge(Decision("finding", each, "accept", "file", store.now()) for each in prints)


def _articles(number: int) -> Iterator[Article]:
    chance = random.Random(1)
    for index in range(number):
        site = f"site{index % SITES}.example"
        headline = " ".join(chance.choices(WORDS, k=8))
        blocks = [Block(Kind.HEADLINE, headline)]
        for _ in range(12):
            words = " ".join(chance.choices(WORDS, k=45))
            blocks.append(Block(Kind.PARAGRAPH, words, (Link(f"https://{site}/x", "x", 0, 5),)))
        key = f"{site}/{index}"
        yield Article(
            key, key, f"https://{key}", site=site, headline=headline, blocks=tuple(blocks)
        )


def _findings(articles: int, number: int) -> list[Marked]:
    """Half of them stand in groups of some forty articles, as misspelt names do."""
    chance = random.Random(2)
    found = []
    for index, article in enumerate(_articles(articles)):
        for nth in range(index * number // articles, (index + 1) * number // articles):
            subject = f"name{chance.randrange(number // 80)}" if nth % 2 else f"fault{nth}"
            span = article.span(1 + nth % 12, 0, 7)
            found.append(
                Finding(
                    chance.choice(FAMILIES),
                    span,
                    span.article.headline[:7],
                    "an invented fault",
                    chance.choice(list(Severity)),
                    chance.choice((0.5, 0.9, 1.0)),
                    subject=subject,
                )
            )
    return list(mark(found))


def _once(work: Callable[[], object]) -> str:
    start = perf_counter()
    work()
    return f"{perf_counter() - start:,.2f} s"


def _best(work: Callable[[], object], times: int = RUNS) -> str:
    """The shortest of some runs, in milliseconds: what the machine can do undisturbed."""
    best = min(_timed(work) for _ in range(times))
    return f"{best * 1000:,.1f} ms"


def _timed(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


if __name__ == "__main__":
    main()
