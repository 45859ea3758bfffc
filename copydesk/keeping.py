"""Check what the database holds, and keep what is found there: after an import, a crawl, or anew.

Rules that look at one article run over the articles they have not seen as they are now. Rules that
compare articles run over all that is stored, since a new article may change what an old one means.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, field
from datetime import date
from hashlib import blake2b
from itertools import islice
from typing import Any

from articles import Article
from checks.fingerprint import Marked, mark
from checks.knowledge import Knowledge
from checks.protocol import Check, Finding
from checks.runner import Run
from copydesk.config import Config
from copydesk.exits import version
from copydesk.selection import Selection
from copydesk.suppression import Suppression
from db.facts import FactFile
from db.records import Counts
from db.shelf import key_of
from db.store import Store
from review.model import State

_BATCH = 200  # articles checked between two writes

Key = tuple[str, str]
Tick = Callable[[str, int], None]


def silent(what: str, number: int) -> None:
    """Nobody is told how far the work is."""


@dataclass(slots=True)
class Keeper:
    """One round of checks over a database."""

    store: Store
    run_id: int
    selection: Selection
    suppression: Suppression
    knowledge: Knowledge
    tick: Tick = silent
    counts: Counts = field(default_factory=Counts)
    checked: int = 0

    def check(self, everything: bool = False) -> Counts:
        """Check what is new or changed, or everything; keep what is found."""
        waiting = None if everything else self.store.waiting()
        if waiting is None or waiting:
            self._check(waiting)
        return self.counts

    def _check(self, waiting: set[Key] | None) -> None:
        alone, together = _parted(self.selection.checks(self.knowledge))
        keys, found = set[Key](), list[Finding]()
        with closing(FactFile()) as facts:
            for batch in _batches(self.store.articles()):
                run = Run(together)
                found += self._look(batch, waiting, alone, run)
                facts.add(run.facts)
                keys |= {key_of(article) for article in batch}
                self.tick("articles checked", len(keys))
            found += _judged(together, facts)
        self._keep(found, keys, together)
        self.store.note_checked(keys)

    def _look(
        self, batch: list[Article], waiting: set[Key] | None, alone: Sequence[Check], run: Run
    ) -> list[Finding]:
        """Keep what the articles that wait show by themselves; give back what `run` sees."""
        due: set[Key] = set()
        single: list[Finding] = []
        found: list[Finding] = []
        for article in batch:
            # Both kinds of rules in turn: they share what is dear to work out of an article.
            if waiting is None or key_of(article) in waiting:
                due.add(key_of(article))
                single += _noted(article, Run(alone).look)
            found += _noted(article, run.look)
        if due:
            self._keep(single, due, alone)
            self.checked += len(due)
        return found

    def _keep(self, found: list[Finding], keys: set[Key], checks: Sequence[Check]) -> None:
        marked = list(mark(self.selection.graded(found)))
        rules = {check.code for check in checks}
        silenced = dict(self._silenced(marked))
        self.counts += self.store.keep_findings(self.run_id, marked, keys, rules, silenced)

    def _silenced(self, marked: Iterable[Marked]) -> Iterator[tuple[str, str]]:
        for each in marked:
            state, reason = self.suppression.verdict(each)
            if state is State.SUPPRESSED:
                yield each.fingerprint, reason


def suppression_of(config: Config, today: date) -> Suppression:
    """What the configuration silences. Decisions are in the database; a baseline is for files."""
    return Suppression(today, config.suppress, config.per_site_ignore)


def stats_of(counts: Counts | None, selection: Selection) -> dict[str, Any]:
    """What a run's record says of its findings; None where nothing was checked."""
    if counts is None:
        return {"rules": []}
    return {"rules": [rule.code for rule in selection.rules], "findings": asdict(counts)}


def settings_hash(selection: Selection) -> str:
    """Whether two runs looked for the same: version, rules, options and grades."""
    parts = [version(), *map(repr, selection.pairs()), repr(sorted(selection.severity.items()))]
    return blake2b("\n".join(parts).encode(), digest_size=8).hexdigest()


def _parted(checks: Iterable[Check]) -> tuple[list[Check], list[Check]]:
    """Rules that look at one article, and rules that compare articles."""
    alone: list[Check] = []
    together: list[Check] = []
    for check in checks:
        (alone if type(check).gather is Check.gather else together).append(check)
    return alone, together


def _judged(checks: Iterable[Check], facts: FactFile) -> Iterator[Finding]:
    """What all articles show together."""
    by_code = {check.code: check for check in checks}
    for code, key, found in facts:
        yield from by_code[code].judge(key, found)


def _noted(article: Article, look: Callable[[Article], Iterator[Finding]]) -> Iterator[Finding]:
    """What a look shows; should it fail, the error says over which article."""
    try:
        yield from look(article)
    except Exception as error:
        error.add_note(f"while checking {article.url or article.path or article.id}")
        raise


def _batches(articles: Iterator[Article]) -> Iterator[list[Article]]:
    while batch := list(islice(articles, _BATCH)):
        yield batch
