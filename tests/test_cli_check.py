"""`copydesk check` from outside: exit codes, streams, stability."""

import json
import os
import re
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from review import formats
from tests.command_line import QUICK, ROOT, copydesk, desk, records

__all__ = ["desk"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("faulty.txt",), 1),
        (("sound.txt",), 0),
        (("faulty.txt", "--exit-zero"), 0),
        (("faulty.txt", "--fail-on", "never"), 0),
        (("faulty.txt", "--ignore", "TPL"), 0),
        (("faulty.txt", "--ignore", "TPL", "--fail-on", "warning"), 1),
        (("faulty.txt", "--fail-on", "never", "--max-rate", "50%"), 1),
        (("faulty.txt", "sound.txt", "--fail-on", "never", "--max-rate", "50%"), 0),
        (("faulty.txt", "sound.txt", "--fail-on", "never", "--max-rate", "TPL=10%"), 1),
        (("faulty.txt", "--fail-on", "never", "--max-new", "0"), 1),
        (("faulty.txt", "--fail-on", "never", "--max-new", "9"), 0),
        (("nowhere.txt",), 2),
        (("faulty.txt", "--no-such-flag"), 2),
        (("faulty.txt", "-f", "jsnl"), 2),
        (("faulty.txt", "-o", "html=no/such/folder/x.html"), 2),
        (("faulty.txt", "--baseline", "nowhere.jsonl"), 2),
        (("faulty.txt", "--decisions", "nowhere.jsonl"), 2),
        (("faulty.txt", "--config", "nowhere.toml"), 2),
        (("faulty.txt", "--max-rate", "banana"), 2),
        (("faulty.txt", "--max-rate", "XXX=1%"), 2),
        (("faulty.txt", "--update-baseline", "shrink"), 2),
        ((), 2),
    ],
)
def test_exit_codes(desk: Path, words: tuple[str, ...], code: int) -> None:
    done = copydesk("check", *words, *QUICK, cwd=desk)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    if code == 2:
        assert done.stdout == ""
        assert done.stderr.count("\n") == 1, "one clear line"


def test_incomplete_input(desk: Path) -> None:
    (desk / "empty.txt").write_bytes(b"")
    (desk / "junk.bin").write_bytes(bytes(range(256)) * 64)
    (desk / "void").mkdir()
    for words, code in [
        (("empty.txt",), 3),
        (("junk.bin",), 3),
        (("void",), 3),
        (("void", "--allow-empty"), 0),
        (("sound.txt", "empty.txt"), 3),
        (("sound.txt", "empty.txt", "--allow-unreadable", "1"), 0),
        (("sound.txt", "empty.txt", "--allow-unreadable", "50%"), 0),
        (("sound.txt", "empty.txt", "--allow-unreadable", "49%"), 3),
        (("faulty.txt", "empty.txt"), 1),
        (("faulty.txt", "empty.txt", "--exit-zero"), 3),
    ]:
        done = copydesk("check", *words, *QUICK, cwd=desk)
        assert done.returncode == code, (words, done.stderr)
        assert "Traceback" not in done.stderr


def test_what_is_lost_is_weighed(desk: Path) -> None:
    """Behind a cut there may be any number of articles: it is a share of nothing."""
    row = json.dumps({"title": "Ferry returns", "text": "The ferry sails again on Monday."})
    (desk / "cut.json").write_text(f"[\n{row},\n{row},\n")
    (desk / "bare.jsonl").write_text('{"id": 1}\n' * 40)
    for words, code, told in [
        (("cut.json", "--allow-unreadable", "90%"), 3, "wants a number, not a share"),
        (("cut.json", "--allow-unreadable", "1"), 0, ""),
        (("sound.txt", "bare.jsonl", "--allow-unreadable", "1"), 3, "lost in 1 of them: 40 "),
        (("sound.txt", "bare.jsonl", "--allow-unreadable", "50%"), 3, "Incomplete"),
        (("sound.txt", "bare.jsonl", "--allow-unreadable", "98%"), 0, ""),
    ]:
        words = (*words, "--select", "ARC")
        done = copydesk("check", *words, "--fail-on", "never", cwd=desk)
        assert done.returncode == code, (words, done.stderr)
        assert told in done.stderr
    for command in (("extract",), ("import", "--no-check")):
        done = copydesk(*command, "cut.json", "--allow-unreadable", "90%", cwd=desk)
        assert done.returncode == 3 and "wants a number, not a share" in done.stderr, command


