"""Any number of jobs, any order and any split of the input gives the same findings."""

import gzip
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from archives.engines import local
from archives.engines.pool import LostWorkerError, batches, in_order
from archives.open import raw, read
from archives.reading import Reading, Record, Tally
from articles import Article
from checks.fingerprint import Marked, mark
from checks.knowledge import Knowledge
from checks.protocol import Check, Finding, Severity
from checks.registry import all_rules, build, select
from checks.runner import run
from tests import archive_files as made

CHECKS = [
    build(rule, Knowledge())
    for rule in select(all_rules(), ("ARC", "DUP101", "DUP201", "REL101", "REL201", "TPL101"))
]


def _page(number: int) -> bytes:
    """One of few stories, so that headlines return at other addresses, with some faults in it."""
    story = made.STORIES[number % 5]
    url = f"https://paper-{number % 2}.example/{number}"
    page = made.page({**story, "url": url})
    fault = b"</p>\n<p>See also: Pier rebuilt</p>\n<p>Dear {{ reader.name }}, welcome.</p>"
    return page.replace(b"</p>", fault, 1) if number % 3 == 0 else page


@pytest.fixture(scope="module")
def shards(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Six archives of ten pages; one of them is cut."""
    folder = tmp_path_factory.mktemp("shards")
    paths = []
    for shard in range(6):
        records = [
            made.warc_record(
                "response", made.http(_page(n)), f"https://paper-{n % 2}.example/{n}", n
            )
            for n in range(10 * shard, 10 * shard + 10)
        ]
        content = b"".join(map(gzip.compress, records))
        path = folder / f"{shard}.warc.gz"
        path.write_bytes(content[:-9] if shard == 4 else content)
        paths.append(str(path))
    return paths


def test_any_number_of_jobs_gives_the_same_findings_in_the_same_order(shards: list[str]) -> None:
    def found(jobs: int) -> tuple[list[Finding], Tally, list[str]]:
        tally, heard = Tally(), []
        findings = local.check(
            shards, Reading(), CHECKS, jobs, tally=tally, seen=lambda a: heard.append(a.url)
        )
        return list(findings), tally, heard

    alone = found(1)
    assert {finding.code for finding in alone[0]} >= {"ARC101", "DUP201", "TPL101"}
    assert alone[1].articles == 59 and alone[1].unreadable == 1 and len(alone[2]) == 60
    assert found(2) == alone
    assert found(3) == alone
    assert alone[0] == list(run(CHECKS, read(shards)))


def test_any_order_and_any_split_gives_the_same_findings(shards: list[str], tmp_path: Path) -> None:
    def names(articles: Iterator[Article]) -> list[tuple[str, str, str]]:
        found: Iterator[Marked] = mark(run(CHECKS, articles))
        return [(each.fingerprint, each.finding.code, each.finding.quote) for each in found]

    whole = [record for record in raw(shards) if not record.damage]
    chance = random.Random(5)
    first = None
    for _ in range(5):
        chance.shuffle(whole)
        records = [Record("one", r.record, r.data, r.markup, r.charset, r.url) for r in whole]
        found = sorted(names(local.extract(records)))
        first = first or found
        assert found == first


def test_extract_keeps_the_order(shards: list[str]) -> None:
    assert list(local.extract(raw(shards), 2)) == list(read(shards))


def test_batches_are_bounded_by_number_and_by_size() -> None:
    small = [Record(str(n)) for n in range(100)]
    assert [len(batch) for batch in batches(small)] == [32, 32, 32, 4]
    large = [Record(str(n), data=bytes(1_500_000)) for n in range(5)]
    assert [len(batch) for batch in batches(large)] == [2, 2, 1]


def test_only_a_bounded_part_of_the_input_is_held() -> None:
    taken = 0

    def items() -> Iterator[int]:
        nonlocal taken
        for number in range(1000):
            taken += 1
            yield number

    results = in_order(_double, items(), 2)
    assert [next(results) for _ in range(10)] == [2 * number for number in range(10)]
    assert taken < 30
    results.close()  # type: ignore[attr-defined]  # it is a generator


def _double(number: int) -> int:
    return 2 * number


@dataclass(frozen=True, slots=True)
class Dying(Check):
    """Takes its process along, as the system does for want of memory."""

    code = "XXX101"
    severity = Severity.INFO

    def look(self, article: Article) -> Iterator[Finding]:
        os._exit(9)
        yield


@dataclass(frozen=True, slots=True)
class Faulty(Check):
    """Has a bug."""

    code = "XXX102"
    severity = Severity.INFO

    def look(self, article: Article) -> Iterator[Finding]:
        raise ZeroDivisionError("of all things")
        yield


def test_a_worker_that_dies_is_an_error_in_one_line(shards: list[str]) -> None:
    with pytest.raises(LostWorkerError, match="-j") as caught:
        list(local.check(shards, Reading(), [Dying()], 2))
    assert caught.value.exit_code == 3


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_bug_names_the_article_it_met(shards: list[str], jobs: int) -> None:
    with pytest.raises(ZeroDivisionError) as caught:
        list(local.check(shards, Reading(), [Faulty()], jobs))
    assert "https://paper-0.example/0" in caught.value.__notes__[0]


def test_an_interrupt_ends_all_processes(tmp_path: Path) -> None:
    page = made.warc_record("response", made.http(_page(0)), "https://paper.example/0")
    path = tmp_path / "long.warc.gz"
    path.write_bytes(gzip.compress(page) * 20_000)
    command = [
        sys.executable,
        "-m",
        "copydesk",
        "check",
        str(path),
        "-j",
        "2",
        "--select",
        "TPL101",
    ]
    child = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=Path(__file__).parents[1],
        start_new_session=True,
    )
    _until_it_has_children(child.pid)
    os.killpg(child.pid, signal.SIGINT)  # as a terminal sends it: to everyone
    _, told = child.communicate(timeout=60)
    assert child.returncode == 130
    assert b"Traceback" not in told
    with pytest.raises(ProcessLookupError):
        os.killpg(child.pid, 0)


def _until_it_has_children(pid: int) -> None:
    children = Path(f"/proc/{pid}/task/{pid}/children")
    if not children.exists():
        pytest.skip("needs Linux's /proc")
    for _ in range(600):
        if len(children.read_text().split()) >= 2:
            time.sleep(0.5)
            return
        time.sleep(0.05)
    pytest.fail("no workers were started")
