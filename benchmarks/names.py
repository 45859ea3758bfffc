"""How good the names rules are: false alarms on real texts, recall by injection, speed.

    python -m benchmarks.names                       everything that data and tools allow
    python -m benchmarks.names alarms --show         every alarm on the real texts, with its words

The texts are those of `../shared/data`, beside the repository; they are not part of it. Each alarm
is judged in `verdicts/names.jsonl` by readers (article, code, quote, suggestion, right or wrong).
The blind reader saw the words around each alarm and no verdict; `second_reader` is an earlier one
who had met some of the first reader's verdicts, kept for the record.
"""

import argparse
import random
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from articles import Article
from benchmarks.names_pairs import pairs
from benchmarks.names_peers import peers
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
from benchmarks.names_trials import trials
from checks.knowledge import Knowledge, default_cache_dir, load
from checks.known_names import import_names
from checks.lexicon import Lexicon, folder_in
from checks.names.own import UserNames
from checks.names.reading import read
from checks.protocol import Finding
from checks.runner import run

VERDICTS = Path(__file__).with_name("verdicts") / "names.jsonl"
READERS = ("first_reader", "blind_reader")
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
    judged = {_named(row): row for row in rows(VERDICTS)}
    met: dict[Verdict, dict[str, object]] = {}
    for name, articles in (("texts", texts()), ("pages", pages())):
        languages = Counter(_language(article) for article in articles)
        false: Counter[str] = Counter()
        for finding, language in _on(articles, knowledge):
            verdict = (finding.span.article.id, finding.code, finding.quote)
            row = judged.get(verdict, {})
            if row:
                met[verdict] = row
                false[language] += not all(row.get(r, True) for r in READERS)
            if show or not row:
                said = [row.get(reader, "-") for reader in READERS] if row else ["not judged"]
                print(*said, *verdict, finding.suggestion, sep="  ")
        for language, number in languages.most_common(6):
            rate = 100 * false[language] / number
            print(f"{name} {language}: {number}, {false[language]} false = {rate:.2f} per 100")
    _precision(list(met.values()))


def _precision(met: list[dict[str, object]]) -> None:
    """Each reader's verdicts, and how far the two agree."""
    for reader in READERS:
        said = [bool(row[reader]) for row in met if reader in row]
        low, high = wilson(sum(said), len(said))
        print(f"{reader}: precision {sum(said)}/{len(said)}, 95 % bounds {low:.2f} to {high:.2f}")
    both = [row for row in met if all(reader in row for reader in READERS)]
    agreed = sum(row[READERS[0]] == row[READERS[1]] for row in both)
    print(f"agreement {agreed}/{len(both)}")
    wrong = sum(row.get("suggestion_right") is False for row in met)
    print(f"first suggestion wrong though the pair is a fault: {wrong}/{len(met)}")


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


SECTIONS: dict[str, Callable[[bool], None]] = {
    "alarms": alarms,
    "recall": recall,
    "speed": speed,
    "peers": peers,
    "pairs": pairs,
    "trials": trials,
}

if __name__ == "__main__":
    main()
