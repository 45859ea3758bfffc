"""The commands over a database: import, recheck, report, decide, decisions, db."""

import csv
import gzip
import html
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from articles.text import read_text
from copydesk.__main__ import main
from copydesk.database import recorded
from db.store import Store

FAULTY = """Harbour bridge reopens after storm repairs

Harbour bridge reopens after storm repairs

Dear {{reader.first_name}}, traffic crossed the harbour bridge again on Monday morning.

See also\u00a0 Ferries stay in port until the wind drops

The city will inspect the remaining cables in spring, an engineer said.
"""
CLEAN = """The baker of pier four retires

After forty winters the baker of pier four has sold her last loaf, to a gull.
"""
HOSTILE = "Dear {{reader}} \x1b[2J <script>alert(1)</script> | @channel `x` \u202e =cmd()"

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """A command in an empty folder: exit code, stdout, stderr."""
    monkeypatch.chdir(tmp_path)
    settings = 'select = ["DUP101", "DUP201", "REL101", "TPL101"]\n'
    (tmp_path / "copydesk.toml").write_text(settings)

    def call(*words: str) -> tuple[int, str, str]:
        code = main(words)
        seen = capsys.readouterr()
        return code, seen.out, seen.err

    return call


def archive(*articles: tuple[str, str], name: str = "dump.jsonl") -> str:
    """A JSON lines file of (address, text)."""
    lines = (json.dumps({"url": url, "text": text}) for url, text in articles)
    Path(name).write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    return name


def two() -> str:
    """A faulty and a clean article."""
    return archive(
        ("https://courier.example/bridge", FAULTY), ("https://courier.example/baker", CLEAN)
    )


def findings(run: Run, *words: str) -> list[dict[str, str]]:
    """What the report lists as JSON lines."""
    _, out, _ = run("report", "-f", "jsonl", *words)
    records = [json.loads(line) for line in out.splitlines()]
    assert records[0]["type"] == "run" and records[-1]["type"] == "summary"
    return [record for record in records if record["type"] == "finding"]


def test_import_then_import_again(run: Run) -> None:
    code, out, err = run("import", two())
    assert (code, err) == (0, "")
    assert out.startswith("run 1: 2 articles read: 2 new, 0 changed, 0 unchanged; findings: 3 new")
    code, out, _ = run("import", two())
    assert code == 0
    assert "0 new, 0 changed, 2 unchanged; findings: 0 new" in out
    assert out.endswith(", 3 unchanged, 3 open\n")
    assert "findings open" not in run("runs", "compare", "1", "2")[1]


def test_what_was_decided_or_is_gone_is_no_open_finding(run: Run) -> None:
    run("import", two())
    run("decide", findings(run)[0]["fingerprint"], "false-positive")
    assert run("import", two())[1].endswith("3 unchanged, 2 open\n")
    _, out, _ = run("import", archive(("https://courier.example/bridge", "All is well again.")))
    assert "0 reopened" in out and "3 fixed, 0 reopened, 0 unchanged, 0 open" in out


def test_one_clear_line_for_each_damaged_input(run: Run) -> None:
    whole = gzip.compress(Path(two()).read_bytes() * 1)
    Path("cut.jsonl.gz").write_bytes(whole[: len(whole) - 12])
    Path("bad.jsonl").write_text('{"text": "Whole line of text, kept."}\n{"text": \n')
    code, out, err = run("import", "cut.jsonl.gz", "bad.jsonl")
    assert code == 3
    assert "unreadable" in out
    lines = err.splitlines()
    assert [line.startswith("copydesk: ") for line in lines] == [True] * len(lines)
    assert "cut.jsonl.gz" in err and "bad.jsonl" in err
    code, out, _ = run("report", "--since", "0")
    assert code == 0 and "unread (run 1): cut.jsonl.gz" in out


def test_a_missing_path_makes_no_database(run: Run) -> None:
    code, _, err = run("import", "none.warc.gz")
    assert code == 2 and "none.warc.gz" in err
    assert not Path("copydesk.db").exists()


def test_nothing_to_import_is_incomplete(run: Run) -> None:
    Path("empty").mkdir()
    assert run("import", "empty")[0] == 3
    assert run("import", "empty", "--allow-empty")[0] == 0


