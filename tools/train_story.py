"""Trains the small forests that tell story from furniture: articles/data/story.npz.

    python -m tools.train_story DATA [--folds 5] [--write]

DATA holds JSON lines a set (id, url, html, publisher, body) and the pages they name, as
docs/decisions/body.md describes. Without --write it prints the cross-validated figures: no
publisher stands in both the pages that teach and those that are judged. Needs the extra `bench`.
"""

import argparse
import json
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from articles.story.choice import Judge, chosen, second_chances
from articles.story.features import COLUMNS, Numbers
from articles.story.forest import Forest
from articles.story.second_look import seen_among_others
from tools.story_pages import GOLD, TAUGHT, WORD, Page, read_set, teaches

#: pages that are shown a second time without the names of their elements: the forest must not
#: lean on one content system's words
NAMELESS = 0.5
SEED = 5
_BOTH = {"learning_rate": 0.07, "l2_leaf_reg": 5.0}
FIRST = {"iterations": 250, "depth": 6, "rsm": 0.4, **_BOTH}
SECOND = {"iterations": 120, "depth": 5, "rsm": 0.5, **_BOTH}
INNER_FOLDS = 3
OUT = Path(__file__).parent.parent / "articles" / "data"


def main() -> None:
    """Cross-validate, or train on everything and write the forests."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    pages = [page for name in (*GOLD, *TAUGHT) for page in read_set(args.data, name)]
    count = sum(not page.short for page in pages)
    print(f"{count} pages, {sum(len(page.asked) for page in pages):,} pieces asked about")
    if args.write:
        write(train(pages), count)
    else:
        for line in cross_validated(pages, args.folds):
            print(line)


def train(pages: Sequence[Page]) -> Judge:
    """Two forests taught by these pages. The second learns from what the first says of pages whose
    publishers it never saw: of those it knows it is too sure."""
    shown = [page for page in pages if teaches(page)]
    fold = folds_by_publisher(shown, INNER_FOLDS)
    said: dict[str, Numbers] = {}
    for number in range(INNER_FOLDS):
        forest = _first([page for page in shown if fold[page.publisher] != number])
        asked = (page for page in shown if fold[page.publisher] == number)
        said |= {page.id: forest.chances(page.rows) for page in asked}
    rows = np.concatenate([seen_among_others(p.pieces, p.asked, said[p.id]) for p in shown])
    truth = np.concatenate([page.truth for page in shown])
    weight = np.concatenate([page.weight for page in shown])
    return Judge(_first(shown), _fitted(rows, truth, weight, SECOND))


def _first(shown: Sequence[Page]) -> Forest:
    """The forest that sees each piece by itself."""
    chance = random.Random(SEED)
    nameless = [page for page in shown if chance.random() < NAMELESS]
    rows = np.concatenate([p.rows for p in shown] + [_without_names(p.rows) for p in nameless])
    truth = np.concatenate([p.truth for p in (*shown, *nameless)])
    weight = np.concatenate([p.weight for p in shown] + [p.weight * 0.7 for p in nameless])
    return _fitted(rows, truth, weight, FIRST)


def _fitted(
    rows: Numbers, truth: NDArray[np.int8], weight: NDArray[np.float64], trees: dict[str, Any]
) -> Forest:
    from catboost import CatBoostClassifier

    model = CatBoostClassifier(
        **trees, bootstrap_type="Bernoulli", subsample=0.7, border_count=64,
        random_seed=SEED, thread_count=1, verbose=False, allow_writing_files=False,
    )  # fmt: skip
    return _forest(model.fit(rows, truth, sample_weight=weight))


def _without_names(rows: Numbers) -> Numbers:
    bare = rows.copy()
    for name, value in (("names", 0.0), ("kinds", -1.0), ("inside", 0.0)):
        bare[:, COLUMNS[name]] = value
    return bare


def _forest(model: Any) -> Forest:
    """The trees as arrays. Every level of a tree asks one question: leaf = the answers' bits."""
    path = OUT / "story.model.json"
    model.save_model(str(path), format="json")
    told = json.loads(path.read_text(encoding="utf-8"))
    path.unlink()
    trees = told["oblivious_trees"]
    levels = max(len(tree["splits"]) for tree in trees)
    columns = np.zeros((len(trees), levels), dtype=np.int64)
    borders = np.full((len(trees), levels), np.inf, dtype=np.float32)
    leaves = np.zeros((len(trees), 2**levels), dtype=np.float32)
    scale, bias = told["scale_and_bias"]
    for number, tree in enumerate(trees):
        for level, split in enumerate(tree["splits"]):
            columns[number, level] = split["float_feature_index"]
            borders[number, level] = split["border"]
        leaves[number, : len(tree["leaf_values"])] = np.array(tree["leaf_values"]) * scale
    return Forest(columns, borders, leaves, float(np.ravel(bias)[0]))


