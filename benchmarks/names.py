"""How good the names rules are: false alarms on real texts, recall by injection, speed.

    python -m benchmarks.names                       everything that data and tools allow
    python -m benchmarks.names alarms --show         every alarm on the real texts, with its words

The texts are those of `../shared/data`, beside the repository; they are not part of it. Each alarm
is judged in `names_verdicts.jsonl` (article id, code, quote, suggestion, right or wrong).
"""

import argparse
import gzip
import json
import random
import re
import shutil
import subprocess
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from math import sqrt
from pathlib import Path
from typing import Any

from articles import Article
from articles.page import read_page
from articles.text import read_text
from benchmarks.injection import KINDS, misspell
from checks.knowledge import Knowledge, default_cache_dir, load
from checks.known_names import import_names
from checks.lexicon import Lexicon, folder_in
from checks.names.countries import named
from checks.names.folding import plain
from checks.names.own import UserNames
from checks.names.reading import Mention, Reading, read
from checks.protocol import Check, Fact, Finding
from checks.registry import all_rules, build
from checks.runner import run

ROOT = Path(__file__).parents[1]
SHARED = ROOT / ".." / "shared"
VERDICTS = Path(__file__).with_name("names_verdicts.jsonl")
SEED = 20261123
INTERNAL = ("SPL101", "SPL102")
Verdict = tuple[str, str, str]
Chosen = tuple[str, Mention]


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


def rules(knowledge: Knowledge, *codes: str) -> list[Check]:
    """The rules of these codes, ready to run."""
    return [build(rule, knowledge) for rule in all_rules() if rule.code in codes]


def texts() -> list[Article]:
    """Every real text once: bodies, crawled texts, outputs of extractors."""
    seen: set[str] = set()
    found = []
    for article in _all_texts():
        start = plain(article.body[:300])
        if (
            len(article.body) >= 300
            and start not in seen
            and article.language not in ("ja", "zh", "ko")
        ):
            seen.add(start)
            found.append(article)
    return found


def _all_texts() -> Iterator[Article]:
    for file in sorted((SHARED / "data/articles").glob("*.jsonl")):
        for row in _rows(file):
            if isinstance(row.get("body"), str):
                yield _article(row["id"], row["title"], row["body"], row["lang"])
    for row in _rows(SHARED / "data/crawled_text/crawled.jsonl"):
        yield _article(row["id"], row["title"], row["text"], row.get("lang"))
    for row in _rows(SHARED / "data/residue/extractor_output_labelled.jsonl.gz"):
        yield _article(f"{row['id']} {row['extractor']}", "", "\n\n".join(row["lines"]), None)


def pages() -> list[Article]:
    """Every real page that is in the data, read by this project's own extractor."""
    found = []
    for file in sorted((SHARED / "data/articles").glob("*.jsonl")):
        for row in _rows(file):
            page = SHARED / "data/articles" / str(row["html"])
            if page.exists():
                data = gzip.decompress(page.read_bytes())
                found.append(read_page(data, url=str(row["url"] or ""), id=str(row["id"])))
    return found


def _rows(file: Path) -> Iterator[dict[str, Any]]:
    data = file.read_bytes()
    text = (gzip.decompress(data) if file.suffix == ".gz" else data).decode()
    yield from map(json.loads, text.splitlines())


def _article(name: object, title: object, body: object, language: object) -> Article:
    text = f"{title or ''}\n\n{body}"
    article = read_text(text, path=str(name), language=str(language or ""), id=str(name))
    return replace(article, key=str(name))


def english(articles: Iterable[Article]) -> list[Article]:
    """Those in English, the tuning half left out."""
    found = [article for article in articles if article.language.startswith("en")]
    return [article for article in found if _half(article) == "judged"]


def _half(article: Article) -> str:
    return "tuning" if sum(article.id.encode()) % 2 == 0 else "judged"


# ---------------------------------------------------------------------------------- alarms


def alarms(show: bool) -> None:
    """Every finding of SPL101, SPL102 and SPL201 on real texts and pages, by language."""
    knowledge = load()
    judged = {_named(row): bool(row["right"]) for row in _rows(VERDICTS)}
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


def wilson(hits: int, number: int) -> tuple[float, float]:
    """The 95 % confidence bounds of a share."""
    if not number:
        return 0.0, 1.0
    z, share = 1.96, hits / number
    middle = share + z * z / (2 * number)
    width = z * sqrt(share * (1 - share) / number + z * z / (4 * number * number))
    return (middle - width) / (1 + z * z / number), (middle + width) / (1 + z * z / number)


