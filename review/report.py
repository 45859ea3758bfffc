"""The review report: what it says, worked out from the database before any format says it."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from db import article_counts, finding_counts, grouping, listing, runs
from db.records import Filter, Found, Group, RunRecord
from db.store import Store
from db.verdicts import FIXED, OPEN
from review.summary import counted

LOOKING = ("import", "crawl", "recheck", "check")  # kinds of run that look at articles
TREND_RUNS = 10
NEW_LISTED = 30
UNREAD_LISTED = 20


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: a site, a rule or a story, its numbers by column, its history."""

    name: str
    numbers: dict[str, int]
    articles: int = 0
    affected: int = 0
    trend: tuple[int, ...] = ()

    @property
    def arrow(self) -> str:
        """Where the number of findings went over the last runs."""
        if len(self.trend) < 2 or self.trend[0] == self.trend[-1]:
            return "→"
        return "↑" if self.trend[-1] > self.trend[0] else "↓"


@dataclass(frozen=True, slots=True)
class Precision:
    """How a rule fared with those who decided. Accepted means: right, but left as it is."""

    code: str
    right: int
    wrong: int
    later: int

    @property
    def decided(self) -> int:
        """Findings on which somebody made up their mind."""
        return self.right + self.wrong


@dataclass(frozen=True, slots=True)
class Unread:
    """An input that could not be read."""

    run: int
    path: str
    record: str
    note: str


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that the report says, in the order in which it says it. `flags` name the database
    in the commands that it proposes, `period` the runs whose news it tells."""

    database: str
    flags: str
    run: RunRecord | None
    period: str
    articles: int
    statuses: dict[str, int]
    moves: dict[str, int]
    precision: tuple[Precision, ...]
    by: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    groups: tuple[Group, ...]
    groups_in_all: int
    new: tuple[Found, ...]
    new_in_all: int
    alarms: tuple[tuple[int, str, str, str], ...] = ()
    failed: tuple[RunRecord, ...] = ()
    empty_sites: tuple[str, ...] = ()
    unread: tuple[Unread, ...] = ()
    unread_in_all: int = 0
    unchecked: tuple[str, ...] = field(default=())

    @property
    def findings(self) -> int:
        """Findings that are not fixed."""
        return sum(number for status, number in self.statuses.items() if status != FIXED)

    @property
    def reviewed_percent(self) -> int:
        """How many of them somebody, or the configuration, has settled."""
        return 100 * (self.findings - self.statuses.get(OPEN, 0)) // (self.findings or 1)


def build(
    store: Store,
    database: str,
    wanted: Filter,
    since: str = "",
    by: str = "site",
    top: int = 10,
    flags: str = "",
) -> Report:
    """The report of this moment. `since` is a run's number or a date; "" tells what the last run
    brought."""
    history = [run for run in store.runs() if run.kind in LOOKING]
    before = run_before(history, since)
    recent = [run for run in history if run.id > (before.id if before else 0)]
    fresh = replace(wanted, since_run=before.id if before else 0)
    with store.read() as connection:
        sites = article_counts.articles_by_site(connection)
        new = listing.worst(connection, fresh, NEW_LISTED)
        unread = list(_unread(store, recent))
        columns, rows = _table(store, wanted, by, sites, history[-TREND_RUNS:])
        return Report(
            database=database,
            flags=flags,
            run=history[-1] if history else None,
            period=_period(recent, before if since else None),
            articles=sum(n for site, (n, _) in sites.items() if wanted.site in ("", site)),
            statuses=finding_counts.by_status(connection, wanted.site),
            moves=finding_counts.moves(connection, fresh.since_run, wanted.site),
            precision=tuple(_precision(finding_counts.by_verdict(connection, wanted.site))),
            by=by,
            columns=columns,
            rows=rows,
            groups=tuple(grouping.worst_groups(connection, wanted, top)),
            groups_in_all=grouping.count_groups(connection, wanted),
            new=tuple(new),
            new_in_all=finding_counts.count(connection, fresh),
            alarms=tuple(
                (run.id, *alarm) for run in recent for alarm in runs.alarms_of(connection, run.id)
            ),
            failed=tuple(run for run in recent if run.status not in ("complete", "running")),
            empty_sites=tuple(site for site, (number, _) in sites.items() if site and not number),
            unread=tuple(unread[:UNREAD_LISTED]),
            unread_in_all=len(unread),
            unchecked=tuple(_not_checked(store, history, wanted.site, f"copydesk recheck{flags}")),
        )


def run_before(history: Sequence[RunRecord], since: str) -> RunRecord | None:
    """The last run that the reader has heard of; None where the report begins with the first."""
    if since.isdecimal():
        known = [run for run in history if run.id <= int(since)]
    elif since:
        known = [run for run in history if run.started < since]
    else:
        whole = [run.id for run in history if run.status == "complete"]
        last = whole[-1] if whole else max((run.id for run in history), default=0)
        known = [run for run in history if run.id < last]
    return known[-1] if known else None


def _period(recent: Sequence[RunRecord], since: RunRecord | None) -> str:
    """The runs whose news is told: the one that was asked for, or else what they are."""
    if since:
        return f"since run {since.id} ({since.started[:16]}Z)"
    if not recent:
        return "no run"
    if len(recent) == 1:
        return f"run {recent[0].id} ({recent[0].started[:16]}Z)"
    return f"runs {recent[0].id} to {recent[-1].id}"


def _precision(verdicts: dict[tuple[str, str], int]) -> Iterator[Precision]:
    for code in sorted({code for code, _ in verdicts}):
        right = verdicts.get((code, "confirm"), 0) + verdicts.get((code, "accept"), 0)
        wrong, later = verdicts.get((code, "false-positive"), 0), verdicts.get((code, "later"), 0)
        yield Precision(code, right, wrong, later)


def _table(
    store: Store,
    wanted: Filter,
    by: str,
    sites: dict[str, tuple[int, int]],
    history: Sequence[RunRecord],
) -> tuple[tuple[str, ...], tuple[Row, ...]]:
    if by == "site":
        return _by_site(store, wanted, sites, history)
    rows: defaultdict[str, Counter[str]] = defaultdict(Counter)
    articles: defaultdict[str, set[str]] = defaultdict(set)
    found = list(store.find(wanted))
    for each in found:
        ref = each.finding.span.article
        name = each.finding.code if by == "code" else each.story or "(no story)"
        rows[name]["findings"] += 1
        articles[name].add(f"{ref.site} {ref.key}")
    ranked = sorted(rows.items(), key=lambda item: (-item[1]["findings"], item[0]))
    made = (Row(name, dict(numbers), affected=len(articles[name])) for name, numbers in ranked)
    return ("findings",), tuple(made)


def _by_site(
    store: Store,
    wanted: Filter,
    sites: dict[str, tuple[int, int]],
    history: Sequence[RunRecord],
) -> tuple[tuple[str, ...], tuple[Row, ...]]:
    with store.read() as connection:
        counted = finding_counts.by_site_and_family(connection, wanted)
        lives = finding_counts.lives(connection, wanted.site)
    numbers: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for site, family, number in counted:
        numbers[site][family] = number
    names = [site for site in sites if wanted.site in ("", site) and (sites[site][0] or site)]
    rows = (Row(name, numbers[name], *sites[name], _trend(lives, name, history)) for name in names)
    ranked = sorted(rows, key=lambda row: (-sum(row.numbers.values()), row.name))
    return tuple(sorted({family for _, family, _ in counted})), tuple(ranked)


def _trend(
    lives: Sequence[tuple[str, str, int, int, int]], site: str, history: Sequence[RunRecord]
) -> tuple[int, ...]:
    """Findings that stood after each of these runs."""
    own = [(first, gone, number) for name, _, first, gone, number in lives if name == site]
    return tuple(
        sum(n for first, gone, n in own if first <= run.id and not 0 < gone <= run.id)
        for run in history
    )


def _unread(store: Store, recent: Sequence[RunRecord]) -> Iterator[Unread]:
    with store.read() as connection:
        for run in recent:
            for path, record, _, note in runs.unread_of(connection, run.id):
                yield Unread(run.id, path, record, note)


def _not_checked(
    store: Store, history: Sequence[RunRecord], site: str, remedy: str
) -> Iterator[str]:
    """What nobody looked at, so that silence is not taken for health."""
    with store.read() as connection:
        waiting = article_counts.unchecked(connection)
        plain = article_counts.plain_texts(connection, site)
        unknown = article_counts.languages(connection, site).get("", 0)
    if waiting:
        yield f"{counted(waiting, 'article')} that no rule has seen yet: {remedy}"
    if plain:
        yield f"links of {counted(plain, 'article')} in plain text: rules on links stay silent"
    if unknown:
        yield f"{counted(unknown, 'article')} of unknown language: rules on language stay silent"
    looked = [run for run in history if run.stats.get("rules") or run.kind == "crawl"]
    hashes = {run.settings_hash for run in looked}
    if len(hashes) > 1 and not _rechecked(looked):
        yield f"older articles with today's rules and settings, which changed: {remedy}"


def _rechecked(history: Sequence[RunRecord]) -> bool:
    """Whether everything was checked again since the settings changed last."""
    last = history[-1].settings_hash
    for run in reversed(history):
        if run.settings_hash != last:
            return False
        if run.kind == "recheck" and run.status == "complete":
            return True
    return True
