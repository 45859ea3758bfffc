"""Lines around comments of readers are told by their words; lines of stories are left alone."""

import tomllib
from pathlib import Path

import pytest

from articles import Kind
from articles.stray.kinds import stray_kind
from articles.words.levelled import levelled

TABLE = tomllib.loads((Path(__file__).parent / "stray" / "comment.toml").read_text("utf-8"))


def lines(part: str) -> list[str]:
    return [line for listed in TABLE[part].values() for line in listed]


@pytest.mark.parametrize("line", lines("told"))
def test_is_told(line: str) -> None:
    assert stray_kind(line, levelled([line])[0]) is Kind.COMMENT


@pytest.mark.parametrize("line", lines("silent"))
def test_is_left_alone(line: str) -> None:
    assert stray_kind(line, levelled([line])[0]) is not Kind.COMMENT
