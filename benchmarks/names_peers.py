"""Spell checkers on the same texts and the same slips: how many names they flag, and find."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from articles import Article
from benchmarks.names_recall import injected, single_mentions, suggested
from benchmarks.names_texts import INTERNAL, english, rules, texts
from checks.knowledge import load
from checks.names.reading import read
from checks.runner import run


def peers(show: bool) -> None:
    """Alarms on real English texts and recall of single mentions, of each installed peer.

    A spell checker gives no confidence, so "at our number of alarms" is its recall thinned by
    chance until it raises as many alarms as the names rules do.
    """
    articles = english(texts())
    knowledge = load()
    checks = rules(knowledge, *INTERNAL)
    slips = [
        (wrong, article)
        for _, _, wrong, article, _ in injected(articles, lambda a, r: single_mentions(r))
    ]
    own = sum(1 for _ in run(checks, articles))
    found = sum(bool(suggested(checks, article, wrong)) for wrong, article in slips)
    print(f"{len(articles)} texts, {len(slips)} slips in single mentions")
    budget = own / len(articles)
    _line("copydesk", budget, found / len(slips), budget)
    capitals = [_capitals(article) for article in articles]
    words = sorted(
        {word for found in capitals for word in found} | {w.capitalize() for w, _ in slips}
    )
    for name, flags in PEERS.items():
        if not shutil.which(name):
            print(f"{name}: NOT INSTALLED, not measured")
            continue
        flagged = flags(words)
        alarms = sum(len(found & flagged) for found in capitals) / len(articles)
        recall = sum(wrong.capitalize() in flagged for wrong, _ in slips) / len(slips)
        _line(name, alarms, recall, budget)
        if show:
            print("   " + " ".join(sorted(set().union(*capitals) & flagged)[:40]))


def _line(name: str, alarms: float, recall: float, budget: float) -> None:
    thinned = recall * min(1.0, budget / alarms) if alarms else recall
    print(
        f"{name}: {100 * alarms:.1f} alarms on capitalised words per 100 texts, "
        f"recall {recall:.2f}, at our number of alarms {thinned:.4f}"
    )


def _capitals(article: Article) -> set[str]:
    """The names of a text as they are typed: what each tool is asked about."""
    return {mentions[0].text for mentions in read(article).names.values()}


def _piped(command: list[str], words: list[str]) -> set[str]:
    """Checkers that read standard input and write the words that they do not know."""
    done = subprocess.run(
        command,
        input="\n".join(words),
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    )
    return set(done.stdout.split())


def _hunspell(words: list[str]) -> set[str]:
    return _piped(["hunspell", "-d", "en_US", "-i", "utf-8", "-l"], words)


def _aspell(words: list[str]) -> set[str]:
    return _piped(["aspell", "--lang=en", "--encoding=utf-8", "list"], words)


def _on_file(command: list[str], words: list[str]) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "words.txt"
        file.write_text("\n".join(words) + "\n", encoding="utf-8")
        done = subprocess.run(
            [*command, str(file)], capture_output=True, text=True, check=False, cwd=folder
        )
        yield from done.stdout.splitlines()


def _codespell(words: list[str]) -> set[str]:
    return {line.split(": ", 1)[1].split(" ==> ")[0] for line in _on_file(["codespell"], words)}


def _typos(words: list[str]) -> set[str]:
    lines = _on_file(["typos", "--format", "brief"], words)
    return {line.split("`")[1] for line in lines if "`" in line}


def _cspell(words: list[str]) -> set[str]:
    command = [
        "cspell",
        "lint",
        "--no-progress",
        "--no-summary",
        "--words-only",
        "--no-config-search",
    ]
    return {line.strip() for line in _on_file(command, words)}


PEERS: dict[str, Callable[[list[str]], set[str]]] = {
    "hunspell": _hunspell,
    "aspell": _aspell,
    "cspell": _cspell,
    "codespell": _codespell,
    "typos": _typos,
}