# ---------------------------------------------------------------------------------- recall


@dataclass
class Score:
    """Injected, found, and found with the right suggestion first; by kind of slip."""

    by_kind: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0, 0]))
    missed: list[str] = field(default_factory=list)

    def add(self, kind: str, right: str, wrong: str, suggestions: list[str]) -> None:
        """One injected slip and what was suggested for it; "" is a finding without a suggestion."""
        row = self.by_kind[kind]
        row[0] += 1
        row[1] += bool(suggestions)
        row[2] += any(plain(suggestion) == right for suggestion in suggestions[:1])
        if not suggestions:
            self.missed.append(f"{kind}: {right} -> {wrong}")

    def show(self, name: str, misses: bool) -> None:
        """One line a kind and one for all."""
        total = [sum(row[i] for row in self.by_kind.values()) for i in range(3)]
        low, high = wilson(total[1], total[0])
        found, right = total[1] / max(total[0], 1), total[2] / max(total[1], 1)
        print(
            f"{name}: {total[1]}/{total[0]} found = {found:.2f} ({low:.2f} to {high:.2f})", end=""
        )
        print(f", first suggestion right {right:.2f}")
        print(
            "   " + "  ".join(f"{kind} {row[1] / row[0]:.2f}" for kind, row in self.by_kind.items())
        )
        if misses:
            print("   missed: " + ", ".join(self.missed[:60]))


def injected(
    articles: Iterable[Article],
    choose: Callable[[Article, Reading], list[Chosen]],
    seed: int = SEED,
) -> Iterator[tuple[str, str, str, Article, Article]]:
    """(kind, right, wrong, the article with the slip, the article) for names chosen by chance."""
    chance = random.Random(seed)
    for article in articles:
        reading = read(article)
        names = choose(article, reading)
        for kind in KINDS if names else ():
            right, mention = chance.choice(names)
            wrong = misspell(right, kind, chance)
            if wrong and wrong not in reading.names and wrong not in reading.lower:
                yield kind, right, wrong, _with(article, mention, wrong.capitalize()), article


def _with(article: Article, mention: Mention, text: str) -> Article:
    blocks = list(article.blocks)
    block = blocks[mention.block]
    changed = block.text[: mention.start] + text + block.text[mention.end :]
    blocks[mention.block] = replace(block, text=changed, links=())
    return replace(article, key=article.key + "#", id=article.id + "#", blocks=tuple(blocks))


def _is_name(name: str, reading: Reading) -> bool:
    """Five letters and more, as it is typed, and never without a capital."""
    first = reading.names[name][0]
    return (
        len(name) >= 5
        and name not in reading.lower
        and name == first.text.lower()
        and name.isascii()
    )


def recall(show: bool) -> None:
    """Inside an article, one mention of several; and a single mention in four situations."""
    knowledge = load()
    articles = english(texts())
    inside(articles, knowledge, show)
    places(articles, knowledge, show)
    people(articles, show)
    copies(articles, knowledge, show, edited=False)
    copies(articles, knowledge, show, edited=True)
    anything(articles, knowledge, show)


def inside(articles: list[Article], knowledge: Knowledge, show: bool) -> None:
    """One mention of at least three is misspelt."""

    def choose(article: Article, reading: Reading) -> list[Chosen]:
        chance = random.Random(article.id)
        often = [n for n, m in reading.names.items() if len(m) > 2 and _is_name(n, reading)]
        return [(name, chance.choice(reading.names[name])) for name in often]

    score = Score()
    checks = rules(knowledge, *INTERNAL)
    for kind, right, wrong, article, _ in injected(articles, choose):
        score.add(kind, right, wrong, _suggested(checks, article, wrong))
    score.show("one of several mentions in an article", show)


def _suggested(checks: list[Check], article: Article, wrong: str) -> list[str]:
    found = (finding for check in checks for finding in check.look(article))
    return [finding.suggestion for finding in found if plain(finding.quote) == wrong]


def _single(reading: Reading) -> list[Chosen]:
    return [
        (name, mentions[0])
        for name, mentions in reading.names.items()
        if len(mentions) == 1 and _is_name(name, reading) and not mentions[0].loud
    ]


