"""Invented reports with and without one misspelt name: what is found, what is wrongly told.

The cases of `trials/` were written before the rules met them: the first set before any improvement,
the second before the improvement that the first one led to. A case counts as found where a finding
quotes the wrong form, as right where its first suggestion is the right one as well.
"""

import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from articles.text import read_text
from benchmarks.names_texts import INTERNAL, rules, wilson
from checks.knowledge import load
from checks.protocol import Check, Finding

SETS = ("names_first", "names_second", "names_third")
Case = dict[str, str]


def trials(show: bool) -> None:
    """Recall and false alarms of SPL101 and SPL102 on the invented reports, by kind."""
    checks = rules(load(), *INTERNAL)
    for name in SETS:
        file = Path(__file__).with_name("trials") / f"{name}.toml"
        cases = tomllib.loads(file.read_text(encoding="utf-8"))["case"]
        print(f"-- {name}: {len(cases)} reports")
        _measure([(case, _findings(case, checks)) for case in cases], show)


def _findings(case: Case, checks: list[Check]) -> list[Finding]:
    article = read_text(case["text"], language=case["language"])
    return [finding for check in checks for finding in check.look(article)]


def _measure(results: list[tuple[Case, list[Finding]]], show: bool) -> None:
    planted = [(case, found) for case, found in results if "wrong" in case]
    clean = [(case, found) for case, found in results if "wrong" not in case]
    _recall(planted, lambda case: case["kind"].split(",")[0])
    _recall(planted, lambda case: case["language"])
    _recall(planted, lambda case: "all")
    false = [(case, found) for case, found in clean if found]
    print(f"clean reports {len(clean)}, with an alarm {len(false)}")
    beside = [(case, extra) for case, found in planted if (extra := list(_beside(case, found)))]
    print(f"reports with another alarm beside the planted one {len(beside)}")
    for case, found in [*false, *beside]:
        told = [f"{f.code} {f.quote} -> {f.suggestion}" for f in found]
        print("   false:", case["language"], case["kind"], *told, sep="  ")
    if show:
        for case, found in planted:
            if not _hit(case, found):
                print("   missed:", case["language"], case["kind"], case["wrong"], sep="  ")


def _recall(planted: list[tuple[Case, list[Finding]]], key: Callable[[Case], str]) -> None:
    number = Counter(key(case) for case, _ in planted)
    hits = Counter(key(case) for case, found in planted if _hit(case, found))
    right = Counter(key(case) for case, found in planted if _right(case, found))
    for name, count in number.most_common():
        low, high = wilson(hits[name], count)
        share = f"{hits[name]}/{count} found, {right[name]} with the right form first"
        print(f"{name:14} {share}, 95 % bounds {low:.2f} to {high:.2f}")


def _same(one: str, other: str) -> bool:
    """Whether the two share a word: a quote may be the name alone, or with its neighbour."""
    return bool(set(one.replace("-", " ").split()) & set(other.replace("-", " ").split()))


def _hit(case: Case, found: list[Finding]) -> bool:
    return any(_same(case["wrong"], finding.quote) for finding in found)


def _right(case: Case, found: list[Finding]) -> bool:
    return any(
        _same(case["wrong"], finding.quote) and case["right"] in (finding.suggestion or "")
        for finding in found
    )


def _beside(case: Case, found: list[Finding]) -> Iterator[Finding]:
    return (finding for finding in found if not _same(case["wrong"], finding.quote))
