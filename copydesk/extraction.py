"""Articles of an input as JSON lines, in the order of the input, by one process or several."""

import signal
import sys
from argparse import Namespace
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from functools import partial
from itertools import islice
from typing import TypeVar

from archives.open import parse, raw
from archives.reading import Record
from articles import Article
from copydesk.arguments import reading_of
from copydesk.checking import Collected
from copydesk.completeness import gaps, outcome
from copydesk.config import load
from copydesk.exits import hush_stdout
from copydesk.progress import Progress
from copydesk.reading import require_paths
from review.article_records import article_record
from review.formats.jsonl import line

#: Records that one hand-over to a worker carries, and hand-overs that wait for each worker:
#: small enough that memory stays flat, large enough that talking costs little.
BATCH, WAITING = 16, 4
T = TypeVar("T")
R = TypeVar("R")


def extract(args: Namespace) -> int:
    """Write all articles; what could not be read is among them and says why."""
    require_paths(args)
    reading = reading_of(args, dict(load(args.config).columns))
    seen = Collected()
    progress = Progress(not (args.no_progress or args.quiet))
    try:
        for text, slim in _written(raw(args.paths, reading), args.jobs, args.format):
            seen.count(slim)
            sys.stdout.write(text)
            progress(seen)
        sys.stdout.flush()
    except BrokenPipeError:
        hush_stdout()
    finally:
        progress.close()
    for gap in gaps(seen):
        print(f"copydesk: {gap}", file=sys.stderr)
    return outcome(seen, args)


def _written(records: Iterable[Record], jobs: int, form: str) -> Iterator[tuple[str, Article]]:
    batches = _batched(records, BATCH)
    work = partial(_write_batch, form=form)
    done = _in_order(work, batches, jobs) if jobs > 1 else map(work, batches)
    for batch in done:
        yield from batch


def _write_batch(records: list[Record], form: str) -> list[tuple[str, Article]]:
    return [_write(parse(record), form) for record in records]


def _write(article: Article, form: str) -> tuple[str, Article]:
    """The text, and the article without its blocks: enough to count it."""
    text = line(article_record(article)) if form == "jsonl" else f"{article.body}\n\n"
    slim = Article(key=article.key, id=article.id, path=article.path, damage=article.damage)
    return text, slim


def _batched(items: Iterable[T], size: int) -> Iterator[list[T]]:
    source = iter(items)
    while batch := list(islice(source, size)):
        yield batch


def _in_order(work: Callable[[T], R], items: Iterable[T], jobs: int) -> Iterator[R]:
    """`map` over a pool, in order, with a bounded number of items under way."""
    with ProcessPoolExecutor(jobs, initializer=_deaf) as pool:
        waiting: deque[Future[R]] = deque()
        try:
            for item in items:
                waiting.append(pool.submit(work, item))
                if len(waiting) >= jobs * WAITING:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()


def _deaf() -> None:
    """Ctrl-C goes to every process of the terminal; only the first one is to act on it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