def write(judge: Judge, pages: int) -> None:
    """The forests and, beside them, where they come from."""
    arrays: dict[str, Any] = {**judge.first.arrays("first"), **judge.second.arrays("second")}
    np.savez_compressed(OUT / "story.npz", **arrays)
    origin = {
        "source": f"trained by tools/train_story.py on {pages} pages of public evaluation sets:"
        f" truth from {', '.join(GOLD)}; opinions of trafilatura on {', '.join(TAUGHT)}",
        "date": datetime.now(UTC).date().isoformat(),
        "licence": "Apache-2.0; holds numbers only, no text of any page",
        "seed": SEED,
        "first": FIRST,
        "second": SECOND,
    }
    text = json.dumps({"about": origin}, indent=2) + "\n"
    (OUT / "story.json").write_text(text, encoding="utf-8")
    print(f"wrote {OUT / 'story.npz'} ({(OUT / 'story.npz').stat().st_size:,} bytes)")


def cross_validated(pages: Sequence[Page], folds: int) -> Iterator[str]:
    """F1 of every set, each page judged by forests that never saw its publisher."""
    fold = folds_by_publisher(pages, folds)
    gold = [page for page in pages if page.set in GOLD]
    bodies: dict[str, str] = {}
    for number in range(folds):
        judge = train([page for page in pages if fold[page.publisher] != number])
        for page in gold:
            if fold[page.publisher] == number:
                bodies[page.id] = _body(page, judge)
    groups = {name: [p for p in gold if p.set == name and not p.short] for name in GOLD}
    groups["all"] = [page for page in gold if not page.short]
    groups["all, shortened"] = [page for page in gold if page.short]
    for name, group in groups.items():
        judged = [(page.body, bodies[page.id]) for page in group]
        yield f"{name:<16} {len(judged):>4} pages  F1 {f1(judged):.4f}"


def folds_by_publisher(pages: Iterable[Page], folds: int) -> dict[str, int]:
    """Which fold each publisher is in."""
    names = sorted({page.publisher for page in pages})
    random.Random(SEED).shuffle(names)
    return {name: number % folds for number, name in enumerate(names)}


def _body(page: Page, judge: Judge) -> str:
    first = judge.first.chances(page.rows)
    chances = second_chances(judge.second, page.pieces, page.asked, first)
    is_story = chosen(page.pieces, page.asked, chances, page.copied)
    texts = (p.text for p, story in zip(page.pieces, is_story, strict=True) if story)
    return "\n\n".join(texts)


def f1(judged: Sequence[tuple[str, str]]) -> float:
    """The measure of the article-extraction-benchmark: four-word runs, averaged over pages."""
    both = [precision_recall(truth, found) for truth, found in judged]
    precision = sum(p for p, _ in both) / len(both)
    recall = sum(r for _, r in both) / len(both)
    return 2 * precision * recall / (precision + recall)


def precision_recall(truth: str, found: str) -> tuple[float, float]:
    """The shares of runs of four words that are right in what was found, and found of the truth."""
    wanted, given = _runs(truth), _runs(found)
    same = sum((wanted & given).values())
    missing, wrong = sum(wanted.values()) - same, sum(given.values()) - same
    precision = same / (same + wrong) if same + wrong else float(not missing)
    return precision, same / (same + missing) if same + missing else 1.0


def _runs(text: str) -> Counter[tuple[str, ...]]:
    words = WORD.findall(text)
    if len(words) < 4:
        return Counter([tuple(words)] if words else [])
    return Counter(zip(*(words[n:] for n in range(4)), strict=False))


if __name__ == "__main__":
    main()
