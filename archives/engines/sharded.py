"""The engine of a large archive: shards, a pool of processes, clues on disk, DuckDB's sort.

Findings and their order are those of the engine in memory. Three kinds of parts are kept in the
work folder: what a shard shows and leaves, the order of all articles, what a rule's clues show
together. A part that is finished is not done again, so a run that was killed goes on where it was.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from time import process_time
from typing import TYPE_CHECKING

from archives.engines import found
from archives.engines.clock import clocked
from archives.engines.identity import identity_of
from archives.engines.plan import Shard, settings_of, shards, tally_of
from archives.engines.pool import in_order
from archives.engines.shard import FINDINGS, KEYS, WORDS, Looker, Outcome
from archives.engines.work import WorkFolder
from archives.reading import Reading, Tally
from checks.protocol import Check, Finding

if TYPE_CHECKING:
    from archives.engines.order import Sorter

#: What the processes of a run take without their work, each (measured: a worker with the rules on
#: duplicates and pyarrow 130 MB, the first process 60 MB).
FIRST, WORKER = 150_000_000, 250_000_000
#: DuckDB's share of the memory that is given; the judge that listens has the rest.
_SORT_SHARE = 0.3
SORTING = "sorting clues"
#: Clues of so many bytes are judged in one process, whatever the rule.
SMALL = 50_000_000


@dataclass(slots=True)
class Archive:
    """One run over one archive."""

    paths: Sequence[str]
    reading: Reading
    checks: Sequence[Check]
    work: WorkFolder
    jobs: int = 1
    memory: int = 2_000_000_000
    tally: Tally = field(default_factory=Tally)
    #: hears of every shard, in order, once its own findings are out
    seen: Callable[[Outcome], None] = lambda outcome: None
    #: hears what is being done between shards
    say: Callable[[str], None] = lambda what: None
    #: CPU seconds by rule, of reading, and of sorting: of this run and of the parts it found
    seconds: dict[str, float] = field(default_factory=dict)
    #: how many shards there were, and how many of them an earlier run had finished
    parts: int = 0
    kept: int = 0
    _names: dict[str, None] = field(default_factory=dict)
    _streams: set[str] = field(default_factory=set)
    _codes: set[str] = field(default_factory=set)

    def findings(self) -> Iterator[Finding]:
        """All findings, in the order of the engine in memory."""
        yield from self._look()
        yield from self._judge()

    def keys(self) -> Iterator[str]:
        """The lasting keys of the articles that were checked."""
        for name in self._names:
            place = self.work.file(f"{name}.{KEYS}")
            with place.open(encoding="utf-8", errors="surrogatepass") as lines:
                yield from (line.rstrip("\n") for line in lines)

    def _look(self) -> Iterator[Finding]:
        """What articles show by themselves."""
        looker = Looker(self.work, self.reading, tuple(self.checks))
        for outcome in in_order(_look_at, self._shards(), self.workers, _begin, (looker,), ahead=2):
            self._count(outcome)
            yield from found.read(self.work.file(f"{outcome.name}.{FINDINGS}"))
            self.seen(outcome)

    def _shards(self) -> Iterator[Shard]:
        settings = settings_of(identity_of(self.checks), self.reading)
        for shard in shards(self.paths, self.reading, settings, self.work, self.tally):
            self._streams.add(shard.stream)
            yield shard

    @property
    def workers(self) -> int:
        """As many as were asked for and memory holds."""
        return max(1, min(self.jobs, (self.memory - FIRST) // WORKER))

    def _count(self, outcome: Outcome) -> None:
        self.parts += 1
        self.kept += outcome.kept
        tally = tally_of(outcome.tally)
        tally.articles, tally.unreadable = outcome.articles, sum(outcome.damaged.values())
        self.tally.add(tally)
        self._names[outcome.name] = None
        self._codes.update(outcome.codes)
        self._used(outcome.seconds)

    def _used(self, seconds: dict[str, float]) -> None:
        for name, used in seconds.items():
            self.seconds[name] = self.seconds.get(name, 0.0) + used

    def _judge(self) -> Iterator[Finding]:
        """What they show together, a rule at a time, in a process whose memory goes back with it:
        one for all rules, or where there is much to judge, one for each."""
        judge = Judge(self.work, tuple(self._names), int(self.memory * _SORT_SHARE), self.jobs)
        codes = sorted(check.code for check in self.checks if check.code in self._codes)
        parts = [judge.part(code) for code in codes]
        self.work.keep_only({*self._names, *self._streams, judge.order, *parts})
        for some in [codes] if self._is_small() else [[code] for code in codes]:
            for code, seconds in zip(some, self._judged(some, judge), strict=True):
                self._used(seconds)
                yield from found.read(self.work.file(f"{judge.part(code)}.{FINDINGS}"))

    def _judged(self, codes: list[str], judge: "Judge") -> Iterator[dict[str, float]]:
        self.say(f"judging {', '.join(codes)}")
        told = judge, {check.code: check for check in self.checks}
        return in_order(_judge_one, codes, 1, _begin, told)

    def _is_small(self) -> bool:
        return sum(self.work.file(f"{n}.{WORDS}").stat().st_size for n in self._names) < SMALL


@dataclass(frozen=True, slots=True)
class Judge:
    """Judges the clues of one rule, in a process of its own."""

    work: WorkFolder
    names: tuple[str, ...]
    memory: int
    threads: int

    @property
    def order(self) -> str:
        """The part that numbers the articles of these shards."""
        return self.part("")

    def part(self, code: str) -> str:
        """The part that holds what this rule found in these shards."""
        state = blake2b("\0".join([code, *sorted(self.names)]).encode(), digest_size=8)
        return f"judged-{code}-{state.hexdigest()}"

    def __call__(self, check: Check) -> dict[str, float]:
        """Judge, unless that is finished; CPU seconds by what they were for."""
        part = self.part(check.code)
        told = self.work.finished(part)
        if told is None:
            seconds = self._judge(check, part)
            told = self.work.finish(part, [f"{part}.{FINDINGS}"], {"seconds": seconds})
        return dict(told["seconds"])

    def _judge(self, check: Check, part: str) -> dict[str, float]:
        from archives.engines.judging import judge

        began = process_time()
        seconds: dict[str, float] = {}
        sorter = self._sorter()
        [timed] = clocked([check], seconds)
        try:
            with (
                self.work.draft(f"{part}.{FINDINGS}") as place,
                place.open("w", encoding="ascii") as out,
            ):
                for finding in judge(timed, sorter):
                    found.write(finding, out)
        except OSError as error:
            raise self.work.refused(error) from error
        seconds[SORTING] = process_time() - began - sum(seconds.values())
        return seconds

    def _sorter(self) -> "Sorter":
        """The sorter, once the articles are numbered."""
        from archives.engines.order import Sorter

        sorter = Sorter(self.work, self.names, self.order, self.memory, self.threads)
        if self.work.finished(self.order) is None:
            sorter.rank()
            self.work.finish(self.order, [sorter.ranks], {})
        return sorter


_told: tuple[object, ...] = ()


def _begin(*told: object) -> None:
    global _told  # a worker is told once, not with every shard
    _told = told


def _look_at(shard: Shard) -> Outcome:
    looker = _told[0]
    assert isinstance(looker, Looker)
    return looker(shard)


def _judge_one(code: str) -> dict[str, float]:
    judge, checks = _told
    assert isinstance(judge, Judge) and isinstance(checks, dict)
    return judge(checks[code])