def test_ten_thousand_empty_files(tmp_path: Path) -> None:
    for number in range(10_000):
        (tmp_path / f"{number}.txt").touch()
    done = copydesk("check", ".", "-f", "none", *QUICK, cwd=tmp_path)
    assert done.returncode == 3
    assert "10,000 of 10,000 could not be read" in done.stderr
    assert done.stderr.count("\n") < 10


def test_an_unknown_rule_gets_a_suggestion(desk: Path) -> None:
    done = copydesk("check", "faulty.txt", "--select", "DUP110", cwd=desk)
    assert done.returncode == 2
    assert re.search(r"no rule DUP110; did you mean DUP10\d\?", done.stderr)
    named = copydesk("check", "faulty.txt", "--select", "repeated-headlines", cwd=desk)
    assert "did you mean repeated-headline?" in named.stderr


def test_wrong_words_get_a_suggestion(desk: Path) -> None:
    for words, near in [
        (("chekc",), "check"),
        (("check", "--fail-onn", "error"), "--fail-on"),
        (("check", "-f", "jsnl"), "jsonl"),
        (("baseline", "write", "x", "y", "--groww"), "--grow"),
    ]:
        done = copydesk(*words, cwd=desk)
        assert done.returncode == 2
        assert f"did you mean {near}?" in done.stderr


def test_standard_input_and_output(desk: Path) -> None:
    piped = copydesk("check", "-", *QUICK, "-f", "jsonl", cwd=desk, stdin=b"# A line\n\nOf text.\n")
    assert piped.returncode == 0, piped.stderr
    assert records(piped.stdout)[-1]["articles"] == 1


def test_stdout_holds_findings_and_nothing_else(desk: Path) -> None:
    clean = copydesk("check", "sound.txt", *QUICK, cwd=desk)
    assert clean.stdout == ""
    assert "Checked 1 article: 0 findings" in clean.stderr
    quiet = copydesk("check", "faulty.txt", "-q", *QUICK, cwd=desk)
    assert quiet.stderr == ""
    assert "TPL101" in quiet.stdout


def test_json_lines_contract(desk: Path) -> None:
    done = copydesk("check", "faulty.txt", "sound.txt", "-f", "jsonl", *QUICK, cwd=desk)
    first, *found, last = records(done.stdout)
    assert first["type"] == "run"
    assert {record["type"] for record in found} == {"finding"}
    assert {record["code"] for record in found} >= {"DUP101", "TPL101", "REL101"}
    assert last["type"] == "summary"
    assert last["complete"] is True
    assert (last["articles"], last["unreadable"], last["gate"]) == (2, 0, "failed")
    assert last["findings"] == len(found) == sum(last["by_code"].values())
    for record in found:
        assert record["state"] == "new"
        assert len(record["fingerprint"]) == len(record["group"]) == 16
        assert record["article"]["path"] == "faulty.txt"
    assert "\r" not in done.stdout


@pytest.mark.parametrize("form", ["jsonl", "full", "sarif", "html", "csv"])
def test_the_same_input_gives_the_same_bytes(desk: Path, form: str) -> None:
    words = ("check", "faulty.txt", "sound.txt", "-f", form, *QUICK)
    first, second = copydesk(*words, cwd=desk), copydesk(*words, cwd=desk, env={"TZ": "Asia/Tokyo"})
    assert first.stdout == second.stdout != ""


