"""How each site stands after runs of several: what one of them lacks is not the others' fault."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from copydesk.__main__ import main
from copydesk.crawling import last_alarms
from crawler.health import failed, succeeded
from crawler.metrics import metrics
from db.records import RunRecord
from db.store import Store

SITES = ("well", "barren", "silent", "broken")


def _stats(**values: Any) -> dict[str, Any]:
    usual = {
        "answered": True, "reason": "finished", "articles": 3, "had_articles": False, "listed": 6,
        "new": 3, "requests": 9, "seconds": 1.0, "failures": {}, "outcomes": {"article": 3},
        "sources": {"feed-read": 1},
    }  # fmt: skip
    return usual | values


BARREN = _stats(articles=0, listed=0, outcomes={}, failures={"robots": 1})
SILENT = _stats(answered=False, articles=0, had_articles=True, outcomes={}, failures={"timeout": 1})
BROKEN = _stats(reason="storing-failed", had_articles=True)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(f"sqlite:///{tmp_path}/desk.db") as store:
        yield store


def _run(store: Store, sites: dict[str, Any], *alarms: tuple[str, str], status: str = "") -> int:
    run_id = store.begin_run("crawl", " ".join(sites))
    for site, kind in alarms:
        store.alarm(run_id, kind, f"{site}: {kind}", site=site)
    store.end_run(run_id, status or "complete", 1 if alarms else 0, {"sites": sites})
    return run_id


def test_each_site_is_judged_by_its_own_part_of_a_run(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stats = (_stats(), BARREN, SILENT, BROKEN)
    _run(store, dict(zip(SITES, stats, strict=True)), ("silent", "no-answer"))
    assert main(["health", "--db", str(tmp_path / "desk.db")]) == 1
    told = {line.split()[1].rstrip(":"): line for line in capsys.readouterr().out.splitlines()}
    assert told["well"].startswith("well")
    for name, words in (
        ("barren", "run 1 brought no article: robots.txt forbids"),
        ("silent", "no-answer"),
        ("broken", "run 1 ended complete, storing failed"),
    ):
        assert told[name].startswith("ill")
        assert words in told[name]
        assert "no success yet" in told[name]
    text = metrics(store)
    assert 'copydesk_last_success_timestamp_seconds{source="well"}' in text
    assert text.count("copydesk_last_success_timestamp_seconds{") == 1
    assert 'copydesk_run_failed{source="silent"} 1' in text
    assert 'copydesk_run_page{source="well",outcome="article"} 3' in text
    assert 'copydesk_run_failure{source="barren",reason="robots"} 1' in text


@pytest.mark.parametrize(
    ("status", "stats", "words"),
    [
        ("failed", _stats(outcomes={"article": 3, "error": 1}), "could not read: 1"),
        ("failed", _stats(bug="KeyError: x"), "met a bug of copydesk: KeyError: x"),
        ("failed", _stats(), "run 1 ended failed, finished"),
    ],
)
def test_a_crawl_that_brought_articles_and_failed_is_not_called_barren(
    store: Store,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    status: str,
    stats: dict[str, Any],
    words: str,
) -> None:
    _run(store, {"well": stats}, status=status)
    assert main(["health", "--db", str(tmp_path / "desk.db")]) == 1
    told = capsys.readouterr().out
    assert words in told
    assert "brought no article" not in told


@pytest.mark.parametrize(
    ("status", "stats", "ill", "well"),
    [
        ("complete", _stats(), (), True),
        ("incomplete", _stats(), (), True),  # another of its sites is at fault
        ("complete", _stats(), ((1, "other"),), True),
        ("complete", _stats(articles=0, had_articles=True), (), True),  # a quiet hour
        ("complete", _stats(reason="closespider_timeout"), (), True),
        ("complete", _stats(reason="closespider_itemcount", whole=True), (), True),
        ("complete", _stats(), ((1, "h"),), False),
        ("failed", _stats(), (), False),
        ("complete", BARREN, (), False),
        ("complete", SILENT, (), False),
        ("incomplete", BROKEN, (), False),
        ("incomplete", _stats(bug="KeyError: 1"), (), False),
        ("incomplete", _stats(outcomes={"article": 2, "error": 1}), (), False),
    ],
)
def test_what_a_success_is(
    status: str, stats: dict[str, Any], ill: tuple[tuple[int, str], ...], well: bool
) -> None:
    empty = dict.fromkeys(RunRecord.__dataclass_fields__, "")
    run = RunRecord(**empty | {"id": 1, "status": status, "stats": {"sites": {"h": stats}}})  # type: ignore[arg-type]  # what else it holds is not asked
    assert succeeded(run, "h", set(ill)) is well


def test_an_alarm_stands_until_the_site_can_be_judged_again(store: Store) -> None:
    stood = []
    for stats, alarms in (
        (_stats(listed=0), [("h", "items-drop")]),
        (SILENT, [("h", "no-answer")]),
        (BROKEN, []),
        (_stats(), []),
    ):
        run_id = _run(store, {"h": stats}, *alarms)
        stood.append([kind for _, kind, _ in last_alarms(store, run_id + 1, ["h"])])
    both = ["items-drop", "no-answer"]
    assert stood == [["items-drop"], both, both, []]


@pytest.mark.parametrize(
    ("stats", "number"),
    [
        ({"failures": {"timeout": 1}, "outcomes": {"failed-timeout": 1, "article": 4}}, 1),
        ({"outcomes": {"status-503": 2, "gone": 1, "article": 4}}, 3),
        ({"failures": {"robots-status-503": 1}, "sources": {"home-failed": 1}}, 1),
        ({"sources": {"home-status-503": 1, "feed-read": 1}}, 1),
        ({"outcomes": {"not-modified": 4, "not-an-article": 2, "status-204": 1}}, 0),
        ({"sources": {"guess-status-404": 6, "home-read": 1}}, 0),
        ({}, 0),
    ],
)
def test_a_request_that_failed_is_counted_once(stats: dict[str, Any], number: int) -> None:
    assert failed(stats) == number
