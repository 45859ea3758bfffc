"""Recall of the names rules: slips put into real articles by chance, and found again or not."""

import random
import re
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from articles import Article
from benchmarks.injection import KINDS, misspell
from benchmarks.names_texts import INTERNAL, SEED, english, rules, texts, wilson
from checks.knowledge import Knowledge, load
from checks.known_names import import_names
from checks.lexicon import Lexicon
from checks.names.countries import named
from checks.names.folding import plain
from checks.names.own import UserNames
from checks.names.reading import Mention, Reading, read
from checks.protocol import Check, Fact

Chosen = tuple[str, Mention]


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
        score.add(kind, right, wrong, suggested(checks, article, wrong))
    score.show("one of several mentions in an article", show)


def suggested(checks: list[Check], article: Article, wrong: str) -> list[str]:
    """What the rules propose for this form in this article."""
    found = (finding for check in checks for finding in check.look(article))
    return [finding.suggestion for finding in found if plain(finding.quote) == wrong]


def single_mentions(reading: Reading) -> list[Chosen]:
    """Names that stand once, amid a sentence: at its beginning any word has a capital."""
    return [
        (name, mentions[0])
        for name, mentions in reading.names.items()
        if len(mentions) == 1
        and _is_name(name, reading)
        and not (mentions[0].loud or reading.fresh[mentions[0].index])
    ]


def places(articles: list[Article], knowledge: Knowledge, show: bool) -> None:
    """The only mention of a large place, in an article that names its country."""
    lexicon = knowledge.lexicon

    def choose(article: Article, reading: Reading) -> list[Chosen]:
        return [
            (name, mention)
            for name, mention in single_mentions(reading)
            if _is_large_place(name, mention, reading, lexicon)
        ]

    score = Score()
    checks = rules(knowledge, *INTERNAL)
    for kind, right, wrong, article, _ in injected(articles, choose):
        score.add(kind, right, wrong, suggested(checks, article, wrong))
    score.show("single mention of a large place, its country named", show)


def _is_large_place(name: str, mention: Mention, reading: Reading, lexicon: Lexicon) -> bool:
    """The country is named by another word than the place itself."""
    towns = [town for town in lexicon.towns(name) if lexicon.people(town) >= 300_000]
    others = {c for c, at in named(reading, lexicon).items() if set(at) - {mention.index}}
    return any(lexicon.country(town) in others for town in towns[:20])


def people(articles: list[Article], show: bool) -> None:
    """The only mention of a person whose full name is in an imported list."""

    def choose(article: Article, reading: Reading) -> list[Chosen]:
        return [pair for pair in single_mentions(reading) if _given_name(reading, pair[1])]

    full = []
    for article in articles:
        reading = read(article)
        full += [f"{_given_name(reading, m)} {m.text}" for _, m in choose(article, reading)]
    with tempfile.TemporaryDirectory() as folder:
        import_names(Path(folder), full)
        checks = rules(load(names=UserNames(path=folder)), *INTERNAL)
        score = Score()
        for kind, right, wrong, article, _ in injected(articles, choose):
            score.add(kind, right, wrong, suggested(checks, article, wrong))
        score.show(f"single mention of a person, {len(full)} full names imported", show)


def _given_name(reading: Reading, mention: Mention) -> str:
    before, after = reading.before(mention.index), reading.after(mention.index)
    fits = (
        len(before) > 2 and before[0].isupper() and before[1:].islower() and not after[:1].isupper()
    )
    return before if fits and not mention.hyphenated else ""


def copies(articles: list[Article], knowledge: Knowledge, show: bool, *, edited: bool) -> None:
    """The only mention in a copy of a story. Edited: one word in eight is changed.

    Found is what any rule reports: SPL201 is silent where the article alone shows the slip.
    """
    rule = rules(knowledge, "SPL201")[0]
    alone = rules(knowledge, *INTERNAL)
    archive: dict[str, list[Fact]] = defaultdict(list)
    for article in articles:
        for fact in rule.gather(article):
            archive[fact.key].append(fact)
    chance = random.Random(SEED)
    words = [word for a in articles[:40] for word in re.findall(r"\b[a-z]{4,}\b", a.body)]
    score = Score()
    for kind, right, wrong, article, _ in injected(articles, lambda a, r: single_mentions(r)):
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
        score.add(kind, right, wrong, found or suggested(alone, copy, wrong))
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
    for kind, right, wrong, article, _ in injected(articles, lambda a, r: single_mentions(r)):
        score.add(kind, right, wrong, suggested(checks, article, wrong))
    score.show("any single mention, nothing else to go by", show)
