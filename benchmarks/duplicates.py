"""Duplicates, measured: `python -m benchmarks.duplicates [NAME ...]`, everything without a name.

labelled   human-labelled headline pairs: precision and recall of DUP202's measure, on each half
judged     real headline pairs and texts judged by eye: precision of what the rules report
bodies     copies made from real texts (cut, lengthened, edited): recall and CPU, beside rensa
headlines  generated headlines with planted variants, 10k to 1M: see benchmarks/near_headlines.py
stories    clusters of copies and events: see benchmarks/story_clusters.py

Needs the evaluation data beside the checkout (`../shared/data`) and `pip install copydesk[bench]`.
"""

import json
import random
import sys
from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path
from time import process_time
from typing import Any

from rapidfuzz import fuzz

from articles.words.fold import tokens, words
from benchmarks import near_headlines, story_clusters
from benchmarks.near_headlines import wilson
from checks.copies import copied
from checks.headlines import alike
from checks.rules.dup202_near_duplicate_headline import NearDuplicateHeadline
from checks.rules.dup203_syndicated_copy import SyndicatedCopy
from checks.series import set_apart
from checks.sketch import containment, sketch

DATA = Path(__file__).parents[1].parent / "shared" / "data"
SEED = 20261123
VERDICTS = Path(__file__).parent / "verdicts"
LEAST = SyndicatedCopy().min_containment_percent / 100
NEAR = NearDuplicateHeadline().min_alike_without_text_percent / 100
Edit = Callable[[list[str], list[str], random.Random], str]
HALVES = ("tuned", "untouched")


def rows(name: str) -> list[dict[str, Any]]:
    with (DATA / name).open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def half(key: str) -> str:
    """Which half of the data an id belongs to, by its hash."""
    return "tuned" if blake2b(key.encode(), digest_size=1).digest()[0] % 2 else "untouched"


def labelled() -> None:
    """Headline pairs with a human score of 0 to 5: same from 4, different up to 2."""
    pairs = [r for r in rows("headlines/sts_pairs.jsonl") if r["genre"] == "headline"]
    pairs = [r for r in pairs if r["same"] is not None]
    print("labelled headline pairs: threshold, precision and recall on each half")
    for threshold in (60, 63, 66, 69, 71, 75, 78, 85, 90):
        line = [f"  alike >= {threshold}, no series"]
        line += [f"{name} {_score(pairs, name, _alike, threshold)}" for name in HALVES]
        print("   ".join(line))
    for peer in (fuzz.token_set_ratio, fuzz.ratio):
        scores = _score(pairs, "untouched", _folded(peer), 90)
        print(f"  {peer.__name__} >= 90   untouched {scores}")


def _alike(left: str, right: str) -> float:
    one, other = tuple(tokens(left)), tuple(tokens(right))
    return 0.0 if set_apart(one, other) else 100 * alike(one, other)


def _folded(peer: Callable[[str, str], float]) -> Callable[[str, str], float]:
    return lambda left, right: peer(words(left), words(right))


def _score(
    pairs: list[dict[str, Any]], name: str, measure: Callable[[str, str], float], threshold: float
) -> str:
    chosen = [r for r in pairs if half(r["id"]) == name]
    found = [r for r in chosen if measure(r["a"], r["b"]) >= threshold]
    right = sum(r["same"] for r in found)
    wanted = sum(r["same"] for r in chosen)
    return f"P {right / max(1, len(found)):.3f} R {right / wanted:.3f} (n {len(found)})"


def texts(least: int = 100) -> dict[str, str]:
    """Id -> text of every real body of so many words."""
    found = {r["id"]: r["text"] for r in rows("crawled_text/crawled.jsonl")}
    for story in rows("headlines/fnc_stories.jsonl"):
        found |= {f"{story['story']}/{body['id']}": body["text"] for body in story["bodies"]}
    for path in sorted((DATA / "articles").glob("*.jsonl")):
        found |= {r["id"]: r["body"] for r in rows(f"articles/{path.name}") if r.get("body")}
    return {key: text for key, text in found.items() if text and len(text.split()) >= least}


def bodies() -> None:
    """Made copies of every text among all texts: recall and CPU, beside MinHash with the
    parameters that datatrove has by default (112 permutations, 14 bands), as rensa computes it."""
    print(f"bodies: {len(texts())} texts, one copy of each")
    for name in EDITS:
        originals, copies = made_copies(name)
        for method in (_by_sketch, _by_minhash):
            start = process_time()
            recall = method(originals, copies) / len(copies)
            spent = process_time() - start
            print(f"  {name:<22} {method.__name__[4:]:<8} recall {recall:.3f}   {spent:.1f} CPU s")


def made_copies(edit: str) -> tuple[list[str], list[str]]:
    """Every real text, and a copy of each made by one of EDITS."""
    found = texts()
    others = list(found.values())
    originals = [found[key] for key in sorted(found)]
    chance = random.Random(SEED)
    return originals, [
        EDITS[edit](text.split(), chance.choice(others).split(), chance) for text in originals
    ]


