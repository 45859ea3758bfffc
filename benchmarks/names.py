"""How good the names rules are: false alarms on real texts, recall by injection, speed.

    python -m benchmarks.names                       everything that data and tools allow
    python -m benchmarks.names alarms --show         every alarm on the real texts, with its words

The texts are those of `../shared/data`, beside the repository; they are not part of it. Each alarm
is judged in `names_verdicts.jsonl` (article id, code, quote, suggestion, right or wrong).
"""

import argparse
import random
import shutil
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from articles import Article
from benchmarks.names_recall import recall
from benchmarks.names_texts import (
    INTERNAL,
    SEED,
    SHARED,
    english,
    pages,
    rows,
    rules,
    texts,
    wilson,
)
from checks.knowledge import Knowledge, default_cache_dir, load
from checks.known_names import import_names
from checks.lexicon import Lexicon, folder_in
from checks.names.own import UserNames
from checks.names.reading import read
from checks.protocol import Finding
from checks.runner import run

VERDICTS = Path(__file__).with_name("names_verdicts.jsonl")
Verdict = tuple[str, str, str]


def main() -> None:
    """Print one section after the other."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("section", nargs="*", choices=[*SECTIONS, []], help="default: all")
    parser.add_argument("--show", action="store_true", help="print every alarm and miss")
    args = parser.parse_args()
    if not (SHARED / "data").exists():
        raise SystemExit(f"no texts: {SHARED / 'data'} is not there")
    for section in args.section or SECTIONS:
        print(f"\n== {section}")
        SECTIONS[section](args.show)


def alarms(show: bool) -> None:
    """Every finding of SPL101, SPL102 and SPL201 on real texts and pages, by language."""
    knowledge = load()
    judged = {_named(row): bool(row["right"]) for row in rows(VERDICTS)}
    met: dict[Verdict, bool] = {}
    for name, articles in (("texts", texts()), ("pages", pages())):
        languages = Counter(_language(article) for article in articles)
        false: Counter[str] = Counter()
        for finding, language in _on(articles, knowledge):
            verdict = (finding.span.article.id, finding.code, finding.quote)
            if verdict in judged:
                met[verdict] = judged[verdict]
                false[language] += not judged[verdict]
            if show or verdict not in judged:
                print(judged.get(verdict, "not judged"), *verdict, finding.suggestion, sep="  ")
        for language, number in languages.most_common(6):
            rate = 100 * false[language] / number
            print(f"{name} {language}: {number}, {false[language]} false = {rate:.2f} per 100")
    right, low, high = sum(met.values()), *wilson(sum(met.values()), len(met))
    print(f"precision {right}/{len(met)}, 95 % bounds {low:.2f} to {high:.2f} (one reader)")


def _named(row: dict[str, object]) -> Verdict:
    return str(row["id"]), str(row["code"]), str(row["quote"])


def _language(article: Article) -> str:
    return article.language[:2].lower() or "?"


def _on(articles: list[Article], knowledge: Knowledge) -> Iterator[tuple[Finding, str]]:
    """Findings with the language of their article, each once."""
    languages = {article.key: _language(article) for article in articles}
    checks = rules(knowledge, *INTERNAL, "SPL201")
    told = set()
    for finding in run(checks, articles):
        name = (finding.span.article.key, finding.code, finding.subject)
        if name not in told:
            told.add(name)
            yield finding, languages[finding.span.article.key]


def speed(show: bool) -> None:
    """Words a CPU second of SPL101 and SPL102 together, and the opening of the lexicon."""
    start = time.process_time()
    Lexicon(folder_in(default_cache_dir()))
    print(f"lexicon opened in {1000 * (time.process_time() - start):.0f} ms of CPU time")
    articles = english(texts())
    for name in ("first pass", "second pass"):
        print(f"{name}: {_speed(articles, load()):,.0f} words a CPU second")
    with tempfile.TemporaryDirectory() as folder:
        import_names(Path(folder), _made_up(articles, 1_000_000))
        known = load(names=UserNames(path=folder))
        print(f"a million imported names: {_speed(articles, known):,.0f} words a CPU second")


def _speed(articles: list[Article], knowledge: Knowledge) -> float:
    checks = rules(knowledge, *INTERNAL)
    words = sum(len(block.text.split()) for article in articles for block in article.blocks)
    start = time.process_time()
    for article in articles:
        for check in checks:
            list(check.look(article))
    return words / (time.process_time() - start)


def _made_up(articles: list[Article], number: int) -> Iterator[str]:
    """Full names put together from the texts' own words, so that their given names are met."""
    chance = random.Random(SEED)
    parts = sorted({name for article in articles for name in read(article).names if name.isascii()})
    for _ in range(number):
        yield f"{chance.choice(parts)} {chance.choice(parts)}{chance.choice('aeiou')}"


def peers(show: bool) -> None:
    """What spell checkers flag on the same English texts, where they are installed."""
    articles = english(texts())
    words = sum(len(article.body.split()) for article in articles)
    own = sum(1 for _ in run(rules(load(), *INTERNAL), articles))
    print(f"copydesk: {own} alarms on {len(articles)} texts, {words:,} words")
    with tempfile.TemporaryDirectory() as folder:
        for number, article in enumerate(articles):
            (Path(folder) / f"{number}.txt").write_text(article.body, encoding="utf-8")
        for name, command in PEERS.items():
            print(f"{name}: {_alarms_of(command, Path(folder))}")


def _alarms_of(command: list[str], folder: Path) -> str:
    if not shutil.which(command[0]):
        return "not installed"
    files = sorted(map(str, folder.iterdir()))
    done = subprocess.run([*command, *files], capture_output=True, text=True, check=False)
    lines = [line for line in done.stdout.splitlines() if line.strip()]
    capitals = sum(line[:1].isupper() for line in lines)
    return f"{len(lines)} alarms, {capitals} lines that begin with a capital"


PEERS = {
    "hunspell": ["hunspell", "-d", "en_US", "-l"],
    "codespell": ["codespell"],
    "typos": ["typos", "--format", "brief"],
    "cspell": ["cspell", "--no-progress", "--words-only"],
}
SECTIONS: dict[str, Callable[[bool], None]] = {
    "alarms": alarms,
    "recall": recall,
    "speed": speed,
    "peers": peers,
}

if __name__ == "__main__":
    main()
