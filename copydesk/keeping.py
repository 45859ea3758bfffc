"""Check what the database holds, and keep what is found there: after an import, a crawl, or anew.

Rules that look at one article run over the articles they have not seen as they are now. Rules that
compare articles leave their clues in the database; after a run only the keys are judged under which
a clue came, changed or went. The findings are those that judging everything at once would give.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from functools import partial
from hashlib import blake2b
from typing import Any, TypeVar

from articles import Article
from checks.fingerprint import Marked, mark
from checks.knowledge import Knowledge
from checks.protocol import Check, Fact, Finding
from checks.runner import in_context
from copydesk.config import Config
from copydesk.exits import version
from copydesk.judging import Judge
from copydesk.rule_settings import settings_of
from copydesk.selection import Selection
from copydesk.suppression import Suppression
from db import clues, finding_counts, judged
from db.clues import Gathered, Rule
from db.records import Counts
from db.settling import Terms
from db.shelf import Key, Looked, key_of
from db.store import Store
from db.verdicts import FIXED, OPEN
from review.model import State

Tick = Callable[[str, int], None]
T = TypeVar("T")


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
        settings = settings_of(together, self.selection.severity)
        with self.store.write() as connection:
            rules = clues.rules(connection, settings)
            clues.forget_removed(connection)
            judged.say_again(connection)
        self._walk(alone, together, rules, everything)
        judge = Judge(self.store, everything, self.tick)
        for check, rule in zip(together, rules, strict=True):
            judge.judge(check, rule)
        whole = {rule.code for rule in rules if everything or not rule.judged}
        terms = Terms(self.selection.graded, lambda marked: dict(self._silenced(marked)))
        self.counts += self.store.settle_said(self.run_id, terms, whole)
        return standing(self.store, self.counts)

    def _walk(
        self, alone: Sequence[Check], together: Sequence[Check], rules: list[Rule], all_: bool
    ) -> None:
        """Look at articles that are due. Rules whose clues are not whole ask all the others too."""
        behind = [rule for rule in rules if not rule.whole]
        for batch in self.store.look(all_=all_ or bool(behind)):
            due = {each.id for each in batch if all_ or each.due}
            late = self._late(batch, behind)
            gathered = []
            found: list[Finding] = []
            for each in batch:
                # Both kinds of rules in turn: they share what is dear to work out of an article.
                if each.id in due:
                    found += _noted(each.article, partial(_seen, alone))
                asked = [c for c in together if each.id in due or each.id in late[c.code]]
                if each.id in due or asked:
                    gathered.append(_gathered(each, asked))
            self._keep(found, {key_of(each.article) for each in batch if each.id in due}, alone)
            self._put(gathered, rules)
            self.checked += len(due)
            self.tick("articles checked", self.checked)
        with self.store.write() as connection:
            for rule in behind:
                clues.note_whole(connection, rule)

    def _late(self, batch: Sequence[Looked], behind: Iterable[Rule]) -> dict[str, set[int]]:
        """Rule -> articles of the batch that it has not been asked about with today's settings."""
        late: defaultdict[str, set[int]] = defaultdict(set)
        with self.store.read() as connection:
            for rule in behind:
                late[rule.code] = clues.missing(connection, {each.id for each in batch}, rule)
        return late

    def _put(self, gathered: Sequence[Gathered], rules: Sequence[Rule]) -> None:
        if gathered:
            with self.store.write() as connection:
                clues.leave_out(connection, [rule.code for rule in rules])
                clues.replace(connection, gathered, rules)

    def _keep(self, found: list[Finding], keys: Collection[Key], checks: Sequence[Check]) -> None:
        if keys:
            marked = list(mark(self.selection.graded(found)))
            rules = {check.code for check in checks}
            silenced = dict(self._silenced(marked))
            self.counts += self.store.keep_findings(self.run_id, marked, keys, rules, silenced)

    def _silenced(self, marked: Iterable[Marked]) -> Iterator[tuple[str, str]]:
        for each in marked:
            state, reason = self.suppression.verdict(each)
            if state is State.SUPPRESSED:
                yield each.fingerprint, reason


def standing(store: Store, counts: Counts) -> Counts:
    """What a round saw, with all that stands counted: an article that did not change is not looked
    at again, and what was found in it is neither gone nor new."""
    with store.read() as connection:
        statuses = finding_counts.by_status(connection)
    there = sum(statuses.values()) - statuses.get(FIXED, 0)
    kept = max(0, there - counts.new - counts.reopened - counts.carried)
    return replace(counts, open=statuses.get(OPEN, 0), unchanged=kept)


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
    """Rules that look at one article, and rules that compare articles, by code."""
    alone: list[Check] = []
    together: list[Check] = []
    for check in sorted(checks, key=lambda check: check.code):
        (alone if type(check).gather is Check.gather else together).append(check)
    return alone, together


def _seen(checks: Iterable[Check], article: Article) -> Iterator[Finding]:
    """What the article shows by itself."""
    for check in checks:
        for finding in check.look(article):
            yield in_context(article, finding)


def _gathered(each: Looked, asked: Iterable[Check]) -> Gathered:
    """What the article leaves for later, by rule."""
    found: dict[str, list[Fact]] = {
        check.code: list(_noted(each.article, check.gather)) for check in asked
    }
    return Gathered(each.id, each.version, each.article, found)


def _noted(article: Article, look: Callable[[Article], Iterable[T]]) -> Iterator[T]:
    """What a look shows; should it fail, the error says over which article."""
    try:
        yield from look(article)
    except Exception as error:
        error.add_note(f"while checking {article.url or article.path or article.id}")
        raise
