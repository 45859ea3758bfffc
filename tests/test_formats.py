"""One report, every output, compared byte for byte. `make golden` rewrites; read the diff."""

import csv
import io
import json
import os
import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles import Ref, Span
from checks.protocol import Finding, Related, Severity
from review import formats
from review.model import CheckReport, Gate, Reported, RuleText, State
from review.page.write import embedded

GOLDEN = Path(__file__).parent / "formats"
SUFFIX = {"html": "html", "json": "json", "sarif": "json", "gitlab": "json", "junit": "xml"}

#: Text that would break out of any format that forgets to escape it.
HOSTILE = (
    "</script><script>alert(1)</script> a|b `c` *d* @team #12 ::error::x%0A "
    "\x1b[31mred\x07\n=1+1\u202egnp\u2028\x00"
)


def _findings() -> list[Finding]:
    plain = Ref(
        key="harbour.example/2024/ferry",
        id="a1",
        site="harbour.example",
        url="https://harbour.example/2024/ferry",
        path="dump.warc.gz",
        record="<urn:uuid:1>",
        headline="Ferry runs again",
    )
    copy = Ref(key="text:02", id="text:02", path="folder/second text.txt", headline="東京の話")
    hostile = Ref(
        key="x",
        id="x",
        url="javascript:alert(1)",
        path="=cmd|' /C calc'!A0.txt",
        site="x.example",
        headline="<img src=x onerror=alert(1)>",
    )
    return [
        Finding(
            code="SPL101",
            span=Span(plain, 3, 24, 31, 45),
            quote="Vesterb",
            message="misspelt name",
            severity=Severity.ERROR,
            confidence=0.97,
            suggestion="Vesterby",
            why="unknown name; Vesterby is a harbour in the country this article is about",
            subject="vesterb>vesterby",
            before="Passengers were taken to ",
            after=" by bus until the evening, when the first boat could leave the harbour again",
        ),
        Finding(
            code="DUP203",
            span=Span(plain),
            quote="Ferry runs again",
            message="two sites print one text",
            severity=Severity.INFO,
            related=(Related("text:02", "", "Ferry runs again"),),
            across=(copy.key, plain.key),
            same_story=True,
        ),
        Finding(
            code="REL101",
            span=Span(copy, 2, 0, 24, 7),
            quote="See also\u00a0 東京 on holiday",
            message="related line without a link",
            severity=Severity.WARNING,
            confidence=0.9,
        ),
        Finding(
            code="TPL101",
            span=Span(hostile, 0, 0, 10, 1),
            quote=HOSTILE,
            message=f"template {HOSTILE}",
            severity=Severity.ERROR,
            suggestion="@SUM(1)",
            why=HOSTILE,
            related=(Related(HOSTILE, HOSTILE, HOSTILE),),
        ),
    ]


def sample() -> CheckReport:
    """A report with every state and a text for every trap."""
    names = {
        "SPL101": "misspelt-name",
        "DUP203": "syndicated-copy",
        "REL101": "unlinked-related-line",
        "TPL101": "unrendered-template",
        "TXT101": "mojibake",
    }
    states = {"DUP203": (State.KNOWN, "baseline"), "REL101": (State.SUPPRESSED, "ignored: ours")}
    found = [
        Reported(
            finding,
            f"{number:016x}",
            f"{number + 10:016x}",
            names[finding.code],
            *states.get(finding.code, (State.NEW, "")),
            story="0123456789abcdef" if finding.same_story else "",
        )
        for number, finding in enumerate(_findings())
    ]
    rules = [
        RuleText(code, name, Severity.WARNING, f"What {name} means.\n\nAnd why | it <matters>.")
        for code, name in names.items()
    ]
    return CheckReport(
        version="1.0.0",
        rules=tuple(rules),
        findings=tuple(found),
        articles=3,
        unreadable=1,
        gate=Gate(("errors 2 > 0",)),
        left_out={"TXT101": 2},
        inputs=("dump.warc.gz", "folder"),
        notes=("[[ignore]] TPL106 (never seen) silenced nothing",),
    )


def written(name: str, run: CheckReport) -> str:
    """The report in this format."""
    out = io.StringIO(newline="")
    formats.writer(name)(run, out)
    return out.getvalue()