def test_import_without_check_then_recheck(run: Run) -> None:
    assert "not checked" in run("import", two(), "--no-check")[1]
    assert "2 articles that no rule has seen yet" in run("report")[1]
    code, out, _ = run("recheck")
    assert code == 0 and "2 articles checked again; findings: 3 new" in out
    assert "that no rule has seen yet" not in run("report")[1]


def test_import_fails_on_new_findings_when_asked(run: Run) -> None:
    assert run("import", two(), "--fail-on", "error")[0] == 1
    assert run("import", two(), "--fail-on", "error")[0] == 0  # nothing new


@pytest.mark.parametrize("command", ["report", "recheck", "decide", "db"])
def test_a_missing_database_is_said_in_one_line(run: Run, command: str) -> None:
    words = {"decide": ["abcd1234", "confirm"], "db": ["check"]}.get(command, [])
    code, out, err = run(command, *words)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1 and "copydesk import" in err


def test_an_empty_database_is_incomplete(run: Run) -> None:
    Path("empty").mkdir()
    run("import", "empty")
    assert run("report")[0] == 3
    assert run("report", "--allow-empty")[0] == 0


# The report


def test_the_text_report_says_all_six_things(run: Run) -> None:
    run("import", two())
    code, out, _ = run("report")
    assert code == 0
    assert "2 articles, 3 findings: 3 open, 0 % reviewed." in out
    assert ": 3 new, 0 fixed, 3 open." in out
    for section in (
        "By site",
        "Worst groups (3 of 3)",
        "New in run 1",
        "Runs, alarms",
        "Not checked",
    ):
        assert section in out
    assert "copydesk decide TPL101:" in out
    assert "courier.example" in out


def test_the_last_run_is_the_news(run: Run) -> None:
    run("import", two())
    run("import", two())
    out = run("report")[1]
    assert "\nRun 2 (" in out and ": 0 new, 0 fixed, 3 open." in out
    assert "New in run 2 (" in out and "copydesk decide TPL101:" not in out
    assert "\nRuns 1 to 2: 3 new" in run("report", "--since", "0")[1]


@pytest.mark.parametrize("name", ["text", "markdown", "html"])
def test_proposed_commands_name_the_database(run: Run, name: str) -> None:
    Path("a folder").mkdir()
    words = ("--db", "a folder/desk.db", "--config", "copydesk.toml")
    run("import", two(), "--no-check", *words)
    assert "copydesk recheck --config copydesk.toml --db " in run("report", *words)[1]
    run("recheck", *words)
    out = html.unescape(run("report", "-f", name, *words)[1])
    assert "copydesk decide --config copydesk.toml --db 'a folder/desk.db' group:" in out


def test_since_a_run_or_a_date(run: Run) -> None:
    run("import", two())
    run("import", archive(("https://ledger.example/x", FAULTY), name="more.jsonl"))
    assert "Since run 1 (" in run("report", "--since", "1")[1]
    assert len(findings(run, "--site", "ledger.example")) == 3
    assert "(3)" in run("report", "--since", "1")[1]
    assert "Since run 2 (" in run("report", "--since", "2099-01-01")[1]
    code, _, err = run("report", "--since", "yesterday")
    assert code == 2 and "yesterday" in err


def test_grouped_by_code_and_by_story(run: Run) -> None:
    run("import", two())
    assert "By code" in run("report", "--group-by", "code")[1]
    assert "(no story)" in run("report", "--group-by", "story")[1]


def test_the_gate(run: Run) -> None:
    run("import", two())
    code, _, err = run("report", "--gate")
    assert code == 1 and "errors 1 > 0" in err
    assert run("report", "--gate", "--exit-zero")[0] == 0
    name = next(each["fingerprint"] for each in findings(run) if each["code"] == "TPL101")
    run("decide", name, "accept")
    assert run("report", "--gate")[0] == 0


def test_equal_databases_give_equal_reports(run: Run) -> None:
    run("import", two(), "--db", "one.db")
    run("import", two(), "--db", "two.db")
    first = run("report", "-f", "csv", "--db", "one.db")[1]
    assert run("report", "-f", "csv", "--db", "two.db")[1] == first
    assert len(first.splitlines()) == 4


