"""Every rule, option, setting and command is documented, and what is generated is up to date."""

import argparse
import importlib
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from checks.registry import all_rules
from copydesk.__main__ import _commands, _flags, _parser_of
from docs import build
from review.article_records import article_record
from review.records import finding_record, run_record, summary_record
from tests.test_formats import sample

DOCS = Path(__file__).parent.parent / "docs"
PAGES = build.pages()


@pytest.mark.parametrize("name", sorted(PAGES))
def test_generated_pages_are_up_to_date(name: str) -> None:
    path = build.ROOT / name
    assert path.exists(), "run: make docs"
    assert path.read_text(encoding="utf-8") == PAGES[name], "run: make docs"


def test_no_page_outlives_its_rule() -> None:
    assert build.stale(PAGES) == [], "run: make docs"


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_every_rule_and_option_is_explained(rule: build.Rule) -> None:
    summary, _, rest = rule.manual.partition("\n")
    assert summary.endswith(".") and len(summary) <= 120
    assert len(rest.split()) >= 15, "say why it happens and when it errs"
    missing = set(rule.options) - set(build.notes(rule.kind))
    assert not missing, f"no #: line above {missing}"


@pytest.mark.parametrize("name", _commands())
def test_every_command_and_flag_is_explained(name: str) -> None:
    module = importlib.import_module(f"copydesk.commands.{_commands()[name]}")
    assert module.HELP
    parser = _parser_of(name, module)
    page = (DOCS / "commands.md").read_text(encoding="utf-8")
    assert f"## copydesk {name}\n" in page
    assert not {f for f in _flags(parser) if f not in page} - {"-h", "--help"}
    told = {tuple(a.option_strings) for a in _actions(parser) if a.help or a.choices}
    assert sorted({tuple(a.option_strings) for a in _actions(parser)} - told) == []


def _actions(parser: argparse.ArgumentParser) -> list[argparse.Action]:
    verbs = build._verbs(parser)
    return parser._actions + [action for verb in verbs for action in _actions(verb)]


def test_every_field_of_the_records_is_documented() -> None:
    from articles import Article

    page = (DOCS / "json-lines.md").read_text(encoding="utf-8")
    run = sample()
    records = [run_record(run), finding_record(run.findings[0]), summary_record(run)]
    records.append(article_record(Article(key="k", id="k")))
    for record in records:
        for field in record:
            assert f"`{field}`" in page or f'"{field}"' in page, field


def test_every_exit_code_is_documented() -> None:
    from copydesk import exits

    page = (DOCS / "exit-codes.md").read_text(encoding="utf-8")
    for name in exits.__annotations__:
        assert re.search(rf"^\|.*\b{getattr(exits, name)}\b.*\|", page, re.MULTILINE), name


def test_the_library_page_runs_as_it_stands(tmp_path: Path) -> None:
    page = (DOCS / "library.md").read_text(encoding="utf-8")
    code = "\n".join(re.findall(r"```python\n(.*?)```", page, re.DOTALL))
    story = (
        "<h1>Ferry runs again</h1><p>The ferry left the harbour at noon with ninety on board.</p>"
    )
    (tmp_path / "story.html").write_text(f"{story}<p>Read more: <a>The keeper retires at last</a>")
    words = [sys.executable, "-c", code]
    env = {**os.environ, "PYTHONPATH": str(build.ROOT)}
    done = subprocess.run(words, cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Ferry runs again" in done.stdout


def test_importing_articles_loads_no_reader() -> None:
    code = "import sys, articles; assert 'articles.page' not in sys.modules; articles.read_page"
    env = {**os.environ, "PYTHONPATH": str(build.ROOT)}
    subprocess.run([sys.executable, "-c", code], env=env, check=True)
