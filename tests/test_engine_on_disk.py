"""An archive beyond memory: the same findings on disk, whatever the split; nothing done twice."""

import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from archives.engines import local, plan
from archives.engines.work import WorkFolderTakenError, work_folder
from archives.reading import Reading, Tally
from articles import Article, Ref, Span
from checks.comparison import Comparison, Pair
from checks.knowledge import Knowledge
from checks.protocol import Check, Fact, Finding, Severity
from checks.registry import all_rules, build, select
from tests.command_line import ROOT, copydesk, records

pytest.importorskip("duckdb", reason="needs duckdb: pip install 'copydesk[archive]'")
pytest.importorskip("pyarrow", reason="needs pyarrow: pip install 'copydesk[archive]'")

from archives.engines import judging, sharded
from archives.engines.clues import ClueWriter
from archives.engines.order import Sorter
from archives.engines.sharded import Archive

RULES = [
    build(rule, Knowledge()) for rule in select(all_rules(), ("ARC", "DUP", "REL", "TPL", "TXT"))
]
WORDS = (
    "storm harbour ferry city bridge minister court ship rain police school tree iron sea road "
    "night budget council fish tower ürün 新聞 समाचार новости"
).split()


@dataclass(frozen=True, slots=True)
class FirstWords(Comparison):
    """Headlines that begin with the same word, neighbours in order: a stand-in that compares."""

    code = "XXX201"
    severity = Severity.INFO

    def gather(self, article: Article) -> Iterator[Fact]:
        mark = article.headline.encode("utf-8", "surrogatepass")
        yield Fact("", article.span(), article.headline, article.site, mark)

    def compare(self, marks: Sequence[bytes]) -> Iterator[Pair]:
        last: dict[bytes, int] = {}
        for row, mark in enumerate(marks):
            first = mark.split(b" ")[0]
            if first in last and marks[last[first]] != marks[row]:
                yield Pair(last[first], row, 0.5)
            last[first] = row

    def judge_group(
        self, key: str, facts: Sequence[Fact], pairs: Sequence[Pair]
    ) -> Iterator[Finding]:
        for pair in pairs:
            one, other = facts[pair.left], facts[pair.right]
            yield self.finding(other.span, other.quote, f"{one.quote} {one.note} {len(facts)}")


CHECKS: list[Check] = [*RULES, FirstWords()]


def _rows(count: int, seed: int = 3) -> list[dict[str, str]]:
    """Articles with copies, variants and faults among them."""
    chance = random.Random(seed)

    def words(number: int) -> str:
        return " ".join(chance.choice(WORDS) + str(chance.randrange(40)) for _ in range(number))

    rows: list[dict[str, str]] = []
    for number in range(count):
        row = {
            "url": f"https://paper-{number % 5}.example/{number}",
            "title": words(6).capitalize(),
            "text": "\n\n".join(words(30) for _ in range(3)),
            "date": f"2026-01-{number % 28 + 1:02d}",
        }
        if rows and chance.random() < 0.4:
            other = chance.choice(rows)
            text = chance.choice((other, chance.choice(rows)))["text"]
            row |= {"title": other["title"], "text": text}
            row["title"] += chance.choice(("", " today", "\ud800", "\0"))
        if chance.random() < 0.1:
            row["text"] += "\n\nSee also: Pier rebuilt\n\nDear {{ reader.name }}, welcome."
        rows.append(row)
    return rows


