"""Is this crawl like the site's others? Pure: counts in, alarms out.

An incremental crawl asks for whatever is due, so the number of articles fetched says little. What
should stay alike is how much the site lists, and which share of the pages asked for are articles.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, Any

from crawler.plan import Health

if TYPE_CHECKING:
    from collections.abc import Set

    from db.records import RunRecord

Stats = Mapping[str, Any]
Rate = Callable[[Stats], float]
_FEW = 4  # below this a count falls and rises by chance
_LONG = 60.0  # seconds; a short crawl may take a multiple of a short time
#: What becomes of a page that is an article.
SEEN = ("article", "not-modified", "same-body")
#: Reasons to close after which nothing has to be resumed.
WHOLE = ("finished", "closespider_timeout")


@dataclass(frozen=True, slots=True)
class Alarm:
    """One thing about a site's crawl that a person should know."""

    site: str
    kind: str
    value: str
    expected: str
    threshold: str

    @property
    def message(self) -> str:
        """One sentence."""
        said = f"{self.site}: {self.kind.replace('-', ' ')}: {self.value}"
        return said + (f", usually {self.expected}" if self.expected else "")


def judge(site: str, stats: Stats, past: Sequence[Stats], limits: Health) -> list[Alarm]:
    """What is unusual about a crawl, compared with earlier whole crawls of the same site.

    A collapse shows against a single earlier crawl; what only drifts needs `min_runs` of them.
    """
    past = past[-limits.window :]
    alarms = list(_collapses(site, stats, past, limits)) if past else []
    if len(past) >= limits.min_runs:
        alarms += _drifts(site, stats, past, limits)
    return alarms


def was_judged(stats: Stats) -> bool:
    """Whether a site's crawl says how the site is: it answered, and the crawl came to its end."""
    whole = stats.get("whole", stats.get("reason") in WHOLE)  # another project has its own reasons
    return bool(stats.get("answered") and whole)


def site_stats(run: "RunRecord", site: str) -> Mapping[str, Any]:
    """The counts of one site of a run; none where the run did not get that far."""
    sites = run.stats.get("sites")
    return sites.get(site, {}) if isinstance(sites, dict) else {}


def succeeded(run: "RunRecord", site: str, ill: "Set[tuple[int, str]]") -> bool:
    """Whether a run was a success for this site, whatever became of its others: no alarm, and
    articles came of it, or did so earlier. `ill` holds every run and site with an alarm."""
    stats = site_stats(run, site)
    broke = run.status not in ("complete", "incomplete") or stats.get("bug")
    wrong = broke or stats.get("outcomes", {}).get("error") or (run.id, site) in ill
    brought = stats.get("articles") or stats.get("had_articles")
    return bool(not wrong and was_judged(stats) and brought)


def failed(stats: Stats) -> int:
    """How many requests brought nothing: no answer in the end, or one that refuses or is a fault.
    Guessed addresses of feeds do not count."""
    lost = sum(stats.get("failures", {}).values())
    tables = stats.get("outcomes", {}), stats.get("sources", {})
    words = ((word, n) for table in tables for word, n in table.items())
    return int(lost + sum(n for word, n in words if _is_fault(word)))


def _is_fault(word: str) -> bool:
    before, _, status = word.rpartition("status-")
    faulty = status != word and status.isdecimal() and int(status) >= 400
    return word == "gone" or (faulty and not before.startswith(("guess", "failed")))


def listed(stats: Stats) -> float:
    """How many addresses the site's feeds, sitemaps and sections list."""
    return float(stats.get("listed", 0))


def pages(stats: Stats) -> float:
    """How many pages were asked for."""
    return float(sum(stats.get("outcomes", {}).values()))


def share_of_articles(stats: Stats) -> float:
    """Which share of the pages asked for are articles."""
    outcomes = stats.get("outcomes", {})
    return float(sum(outcomes.get(word, 0) for word in SEEN) / max(1.0, pages(stats)))