def test_findings_do_not_depend_on_the_order_or_the_processes(desk: Path) -> None:
    for number in range(40):
        text = f"# Notice {number} of the harbour\n\nSee also: Notice of last year no {number}\n"
        (desk / f"n{number}.txt").write_text(text + f"\nBoat {number} is late today.\n")
    names = sorted(path.name for path in desk.glob("*.txt"))
    base = ("check", "-f", "csv", "-q", *QUICK)
    once = copydesk(*base, *names, cwd=desk)
    assert once.stdout.count("\n") > 40
    for words in (("-j", "2", *names), tuple(reversed(names)), ("-j", "2", *reversed(names))):
        assert copydesk(*base, *words, cwd=desk).stdout == once.stdout


def test_colours_only_when_asked_for(desk: Path) -> None:
    words = ("check", "faulty.txt", *QUICK)
    assert "\x1b" not in copydesk(*words, cwd=desk).stdout
    assert "\x1b" in copydesk(*words, cwd=desk, env={"FORCE_COLOR": "1"}).stdout
    both = {"FORCE_COLOR": "1", "NO_COLOR": "1"}
    assert "\x1b" not in copydesk(*words, cwd=desk, env=both).stdout
    assert "\x1b" in copydesk(*words, "--color", "always", cwd=desk, env=both).stdout
    assert "\x1b" not in copydesk(*words, "--color", "never", cwd=desk, env=both).stdout


def test_utf8_whatever_the_locale(desk: Path) -> None:
    (desk / "zażółć.txt").write_text("# Zażółć\n# Zażółć\n\nTekst artykułu.\n", encoding="utf-8")
    env = {"LC_ALL": "C", "PYTHONIOENCODING": "ascii"}
    done = copydesk("check", "zażółć.txt", "-f", "jsonl", *QUICK, cwd=desk, env=env)
    assert '"quote":"Zażółć"' in done.stdout


def test_many_reports_of_one_run(desk: Path) -> None:
    outputs = [("html", "r.html"), ("sarif", "r.sarif"), ("jsonl", "r.jsonl"), ("junit", "r.xml")]
    flags = [word for form, path in outputs for word in ("-o", f"{form}={path}")]
    done = copydesk("check", "faulty.txt", "-f", "none", *flags, *QUICK, cwd=desk)
    assert (done.returncode, done.stdout) == (1, "")
    assert all((desk / path).stat().st_size > 500 for _, path in outputs)
    assert not list(desk.glob(".*.new"))


def test_statistics_limit_sample_and_caps(desk: Path) -> None:
    done = copydesk("check", "faulty.txt", "--statistics", "-f", "none", *QUICK, cwd=desk)
    assert "TPL101 unrendered-template" in done.stderr
    limited = copydesk("check", ".", "--limit", "1", "-f", "jsonl", *QUICK, cwd=desk)
    assert records(limited.stdout)[-1]["articles"] == 1
    sampled = [
        copydesk("check", ".", "--sample", "1", "--seed", "7", "-f", "jsonl", *QUICK, cwd=desk)
        for _ in range(2)
    ]
    assert sampled[0].stdout == sampled[1].stdout
    assert records(sampled[0].stdout)[-1]["articles"] == 1
    capped = copydesk("check", "faulty.txt", "--max-per-code", "0", "-f", "jsonl", *QUICK, cwd=desk)
    summary = records(capped.stdout)[-1]
    assert summary["findings"] == sum(summary["left_out"].values()) > 0
    assert capped.returncode == 1, "what is not listed still counts"


def test_thresholds(desk: Path) -> None:
    words = ("check", "faulty.txt", "-f", "jsonl", *QUICK)
    worst = records(copydesk(*words, "--min-severity", "error", cwd=desk).stdout)[1:-1]
    assert {record["severity"] for record in worst} == {"error"}
    sure = records(copydesk(*words, "--min-confidence", "0.99", cwd=desk).stdout)[1:-1]
    assert all(record["confidence"] >= 0.99 for record in sure)


def test_show_settings_reads_nothing(desk: Path) -> None:
    (desk / "copydesk.toml").write_text('fail-on = "warning"\n[rules.DUP101]\n')
    done = copydesk("check", "nowhere.txt", "--show-settings", cwd=desk)
    assert done.returncode == 0
    assert "fail-on warning" in done.stdout


