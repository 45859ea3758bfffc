"""Imports point down. The floors are those of docs/architecture.md."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MAY_IMPORT = {
    "articles": set(),
    "checks": {"articles"},
    "db": {"checks", "articles"},
    "archives": {"checks", "articles"},
    "crawler": {"db", "archives", "checks", "articles"},
    "review": {"db", "checks", "articles"},
    "copydesk": {"articles", "checks", "db", "archives", "crawler", "review"},
}
ONLY_IN = {
    "scrapy": "crawler/",
    "sqlalchemy": "db/",
    "alembic": "db/",
    "duckdb": "archives/engines/",
    "pyspark": "archives/engines/",
    "starlette": "review/desk/",
    "jinja2": "review/desk/",
    "selectolax": "articles/",
    "bs4": "articles/",
}
PURE = {"articles", "checks"}
IMPURE = {"socket", "sqlite3", "urllib.request", "http", "time", "random", "subprocess"}


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


def _edges() -> Iterator[tuple[Path, str]]:
    for folder in MAY_IMPORT:
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield from ((path, name) for name in _imports(path))


def test_imports_point_down() -> None:
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path, name in _edges()
        for folder in [path.relative_to(ROOT).parts[0]]
        for target in [name.split(".")[0]]
        if target in MAY_IMPORT and target != folder and target not in MAY_IMPORT[folder]
    ]
    assert not wrong


@pytest.mark.parametrize("library", sorted(ONLY_IN))
def test_a_library_stays_in_its_room(library: str) -> None:
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path, name in _edges()
        if name.split(".")[0] == library
        and not str(path.relative_to(ROOT)).startswith(ONLY_IN[library])
    ]
    assert not wrong


def test_the_pure_floors_touch_no_clock_chance_or_network() -> None:
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path, name in _edges()
        if path.relative_to(ROOT).parts[0] in PURE
        and (name in IMPURE or name.split(".")[0] in IMPURE)
    ]
    assert not wrong


def test_no_module_circles() -> None:
    graph = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): set(
            _imports(path)
        )
        for folder in MAY_IMPORT
        for path in (ROOT / folder).rglob("*.py")
    }
    state: dict[str, int] = {}

    def visit(name: str, trail: tuple[str, ...]) -> None:
        assert state.get(name) != 1, "circle: " + " -> ".join([*trail, name])
        if state.get(name) == 2:
            return
        state[name] = 1
        for target in graph[name] & graph.keys():
            visit(target, (*trail, name))
        state[name] = 2

    for name in sorted(graph):
        visit(name, ())


def test_names_and_sizes() -> None:
    files = [path for folder in MAY_IMPORT for path in (ROOT / folder).rglob("*.py")]
    vague = {"utils", "helpers", "common", "core", "manager"}
    assert not [path for path in files if path.stem in vague]
    assert not [p for p in files if len(p.read_text(encoding="utf-8").splitlines()) > 400]
