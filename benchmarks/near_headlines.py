"""Near headlines at scale: `python -m benchmarks.near_headlines [10000 100000 1000000]`.

Reference: rapidfuzz `ratio >= 90` by brute force from 5,000 sampled headlines. Peers: rensa (64
permutations, 16 bands) and datasketch (the same, up to 100,000), both over character trigrams, both
followed by the same verification. Every method runs in a process of its own; memory is the peak of
that process, the headlines included. Needs `pip install copydesk[bench]` and the evaluation data
beside the checkout, from which the shapes of the generated headlines are taken.
"""

import json
import math
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from time import process_time
from typing import Any

import numpy as np
from rapidfuzz import fuzz, process

from articles.words.fold import tokens, words
from benchmarks.generated_headlines import headlines
from checks.headline_pairs import near

SHAPES = Path(__file__).parents[1].parent / "shared/data/headlines/uci_stories.jsonl"
SEED = 20261123
QUERIES = 5_000
SIZES = (10_000, 100_000, 1_000_000)
Pairs = set[tuple[int, int]]


def prepared(size: int) -> tuple[list[str], dict[tuple[int, int], str]]:
    """Distinct folded headlines, and the planted pairs among them with the edit that made them."""
    shapes = [tokens(json.loads(row)["title"]) for row in SHAPES.open(encoding="utf-8")]
    made, planted = headlines(size, shapes, SEED)
    lines = list(dict.fromkeys(map(words, made)))
    row = {line: i for i, line in enumerate(lines)}
    truth = {}
    for place, variant in planted.items():
        left, right = sorted((row[words(made[place])], row[words(made[variant.of])]))
        if left != right:
            truth[left, right] = variant.edit
    return lines, truth


def ours(lines: list[str]) -> Pairs:
    return {(i, j) for i, j in near(lines)[0].tolist()}


def rensa(lines: list[str]) -> Pairs:
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(threshold=0.6, num_perm=64, num_bands=16)
    found: list[tuple[int, int]] = []
    for row, line in enumerate(lines):
        print_ = RMinHash(num_perm=64, seed=42)
        print_.update(list(_trigrams(line)))
        found += [(other, row) for other in index.query(print_)]
        index.insert(row, print_)
    return _verified(lines, found)


def datasketch(lines: list[str]) -> Pairs:
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(num_perm=64, params=(16, 4))
    found: list[tuple[int, int]] = []
    grams = ([gram.encode() for gram in _trigrams(line)] for line in lines)
    for row, print_ in enumerate(MinHash.generator(grams, num_perm=64)):
        found += [(other, row) for other in index.query(print_)]
        index.insert(row, print_)
    return _verified(lines, found)


def _trigrams(line: str) -> set[str]:
    return {line[i : i + 3] for i in range(max(1, len(line) - 2))}


def _verified(lines: list[str], pairs: list[tuple[int, int]]) -> Pairs:
    good: Pairs = set()
    for at in range(0, len(pairs), 200_000):
        some = pairs[at : at + 200_000]
        left, right = ([lines[pair[side]] for pair in some] for side in (0, 1))
        ratios = process.cpdist(left, right, scorer=fuzz.ratio, score_cutoff=90)
        good.update(some[i] for i in np.flatnonzero(ratios).tolist())
    return good


METHODS: dict[str, Callable[[list[str]], Pairs]] = {
    "ours": ours,
    "rensa": rensa,
    "datasketch": datasketch,
}