def _lines(rows: Sequence[dict[str, str]]) -> str:
    return "".join(json.dumps(row) + "\n" for row in rows)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A folder of five files, one of which ends with a broken line."""
    folder = tmp_path / "in"
    folder.mkdir()
    rows = _rows(200)
    for number in range(5):
        text = _lines(rows[number::5]) + ("{broken\n" if number == 3 else "")
        (folder / f"{number}.jsonl").write_text(text, encoding="utf-8")
    return folder


def _on_disk(paths: list[str], work: str = "", jobs: int = 2) -> tuple[list[Finding], Archive]:
    with work_folder(work) as folder:
        run = Archive(paths, Reading(), CHECKS, folder, jobs, memory=600_000_000)
        return list(run.findings()), run


def test_any_split_and_any_number_of_jobs_gives_what_memory_gives(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tally = Tally()
    wanted = list(local.check([str(archive)], Reading(), CHECKS, tally=tally))
    codes = {finding.code for finding in wanted}
    assert codes >= {"ARC103", "DUP201", "DUP202", "DUP203", "DUP204", "TPL101", "XXX201"}
    splits = [(1 << 30, 4096, 2, 1), (1, 17, 2, 1), (1, 64, 3, 5000), (40_000, 4096, 1, 5000)]
    for large, segment, jobs, held in splits:
        monkeypatch.setattr(judging, "HELD", held)
        monkeypatch.setattr(sharded, "SMALL", 0 if jobs == 3 else 1 << 30)
        monkeypatch.setattr(plan, "LARGE", large)
        monkeypatch.setattr(plan, "SEGMENT_RECORDS", segment)
        found, run = _on_disk([str(archive)], jobs=jobs)
        assert found == wanted
        assert run.tally == tally
        assert sum(run.seconds.values()) > 0 and "DUP203" in run.seconds


def test_any_order_of_the_input_gives_the_same_report(tmp_path: Path) -> None:
    rows, chance = _rows(120), random.Random(8)
    told = set()
    for number in range(4):
        chance.shuffle(rows)
        path = tmp_path / f"{number}.jsonl"
        path.write_text(_lines([{**row, "id": row["url"]} for row in rows]), encoding="utf-8")
        engine = ("local", "duckdb")[number % 2]
        done = copydesk(
            *("check", path.name, "-f", "jsonl", "--select", "DUP,TPL101", "--engine", engine),
            cwd=tmp_path,
        )
        found = [line for line in records(done.stdout) if line["type"] == "finding"]
        for line in found:
            line["article"] |= {"path": "", "record": "", "line": None}
        told.add(json.dumps(sorted(found, key=json.dumps)))
    assert len(told) == 1


def _names(chance: random.Random) -> list[Ref]:
    texts = ["", "a", "a\0", "b", "é", "\ud800", "\uffff", "𝄞", "a b"]
    return [
        Ref(chance.choice(texts), *(chance.choice(texts[:3]) for _ in range(3))) for _ in range(12)
    ]


@pytest.mark.parametrize("seed", range(6))
def test_clues_leave_in_the_order_of_python(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    chance = random.Random(seed)
    names, texts = _names(chance), ["", "x", "y\0z", "ü", "\udfff", "𝄞"]
    facts = [
        Fact(
            chance.choice(texts),
            Span(chance.choice(names), chance.randint(-1, 1), chance.randint(0, 2), 3),
            chance.choice(texts),
            chance.choice(texts),
            chance.choice((b"", b"\0", b"\xff")),
        )
        for _ in range(400)
    ]
    with work_folder(str(tmp_path / "work")) as work:
        shards = [f"{number + (15 << 60):016x}" for number in range(4)]
        for number, name in enumerate(shards):
            with work.file(f"{name}.words").open("wb") as words:
                places = work.file(f"{name}.clues"), work.file(f"{name}.articles")
                writer = ClueWriter(int(name, 16), *places, words)
                for at in range(number, len(facts), 4):
                    writer.add([("XXX201", facts[at]), ("XXX202", facts[at])])
                writer.close()
        sorter = Sorter(work, tuple(shards), "order", 200_000_000, 2)
        sorter.rank()
        for lazily in (False, True):
            monkeypatch.setattr(judging, "HELD", 0 if lazily else 5000)
            told = _Telling()
            assert list(judging.judge(told, sorter)) == []
            assert told.heard == sorted(facts)


class _Telling(Comparison):
    """Remembers what it is to judge."""

    code = "XXX201"
    severity = Severity.INFO

    def __init__(self) -> None:
        self.heard: list[Fact] = []

    def compare(self, marks: Sequence[bytes]) -> Iterator[Pair]:
        assert list(marks) == [marks[row] for row in range(len(marks))] == list(marks[:])
        return (Pair(row, row + 1, 1.0) for row in range(len(marks) - 1))

    def judge_group(
        self, key: str, facts: Sequence[Fact], pairs: Sequence[Pair]
    ) -> Iterator[Finding]:
        self.heard += facts
        return iter(())

    def judge(self, key: str, facts: Sequence[Fact]) -> Iterator[Finding]:
        self.heard += facts
        return iter(())


def test_what_is_finished_is_not_done_again(archive: Path, tmp_path: Path) -> None:
    work, paths = str(tmp_path / "work"), sorted(str(path) for path in archive.iterdir())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plan, "LARGE", 1)
        patch.setattr(plan, "SEGMENT_RECORDS", 10)
        wanted, first = _on_disk(paths, work)
        again, second = _on_disk(paths, work, jobs=1)
        assert (first.kept, second.kept, again) == (0, first.parts, wanted)
        changed = Path(paths[1])
        changed.write_text(changed.read_text() + _lines(_rows(1, seed=9)))
        found, third = _on_disk(paths, work)
        assert third.kept == first.parts - 4, "four full segments of one file, and a new one"
        assert found == list(local.check(paths, Reading(), CHECKS))


def test_an_option_or_a_rule_more_makes_all_anew(archive: Path, tmp_path: Path) -> None:
    work = ("--work-dir", str(tmp_path / "work"), "-f", "none", "--exit-zero")

    def kept(*words: str) -> bool:
        done = copydesk("check", str(archive), *words, *work, cwd=tmp_path)
        assert done.returncode == 3, done.stderr  # the broken line
        return "finished before" in done.stderr

    assert not kept("--select", "DUP201")
    assert kept("--select", "DUP201", "--fail-on", "info", "-j", "2", "--min-confidence", "0.9")
    assert not kept("--select", "DUP201", "--no-cache")
    assert not kept("--select", "DUP201,DUP202")
    (tmp_path / "copydesk.toml").write_text("[rules.DUP202]\nmin-words = 5\n")
    assert not kept("--select", "DUP201,DUP202")
    assert kept("--select", "DUP201,DUP202")


def _cut(content: bytes) -> bytes:
    return content[:-1]


def _change(content: bytes) -> bytes:
    middle = len(content) // 2
    return (
        content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :] if content else b""
    )


def test_a_damaged_work_folder_is_mended(archive: Path, tmp_path: Path) -> None:
    work = tmp_path / "work"
    wanted, _ = _on_disk([str(archive)], str(work))
    for pattern, spoil in (
        *((pattern, _cut) for pattern in ("*.words", "*.json", "judged-XXX201*")),
        *((pattern, _change) for pattern in ("*.findings", "*.clues", "*.keys", "*.json")),
    ):
        for file in work.glob(pattern):
            file.write_bytes(spoil(file.read_bytes()))
        (work / "left.1.part").write_bytes(b"half")
        found, _ = _on_disk([str(archive)], str(work))
        assert found == wanted
        assert not list(work.glob("*.part"))


def test_one_run_at_a_time(tmp_path: Path) -> None:
    child = (
        "import sys, time; from archives.engines.work import work_folder\n"
        "with work_folder(sys.argv[1]): print('held', flush=True); time.sleep(60)"
    )
    words = [sys.executable, "-c", child, str(tmp_path / "work")]
    with subprocess.Popen(words, stdout=subprocess.PIPE, cwd=ROOT) as holder:
        assert holder.stdout and holder.stdout.readline() == b"held\n"
        with (
            pytest.raises(WorkFolderTakenError, match=f"process {holder.pid}") as caught,
            work_folder(str(tmp_path / "work")),
        ):
            pytest.fail("the folder was taken twice")
        assert caught.value.exit_code == 75
        holder.kill()
    with work_folder(str(tmp_path / "work")):
        pass


def _children(pid: int) -> list[int]:
    place = Path(f"/proc/{pid}/task/{pid}/children")
    if not place.exists():
        pytest.skip("needs Linux's /proc")
    return [int(word) for word in place.read_text().split()]


@pytest.mark.parametrize("stop", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_a_stopped_run_goes_on_where_it_was(tmp_path: Path, stop: signal.Signals) -> None:
    for number in range(24):
        (tmp_path / f"{number}.jsonl").write_text(_lines(_rows(40, seed=number) * 4))
    words = ("check", ".", "-f", "jsonl", "--select", "DUP", "-j", "2", "--exclude", "work")
    small = "from archives.engines import plan; plan.LARGE = 20_000; plan.SEGMENT_RECORDS = 40\n"
    command = f"{small}import sys; from copydesk.__main__ import main; sys.exit(main({{}}))"
    wanted = copydesk(*words, "--engine", "local", cwd=tmp_path)
    mine = command.format([*words, "--work-dir", "work"])
    run = subprocess.Popen(
        [sys.executable, "-c", mine],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    while run.poll() is None and len(list((tmp_path / "work").glob("*.json"))) < 12:
        time.sleep(0.01)
    workers = _children(run.pid)
    run.send_signal(stop)
    _, told = run.communicate(timeout=60)
    assert run.returncode == {signal.SIGKILL: -9, signal.SIGINT: 130, signal.SIGTERM: 143}[stop]
    assert b"Traceback" not in told
    assert (stop is signal.SIGKILL) or b"what is finished is kept in work" in told
    _until_gone(workers)
    again = subprocess.run(
        [sys.executable, "-c", mine],
        cwd=tmp_path,
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert again.stdout.decode() == wanted.stdout
    assert b"parts were finished before" in again.stderr


def _until_gone(pids: list[int]) -> None:
    for _ in range(200):
        if not any(Path(f"/proc/{pid}").exists() for pid in pids):
            return
        time.sleep(0.05)
    pytest.fail("workers outlive the run")


def _small_files() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)


def test_a_full_disk_is_one_line(archive: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [
            *(sys.executable, "-m", "copydesk", "check", str(archive), "--select", "DUP", "-q"),
            *("--allow-unreadable", "9", "--work-dir", str(tmp_path / "work"), "-f", "none"),
        ],
        cwd=ROOT,
        capture_output=True,
        preexec_fn=_small_files,
        check=False,
    )
    assert done.returncode == 3
    assert done.stderr.decode().count("\n") == 1, done.stderr.decode()
    assert "cannot write in" in done.stderr.decode()


def test_nothing_is_left_without_a_work_folder(archive: Path, tmp_path: Path) -> None:
    place = tmp_path / "tmp"
    place.mkdir()
    words = ("check", str(archive), "--engine", "duckdb", "--select", "DUP201", "-f", "none")
    done = copydesk(*words, cwd=tmp_path, env={"TMPDIR": str(place)})
    assert done.returncode == 3 and "time: " in done.stderr
    assert list(place.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--memory", "2XB"), "wants a size such as 2GB"),
        (("--memory", "1MB"), "wants at least 512MB"),
        (("--engine", "dukdb"), "did you mean duckdb?"),
        (("--engine", "local", "--work-dir", "w"), "leave out --engine local"),
        (("--work-dir", "in"), "wants an empty or a new folder"),
        (("--work-dir", "in/0.jsonl"), "File exists"),
    ],
)
def test_wrong_words_are_one_line(
    archive: Path, tmp_path: Path, words: tuple[str, ...], told: str
) -> None:
    done = copydesk("check", "in", *words, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stdout == "" and done.stderr.count("\n") == 1
    assert told in done.stderr


def test_what_is_missing_is_named(archive: Path, tmp_path: Path) -> None:
    hidden = (
        "import sys; sys.modules['duckdb'] = None; from copydesk.__main__ import main\n"
        "sys.exit(main(sys.argv[1:]))"
    )
    words = [sys.executable, "-c", hidden, "check", "in", "--engine", "duckdb"]
    done = subprocess.run(
        words, cwd=tmp_path, capture_output=True, check=False, env={"PYTHONPATH": str(ROOT)}
    )
    assert done.returncode == 2
    assert done.stderr.count(b"\n") == 1 and b"pip install 'copydesk[archive]'" in done.stderr
