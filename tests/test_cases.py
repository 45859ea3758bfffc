"""Every rule against its case table: what it must report, what it must leave alone."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from articles import Article, Damage, DamageKind
from checks.knowledge import Knowledge
from checks.protocol import Check
from checks.registry import all_rules, build
from checks.runner import run

CASES = Path(__file__).parent / "cases"
RULES = {f"{rule.code.lower()}_{rule.name.replace('-', '_')}": rule for rule in all_rules()}


def _articles(case: dict[str, Any]) -> list[Article]:
    """A case is one text or page, or several: each may say its url, site, language, title."""
    from articles.page import read_page
    from articles.text import read_text

    found = []
    for number, part in enumerate(case.get("articles", [case])):
        facts = {
            k: part[k] for k in ("url", "site", "headline", "language", "published") if k in part
        }
        name = f"case-{number}"
        if "damage" in part:
            found.append(_damaged(name, part["damage"], **facts))
        elif "html" in part:
            found.append(read_page(part["html"].encode(), path=name, **facts))
        else:
            found.append(read_text(part["text"].strip("\n"), path=name, **facts))
    return found


def _damaged(path: str, damage: dict[str, str], **facts: str) -> Article:
    """What a reader hands over for an input that it cannot read: no blocks, and the reason."""
    reason = Damage(DamageKind(damage["kind"]), damage["note"])
    return Article(key=path, id=path, path=path, damage=reason, **facts)


def _quotes(check: Check, case: dict[str, Any]) -> list[str]:
    return [
        finding.quote for finding in run([check], _articles(case)) if finding.code == check.code
    ]


def _tables() -> Iterator[Any]:
    for name in sorted(RULES):
        table = tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))
        for verdict in ("alarm", "silent", "known_miss"):
            for case in table.get(verdict, []):
                marks = [pytest.mark.xfail(strict=True)] if verdict == "known_miss" else []
                yield pytest.param(name, case, marks=marks, id=f"{name}-{verdict}-{case['why']}")


@pytest.mark.parametrize(("name", "case"), list(_tables()))
def test_case(name: str, case: dict[str, Any]) -> None:
    check = build(RULES[name], Knowledge(), case.get("options"))
    assert sorted(_quotes(check, case)) == sorted(case.get("quotes", []))
    for suggestion in case.get("suggestions", []):
        assert suggestion in {f.suggestion for f in run([check], _articles(case))}


@pytest.mark.parametrize("name", sorted(RULES))
def test_silences_are_at_least_as_many_as_alarms(name: str) -> None:
    table = tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))
    assert len(table["silent"]) >= len(table["alarm"]) > 0


def test_every_table_has_its_rule() -> None:
    assert {path.stem for path in CASES.glob("*.toml")} == set(RULES)
