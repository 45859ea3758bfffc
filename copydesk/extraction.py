"""Articles of an input as JSON lines, in the order of the input, by one process or several."""

import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator
from functools import partial

from archives.engines.pool import batches, in_order
from archives.open import parse, raw
from archives.reading import Record, Tally
from articles import Article
from copydesk.arguments import reading_of
from copydesk.checking import Collected
from copydesk.completeness import gaps, outcome, refused
from copydesk.config import load
from copydesk.exits import hush_stdout
from copydesk.progress import Progress
from copydesk.reading import check_map, require_paths
from review.article_records import article_record
from review.formats._text import visible
from review.formats.jsonl import line

#: Stands between two articles as text, and never in one.
_BETWEEN = f"\n{'=' * 72}\n\n"


def extract(args: Namespace) -> int:
    """Write all articles; what could not be read is among them and says why."""
    require_paths(args)
    reading = reading_of(args, dict(load(args.config).columns))
    seen, tally = Collected(), Tally()
    progress = Progress(not (args.no_progress or args.quiet))
    try:
        for text, slim in _written(raw(args.paths, reading, tally), args.jobs, args.format):
            if args.format == "text" and text and seen.articles:
                sys.stdout.write(_BETWEEN)
            seen.count(slim)
            sys.stdout.write(text)
            progress(seen)
        sys.stdout.flush()
    except BrokenPipeError:
        hush_stdout()
    finally:
        progress.close()
    check_map(args, tally)
    for line_ in (
        *gaps(seen),
        *refused(seen.loss, args),
        *(() if args.quiet else map(visible, tally.remarks())),
    ):
        print(f"copydesk: {line_}", file=sys.stderr)
    return outcome(seen, args)


def _written(records: Iterable[Record], jobs: int, form: str) -> Iterator[tuple[str, Article]]:
    # Alone, one by one: what is read is written at once, also from a slow pipe.
    portions = batches(records) if jobs > 1 else ([record] for record in records)
    for batch in in_order(partial(_write_batch, form=form), portions, jobs):
        yield from batch


def _write_batch(records: list[Record], form: str) -> list[tuple[str, Article]]:
    return [_write(parse(record), form) for record in records]


def _plain(article: Article) -> str:
    """Headline and body, as `copydesk check` reads them again; nothing of what was damaged."""
    if article.damage:
        return ""
    head = f"# {' '.join(article.headline.split())}\n" if article.headline else ""
    return "\n".join(filter(None, (head, f"{article.body}\n" if article.body else "")))


def _write(article: Article, form: str) -> tuple[str, Article]:
    """The text, and the article without its blocks: enough to count it."""
    text = line(article_record(article)) if form == "jsonl" else _plain(article)
    slim = Article(key=article.key, id=article.id, path=article.path, damage=article.damage)
    return text, slim
