"""The configuration file: what it says, what it may not say, where it is found."""

import json
import tomllib
from datetime import date
from pathlib import Path

import pytest

from articles.errors import CopydeskError
from copydesk.config import Config, load
from copydesk.schema import schema, schema_text
from copydesk.selection import choose
from copydesk.tables import Rate

WHOLE = """
select = ["ALL"]
ignore = ["TPL106"]
fail-on = "warning"
baseline = "known.jsonl"
[gate]
max-rate = "2%"
family = { SPL = "0.5%" }
[severity]
SPL202 = "info"
[names]
variants = { Kiev = "Kyiv" }
never = ["Bush", "Bosch"]
[[ignore]]
code = "DUP201"
url = "https://x.example/live/*"
reason = "rolling headline"
expires = 2027-03-01
[[site]]
name = "x.example"
url = "https://x.example/"
[crawl]
if-running = "skip"
delay = 2
[crawl.health]
items-drop = "40%"
[db]
url = "sqlite:///desk.db"
[review]
port = 9000
"""


def _load(folder: Path, text: str) -> Config:
    path = folder / "copydesk.toml"
    path.write_text(text, encoding="utf-8")
    return load(str(path))


def test_everything_is_read(tmp_path: Path) -> None:
    config = _load(tmp_path, WHOLE)
    assert config.ignore == ("TPL106",)
    assert config.suppress[0].code == "DUP201"
    assert config.suppress[0].expires == date(2027, 3, 1)
    assert config.gate.max_rate == Rate(0.02)
    assert config.gate.family == {"SPL": 0.005}
    assert config.crawl.delay == 2.0
    assert config.crawl.health.items_drop == 0.4
    assert config.sites[0].name == "x.example"
    assert config.review.port == 9000
    assert config.names.variants == {"Kiev": "Kyiv"}


def test_paths_are_meant_from_the_file(tmp_path: Path) -> None:
    config = _load(tmp_path, WHOLE)
    assert config.baseline == str(tmp_path / "known.jsonl")
    assert config.db.url == f"sqlite:///{tmp_path / 'desk.db'}"


def test_no_file_means_defaults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert load() == Config()


def test_the_nearest_file_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "copydesk.toml").write_text('fail-on = "info"')
    (tmp_path / "a" / "pyproject.toml").write_text('[tool.copydesk]\nfail-on = "never"')
    (inner / "pyproject.toml").write_text('[project]\nname = "x"')
    monkeypatch.chdir(inner)
    assert load().fail_on == "never"
    monkeypatch.chdir(tmp_path)
    assert load().fail_on == "info"


def test_extend(tmp_path: Path) -> None:
    (tmp_path / "base.toml").write_text(
        'fail-on = "info"\n[gate]\nmax-new = 3\n[[ignore]]\ncode = "TPL"\nreason = "a"\n'
    )
    inner = tmp_path / "inner"
    inner.mkdir()
    text = 'extend = "../base.toml"\n[gate]\nmax-rate = 0.5\n[[ignore]]\ncode="REL"\nreason = "b"\n'
    config = _load(inner, text)
    assert config.fail_on == "info"
    assert (config.gate.max_new, config.gate.max_rate) == (3, 0.5)
    assert [entry.code for entry in config.suppress] == ["TPL", "REL"]


