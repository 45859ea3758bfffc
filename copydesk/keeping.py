"""Check what the database holds, and keep what is found there: after an import, a crawl, or anew.

Rules that look at one article run over the articles they have not seen as they are now. Rules that
compare articles run over all that is stored, since a new article may change what an old one means.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
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
from db.records import Counts
from db.store import Store
from review.model import State

_BATCH = 200  # articles checked between two writes

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
        alone, together = _parted(self.selection.checks(self.knowledge))
        waiting = self.store.articles() if everything else self.store.articles(unchecked=True)
        for batch in _batches(waiting):
            self._look(alone, batch)
            # An archive rule that fails must not make the next run skip these articles.
            if not together:
                self.store.note_checked(_keys(batch))
        if together and (self.checked or everything):
            self._compare(together)
        return self.counts

    def _look(self, checks: Sequence[Check], batch: list[Article]) -> None:
        run = Run(checks)
        found = [each for article in batch for each in _noted(article, run.look)]
        self._keep(found, _keys(batch), checks)
        self.checked += len(batch)
        self.tick("articles checked", self.checked)

    def _compare(self, checks: Sequence[Check]) -> None:
        run = Run(checks)
        keys: set[tuple[str, str]] = set()
        found: list[Finding] = []
        for number, article in enumerate(self.store.articles(), 1):
            keys.add((article.site, article.key))
            found.extend(_noted(article, run.look))
            self.tick("articles compared", number)
        found.extend(run.judge())
        self._keep(found, keys, checks)
        self.store.note_checked(keys)

    def _keep(
        self, found: list[Finding], keys: set[tuple[str, str]], checks: Sequence[Check]
    ) -> None:
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


def _noted(article: Article, look: Callable[[Article], Iterator[Finding]]) -> Iterator[Finding]:
    """What a look shows; should it fail, the error says over which article."""
    try:
        yield from look(article)
    except Exception as error:
        error.add_note(f"while checking {article.url or article.path or article.id}")
        raise


def _keys(articles: Iterable[Article]) -> set[tuple[str, str]]:
    return {(article.site, article.key) for article in articles}


def _batches(articles: Iterator[Article]) -> Iterator[list[Article]]:
    while batch := list(islice(articles, _BATCH)):
        yield batch
