"""Labelled pairs of names: how often two different names are taken for one, and one for two."""

from collections import defaultdict
from collections.abc import Callable

from articles import Article
from articles.text import read_text
from benchmarks.names_texts import SHARED, rows, rules, wilson
from checks.knowledge import Knowledge, load
from checks.names.folding import plain
from checks.protocol import Check
from checks.runner import run

#: A little text in which both forms stand, with nothing in common around them.
_ONE_ARTICLE = """# A day in the valley

The morning began with rain. Many visitors knew {a} well, and for years {a} has been loved here.

Nobody else spoke about {b} that day.
"""
_COPY = """# A day in the valley

The morning began with rain. Many visitors knew {a} well, and it had been loved here for years.
"""


def pairs(show: bool) -> None:
    """One-word Latin pairs of places and of persons: `same` by their label, and by the rules."""
    knowledge = load()
    for name in ("place_pairs", "person_token_pairs"):
        told: dict[tuple[bool, str], list[int]] = defaultdict(lambda: [0, 0])
        for row in rows(SHARED / f"data/names/{name}.jsonl"):
            left, right, same = str(row["a"]).capitalize(), str(row["b"]).capitalize(), row["same"]
            if not _is_a_pair(left, right) or (same and row.get("strong") is False):
                continue
            for way, check in WAYS.items():
                called = check(left, right, knowledge)
                told[bool(same), way][0] += called
                told[bool(same), way][1] += 1
                if show and called and not same:
                    print(f"   {way}: {left} {right}")
        for (same, way), (hits, number) in sorted(told.items()):
            low, high = wilson(hits, number)
            what = "one name" if same else "two names"
            print(
                f"{name}, {what}, {way}: called the same {hits}/{number} = {hits / number:.3f}"
                f" ({low:.3f} to {high:.3f})"
            )


def _is_a_pair(left: str, right: str) -> bool:
    words = left.isalpha() and right.isalpha()
    return (
        words and plain(left) != plain(right) and plain(left).isascii() and plain(right).isascii()
    )


def _inside(left: str, right: str, knowledge: Knowledge) -> bool:
    text = _ONE_ARTICLE.format(a=left, b=right)
    return _speaks(rules(knowledge, "SPL101", "SPL102"), [_article(text, "a")])


def _across(left: str, right: str, knowledge: Knowledge) -> bool:
    copies = [_article(_COPY.format(a=form), key) for key, form in (("a", left), ("b", right))]
    return _speaks(rules(knowledge, "SPL201"), copies)


def _article(text: str, key: str) -> Article:
    return read_text(text, url=f"https://{key}.example/{key}", language="en", id=key)


def _speaks(checks: list[Check], articles: list[Article]) -> bool:
    return any(True for _ in run(checks, articles))


WAYS: dict[str, Callable[[str, str, Knowledge], bool]] = {
    "in one article": _inside,
    "between the same words of two articles": _across,
}