def places(articles: list[Article], knowledge: Knowledge, show: bool) -> None:
    """The only mention of a large place, in an article that names its country."""
    lexicon = knowledge.lexicon

    def choose(article: Article, reading: Reading) -> list[Chosen]:
        return [
            (name, mention)
            for name, mention in _single(reading)
            if _is_large_place(name, mention, reading, lexicon)
        ]

    score = Score()
    checks = rules(knowledge, *INTERNAL)
    for kind, right, wrong, article, _ in injected(articles, choose):
        score.add(kind, right, wrong, _suggested(checks, article, wrong))
    score.show("single mention of a large place, its country named", show)


def _is_large_place(name: str, mention: Mention, reading: Reading, lexicon: Lexicon) -> bool:
    """The country is named by another word than the place itself."""
    towns = [town for town in lexicon.towns(name) if lexicon.people(town) >= 300_000]
    others = {c for c, at in named(reading, lexicon).items() if set(at) - {mention.index}}
    return any(lexicon.country(town) in others for town in towns[:20])


def people(articles: list[Article], show: bool) -> None:
    """The only mention of a person whose full name is in an imported list."""

    def choose(article: Article, reading: Reading) -> list[Chosen]:
        return [pair for pair in _single(reading) if _given_name(reading, pair[1])]

    full = []
    for article in articles:
        reading = read(article)
        full += [f"{_given_name(reading, m)} {m.text}" for _, m in choose(article, reading)]
    with tempfile.TemporaryDirectory() as folder:
        import_names(Path(folder), full)
        checks = rules(load(names=UserNames(path=folder)), *INTERNAL)
        score = Score()
        for kind, right, wrong, article, _ in injected(articles, choose):
            score.add(kind, right, wrong, _suggested(checks, article, wrong))
        score.show(f"single mention of a person, {len(full)} full names imported", show)


def _given_name(reading: Reading, mention: Mention) -> str:
    before, after = reading.before(mention.index), reading.after(mention.index)
    fits = (
        len(before) > 2 and before[0].isupper() and before[1:].islower() and not after[:1].isupper()
    )
    return before if fits and not mention.hyphenated else ""


def copies(articles: list[Article], knowledge: Knowledge, show: bool, *, edited: bool) -> None:
    """The only mention in a copy of a story. Edited: one word in eight is changed."""
    rule = rules(knowledge, "SPL201")[0]
    archive: dict[str, list[Fact]] = defaultdict(list)
    for article in articles:
        for fact in rule.gather(article):
            archive[fact.key].append(fact)
    chance = random.Random(SEED)
    words = [word for a in articles[:40] for word in re.findall(r"\b[a-z]{4,}\b", a.body)]
    score = Score()
    for kind, right, wrong, article, _ in injected(articles, lambda a, r: _single(r)):
        copy = _edit(article, words, chance) if edited else article
        facts: dict[str, list[Fact]] = defaultdict(list)
        for fact in rule.gather(copy):
            facts[fact.key].append(fact)
        found = [
            finding.suggestion or right  # the pair is reported, its direction is left open
            for key, own in facts.items()
            for finding in rule.judge(key, sorted([*archive.get(key, ()), *own]))
            if wrong in finding.subject.split() and copy.key in finding.across
        ]
        score.add(kind, right, wrong, found)
    score.show(f"single mention, {'an edited' if edited else 'a'} copy in the archive", show)


def _edit(article: Article, words: list[str], chance: random.Random) -> Article:
    def line(text: str) -> str:
        return " ".join(_changed(word, words, chance) for word in text.split(" "))

    blocks = tuple(replace(block, text=line(block.text), links=()) for block in article.blocks)
    return replace(article, blocks=blocks)


def _changed(word: str, words: list[str], chance: random.Random) -> str:
    if not re.fullmatch("[a-z]{3,}", word) or chance.random() > 0.12:
        return word
    return chance.choice([chance.choice(words), f"{word} {chance.choice(words)}", ""])


def anything(articles: list[Article], knowledge: Knowledge, show: bool) -> None:
    """Any other single mention, with no list and no copy."""
    score = Score()
    checks = rules(knowledge, *INTERNAL)
    for kind, right, wrong, article, _ in injected(articles, lambda a, r: _single(r)):
        score.add(kind, right, wrong, _suggested(checks, article, wrong))
    score.show("any single mention, nothing else to go by", show)


# ---------------------------------------------------------------------------------- speed, peers


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
