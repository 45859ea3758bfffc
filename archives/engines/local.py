"""The engine of one machine: pages are parsed and looked at by a pool, facts are judged here.

Any number of jobs gives the same findings in the same order.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from archives.engines.pool import batches, in_order
from archives.open import parse, raw
from archives.reading import Reading, Record, Tally
from articles import Article
from checks.protocol import Check, Fact, Finding
from checks.runner import Run

Seen = Callable[[Article], None]


@dataclass(frozen=True, slots=True)
class Looked:
    """What one article shows by itself: the article without its blocks, findings and facts."""

    article: Article
    findings: tuple[Finding, ...]
    facts: tuple[tuple[str, Fact], ...]


def check(
    paths: Sequence[str],
    reading: Reading,
    checks: Sequence[Check],
    jobs: int = 1,
    *,
    tally: Tally | None = None,
    seen: Seen | None = None,
) -> Iterator[Finding]:
    """Findings of these checks over all articles of these inputs.

    `seen` hears of every article, in order, without its blocks, as soon as its own findings are
    out: for counting and progress. Those that need the whole archive come last.
    """
    tally = tally or Tally()
    run = Run(checks)
    for looked in look(raw(paths, reading, tally), checks, jobs):
        tally.counted(looked.article)
        yield from looked.findings
        for code, fact in looked.facts:
            run.facts[code, fact.key].append(fact)
        if seen:
            seen(looked.article)
    yield from run.judge()


def look(records: Iterable[Record], checks: Sequence[Check], jobs: int = 1) -> Iterator[Looked]:
    """What each record shows by itself, in order."""
    if jobs <= 1:
        yield from (_look_at_one(record, checks) for record in records)
        return
    for batch in in_order(_look_at, batches(records), jobs, _begin, (tuple(checks),)):
        yield from batch


def extract(records: Iterable[Record], jobs: int = 1) -> Iterator[Article]:
    """The articles of these records, in order."""
    if jobs <= 1:
        yield from map(parse, records)
        return
    for batch in in_order(_parse, batches(records), jobs):
        yield from batch


_checks: tuple[Check, ...] = ()


def _begin(checks: tuple[Check, ...]) -> None:
    global _checks  # a worker is told once, not with every batch
    _checks = checks


def _look_at(batch: list[Record]) -> list[Looked]:
    return [_look_at_one(record, _checks) for record in batch]


def _look_at_one(record: Record, checks: Sequence[Check]) -> Looked:
    article = parse(record)
    run = Run(checks)
    try:
        findings = tuple(run.look(article))
    except Exception as error:
        error.add_note(f"while checking {record.path} {record.record} {record.url}")
        raise
    facts = tuple((code, fact) for (code, _), facts in run.facts.items() for fact in facts)
    return Looked(replace(article, blocks=(), claims={}), findings, facts)


def _parse(batch: list[Record]) -> list[Article]:
    return [parse(record) for record in batch]