def test_a_reader_that_leaves_changes_nothing(desk: Path) -> None:
    command = [sys.executable, "-m", "copydesk", "check", "faulty.txt", "-f", "html", *QUICK]
    with subprocess.Popen(
        command, cwd=desk, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=_env()
    ) as run:
        assert run.stdout and run.stderr
        run.stdout.read(1)
        run.stdout.close()
        told = run.stderr.read().decode()
    assert run.returncode == 1
    assert "Traceback" not in told and "Broken" not in told


@pytest.mark.parametrize(
    ("closed", "code"), [(">&-", 1), ("2>&-", 1), (">/dev/full", 3), ("2>/dev/full", 1)]
)
def test_an_output_that_takes_nothing_is_no_bug(desk: Path, closed: str, code: int) -> None:
    """Closed by a parent, as some schedulers do, or on a full disk."""
    if "/dev/full" in closed and not Path("/dev/full").exists():
        pytest.skip("only Linux has /dev/full")
    command = shlex.join([sys.executable, "-m", "copydesk", "check", "faulty.txt", *QUICK])
    done = subprocess.run(
        ["sh", "-c", f"{command} {closed}"], cwd=desk, capture_output=True, text=True, env=_env()
    )
    assert done.returncode == code
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("file", "code"), [("faulty.txt", 1), ("empty.txt", 3), ("sound.txt", 0), ("nowhere.txt", 2)]
)
@pytest.mark.parametrize("gone", ["2>&1 >/dev/null", "2>&1", "2>/dev/null"])
def test_the_code_stands_whoever_has_left(desk: Path, file: str, code: int, gone: str) -> None:
    """Readers of stderr, of both, of stdout, gone before a word is written."""
    (desk / "empty.txt").touch()
    command = shlex.join([sys.executable, "-m", "copydesk", "check", file, "-f", "concise", *QUICK])
    script = f"{{ {command} {gone}; echo $? >code; }} | true"
    done = subprocess.run(["sh", "-c", script], cwd=desk, capture_output=True, env=_env())
    assert (desk / "code").read_text().strip() == str(code), done.stderr


@pytest.mark.parametrize("form", formats.names())
def test_a_name_that_is_not_utf8_stops_no_report(desk: Path, form: str) -> None:
    """A folder of an old disk: Latin-1 in a file's name."""
    (desk / "faulty.txt").rename(os.fsdecode(os.fsencode(desk / "caf") + b"\xe9.txt"))
    done = copydesk("check", ".", "-f", form, "-o", f"{form}=report", *QUICK, cwd=desk)
    assert done.returncode == 1, done.stderr
    written = (desk / "report").read_text(encoding="utf-8")
    assert "caf" in written or form == "none"
    if form == "sarif":
        assert '"uri": "caf%E9.txt"' in done.stdout