@pytest.mark.parametrize("name", ["text", "markdown", "html", "csv", "jsonl"])
def test_archived_text_is_harmless_in_every_format(run: Run, name: str) -> None:
    page = f"A headline\x1b]0;owned\x07 <b>\n\n{HOSTILE}\n\nThe end of the text is calm.\n"
    run("import", archive(("https://courier.example/<script>", page)))
    code, out, _ = run("report", "-f", name)
    assert code == 0
    assert "\x1b" not in out and "\x07" not in out
    if name in ("text", "markdown", "html"):
        assert "\u202e" not in out
    if name in ("markdown", "html"):
        assert "<script>alert" not in out
    if name == "csv":
        cells = [cell for row in csv.reader(io.StringIO(out)) for cell in row]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "@"))]


def test_a_report_into_a_file(run: Run) -> None:
    run("import", two())
    assert run("report", "-f", "html", "-o", "report.html")[:2] == (0, "")
    page = Path("report.html").read_text(encoding="utf-8")
    assert "http-equiv" in page and 'src="http' not in page
    assert "2 articles, 3 findings: 3 open" in page and "copydesk decide group:" in page
    assert "<svg" not in page  # one run is no trend
    run("recheck")
    run("report", "-f", "html", "-o", "report.html")
    assert 'aria-label="3, 3"' in Path("report.html").read_text(encoding="utf-8")
    assert run("report", "-f", "html", "-o", "none/report.html")[0] == 2


# Decisions


def test_decide_by_short_name_group_and_undo(run: Run) -> None:
    run("import", two())
    found = next(each for each in findings(run) if each["code"] == "TPL101")
    short = f"TPL101:{found['fingerprint'][:8]}"
    code, out, _ = run("decide", short, "false-positive", "--note", "house template", "--by", "ann")
    assert code == 0 and out.startswith("false-positive: finding")
    assert short not in run("report")[1]
    assert "33 % reviewed" in run("report")[1]
    assert findings(run, "--status", "false-positive")[0]["reason"] == "decision: false-positive"
    assert "TPL101 0/1" in run("report")[1]
    assert "taken back: false-positive by ann" in run("decide", short, "--undo")[1]
    assert short in run("report")[1]
    code, out, _ = run("decide", f"group:{found['group'][:6]}", "confirm")
    assert code == 0 and "1 finding" in out


@pytest.mark.parametrize(
    "words",
    [
        ["zzzz", "confirm"],
        ["ab", "confirm"],
        ["00000000", "confirm"],
        ["rule:SPL", "accept"],
        ["rule:XYZ101", "accept"],
        [],
        ["abcd1234"],
        ["--from", "none.jsonl"],
        ["abcd1234", "confirm", "--expires", "soon"],
        ["rule:DUP101", "accept", "--expires", "2020-01-01"],
    ],
)
def test_unclear_decisions_are_refused(run: Run, words: list[str]) -> None:
    run("import", two())
    code, _, err = run("decide", *words)
    assert code == 2 and err.startswith("copydesk: ")


def test_decisions_from_the_offline_page(run: Run) -> None:
    """Lines as the page writes them, times of a browser included; twice is once."""
    run("import", two())
    record = {
        "type": "decision",
        "scope": "finding",
        "key": findings(run)[0]["fingerprint"],
        "verdict": "confirm",
        "who": "bob",
        "at": "2026-05-01T10:00:00.123Z",
        "source": "web",
    }
    Path("page.jsonl").write_text(json.dumps(record) + "\n")
    assert run("decide", "--from", "page.jsonl")[1] == "1 decision: 1 added, 0 known\n"
    assert run("decide", "--from", "page.jsonl")[1] == "1 decision: 0 added, 1 known\n"
    assert len(findings(run, "--status", "confirmed")) == 1


def test_a_file_with_one_bad_line_changes_nothing(run: Run) -> None:
    run("import", two())
    good = json.dumps({"fingerprint": findings(run)[0]["fingerprint"], "verdict": "accept"})
    Path("mixed.jsonl").write_text(f'{good}\n{{"verdict": "maybe"}}\n')
    code, _, err = run("decide", "--from", "mixed.jsonl")
    assert code == 2 and "mixed.jsonl:2:" in err
    assert len(findings(run)) == 3