@pytest.mark.parametrize("name", formats.names())
def test_golden(name: str) -> None:
    path = GOLDEN / f"{name}.{SUFFIX.get(name, 'txt')}"
    text = written(name, sample())
    if os.environ.get("COPYDESK_GOLDEN"):
        path.write_text(text, encoding="utf-8", newline="")
    assert path.read_bytes().decode("utf-8") == text, "make golden, then read the diff"


@pytest.mark.parametrize("name", formats.names())
def test_an_empty_run_is_written_too(name: str) -> None:
    text = written(name, CheckReport(version="1.0.0"))
    assert "\r" not in text
    if SUFFIX.get(name) == "json":
        json.loads(text)


@pytest.mark.parametrize("name", ["full", "concise", "grouped", "github", "markdown", "csv"])
def test_no_control_character_reaches_a_terminal(name: str) -> None:
    text = written(name, sample())
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)


def test_jsonl_is_one_record_a_line_in_the_agreed_order() -> None:
    lines = written("jsonl", sample()).split("\n")
    records = [json.loads(line) for line in lines[:-1]]
    assert lines[-1] == ""
    assert [r["type"] for r in records] == ["run", *["finding"] * 4, "summary"]
    assert records[-1]["complete"] is True
    assert records[-1]["findings"] == 6 == sum(records[-1]["by_code"].values())
    assert len(written("jsonl", sample()).splitlines()) == 6  # no other line end inside a record


def test_jsonl_survives_lone_surrogates() -> None:
    found = sample().findings[0]
    finding = Finding("TXT101", found.finding.span, "a\ud800b", "m", Severity.INFO)
    run = CheckReport("1", findings=(Reported(finding, "f" * 16, "g" * 16, "mojibake"),))
    record = json.loads(written("jsonl", run).encode("utf-8").split(b"\n")[1])
    assert record["quote"] == "a\ud800b"


def test_the_page_holds_its_data_and_nothing_that_ends_it() -> None:
    page = written("html", sample())
    assert page.count("</script>") == 2
    assert "<img" not in page
    data = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert data
    assert json.loads(data[1])["findings"][-1]["quote"] == HOSTILE
    assert not re.search(r'(src|href)="(https?:)?//', page), "it must not ask the network"
    assert embedded("</script>&") == '"\\u003c/script\\u003e\\u0026"'


def test_the_pages_policy_names_its_own_script() -> None:
    from base64 import b64encode
    from hashlib import sha256

    page = written("html", sample())
    script = page.rpartition("<script>")[2].partition("</script>")[0]
    digest = b64encode(sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in page
    assert "default-src 'none'" in page


def test_csv_starts_no_formula() -> None:
    rows = list(csv.reader(io.StringIO(written("csv", sample()))))
    assert len(rows) == 5
    assert len({len(row) for row in rows}) == 1
    for cell in (cell for row in rows[1:] for cell in row):
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))


def test_github_begins_a_command_only_at_a_line_start() -> None:
    text = written("github", sample())
    assert all(
        line.startswith(("::error ", "::warning ", "::notice ")) for line in text.split("\n")[:-1]
    )
    assert text.count("\n") == 3  # two errors, and the line that counts the rest


def test_github_shows_the_gravest_and_counts_the_rest() -> None:
    run = sample()
    many = CheckReport("1", findings=run.new[:1] * 30)
    lines = written("github", many).split("\n")[:-1]
    assert len(lines) <= 11
    assert "20 more findings" in lines[-1]


def test_junit_is_xml_and_counts_right() -> None:
    root = ElementTree.fromstring(written("junit", sample()))
    cases = root.findall(".//testcase")
    assert int(root.attrib["tests"]) == len(cases) == 5
    assert int(root.attrib["failures"]) == len(root.findall(".//failure")) == 2
    assert len(root.findall(".//skipped")) == 2


def test_sarif_marks_what_is_known_and_what_is_suppressed() -> None:
    run = json.loads(written("sarif", sample()))["runs"][0]
    by_rule = {result["ruleId"]: result for result in run["results"]}
    assert by_rule["DUP203"]["baselineState"] == "unchanged"
    assert by_rule["REL101"]["suppressions"] == [
        {"kind": "external", "justification": "ignored: ours"}
    ]
    assert by_rule["SPL101"]["suppressions"] == []
    for result in run["results"]:
        assert re.fullmatch(r"[0-9a-f]{16}", result["partialFingerprints"]["copydesk/v1"])
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        region = result["locations"][0]["physicalLocation"].get("region", {"startLine": 1})
        assert region["startLine"] >= 1


