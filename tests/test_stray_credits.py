"""Credits of pictures, bylines and times of publication that stand alone between paragraphs."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from articles import Kind
from articles.lines.kinds import line_kind, wins
from articles.stray.kinds import is_stray

TABLES = Path(__file__).parent / "stray"
KINDS = (Kind.CAPTION, Kind.BYLINE, Kind.DATELINE)


def _lines(name: str) -> Iterator[tuple[Kind, str]]:
    for kind in KINDS:
        table = tomllib.loads((TABLES / f"{kind}.toml").read_text(encoding="utf-8"))
        yield from ((kind, line) for line in table[name].splitlines() if line)


@pytest.mark.parametrize(("kind", "line"), tuple(_lines("told")))
def test_a_line_of_such_words_is_told(kind: Kind, line: str) -> None:
    found = line_kind(line)
    assert found is kind and wins(found, line)


@pytest.mark.parametrize(("kind", "line"), tuple(_lines("silent")))
def test_a_line_of_a_story_is_left_alone(kind: Kind, line: str) -> None:
    assert not is_stray(kind, line)


@pytest.mark.parametrize(
    "line", ["(" * 400, "Photo: " * 60, "By " * 130, "図" * 400, "3 ago " * 60]
)
def test_odd_lines_are_quick_and_silent(line: str) -> None:
    assert not any(is_stray(kind, line) for kind in KINDS)
