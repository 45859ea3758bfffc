"""What is known, decided or ignored does not fail a run; what changes is told."""

import json
from pathlib import Path

import pytest

from tests.command_line import QUICK, copydesk, desk, records

__all__ = ["desk"]
WORDS = ("-f", "jsonl", *QUICK)


def _states(desk: Path, *words: str) -> dict[str, str]:
    done = copydesk("check", "faulty.txt", *words, *WORDS, cwd=desk)
    return {r["code"]: r["state"] for r in records(done.stdout) if r["type"] == "finding"}


def test_a_baseline_makes_findings_known(desk: Path) -> None:
    written = copydesk("baseline", "write", "known.jsonl", "faulty.txt", *QUICK, cwd=desk)
    assert written.returncode == 0, written.stderr
    header, *known = records((desk / "known.jsonl").read_text(encoding="utf-8"))
    assert header["scheme"] == "v1" and header["format"] == 1
    assert known == sorted(known, key=lambda k: (k["site"], k["url"], k["code"], k["fp"]))
    assert set(_states(desk, "--baseline", "known.jsonl").values()) == {"known"}
    done = copydesk("check", "faulty.txt", "--baseline", "known.jsonl", *QUICK, cwd=desk)
    assert (done.returncode, done.stdout) == (0, "")
    only = copydesk(
        "check", "faulty.txt", "--baseline", "known.jsonl", "--new-only", *WORDS, cwd=desk
    )
    assert records(only.stdout)[-1]["findings"] == 0


def test_an_empty_baseline_says_that_it_is_empty(desk: Path) -> None:
    for content in ("", "\n \n"):
        (desk / "known.jsonl").write_text(content)
        done = copydesk("check", "faulty.txt", "--baseline", "known.jsonl", *QUICK, cwd=desk)
        assert done.returncode == 2
        assert "known.jsonl is no baseline: it is empty; write one anew" in done.stderr


def test_a_baseline_survives_a_moved_file_and_new_lines(desk: Path) -> None:
    copydesk("baseline", "write", "known.jsonl", "faulty.txt", *QUICK, cwd=desk)
    text = (desk / "faulty.txt").read_text(encoding="utf-8")
    (desk / "moved.txt").write_text("\n\n" + text, encoding="utf-8")
    done = copydesk("check", "moved.txt", "--baseline", "known.jsonl", *QUICK, cwd=desk)
    assert done.returncode == 0, done.stdout


def test_findings_of_a_new_rule_are_new_and_say_so(desk: Path) -> None:
    copydesk("baseline", "write", "known.jsonl", "faulty.txt", "--select", "DUP", cwd=desk)
    done = copydesk("check", "faulty.txt", "--baseline", "known.jsonl", *WORDS, cwd=desk)
    found = {r["code"]: r for r in records(done.stdout) if r["type"] == "finding"}
    assert found["DUP101"]["state"] == "known"
    assert found["TPL101"]["state"] == "new"
    assert "new rule" in found["TPL101"]["reason"]


def test_a_baseline_does_not_grow_in_ci_unless_told(desk: Path) -> None:
    write = ("baseline", "write", "known.jsonl")
    copydesk(*write, "sound.txt", *QUICK, cwd=desk)
    before = (desk / "known.jsonl").read_bytes()
    refused = copydesk(*write, "faulty.txt", *QUICK, cwd=desk, env={"CI": "true"})
    assert refused.returncode == 2 and "--grow" in refused.stderr
    assert (desk / "known.jsonl").read_bytes() == before
    grown = copydesk(*write, "faulty.txt", "--grow", *QUICK, cwd=desk, env={"CI": "true"})
    assert grown.returncode == 0


def test_a_baseline_keeps_notes_and_dates(desk: Path) -> None:
    write = ("baseline", "write", "known.jsonl", "faulty.txt", *QUICK)
    copydesk(*write, cwd=desk)
    path = desk / "known.jsonl"
    lines = records(path.read_text(encoding="utf-8"))
    lines[1] |= {"why": "the agency will not mend it", "added": "2020-02-02"}
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    copydesk(*write, cwd=desk)
    assert "2020-02-02" in path.read_text() and "will not mend it" in path.read_text()


