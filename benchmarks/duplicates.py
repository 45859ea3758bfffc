"""Duplicates, measured: `python -m benchmarks.duplicates [labelled] [bodies] [headlines]`.

labelled   human-labelled headline pairs: precision and recall of `alike`, per half, with the curve
bodies     copies made from real texts (cut, lengthened, edited): recall; natural pairs: ids to judge
headlines  generated headlines with planted variants, two sizes: CPU seconds, recall against brute
           force, beside rensa and datasketch (`pip install copydesk[bench]`)

Needs the evaluation data beside the checkout (`../shared/data`).
"""

import json
import random
import sys
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path
from time import process_time

from rapidfuzz import fuzz, process

from articles.fold import tokens, words
from checks.copies import copied
from checks.headlines import alike, candidates
from checks.sketch import sketch

DATA = Path(__file__).parents[1].parent / "shared" / "data"
SEED = 20261123


def rows(name: str) -> list[dict]:
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
    for threshold in (60, 66, 69, 72, 75, 78, 85, 90):
        line = [f"  alike >= {threshold}"]
        for name in ("tuned", "untouched"):
            line.append(f"{name} {_score(pairs, name, _alike, threshold)}")
        print("   ".join(line))
    for peer in (fuzz.token_set_ratio, fuzz.ratio):
        scores = _score(pairs, "untouched", lambda a, b, peer=peer: peer(words(a), words(b)), 90)
        print(f"  {peer.__name__} >= 90   untouched {scores}")


def _alike(left: str, right: str) -> float:
    return 100 * alike(tuple(tokens(left)), tuple(tokens(right)))


def _score(pairs: list[dict], name: str, measure, threshold: float) -> str:
    chosen = [r for r in pairs if half(r["id"]) == name]
    found = [r for r in chosen if measure(r["a"], r["b"]) >= threshold]
    right = sum(r["same"] for r in found)
    wanted = sum(r["same"] for r in chosen)
    return f"P {right / max(1, len(found)):.3f} R {right / wanted:.3f} (n {len(found)})"


def texts() -> dict[str, str]:
    """Id -> text of every real body of some length."""
    found = {r["id"]: r["text"] for r in rows("crawled_text/crawled.jsonl")}
    for story in rows("headlines/fnc_stories.jsonl"):
        found |= {f"{story['story']}/{body['id']}": body["text"] for body in story["bodies"]}
    for path in sorted((DATA / "articles").glob("*.jsonl")):
        found |= {r["id"]: r["body"] for r in rows(f"articles/{path.name}") if r.get("body")}
    return {key: text for key, text in found.items() if text and len(text.split()) >= 100}


def bodies() -> None:
    """Recall on made copies at the containment the rules ask for, and the natural pairs found."""
    chance = random.Random(SEED)
    found = texts()
    originals = {key: sketch(text) for key, text in found.items()}
    print(f"bodies: {len(found)} texts")
    for name, edit in (
        ("cut to 50 %", _cut(0.5)),
        ("cut to 30 %", _cut(0.3)),
        ("paragraphs added", _added),
        ("10 % of words edited", _edited),
    ):
        hits = 0
        start = process_time()
        for key, text in found.items():
            other = chance.choice(list(found.values()))
            copy = sketch(edit(text.split(), other.split(), chance))
            hits += any(True for _ in copied([originals[key], copy], ["", ""], 0.45))
        print(f"  {name:<22} recall {hits / len(found):.3f}   {process_time() - start:.1f} CPU s")
    keys = sorted(found)
    start = process_time()
    pairs = list(copied([originals[key] for key in keys], [""] * len(keys), 0.45))
    print(f"  natural pairs {len(pairs)} in {process_time() - start:.2f} CPU s:")
    for left, right, share in pairs:
        print(f"    {share:.2f} {keys[left]} {keys[right]}")


def _cut(share: float):
    return lambda own, other, chance: " ".join(own[: int(len(own) * share)])


def _added(own: list[str], other: list[str], chance: random.Random) -> str:
    return " ".join(other[: len(own) // 2] + own + other[len(own) // 2 : len(own)])


def _edited(own: list[str], other: list[str], chance: random.Random) -> str:
    return " ".join(chance.choice(other) if chance.random() < 0.1 else word for word in own)


def headlines(sizes: tuple[int, ...] = (10_000, 100_000)) -> None:
    """Recall of `ratio >= 90` on sampled queries against brute force, and CPU, at two sizes."""
    for size in sizes:
        lines = sorted(set(generated(size)))
        split = [tuple(line.split()) for line in lines]
        start = process_time()
        pairs = candidates(split)
        spent = process_time() - start
        found = {(i, j) for i, j in pairs.tolist()}
        wanted = list(_brute(lines, 1_000))
        recall = sum(pair in found for pair in wanted) / max(1, len(wanted))
        print(
            f"  {len(lines):>9,} headlines  {spent:.2f} CPU s  candidates {len(found):,}"
            f"  recall of ratio >= 90 {recall:.4f} (n {len(wanted)})"
        )


def _brute(lines: list[str], queries: int) -> Iterator[tuple[int, int]]:
    chosen = random.Random(SEED).sample(range(len(lines)), min(queries, len(lines)))
    for i in chosen:
        for _, _, j in process.extract(
            lines[i], lines, scorer=fuzz.ratio, score_cutoff=90, limit=None
        ):
            if i != j:
                yield min(i, j), max(i, j)


def generated(size: int) -> Iterator[str]:
    """Headlines from a word chain learnt on real ones; every fifth has a slipped or cut variant."""
    chance = random.Random(SEED)
    real = [tokens(r["title"]) for r in rows("headlines/uci_stories.jsonl")]
    follow: dict[str, list[str]] = {}
    for headline in real:
        for word, after in zip(headline, headline[1:], strict=False):
            follow.setdefault(word, []).append(after)
    starts = [headline[0] for headline in real]
    made = 0
    while made < size:
        line = [chance.choice(starts)]
        while len(line) < 10 and line[-1] in follow:
            line.append(chance.choice(follow[line[-1]]))
        if len(line) < 5:
            continue
        yield " ".join(line)
        made += 1
        if made % 5 == 0:
            yield _variant(" ".join(line), chance)
            made += 1


def _variant(line: str, chance: random.Random) -> str:
    place = chance.randrange(1, len(line) - 1)
    edits = (line[:place] + line[place + 1 :], line[: int(len(line) * 0.88)], "update " + line)
    return chance.choice(edits)


if __name__ == "__main__":
    jobs = {"labelled": labelled, "bodies": bodies, "headlines": headlines}
    for name in sys.argv[1:] or jobs:
        jobs[name]()
