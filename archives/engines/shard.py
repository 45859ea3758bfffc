"""One shard: its articles are read and looked at; what they show and leave is kept on disk."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from time import process_time
from typing import Any, TextIO

from archives.engines import found
from archives.engines.clock import clocked
from archives.engines.clues import ClueWriter
from archives.engines.local import look
from archives.engines.plan import Shard, tally_row
from archives.engines.work import WorkFolder
from archives.open import records
from archives.reading import NAMED, Reading, Record, Tally
from articles import Article
from checks.protocol import Check

#: What a shard leaves: findings, columns and words of its clues, names and keys of its articles.
FINDINGS, CLUES, ARTICLES, WORDS, KEYS = "findings", "clues", "articles", "words", "keys"
READING = "reading"


@dataclass(slots=True)
class Outcome:
    """What became of one shard: what a caller hears of it."""

    name: str
    articles: int = 0
    findings: int = 0
    damaged: dict[str, int] = field(default_factory=dict)
    #: articles lost in them as far as that is known, and in how many of them it is not
    lost: int = 0
    unknown: int = 0
    #: place and note of the first of them
    notes: list[tuple[str, str]] = field(default_factory=list)
    tally: dict[str, Any] = field(default_factory=dict)
    #: CPU seconds by rule, and of READING
    seconds: dict[str, float] = field(default_factory=dict)
    codes: list[str] = field(default_factory=list)
    #: whether it had been finished before
    kept: bool = False

    def count(self, article: Article) -> None:
        """Note one article, or why there is none."""
        if article.damage is None:
            self.articles += 1
            return
        kind = str(article.damage.kind)
        self.damaged[kind] = self.damaged.get(kind, 0) + 1
        self.lost += article.damage.lost or 0
        self.unknown += article.damage.lost is None
        if len(self.notes) < NAMED:
            place = " ".join(filter(None, (article.path, article.record))) or article.url
            self.notes.append((place, article.damage.note))


@dataclass(frozen=True, slots=True)
class Looker:
    """What a worker is told once."""

    work: WorkFolder
    reading: Reading
    checks: tuple[Check, ...]

    def __call__(self, shard: Shard) -> Outcome:
        """Look at a shard, unless it is finished."""
        told = self.work.finished(shard.name)
        if told is None:
            return self._look(shard)
        del told["files"]
        return Outcome(**{**told, "kept": True})

    def _look(self, shard: Shard) -> Outcome:
        began, outcome, tally = process_time(), Outcome(shard.name), Tally()
        with ExitStack() as stack:
            try:
                self._keep(self._records(shard, tally), outcome, stack)
            except OSError as error:
                raise self.work.refused(error) from error
        outcome.tally = tally_row(tally)
        used = process_time() - began
        outcome.seconds[READING] = used - sum(outcome.seconds.values())
        files = [f"{shard.name}.{part}" for part in (FINDINGS, CLUES, ARTICLES, WORDS, KEYS)]
        self.work.finish(shard.name, files, asdict(outcome))
        return outcome

    def _records(self, shard: Shard, tally: Tally) -> Iterator[Record]:
        if shard.files:
            return records(shard.files, self.reading, tally)
        return iter(shard.records)

    def _keep(self, every: Iterator[Record], outcome: Outcome, stack: ExitStack) -> None:
        parts = {
            part: stack.enter_context(self.work.draft(f"{outcome.name}.{part}"))
            for part in (FINDINGS, CLUES, ARTICLES, WORDS, KEYS)
        }
        findings = stack.enter_context(parts[FINDINGS].open("w", encoding="ascii"))
        keys = stack.enter_context(parts[KEYS].open("w", encoding="utf-8", errors="surrogatepass"))
        words = stack.enter_context(parts[WORDS].open("wb"))
        shard = int(outcome.name, 16)
        clues = ClueWriter(shard, parts[CLUES], parts[ARTICLES], words)
        checks = clocked(self.checks, outcome.seconds)
        self._look_at(every, checks, clues, outcome, findings, keys)
        clues.close()
        outcome.codes = sorted(clues.codes)

    def _look_at(
        self,
        every: Iterator[Record],
        checks: Sequence[Check],
        clues: ClueWriter,
        outcome: Outcome,
        findings: TextIO,
        keys: TextIO,
    ) -> None:
        for looked in look(every, checks):
            outcome.count(looked.article)
            outcome.findings += len(looked.findings)
            for finding in looked.findings:
                found.write(finding, findings)
            if looked.article.damage is None:
                keys.write(looked.article.key + "\n")
            clues.add(looked.facts)
