"""The main job, end to end: the example outlets are crawled, and exactly their faults are found."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from examples.demo import configuration
from examples.newsroom import Outlet, outlets
from examples.serve import serving


def _copydesk(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "copydesk", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=240, check=False)


@contextmanager
def _served(home: Path, found: list[Outlet]) -> Iterator[str]:
    with serving(found) as addresses:
        config = home / "copydesk.toml"
        config.write_text(configuration(found, addresses), encoding="utf-8")
        yield str(config)


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Two crawls of the outlets and the findings in the database afterwards."""
    found = outlets()
    with _served(tmp_path_factory.mktemp("demo"), found) as config:
        first = _copydesk("crawl", "--config", config)
        second = _copydesk("crawl", "--config", config)
        report = _copydesk("report", "--config", config, "--format", "jsonl")
    lines = [json.loads(line) for line in report.stdout.splitlines()]
    findings = [line for line in lines if line["type"] == "finding"]
    return {"outlets": found, "first": first, "second": second, "findings": findings}


def test_every_planted_fault_is_found(crawled: dict[str, Any]) -> None:
    missing = [
        (outlet.key, copy.slug, fault)
        for outlet in crawled["outlets"]
        for copy in outlet.copies
        for fault in copy.expect
        if not any(_is(finding, outlet, copy.slug, fault) for finding in crawled["findings"])
    ]
    assert not missing


def test_nothing_else_is_found_at_warning_or_above(crawled: dict[str, Any]) -> None:
    surplus = [
        (finding["code"], finding["quote"], finding["article"]["url"])
        for finding in crawled["findings"]
        if finding["severity"] != "info"
        if not any(
            _is(finding, outlet, copy.slug, fault)
            for outlet in crawled["outlets"]
            for copy in outlet.copies
            for fault in copy.expect
        )
    ]
    assert not surplus


def test_the_second_crawl_finds_nothing_new(crawled: dict[str, Any]) -> None:
    assert crawled["first"].returncode == 0, crawled["first"].stderr
    assert crawled["second"].returncode == 0, crawled["second"].stderr
    assert "30 new" in crawled["first"].stdout
    assert " 0 new" in crawled["second"].stdout


def _is(finding: dict[str, Any], outlet: Outlet, slug: str, fault: dict[str, str]) -> bool:
    same_place = finding["article"]["site"] == outlet.key
    page = finding["article"]["url"].rpartition("/")[2] == slug
    text = finding["quote"] == fault.get("quote") or fault.get("contains", "\0") in finding["quote"]
    meant = finding["suggestion"] == fault.get("suggestion", finding["suggestion"])
    return finding["code"] == fault["code"] and same_place and page and text and meant
