"""OpenMetrics, for node_exporter's textfile collector or a page of one's own."""

import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Set
from datetime import datetime
from pathlib import Path
from typing import Any

from articles.errors import CopydeskError
from crawler.health import failed, site_stats, succeeded
from db.records import RunRecord
from db.run_log import RunLog
from db.store import Store

_GAUGES = (
    ("articles", "articles read by the last crawl"),
    ("new", "new articles of the last crawl"),
    ("changed", "changed articles of the last crawl"),
    ("requests", "responses of the last crawl"),
    ("received", "bytes received by the last crawl"),
    ("listed", "addresses that the site lists"),
    ("pending", "addresses waiting to be fetched"),
    ("blocked", "requests refused in the last crawl"),
    ("failed", "requests of the last crawl that brought nothing"),
    ("findings", "findings first seen by the last crawl"),
    ("seconds", "duration of the last crawl"),
)
_TABLES = (
    ("outcomes", "page", "outcome", "what became of the pages that the last crawl asked for"),
    ("sources", "source", "outcome", "what became of feeds, sitemaps and sections in it"),
    ("failures", "failure", "reason", "requests of the last crawl that got no usable answer"),
    ("links", "link", "verdict", "related links that the last crawl looked at"),
)


class NotWrittenError(CopydeskError):
    """The file cannot be written."""


def write_metrics(path: str, store: Store) -> None:
    """Rewrite the file at once, so that no half of it is ever read. NotWrittenError where that
    fails; nothing is left behind then."""
    target, text = Path(path), metrics(store)
    try:
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=target.name)
        try:
            with open(handle, "w", encoding="utf-8") as file:  # noqa: PTH123  # a descriptor
                file.write(text)
            Path(temporary).chmod(0o644)
            os.replace(temporary, target)  # noqa: PTH105  # the call that is known to be atomic
        except OSError:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise NotWrittenError(f"cannot write {path}: {error.strerror}") from None


def metrics(store: Store) -> str:
    """The state of every crawled site, and of the findings."""
    return "\n".join([*_lines(store), "# EOF"]) + "\n"


def _lines(store: Store) -> Iterator[str]:
    log = RunLog(store.reading)
    last, good = _last(store, log.alarmed())
    sites = {site: site_stats(run, site) for site, run in sorted(last.items())}
    for name, text in _GAUGES:
        yield from _head(f"copydesk_run_{name}", text)
        for site, stats in sites.items():
            counts = {"findings": 0, **stats, "failed": failed(stats)}
            if name in counts:  # another Scrapy project's crawls do not know what the site lists
                yield f"copydesk_run_{name}{_labels(source=site)} {counts[name]}"
    yield from _tables(sites)
    yield from _head("copydesk_last_success_timestamp_seconds", "end of the last good crawl")
    for site, run in sorted(good.items()):
        ended = datetime.fromisoformat(run.ended).timestamp()
        yield f"copydesk_last_success_timestamp_seconds{_labels(source=site)} {ended:.3f}"
    yield from _head("copydesk_alarms", "alarms of the last crawl")
    for site, run in sorted(last.items()):
        count = sum(1 for row in log.alarms(run.id) if row[0] == site)
        yield f"copydesk_alarms{_labels(source=site)} {count}"
    yield from _head("copydesk_findings", "findings by rule and status")
    yield from _counted("copydesk_findings", log.findings())


def _last(store: Store, ill: Set[tuple[int, str]]) -> tuple[dict[str, RunRecord], ...]:
    """The last crawl of each site, and the last that went well for it, whatever became of the
    other sites of that run. `ill` holds the runs and sites with an alarm."""
    last: dict[str, RunRecord] = {}
    good: dict[str, RunRecord] = {}
    for run in store.runs():
        for site in run.stats.get("sites", {}) if run.kind == "crawl" else ():  # type: ignore[attr-defined]  # JSON of our own
            last[site] = run
            if succeeded(run, site, ill):
                good[site] = run
    return last, good


def _tables(sites: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """The counts that have words of their own: `copydesk_run_page{source="x",outcome="gone"} 3`."""
    for table, name, label, text in _TABLES:
        yield from _head(f"copydesk_run_{name}", text)
        for site, stats in sites.items():
            for word, number in sorted(stats.get(table, {}).items()):
                yield f"copydesk_run_{name}{_labels(source=site, **{label: word})} {number}"


def _counted(name: str, rows: Iterable[tuple[str, str, int]]) -> Iterator[str]:
    for code, status, number in rows:
        yield f"{name}{_labels(code=code, status=status)} {number}"


def _head(name: str, text: str) -> Iterator[str]:
    yield f"# TYPE {name} gauge"
    yield f"# HELP {name} {text}"


def _labels(**values: str) -> str:
    escaped = (
        (k, v.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n"))
        for k, v in values.items()
    )
    return "{" + ",".join(f'{name}="{value}"' for name, value in escaped) + "}"
