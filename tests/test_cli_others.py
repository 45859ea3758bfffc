"""The small commands from outside: extract, rule, init, doctor, help."""

import json
import tomllib
from pathlib import Path

import pytest

from tests.command_line import copydesk, desk, records

__all__ = ["desk"]


def test_extract_writes_labelled_articles(desk: Path) -> None:
    done = copydesk("extract", "faulty.txt", "sound.txt", cwd=desk)
    assert done.returncode == 0, done.stderr
    first, second = records(done.stdout)
    assert first["type"] == "article"
    assert first["damage"] is None and first["url"] is None
    assert second["headline"] == "Lighthouse keeper retires after forty years"
    assert "\n\n" in second["body"]
    assert {"kind", "text", "links"} <= first["blocks"][0].keys()
    assert any(block["kind"] == "related" for block in first["blocks"])


def test_extract_is_the_same_with_more_processes(desk: Path) -> None:
    for number in range(120):
        (desk / f"{number:03}.txt").write_text(f"# Notice {number}\n\nThe harbour is open.\n")
    one = copydesk("extract", ".", cwd=desk)
    two = copydesk("extract", ".", "-j", "2", cwd=desk)
    assert one.stdout == two.stdout
    assert len(records(one.stdout)) == 122


def test_extract_tells_what_it_could_not_read(desk: Path) -> None:
    (desk / "empty.txt").touch()
    done = copydesk("extract", "sound.txt", "empty.txt", cwd=desk)
    assert done.returncode == 3
    assert records(done.stdout)[1]["damage"]["kind"] == "empty"
    assert "empty.txt" in done.stderr
    assert copydesk("extract", "nowhere.txt", cwd=desk).returncode == 2
    assert copydesk("extract", cwd=desk).returncode == 2


def test_checking_what_was_extracted_finds_the_same(desk: Path) -> None:
    (desk / "a.jsonl").write_text(copydesk("extract", "faulty.txt", cwd=desk).stdout)
    words = ("-f", "jsonl", "--select", "DUP,REL,TPL,TXT")
    once = records(copydesk("check", "faulty.txt", *words, cwd=desk).stdout)
    again = records(copydesk("check", "a.jsonl", *words, cwd=desk).stdout)
    prints = [{r["fingerprint"] for r in run if r["type"] == "finding"} for run in (once, again)]
    assert prints[0] == prints[1]


@pytest.mark.parametrize(
    "words",
    [
        "check sound.txt --select SPL1O1",
        "check sound.txt --max-rate SPL1O1=1%",
        "baseline write known.jsonl sound.txt --ignore SPL1O1",
        "report --db desk.db --select SPL1O1 --gate -f none",
        "decide SPL1O1:abcdabcd accept --db desk.db",
        "decide rule:SPL1O1 accept --db desk.db",
        "rule SPL1O1",
    ],
)
def test_no_command_takes_a_rule_that_does_not_exist(desk: Path, words: str) -> None:
    copydesk("import", "sound.txt", "--db", "desk.db", "--no-check", cwd=desk)
    done = copydesk(*words.split(), cwd=desk)
    assert (done.returncode, done.stdout) == (2, "")
    wanted = "copydesk: there is no rule SPL1O1; did you mean SPL101? (copydesk rule lists them)\n"
    assert done.stderr == wanted


def test_rule_lists_and_explains(desk: Path) -> None:
    listed = copydesk("rule", cwd=desk)
    assert "DUP101" in listed.stdout
    page = copydesk("rule", "dup101", cwd=desk)
    assert page.stdout.startswith("DUP101 repeated-headline (warning)\n")
    assert page.stdout == copydesk("rule", "repeated-headline", cwd=desk).stdout
    wrong = copydesk("rule", "DUP1O1", cwd=desk)
    assert wrong.returncode == 2 and "did you mean DUP101?" in wrong.stderr
    as_json = records(copydesk("rule", "--json", cwd=desk).stdout)
    assert len(as_json) == listed.stdout.count("\n")


@pytest.mark.parametrize("ci", ["github", "gitlab", "pre-commit"])
def test_init_writes_once(tmp_path: Path, ci: str) -> None:
    first = copydesk("init", "--ci", ci, cwd=tmp_path)
    assert first.returncode == 0
    written = sorted(path for path in tmp_path.rglob("*") if path.is_file())
    assert len(written) == 2
    tomllib.loads((tmp_path / "copydesk.toml").read_text())
    before = [path.read_bytes() for path in written]
    (tmp_path / "copydesk.toml").write_text("# mine\n")
    again = copydesk("init", "--ci", ci, cwd=tmp_path)
    assert "left alone" in again.stderr
    assert (tmp_path / "copydesk.toml").read_text() == "# mine\n"
    job = next(path for path in written if path.suffix != ".toml")
    assert job.read_bytes() in before


def test_init_gives_a_configuration_that_check_accepts(desk: Path) -> None:
    copydesk("init", cwd=desk)
    done = copydesk("check", "sound.txt", "--select", "DUP", cwd=desk)
    assert done.returncode == 0, done.stderr