def measure(name: str, size: int, queries: int = QUERIES) -> None:
    """One method at one size, as a line of JSON."""
    lines, planted = prepared(size)
    before = getrusage(RUSAGE_SELF).ru_maxrss // 1024
    spent = []
    for _ in range(3 if size <= 100_000 else 1):  # the best of three, where it takes a moment only
        start = process_time()
        found = METHODS[name](lines)
        spent.append(process_time() - start)
    peak = getrusage(RUSAGE_SELF).ru_maxrss // 1024
    edits = Counter(planted.values())
    hit = Counter(edit for pair, edit in planted.items() if pair in found)
    wanted, missed = _brute(lines, queries, found)
    print(
        json.dumps(
            {
                "method": name,
                "headlines": len(lines),
                "cpu": round(min(spent), 3),
                "peak_mb": peak,
                "before_mb": before,
                "pairs": len(found),
                "recall": round(1 - missed / max(1, wanted), 4),
                "lower": round(wilson(wanted - missed, wanted)[0], 4),
                "wanted": wanted,
                "by_edit": {edit: round(hit[edit] / edits[edit], 2) for edit in sorted(edits)},
            }
        ),
        flush=True,
    )


def _brute(lines: list[str], queries: int, found: Pairs) -> tuple[int, int]:
    """How many pairs brute force finds from sampled headlines, and how many of them are missing."""
    chosen = random.Random(SEED).sample(range(len(lines)), min(queries, len(lines)))
    wanted = set(_near_by_brute_force(lines, sorted(chosen, key=lambda i: len(lines[i]))))
    return len(wanted), len(wanted - found)


def _near_by_brute_force(lines: list[str], chosen: list[int]) -> Iterator[tuple[int, int]]:
    """All headlines of a length that can reach the ratio, compared."""
    order = sorted(range(len(lines)), key=lambda i: len(lines[i]))
    sizes = np.array([len(lines[i]) for i in order])
    ordered = [lines[i] for i in order]
    for at in range(0, len(chosen), 50):
        some = chosen[at : at + 50]
        low = int(np.searchsorted(sizes, len(lines[some[0]]) * 0.9 / 1.1 - 1))
        high = int(np.searchsorted(sizes, len(lines[some[-1]]) * 1.1 / 0.9 + 1))
        ratios = process.cdist(
            [lines[i] for i in some],
            ordered[low:high],
            scorer=fuzz.ratio,
            score_cutoff=90,
            dtype=np.uint8,
        )
        for query, other in zip(*(side.tolist() for side in np.nonzero(ratios)), strict=True):
            i, j = some[query], order[low + other]
            if i != j:
                yield min(i, j), max(i, j)


def wilson(hits: int, of: int) -> tuple[float, float]:
    """The 95 % interval of a share."""
    if not of:
        return 0.0, 1.0
    z, share = 1.96, hits / of
    centre = share + z * z / (2 * of)
    spread = z * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    return (centre - spread) / (1 + z * z / of), (centre + spread) / (1 + z * z / of)


def table(sizes: tuple[int, ...] = SIZES) -> None:
    """All methods at all sizes, the ratio of CPU to rensa's and the exponents of growth."""
    seconds: dict[tuple[str, int], float] = {}
    for size in sizes:
        for name in METHODS:
            if name == "datasketch" and size > 100_000:
                continue
            row = _apart(name, size)
            seconds[name, size] = row["cpu"]
            print(
                f"{row['headlines']:>9,} {name:<10} {row['cpu']:7.2f} CPU s"
                f"  peak {row['peak_mb']:5} MB ({row['before_mb']} before)"
                f"  recall {row['recall']:.4f} (at least {row['lower']:.4f}, n {row['wanted']})"
                f"  {row['pairs']:,} pairs"
            )
            if name == "ours":
                print(f"          planted found: {row['by_edit']}")
        print(f"          ours / rensa: {seconds['ours', size] / seconds['rensa', size]:.2f}")
    for small, large in pairwise(sizes):
        growth = math.log(seconds["ours", large] / seconds["ours", small]) / math.log(large / small)
        print(f"growth of ours from {small:,} to {large:,}: exponent {growth:.2f}")


def _apart(name: str, size: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.near_headlines", "--only", name, str(size)]
    told: dict[str, Any] = json.loads(
        subprocess.run(command, capture_output=True, check=True).stdout
    )
    return told


if __name__ == "__main__":
    if sys.argv[1:2] == ["--only"]:
        measure(sys.argv[2], int(sys.argv[3]))
    else:
        table(tuple(map(int, sys.argv[1:])) or SIZES)