def test_a_lexicon_that_cannot_be_kept_is_said_in_one_line(desk: Path) -> None:
    (desk / "file").write_text("in the way")
    done = copydesk("check", "sound.txt", "--cache-dir", "file/cache", cwd=desk)
    assert done.returncode == 2
    assert done.stderr.startswith("copydesk: cannot keep the names lexicon")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(("sign", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_stopped_run_writes_what_it_found(desk: Path, sign: signal.Signals, code: int) -> None:
    fifo = desk / "slow"
    os.mkfifo(fifo)
    words = ("check", "faulty.txt", "slow", "-f", "jsonl", *QUICK)
    run = subprocess.Popen(
        [sys.executable, "-m", "copydesk", *words],
        cwd=desk,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=_env(),
    )
    # The run has read the first article when it opens the second; it never gets a byte of it.
    with fifo.open("wb"):
        time.sleep(0.5)
        run.send_signal(sign)
        out, told = run.communicate(timeout=60)
    assert run.returncode == code, told.decode()
    found = records(out.decode())
    assert found[-1]["complete"] is False
    assert {record["type"] for record in found} == {"run", "finding", "summary"}


def test_a_bug_is_told_and_loses_nothing(desk: Path) -> None:
    """A rule that fails on the second article: exit 4, a traceback, the first one's findings."""
    (desk / "sitecustomize.py").write_text(
        "import checks.runner as runner\n"
        "look = runner.Run.look\n"
        "def broken(self, article):\n"
        "    if article.path == 'sound.txt':\n"
        "        raise ZeroDivisionError('a planted bug')\n"
        "    return look(self, article)\n"
        "runner.Run.look = broken\n"
    )
    path = {"PYTHONPATH": f"{desk}:{ROOT}"}
    words = ("check", "faulty.txt", "sound.txt", "-f", "jsonl", *QUICK)
    done = copydesk(*words, cwd=desk, env=path)
    assert done.returncode == 4
    assert "ZeroDivisionError" in done.stderr and "sound.txt" in done.stderr
    summary = records(done.stdout)[-1]
    assert summary["complete"] is False
    assert summary["findings"] > 0


def test_help_is_quick_and_loads_no_heavy_library(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "copydesk", "check", "--help"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
        env=_env(),
    )
    loaded = {line.rpartition("|")[2].strip().split(".")[0] for line in done.stderr.splitlines()}
    assert not loaded & {"scrapy", "sqlalchemy", "twisted", "starlette", "alembic", "numpy", "db"}


def test_a_check_of_files_loads_no_database_and_no_crawler(desk: Path) -> None:
    probe = (
        "import sys; from copydesk.__main__ import main; "
        f"main(['check', 'faulty.txt', '-f', 'none', *{list(QUICK)}]); "
        "print(sorted({'scrapy', 'sqlalchemy', 'twisted', 'starlette', 'db'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", probe], cwd=desk, capture_output=True, text=True, env=_env()
    )
    assert done.stdout == "[]\n", done.stderr


def _env() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT)}


def test_timing_names_every_rule_that_ran(desk: Path) -> None:
    words = ("check", "faulty.txt", "--timing", "-f", "none")
    done = copydesk(*words, "--select", "DUP101,TPL101", cwd=desk)
    assert "DUP101" in done.stderr and "TPL101" in done.stderr and "CPU seconds" in done.stderr
    assert copydesk(*words, "-j", "2", cwd=desk).returncode == 2


def test_files_from_and_exclude(desk: Path) -> None:
    (desk / "list").write_text("faulty.txt\nsound.txt\n")
    both = copydesk("check", "--files-from", "list", "-f", "jsonl", *QUICK, cwd=desk)
    assert records(both.stdout)[-1]["articles"] == 2
    one = copydesk("check", ".", "--exclude", "*faulty*", "--exclude", "list", *QUICK, cwd=desk)
    assert one.returncode == 0 and "Checked 1 article" in one.stderr


def test_columns_of_other_peoples_json(desk: Path) -> None:
    line = '{"kopf": "Ferry", "satz": "The {{ boat }} left the harbour."}\n'
    (desk / "a.jsonl").write_text(line)
    words = ("check", "a.jsonl", "--map", "headline=kopf,body=satz", "-f", "jsonl", *QUICK)
    found = records(copydesk(*words, cwd=desk).stdout)
    assert found[1]["code"] == "TPL101" and found[1]["article"]["headline"] == "Ferry"


def test_flags_and_paths_in_any_order(desk: Path) -> None:
    for words in [
        ("faulty.txt", "-f", "jsonl", "sound.txt"),
        ("-f", "jsonl", "faulty.txt", "--statistics", "sound.txt"),
        ("--statistics", "faulty.txt", "-f", "jsonl", "sound.txt"),
        ("--statistics", "site", "faulty.txt", "sound.txt", "-f", "jsonl"),
    ]:
        done = copydesk("check", *words, *QUICK, cwd=desk)
        assert done.returncode == 1, done.stderr
        assert records(done.stdout)[-1]["articles"] == 2
    mixed = ("baseline", "write", "known.jsonl", "faulty.txt", *QUICK, "sound.txt")
    assert copydesk(*mixed, cwd=desk).returncode == 0