def _by_sketch(originals: list[str], copies: list[str]) -> int:
    sketches = [sketch(text) for text in (*originals, *copies)]
    size = len(originals)
    pairs = copied(sketches, [""] * len(sketches), LEAST)
    return sum(right - left == size for left, right, _ in pairs)


def _by_minhash(originals: list[str], copies: list[str]) -> int:
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(threshold=0.7, num_perm=112, num_bands=14)
    prints = []
    for text in (*originals, *copies):
        told = tokens(text)
        prints.append(RMinHash(num_perm=112, seed=42))
        prints[-1].update([" ".join(told[i : i + 5]) for i in range(max(1, len(told) - 4))])
    for row, each in enumerate(prints[: len(originals)]):
        index.insert(row, each)
    return sum(row in index.query(each) for row, each in enumerate(prints[len(originals) :]))


def _cut(share: float) -> Edit:
    return lambda own, other, chance: " ".join(own[: int(len(own) * share)])


def _added(own: list[str], other: list[str], chance: random.Random) -> str:
    return " ".join(other[: len(own) // 2] + own + other[len(own) // 2 : len(own)])


def _edited(own: list[str], other: list[str], chance: random.Random) -> str:
    return " ".join(chance.choice(other) if chance.random() < 0.1 else word for word in own)


EDITS: dict[str, Edit] = {
    "cut to 50 %": _cut(0.5),
    "cut to 30 %": _cut(0.3),
    "paragraphs added": _added,
    "10 % of words edited": _edited,
}


def judged() -> None:
    """Precision on real headlines and texts that two readers judged, the second without knowing the
    first; the ids are kept beside this file. Headlines of all sources stand as one site without
    dates, which is harder than life. Pairs that are not reported were judged too."""
    titles, found = natural_headlines(), texts(60)
    pairs = _verdicts("headline_pairs")
    reported = [pair for pair in pairs if _reported(titles[pair["a"]], titles[pair["b"]])]
    _readers("judged pairs of headlines", pairs, reported)
    dated = [pair for pair in reported if pair["a"][:4] == pair["b"][:4] == "uci/"]
    _readers("  of one fortnight (uci_stories)", dated, dated)
    pairs = _verdicts("body_pairs")
    shares = [containment(sketch(found[pair["a"]]), sketch(found[pair["b"]])) for pair in pairs]
    copies = [pair for pair, share in zip(pairs, shares, strict=True) if share >= LEAST]
    _readers("judged pairs of texts", pairs, copies)


def _verdicts(name: str) -> list[dict[str, str]]:
    with (VERDICTS / f"{name}.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _reported(left: str, right: str) -> bool:
    one, other = tuple(tokens(left)), tuple(tokens(right))
    return alike(one, other) >= NEAR and not set_apart(one, other)


def _readers(what: str, judged: list[dict[str, str]], reported: list[dict[str, str]]) -> None:
    """Precision as each reader sees it, and how often they agree (unsure counts as different)."""
    print(f"{what}: {len(judged)} judged, {len(reported)} reported")
    for reader in ("first", "second"):
        told = [pair[reader] == "same" for pair in reported if reader in pair]
        low, high = wilson(sum(told), len(told))
        print(
            f"  {reader} reader: precision {sum(told) / max(1, len(told)):.3f}"
            f" ({low:.3f} to {high:.3f}, n {len(told)})"
        )
    both = [pair for pair in judged if "first" in pair and "second" in pair]
    agree = sum((pair["first"] == "same") == (pair["second"] == "same") for pair in both)
    print(f"  the readers agree on {agree} of {len(both)}")


def natural_headlines() -> dict[str, str]:
    """Id -> headline of every real headline in the evaluation data."""
    found = {r["id"]: r["title"] for r in rows("headlines/uci_stories.jsonl")}
    found |= {r["id"]: r["title"] for r in rows("crawled_text/crawled.jsonl")}
    for story in rows("headlines/fnc_stories.jsonl"):
        found |= {f"{story['story']}#{i}": told for i, told in enumerate(story["headlines"])}
    for path in sorted((DATA / "articles").glob("*.jsonl")):
        found |= {r["id"]: r.get("title") for r in rows(f"articles/{path.name}")}
    for row in rows("headlines/semeval2022_pairs.jsonl"):
        found |= {f"{row['id']}.{side}": row[f"slug{side}"] for side in "12"}
    for row in rows("headlines/sts_pairs.jsonl"):
        found |= {f"{row['id']}.{side}": row[side] for side in "ab"}
    return {key: title for key, title in found.items() if title}


if __name__ == "__main__":
    jobs = {
        "labelled": labelled,
        "judged": judged,
        "bodies": bodies,
        "headlines": near_headlines.table,
        "stories": story_clusters.table,
    }
    for name in sys.argv[1:] or jobs:
        jobs[name]()