@pytest.mark.parametrize(
    "shrink",
    [
        ("check", "faulty.txt", "--baseline", "known.jsonl", "--update-baseline", "shrink"),
        ("baseline", "shrink", "known.jsonl", "faulty.txt"),
    ],
)
def test_shrinking_takes_out_what_is_mended(desk: Path, shrink: tuple[str, ...]) -> None:
    copydesk("baseline", "write", "known.jsonl", "faulty.txt", *QUICK, cwd=desk)
    path = desk / "known.jsonl"
    header, *known = path.read_text(encoding="utf-8").splitlines(keepends=True)
    mended = json.loads(known[0]) | {"fp": "0" * 16, "quote": "was mended"}
    unseen = json.loads(known[0]) | {"fp": "1" * 16, "quote": "other", "articles": ["elsewhere"]}
    path.write_text(header + "".join(known) + json.dumps(mended) + "\n" + json.dumps(unseen) + "\n")
    done = copydesk(*shrink, *QUICK, cwd=desk)
    assert "Traceback" not in done.stderr
    left = {record.get("fp") for record in records(path.read_text(encoding="utf-8"))}
    assert "0" * 16 not in left
    assert "1" * 16 in left, "its article was not looked at"
    assert len(left) == len(known) + 2


def test_shrinking_with_fewer_rules_keeps_the_others(desk: Path) -> None:
    copydesk("baseline", "write", "known.jsonl", "faulty.txt", *QUICK, cwd=desk)
    before = (desk / "known.jsonl").read_bytes()
    words = ("--baseline", "known.jsonl", "--update-baseline", "shrink", "--select", "DUP")
    copydesk("check", "faulty.txt", *words, cwd=desk)
    assert (desk / "known.jsonl").read_bytes() == before


def test_baseline_diff_and_sarif_as_a_baseline(desk: Path) -> None:
    copydesk("baseline", "write", "a.jsonl", "sound.txt", *QUICK, cwd=desk)
    copydesk("baseline", "write", "b.jsonl", "faulty.txt", *QUICK, cwd=desk)
    done = copydesk("baseline", "diff", "a.jsonl", "b.jsonl", cwd=desk)
    assert all(line.startswith("+ ") for line in done.stdout.splitlines())
    assert "3 came, 0 went" in done.stderr
    copydesk("check", "faulty.txt", "-f", "none", "-o", "sarif=r.sarif", *QUICK, cwd=desk)
    assert set(_states(desk, "--baseline", "r.sarif").values()) == {"known"}


@pytest.mark.parametrize("text", ["", "{}", "not json", '{"type":"baseline","format":9}', "[1]"])
def test_a_broken_baseline_is_told_in_one_line(desk: Path, text: str) -> None:
    (desk / "known.jsonl").write_text(text)
    done = copydesk("check", "faulty.txt", "--baseline", "known.jsonl", *QUICK, cwd=desk)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1 and "Traceback" not in done.stderr


def test_decisions_silence_by_finding_group_and_rule(desk: Path) -> None:
    done = copydesk("check", "faulty.txt", *WORDS, cwd=desk)
    found = {r["code"]: r for r in records(done.stdout) if r["type"] == "finding"}
    decisions = [
        _decision("finding", found["DUP101"]["fingerprint"], "false-positive", "2026-01-01"),
        _decision("group", found["REL101"]["group"], "accept", "2026-01-01"),
        _decision("rule", "TPL101", "confirm", "2026-01-01"),
    ]
    _write(desk, decisions)
    assert _states(desk, "--decisions", "d.jsonl") == {
        "DUP101": "suppressed",
        "REL101": "suppressed",
        "TPL101": "new",
    }
    shown = _states(desk, "--decisions", "d.jsonl", "--no-suppressions")
    assert set(shown.values()) == {"new"}