def test_sarif_keeps_the_gravest_of_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    from review.formats import sarif

    monkeypatch.setattr(sarif, "MOST", 2)
    run = json.loads(written("sarif", sample()))["runs"][0]
    assert {result["ruleId"] for result in run["results"]} == {"SPL101", "TPL101"}
    assert "2 findings left out" in str(run["invocations"])


def test_gitlab_has_what_gitlab_wants() -> None:
    issues = json.loads(written("gitlab", sample()))
    for issue in issues:
        assert issue.keys() >= {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["location"]["lines"]["begin"] >= 1
    assert len(issues) == 3


def test_full_points_at_the_words() -> None:
    lines = written("full", sample()).split("\n")
    place = next(n for n, line in enumerate(lines) if "Vesterb " in line)
    start = lines[place].index("Vesterb")
    assert lines[place + 1][start:].startswith("^^^^^^^ did you mean Vesterby?")
    assert "\x1b" not in "".join(lines)


@given(st.text(max_size=60), st.text(max_size=60))
@settings(max_examples=150, deadline=None)
def test_any_text_stays_text(quote: str, name: str) -> None:
    span = Span(Ref(key="k", id=name, path=name, url=name, headline=name), 0, 0, 1, 1)
    finding = Finding("TPL101", span, quote, quote, Severity.ERROR, suggestion=name, why=quote)
    run = CheckReport("1", findings=(Reported(finding, "0" * 16, "1" * 16, "x"),))
    lines = written("jsonl", run).split("\n")
    assert json.loads(lines[1])["quote"] == quote
    assert len(lines) == 4
    assert json.loads(written("json", run))["findings"][0]["article"]["id"] == name
    assert json.loads(written("sarif", run))["runs"][0]["results"]
    assert len(list(csv.reader(io.StringIO(written("csv", run), newline="")))) == 2
    assert len(ElementTree.fromstring(written("junit", run)).findall(".//failure")) == 1
    assert written("html", run).count("</script>") == 2
    assert written("github", run).count("\n") == 1
    assert written("concise", run).count("\n") == 1


def _placed(record: str, path: str = "news.file", line: int = 31) -> CheckReport:
    ref = Ref(key="k", id="n17", path=path, record=record, headline="Ferry runs again")
    finding = Finding("REL101", Span(ref, 2, 0, 9, line), "See also x", "lost", Severity.WARNING)
    return CheckReport("1", findings=(Reported(finding, "f" * 16, "g" * 16, "unlinked"),))


@pytest.mark.parametrize(
    ("record", "line"),
    [("", 31), ("line 4512", 4512), ("line 7 item 2", 7), ("row 3", 0), ("<urn:uuid:1>", 0)],
)
def test_the_line_is_the_files_own_or_none(record: str, line: int) -> None:
    run = _placed(record)
    issue = json.loads(written("gitlab", run))[0]
    assert issue["location"]["lines"]["begin"] == (line or 1)
    result = json.loads(written("sarif", run))["runs"][0]["results"][0]
    region = result["locations"][0]["physicalLocation"].get("region", {"startLine": 0})
    assert region["startLine"] == line
    assert (f",line={line}," in written("github", run)) == bool(line)
    assert json.loads(written("json", run))["findings"][0]["article"]["line"] == (line or None)
    row = next(csv.DictReader(io.StringIO(written("csv", run))))
    assert row["line"] == (str(line) if line else "")
    for name in ("concise", "full", "grouped", "markdown", "junit", "github", "gitlab"):
        text = written(name, run)
        assert "n17" in text, name
        assert ":31" not in text or not record, name
        assert not line or name in ("github", "gitlab") or f"{line}" in text, name


def test_a_text_within_an_archive_keeps_its_own_line() -> None:
    run = _placed("texts/ferry.txt")
    assert "news.file texts/ferry.txt:31" in written("full", run)
    assert "texts/ferry.txt:31" in written("github", run)
    assert "line=31" not in written("github", run)