def error_rate(stats: Stats) -> float:
    """Which share of the requests failed: no answer, or a fault of the server."""
    faults = sum(n for status, n in stats.get("statuses", {}).items() if status[0] == "5")
    lost = sum(stats.get("failures", {}).values()) - stats.get("failures", {}).get("robots", 0)
    return float((faults + lost) / max(1, stats.get("requests", 0) + lost))


def blocked_rate(stats: Stats) -> float:
    """Which share of the requests was refused."""
    refused = int(stats.get("blocked", 0))
    by_robots = stats.get("failures", {}).get("robots", 0)
    return float(refused / max(1, stats.get("requests", 0) + by_robots))


def findings_rate(stats: Stats) -> float:
    """Findings for each article that was read."""
    return float(stats.get("findings", 0) / max(1, stats.get("articles", 0)))


def _collapses(site: str, stats: Stats, past: Sequence[Stats], limits: Health) -> Iterator[Alarm]:
    now, usual = listed(stats), median(map(listed, past))
    drop = limits.items_drop
    if usual >= _FEW and now <= usual * (1 - drop):
        yield Alarm(site, "items-drop", f"{now:.0f} listed", f"{usual:.0f}", f"-{drop:.0%}")
    feed = median([float(run.get("feed_listed", 0)) for run in past])
    if feed >= _FEW and not stats.get("feed_listed", 0):
        yield Alarm(site, "feeds-empty", "0 feed entries", f"{feed:.0f}", "0")
    known = [run for run in past if pages(run) >= _FEW]
    if known and pages(stats) >= _FEW:
        now, usual = share_of_articles(stats), median(map(share_of_articles, known))
        if now <= usual * (1 - drop):
            yield Alarm(
                site, "articles-drop", f"{now:.0%} of pages", f"{usual:.0%}", f"-{drop:.0%}"
            )


def _drifts(site: str, stats: Stats, past: Sequence[Stats], limits: Health) -> Iterator[Alarm]:
    rises: tuple[tuple[str, Rate, float], ...] = (
        ("errors-rise", error_rate, limits.errors_rise),
        ("blocked-rise", blocked_rate, limits.blocked_rise),
    )
    for kind, rate, rise in rises:
        now, usual = rate(stats), median(map(rate, past))
        if now >= usual + rise:
            yield Alarm(site, kind, f"{now:.0%} of requests", f"{usual:.0%}", f"+{rise:.0%}")
    read = [run for run in past if run.get("articles", 0) >= _FEW]
    if len(read) >= limits.min_runs and stats.get("articles", 0) >= _FEW:
        yield from _content(site, stats, read, limits)
    seconds, usual = float(stats.get("seconds", 0)), _usual(past, lambda run: run["seconds"])
    if seconds > _LONG and seconds >= usual * limits.duration_factor:
        times = f"x{limits.duration_factor:g}"
        yield Alarm(site, "duration-rise", f"{seconds:.0f} s", f"{usual:.0f} s", times)


def _content(site: str, stats: Stats, read: Sequence[Stats], limits: Health) -> Iterator[Alarm]:
    body, usual = float(stats["median_body"]), _usual(read, lambda run: run["median_body"])
    if body <= usual * (1 - limits.body_drop):
        drop = f"-{limits.body_drop:.0%}"
        yield Alarm(site, "body-drop", f"{body:.0f} characters", f"{usual:.0f}", drop)
    for name in ("headline", "published", "authors", "language"):

        def share(run: Stats, name: str = name) -> float:
            return float(run["covered"].get(name, 0)) / max(1, int(run["articles"]))

        now, before = share(stats), _usual(read, share)
        if now <= before - limits.coverage_drop:
            drop = f"-{limits.coverage_drop:.0%}"
            yield Alarm(site, f"{name}-missing", f"{now:.0%} have one", f"{before:.0%}", drop)
    rate, usual = findings_rate(stats), _usual(read, findings_rate)
    if rate > 1 and usual and rate >= usual * limits.findings_factor:
        times = f"x{limits.findings_factor:g}"
        yield Alarm(site, "findings-rise", f"{rate:.1f} an article", f"{usual:.1f}", times)


def _usual(past: Iterable[Stats], of: Rate) -> float:
    return float(median(float(of(run)) for run in past))