def test_the_last_decision_holds_and_may_expire_or_be_undone(desk: Path) -> None:
    done = copydesk("check", "faulty.txt", *WORDS, cwd=desk)
    key = next(r["fingerprint"] for r in records(done.stdout) if r.get("code") == "DUP101")
    first = _decision("finding", key, "false-positive", "2026-01-01T00:00:00Z")
    for then, state in [
        ([], "suppressed"),
        ([_decision("finding", key, "confirm", "2026-02-01T00:00:00Z")], "new"),
        ([_decision("finding", key, "undo", "2026-02-01T00:00:00Z")], "new"),
        ([_decision("finding", key, "accept", "2026-02-01", expires="2026-03-01")], "new"),
    ]:
        _write(desk, [*then, first])
        assert _states(desk, "--decisions", "d.jsonl")["DUP101"] == state


def test_ignore_entries_count_their_uses(desk: Path) -> None:
    (desk / "copydesk.toml").write_text(
        '[[ignore]]\ncode = "repeated-headline"\nreason = "ours"\npath = "faulty*"\n'
        '[[ignore]]\ncode = "REL"\nreason = "old"\nexpires = 2020-01-01\n'
        '[[ignore]]\ncode = "TPL101"\nreason = "elsewhere"\nsite = "x.example"\n'
    )
    done = copydesk("check", "faulty.txt", *WORDS, cwd=desk)
    found = {r["code"]: r for r in records(done.stdout) if r["type"] == "finding"}
    assert found["DUP101"]["state"] == "suppressed" and found["DUP101"]["reason"] == "ignored: ours"
    assert found["REL101"]["state"] == found["TPL101"]["state"] == "new"
    assert "REL (old) expired on 2020-01-01" in done.stderr
    assert "TPL101 (elsewhere) silenced nothing" in done.stderr


def test_severity_and_per_site_ignore(desk: Path) -> None:
    (desk / "copydesk.toml").write_text('[severity]\nTPL101 = "info"\n')
    done = copydesk("check", "faulty.txt", *WORDS, cwd=desk)
    found = {r["code"]: r for r in records(done.stdout) if r["type"] == "finding"}
    assert found["TPL101"]["severity"] == "info"
    assert done.returncode == 0
    (desk / "a.jsonl").write_text(
        json.dumps({"id": "1", "url": "https://x.example/a", "title": "A", "text": "{{ name }} b"})
    )
    words = ("--per-site-ignore", "x.example:tpl", "-f", "jsonl", *QUICK)
    listed = records(copydesk("check", "a.jsonl", *words, cwd=desk).stdout)
    assert [r["state"] for r in listed if r.get("code") == "TPL101"] == ["suppressed"]


def test_explain_finds_it_again(desk: Path) -> None:
    out = copydesk("check", "faulty.txt", *WORDS, cwd=desk).stdout
    (desk / "r.jsonl").write_text(out, encoding="utf-8")
    found = next(r for r in records(out) if r.get("code") == "TPL101")
    done = copydesk("explain", found["fingerprint"][:8], "r.jsonl", cwd=desk)
    assert done.returncode == 0
    assert "subscriber.first_name" in done.stdout and "TPL101 unrendered-template" in done.stdout
    assert copydesk("explain", "ffffffffffff", "r.jsonl", cwd=desk).returncode == 2
    assert copydesk("explain", "nonsense", "r.jsonl", cwd=desk).returncode == 2


def _decision(scope: str, key: str, verdict: str, at: str, **more: str) -> dict[str, str]:
    words = {"type": "decision", "scope": scope, "key": key, "verdict": verdict, "at": at}
    return {**words, "who": "ed", **more}


def _write(desk: Path, decisions: list[dict[str, str]]) -> None:
    text = "".join(json.dumps(decision) + "\n" for decision in decisions)
    (desk / "d.jsonl").write_text(text, encoding="utf-8")