def test_doctor_looks_and_changes_nothing(tmp_path: Path) -> None:
    done = copydesk("doctor", cwd=tmp_path, env={"XDG_CACHE_HOME": str(tmp_path / "none")})
    assert done.returncode == 0, done.stdout
    assert "python" in done.stdout and "rules" in done.stdout
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "copydesk.toml").write_text("nonsense = 1")
    bad = copydesk("doctor", cwd=tmp_path)
    assert bad.returncode == 1 and "WRONG" in bad.stdout


def test_help_and_version(tmp_path: Path) -> None:
    listed = copydesk("--help", cwd=tmp_path)
    assert listed.returncode == 0
    for name in ("check", "extract", "rule", "baseline", "init", "doctor"):
        assert f"\n    {name} " in listed.stdout
    assert copydesk("--version", cwd=tmp_path).stdout.startswith("copydesk ")
    assert copydesk(cwd=tmp_path).returncode == 2
    assert copydesk("--nonsense", cwd=tmp_path).returncode == 2


def test_checks_as_a_module_is_the_same_command(desk: Path) -> None:
    import subprocess
    import sys

    from tests.command_line import ROOT

    words = ["faulty.txt", "--select", "DUP", "-f", "jsonl", "-q"]
    done = subprocess.run(
        [sys.executable, "-m", "checks", *words],
        cwd=desk,
        capture_output=True,
        text=True,
        env={"PYTHONPATH": str(ROOT), "PATH": ""},
    )
    assert done.stdout == copydesk("check", *words, cwd=desk).stdout
    assert json.loads(done.stdout.split("\n")[0])["type"] == "run"


@pytest.mark.parametrize("words", ["check", "check -j 2", "extract", "import", "baseline write b"])
@pytest.mark.parametrize("name", ["two.jsonl", "two.csv"])
def test_a_column_that_no_record_has_is_refused(tmp_path: Path, words: str, name: str) -> None:
    rows = [{"id": "1", "title": "Ferry runs again", "text": "x", "day": "2024-01-01"}]
    rows.append({"id": "2", "title": "Keeper retires", "text": "y"})
    lines = [json.dumps(row) for row in rows]
    (tmp_path / "two.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "two.csv").write_text("id,title,text,day\n1,a,b,c\n", encoding="utf-8")
    done = copydesk(*words.split(), name, "--map", "headline=titel", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1] == (
        "copydesk: --map headline=titel: no record has titel; did you mean title? "
        "(columns: id, title, text, day)"
    )


def test_a_key_that_some_records_lack_is_right(tmp_path: Path) -> None:
    lines = '{"text": "A text."}\n' * 30 + '{"text": "Another.", "day": "2024-01-01"}\n'
    done = copydesk("extract", "-", "--map", "published=day", stdin=lines.encode(), cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    few = ("extract", "-", "--limit", "1", "--map", "published=day")
    done = copydesk(*few, stdin=lines.encode(), cwd=tmp_path)
    assert done.returncode == 0
    assert done.stderr == "copydesk: --map published=day: no record has day (columns: text)\n"


def test_extract_as_text_shows_where_an_article_ends(desk: Path) -> None:
    done = copydesk("extract", "-f", "text", "faulty.txt", "sound.txt", cwd=desk)
    first, second = done.stdout.split(f"\n{'=' * 72}\n\n")
    assert first.startswith("# Harbour ferry runs again after storm\n\nPassengers")
    assert second.startswith("# Lighthouse keeper retires after forty years\n\nThe keeper")
    assert "=====" not in copydesk("extract", "-f", "text", "sound.txt", cwd=desk).stdout


def test_the_address_of_a_single_page_may_be_given(desk: Path) -> None:
    url = "https://courier.example/2024/ferry"
    done = copydesk("extract", "-", "--url", url, stdin=b"<h1>A</h1><p>Words.</p>", cwd=desk)
    (article,) = records(done.stdout)
    assert (article["url"], article["site"]) == (url, "courier.example")
    for command in ("extract", "check"):
        done = copydesk(command, "faulty.txt", "sound.txt", "--url", url, cwd=desk)
        assert done.returncode == 2
        assert done.stderr.endswith("the address of one article, and there are 2 files\n")
    (desk / "two.jsonl").write_text('{"text": "One."}\n{"text": "Two."}\n', encoding="utf-8")
    assert copydesk("extract", "two.jsonl", "--url", url, cwd=desk).returncode == 2


def test_extract_says_where_a_link_stands(desk: Path) -> None:
    page = b'<h1>Ferry</h1><p>Read the <a href="/a">report of June</a> now.</p>'
    (article,) = records(copydesk("extract", "-", stdin=page, cwd=desk).stdout)
    block = article["blocks"][-1]
    (link,) = block["links"]
    assert block["text"][link["start"] : link["end"]] == link["text"] == "report of June"
    assert (article["blocks"][0]["tag"], block["tag"]) == ("h1", "p")