def test_export_import_verify(run: Run) -> None:
    run("import", two())
    for each in findings(run):
        run("decide", each["fingerprint"], "confirm", "--by", "ann")
    assert run("decisions", "export", "-o", "all.jsonl")[0] == 0
    exported = Path("all.jsonl").read_text()
    assert len(exported.splitlines()) == 3
    assert run("decisions", "verify", "all.jsonl")[0] == 0
    assert "3 added, 0 known" in run("decisions", "import", "all.jsonl", "--db", "other.db")[1]
    assert "0 added, 3 known" in run("decisions", "import", "all.jsonl", "--db", "other.db")[1]
    assert run("decisions", "export", "--db", "other.db")[1] == exported
    Path("less.jsonl").write_text("\n".join(exported.splitlines()[:2]))
    code, out, _ = run("decisions", "verify", "less.jsonl")
    assert code == 1 and "only in the database" in out


def test_decisions_silence_check_as_well(run: Run) -> None:
    """The exported file is what `copydesk check --decisions` reads."""
    run("import", two())
    for each in findings(run):
        run("decide", each["fingerprint"], "accept")
    run("decisions", "export", "-o", "all.jsonl")
    assert run("check", two(), "--decisions", "all.jsonl", "-f", "none")[0] == 0


# The file


def test_db_backup_check_prune_stats(run: Run) -> None:
    run("import", two())
    assert run("db", "check")[:2] == (0, "sound\n")
    assert run("db", "upgrade")[0] == 0
    assert "article_version" in run("db", "stats")[1]
    assert run("db", "backup", "copy.db")[0] == 0
    assert run("db", "backup", "copy.db")[0] == 2
    run("import", archive(("https://courier.example/baker", CLEAN + "\nShe kept one.\n")))
    assert "1 former versions" in run("db", "prune", "--older-than", "0")[1]
    assert run("db", "check")[0] == 0
    assert "2 articles" in run("report", "--db", "copy.db")[1]


def test_db_check_finds_a_status_that_somebody_wrote(run: Run) -> None:
    import sqlite3

    run("import", two())
    with sqlite3.connect("copydesk.db") as connection:
        connection.execute("UPDATE finding SET status = 'fixed'")
    connection.close()
    code, out, _ = run("db", "check")
    assert code == 1 and "3 problems" in out


def test_an_ignore_of_the_configuration_is_heeded(run: Run) -> None:
    entry = '[[ignore]]\ncode = "TPL101"\nreason = "drafts"\n'
    with Path("copydesk.toml").open("a") as settings:
        settings.write(entry)
    run("import", two())
    assert {each["code"] for each in findings(run)} == {"DUP101", "REL101"}
    assert findings(run, "--status", "ignored")[0]["reason"] == "ignored: ignored: drafts"


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (KeyboardInterrupt(), "incomplete", 130),
        (SystemExit(143), "incomplete", 143),
        (ValueError("a bug"), "failed", 4),
    ],
)
def test_a_run_that_was_stopped_says_so_and_the_next_one_goes_on(
    run: Run, error: BaseException, status: str, code: int
) -> None:
    with Store.open("copydesk.db") as store:
        with pytest.raises(type(error)), recorded(store, "import", "x", "") as outcome:
            store.keep(outcome.run_id, [read_text(FAULTY, url="https://courier.example/bridge")])
            raise error
        assert [(one.status, one.exit_code) for one in store.runs()] == [(status, code)]
    assert f"run 1 {status}" in run("report", "--since", "0")[1]
    assert (
        "1 unchanged; findings: 3 new"
        in run("import", archive(("https://courier.example/bridge", FAULTY)))[1]
    )


def test_decided_findings_are_listed_where_they_are_asked_for(run: Run) -> None:
    run("import", two())
    rows = map(json.loads, run("report", "-f", "jsonl")[1].splitlines())
    name = next(row["fingerprint"] for row in rows if "fingerprint" in row)
    run("decide", name, "false-positive")
    assert "decision:" not in run("report", "-f", "concise")[1]
    for form in ("concise", "grouped", "full"):
        assert "decision: false-positive" in run("report", "-f", form, "--status", "all")[1]
