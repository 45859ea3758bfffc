"""Notices of rights, terms and responsibility are told by their words; a story's lines are not."""

import tomllib
from pathlib import Path

import pytest

from articles.lines.kinds import line_kind, wins
from articles.model import Kind
from articles.stray.kinds import stray_kind
from articles.words.levelled import levelled

LINES = tomllib.loads((Path(__file__).parent / "stray" / "legal.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("line", [line for lines in LINES["told"].values() for line in lines])
def test_such_a_line_is_told_and_wins(line: str) -> None:
    assert line_kind(line) is Kind.LEGAL
    assert wins(Kind.LEGAL, line)


@pytest.mark.parametrize("line", [line for lines in LINES["silent"].values() for line in lines])
def test_a_line_of_a_story_is_left_alone(line: str) -> None:
    assert stray_kind(line, levelled([line])[0]) is None
