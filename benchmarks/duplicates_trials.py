"""Duplicates in many languages: `python -m benchmarks.duplicates_trials`.

Reads the invented reports in `benchmarks/trials/duplicates_*.toml`, makes fifteen small archives of
each language's, takes others as they are written there, and says which of them the rules get right:
what an editor would call a duplicate is reported by its rule, series, denials and columns are left
alone.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from articles import Article, Block, Kind
from articles.addresses.canonical import article_key, site_of
from checks.knowledge import Knowledge
from checks.registry import all_rules, build, select
from checks.runner import run

TRIALS = Path(__file__).parent / "trials"
RULES = ("DUP201", "DUP202", "DUP203", "DUP204")


@dataclass(frozen=True, slots=True)
class Trial:
    """A small archive, and the rule that must speak ("": all must be silent)."""

    kind: str
    expected: str
    articles: tuple[Article, ...]


def trials(told: dict[str, Any]) -> Iterator[Trial]:
    """The archives of one language."""
    line, text, other = told["headline"], told["text"], told["other"]
    longer, half = f"{text} {told['more']}", text[: len(text) // 2]
    one, two = told["numbers"]
    yield _trial("slip, same text", "DUP202", (told["typo"], text), (line, text))
    yield _trial("prefix, text has grown", "DUP202", (line, text), (told["prefixed"], longer))
    yield _trial("cut, no texts", "DUP202", (line, ""), (told["cut"], ""))
    yield _trial("slip, no texts", "DUP202", (told["typo"], ""), (line, ""))
    yield _trial("other number, no texts", "", (one, ""), (two, ""))
    yield _trial("other number, same text", "DUP202", (one, text), (two, text))
    yield _trial("denied, no texts", "", *((each, "") for each in told["denial"]))
    yield _trial("series, no texts", "", *((each, "") for each in told["series"]))
    yield _trial("series, two texts", "", *zip(told["series"], (text, other), strict=True))
    yield _trial("column, two texts", "", (told["column"], text), (told["column"], other))
    yield _trial("column, one text", "DUP201", (told["column"], text), (told["column"], text))
    yield _trial("same headline and text", "DUP201", (line, text), (line, longer))
    yield _trial("renamed", "DUP204", (line, text), (told["renamed"], text))
    yield _trial("copy on another site, cut", "DUP203", (line, text), (line, half), apart=True)
    yield _trial("one headline, two sites", "", (line, text), (line, other), apart=True)


def written(told: dict[str, Any]) -> Iterator[Trial]:
    """The archives that are written out: addresses, headlines, days and texts (by their names)."""
    texts = told.get("texts", {})
    for each in told.get("archive", ()):
        articles = tuple(
            _written(number, row, texts.get(row.get("text", ""), ""))
            for number, row in enumerate(each["articles"])
        )
        yield Trial(each["why"], each.get("expected", ""), articles)


def _written(number: int, row: dict[str, str], text: str) -> Article:
    url, headline = row["url"], row["headline"]
    blocks = (Block(Kind.HEADLINE, headline), *([Block(Kind.PARAGRAPH, text)] if text else []))
    return Article(
        key=article_key(url, row.get("canonical", ""), headline, text),
        id=str(number),
        url=url,
        canonical=row.get("canonical", ""),
        site=site_of(url),
        headline=headline,
        published=row.get("day", ""),
        blocks=blocks,
    )


def _trial(kind: str, expected: str, *printed: tuple[str, str], apart: bool = False) -> Trial:
    articles = tuple(
        _article(number, f"{'ab'[apart * number]}.example", *each)
        for number, each in enumerate(printed)
    )
    return Trial(kind, expected, articles)


def _article(number: int, site: str, headline: str, text: str) -> Article:
    blocks = (Block(Kind.HEADLINE, headline), *([Block(Kind.PARAGRAPH, text)] if text else []))
    return Article(
        key=f"{site}/{number}",
        id=str(number),
        url=f"https://{site}/{number}",
        site=site,
        headline=headline,
        published=f"2026-11-{20 + number}",
        blocks=blocks,
    )


def _named(told: dict[str, Any]) -> Iterator[tuple[str, Trial]]:
    for language in told.get("language", ()):
        yield from ((language["name"], trial) for trial in trials(language))
    yield from (("written", trial) for trial in written(told))


def table() -> None:
    """Every set: how many archives are judged as they should be, and those that are not."""
    rules = [build(rule, Knowledge()) for rule in select(all_rules(), RULES)]
    for path in sorted(TRIALS.glob("duplicates_*.toml")):
        wrong, size = [], 0
        told = tomllib.loads(path.read_text(encoding="utf-8"))
        for name, trial in _named(told):
            size += 1
            found = ",".join(sorted({each.code for each in run(rules, trial.articles)}))
            if found != trial.expected:
                wrong.append(f"{name}: {trial.kind}: {found or 'silent'}")
        print(f"{path.stem}: {size - len(wrong)} of {size}")
        for line in wrong:
            print(f"  {line}")


if __name__ == "__main__":
    table()
