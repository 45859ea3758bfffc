"""What a day costs: 100 new articles into a database of many, stored and checked with every rule.

    python -m benchmarks.store_days [--sizes 10000,40000] [--new 100]

Articles are invented: words of a long-tailed vocabulary, names, one in ten a copy of another,
one in forty a headline that is already there. CPU seconds and peak memory are those of a process of
its own for each step. Prints a Markdown table.
"""

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from itertools import accumulate
from pathlib import Path
from time import process_time

from articles import Article, Block, Kind, Link

SITES = 12
_LETTERS = "bdfgklmnprstv"


def main() -> None:
    """Fill a database of each size, then add a day to it; each in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="10000,40000")
    parser.add_argument("--new", type=int, default=100)
    parser.add_argument("--step", nargs=3, metavar=("FILE", "FROM", "TO"), help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.step:
        print(json.dumps(step(args.step[0], int(args.step[1]), int(args.step[2]))))
        return
    print(
        "| articles held | step | CPU s store | CPU s check | ms an article | peak MB | file MB |"
    )
    print("|--:|---|--:|--:|--:|--:|--:|")
    with tempfile.TemporaryDirectory() as folder:
        file, held = str(Path(folder) / "desk.db"), 0
        for size in map(int, args.sizes.split(",")):
            _row(file, held, size, "fill")
            _row(file, size, size + args.new, "a day")
            held = size + args.new


def _row(file: str, held: int, to: int, what: str) -> None:
    command = [sys.executable, "-m", "benchmarks.store_days", "--step", file, str(held), str(to)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    got = json.loads(done.stdout)
    each = 1000 * (got["store"] + got["check"]) / (to - held)
    print(
        f"| {held:,} | {what}: {to - held:,} | {got['store']:.1f} | {got['check']:.1f} | "
        f"{each:.1f} | {got['peak']:.0f} | {Path(file).stat().st_size / 1e6:.0f} |",
        flush=True,
    )


def step(file: str, first: int, last: int) -> dict[str, float]:
    """Store and check articles; CPU seconds and the peak of memory."""
    from checks.knowledge import Knowledge
    from copydesk.config import Config
    from copydesk.keeping import Keeper
    from copydesk.selection import choose
    from copydesk.suppression import Suppression
    from db.store import Store

    knowledge = Knowledge()
    knowledge.lexicon.best("harbour")  # opened before the clock starts
    with Store.open(file) as store:
        run = store.begin_run("import")
        began = process_time()
        store.keep(run, (made(number) for number in range(first, last)))
        stored = process_time()
        Keeper(store, run, choose(Config()), Suppression(date.today()), knowledge).check()
        checked = process_time()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"store": stored - began, "check": checked - stored, "peak": peak}


class Words:
    """An invented vocabulary whose words are as unequal as a language's."""

    def __init__(self, size: int = 30_000) -> None:
        chance = random.Random(5)
        syllables = [a + b for a in _LETTERS for b in "aeiou"]
        self.words = ["".join(chance.choices(syllables, k=2 + n % 3)) for n in range(size)]
        self.weights = list(accumulate(1 / (n + 3) for n in range(size)))

    def take(self, chance: random.Random, number: int) -> list[str]:
        """So many words."""
        return chance.choices(self.words, cum_weights=self.weights, k=number)


_WORDS = Words()


def made(number: int) -> Article:
    """The article of a number: always the same."""
    chance = random.Random(number)
    site = f"site{number % SITES}.example"
    like = chance.randrange(number) if number and chance.random() < 0.1 else number
    body = list(_paragraphs(random.Random(f"body {like}")))
    told = chance.randrange(number) if number and chance.random() < 0.025 else number
    headline = " ".join(_WORDS.take(random.Random(f"head {told}"), 8)).capitalize()
    key = f"{site}/news/{number}"
    blocks = [Block(Kind.HEADLINE, headline, tag="h1")]
    blocks += [Block(Kind.PARAGRAPH, text, tag="p") for text in body]
    teaser = " ".join(_WORDS.take(chance, 7)).capitalize()
    link = Link(f"https://{site}/news/{chance.randrange(number + 5)}", teaser, 10, 10 + len(teaser))
    blocks.insert(3, Block(Kind.RELATED, f"See also: {teaser}", (link,), tag="p"))
    day = date.fromordinal(739_000 + number // 200).isoformat()
    return Article(
        *(key, key, f"https://{key}"),
        site=site,
        headline=headline,
        published=day,
        language="en",
        blocks=tuple(blocks),
        markup=True,
    )


def _paragraphs(chance: random.Random) -> Iterator[str]:
    """Nine paragraphs, some 400 words, with a name in every second."""
    for index in range(9):
        words = _WORDS.take(chance, 44)
        if index % 2:
            words[10:12] = (name.capitalize() for name in words[10:12])
        yield " ".join(words).capitalize() + "."


if __name__ == "__main__":
    main()