def test_ignore_may_mix_codes_and_reasons(tmp_path: Path) -> None:
    config = _load(tmp_path, 'ignore = ["TPL106", { code = "DUP201", reason = "live" }]')
    assert config.ignore == ("TPL106",)
    assert config.suppress[0].reason == "live"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('fail_on = "error"', "unknown key fail_on; did you mean fail-on?"),
        ("[gate]\nmax-rat = 1", "unknown key max-rat; did you mean max-rate?"),
        ("[crawl.health]\nwindows = 1", "did you mean window?"),
        ('fail-on = "eror"', "did you mean error?"),
        ('[gate]\nmax-rate = "200%"', "between"),
        ('[gate]\nmax-rate = "few"', "share"),
        ('select = "DUP"', "wants a list"),
        ("select = [1]", "wants a text"),
        ("[review]\nport = true", "wants a whole number"),
        ('[[ignore]]\ncode = "DUP201"', "[[ignore]][1]: reason is required"),
        ('[[ignore]]\ncode = "A"\nreason = "b"\nexpires = "soon"', "wants a date"),
        ("gate = 3", "wants a table"),
        ("this is not TOML", "is not TOML"),
        ('extend = "copydesk.toml"', "extends itself"),
        ('extend = "nowhere.toml"', "cannot read"),
    ],
)
def test_what_cannot_be_meant(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(CopydeskError) as caught:
        _load(tmp_path, text)
    assert words in str(caught.value)
    assert caught.value.exit_code == 2
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("value", ["-1", "nan", "inf", "-inf", "1000000000001"])
@pytest.mark.parametrize(
    "key",
    [
        "crawl.delay",
        "crawl.concurrency",
        "crawl.timeout",
        "crawl.max-wait",
        "crawl.max-items",
        "crawl.max-time",
        "crawl.max-age-days",
        "crawl.keep-raw-days",
        "crawl.keep-log-days",
        "crawl.health.window",
        "crawl.health.min-runs",
        "crawl.health.findings-factor",
        "crawl.health.duration-factor",
        "crawl.health.items-drop",
        "gate.max-new",
        "gate.max-rate",
        "review.port",
        "min-confidence",
    ],
)
def test_no_number_outside_of_its_range(tmp_path: Path, key: str, value: str) -> None:
    with pytest.raises(CopydeskError) as caught:
        _load(tmp_path, f"{key} = {value}\n")
    assert f"{key.rpartition('.')[2]} wants" in str(caught.value)
    assert caught.value.exit_code == 2
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("crawl.keep-raw-days = -1", "crawl: keep-raw-days wants a number from 0 to 36500, not -1"),
        ("crawl.timeout = 0", "timeout wants a number from 1 to 3600, not 0"),
        ("crawl.concurrency = 0", "concurrency wants a number from 1 to 1000, not 0"),
        ("crawl.health.min-runs = 0", "min-runs wants a number from 1 to 1000, not 0"),
        ("crawl.max-items = 1.5", "max-items wants a whole number"),
        ('crawl.user-agent = ""', "user-agent wants a text of one line that is not empty"),
        ('crawl.user-agent = "  "', "user-agent wants"),
        ('crawl.user-agent = "a\\r\\nX-Other: b"', "user-agent wants"),
        ('crawl.if-running = "wait=abc"', "if-running wants fail, skip, wait or wait=SECONDS"),
        ('crawl.if-running = "wait=-1"', "if-running wants"),
        ('crawl.if-running = "wait=nan"', "if-running wants"),
        ('crawl.if-running = "skip=3"', "if-running wants"),
        ('crawl.if-running = ""', "if-running wants"),
    ],
)
def test_what_is_out_of_range_is_named(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(CopydeskError, match=r"^copydesk\.toml: ") as caught:
        _load(tmp_path, text)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("delay = 0", 0.0),
        ("delay = 3600", 3600.0),
        ("concurrency = 1", 1),
        ("timeout = 1", 1.0),
        ("timeout = 2.5", 2.5),
        ("max-wait = 0", 0.0),
        ("max-items = 0", 0),
        ("max-time = 0", 0.0),
        ("max-time = 86400", 86400.0),
        ("max-age-days = 3650", 3650),
        ("keep-raw-days = 0", 0),
        ("keep-raw-days = 365", 365),
        ("keep-log-days = 0", 0),
        ('user-agent = "x"', "x"),
        (
            'user-agent = "Rédaction/1.0 (+https://désk.example/)"',
            "Rédaction/1.0 (+https://désk.example/)",
        ),
        ('if-running = "fail"', "fail"),
        ('if-running = "wait"', "wait"),
        ('if-running = "wait=0"', "wait=0"),
        ('if-running = "wait=600"', "wait=600"),
        ('if-running = "wait=0.5"', "wait=0.5"),
        ("health.min-runs = 1", 1),
        ("health.window = 1", 1),
        ("health.findings-factor = 1", 1.0),
        ("health.items-drop = 0", 0.0),
        ('health.items-drop = "100%"', 1.0),
    ],
)
def test_what_is_in_range_is_taken(tmp_path: Path, text: str, value: object) -> None:
    name = text.partition(" = ")[0]
    record: object = _load(tmp_path, f"[crawl]\n{text}\n").crawl
    for part in name.split("."):
        record = getattr(record, part.replace("-", "_"))
    assert record == value


def test_flags_have_the_ranges_of_their_settings() -> None:
    import argparse

    from copydesk.config import CrawlConfig
    from copydesk.ranges import flag_of

    assert flag_of(CrawlConfig, "delay")("0.5") == 0.5
    assert flag_of(CrawlConfig, "max_items")("20") == 20
    for name, value in (("delay", "-1"), ("delay", "inf"), ("delay", "x"), ("max_items", "1.5")):
        with pytest.raises(argparse.ArgumentTypeError, match="wants a"):
            flag_of(CrawlConfig, name)(value)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('select = ["DUPP"]', "there is no rule DUPP"),
        ('[severity]\nDUP999 = "info"', "there is no rule DUP999"),
        ("[rules.DUP10]\nx = 1", "there is no rule DUP10; did you mean DUP10"),
        ("[rules.DUP101]\nno_such_option = 1", "no option no_such_option"),
        ('[per-site-ignore]\n"x.example" = ["ZZZ"]', "there is no rule ZZZ"),
        ('[gate]\nfamily = { ZZZ = "1%" }', "there is no rule ZZZ"),
        ('ignore = ["ALL"]', "no rule is left"),
    ],
)
def test_rules_that_do_not_exist(tmp_path: Path, text: str, words: str) -> None:
    config = _load(tmp_path, text)
    with pytest.raises(CopydeskError) as caught:
        choose(config)
    assert words in str(caught.value)


def test_the_starting_file_is_sound() -> None:
    import re

    from copydesk.starters import starters

    text = starters("github")["copydesk.toml"]
    tomllib.loads(text)
    # With every commented setting switched on it must be sound, too.
    text = re.sub(r"(?m)^# (?=\[|[a-z-]+ = )", "", text).replace("ignore = []\n", "")
    table = tomllib.loads(text)
    assert set(table) <= {*schema()["properties"]}


def test_the_shipped_schema_is_up_to_date() -> None:
    shipped = Path(__file__).parent.parent / "copydesk" / "data" / "copydesk.schema.json"
    assert shipped.read_text(encoding="utf-8") == schema_text(), "run: make docs"
    assert json.loads(schema_text())["properties"]["fail-on"]["enum"][0] == "error"
