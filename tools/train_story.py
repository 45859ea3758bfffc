"""Trains the small forests that tell story from furniture: articles/data/story.npz.

    python -m tools.train_story DATA [--folds 5] [--write]

DATA holds JSON lines a set (id, url, html, publisher, body) and the pages they name, as
docs/decisions/body.md describes. Without --write it prints the cross-validated figures: no
publisher stands in both the pages that teach and those that are judged. Needs the extra `bench`.
"""

import argparse
import gzip
import json
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from selectolax.lexbor import LexborHTMLParser

from articles.blocks import Piece, pieces
from articles.encoding import decode
from articles.features import COLUMNS, Numbers, features
from articles.forest import Forest
from articles.kinds import line_kind
from articles.metadata import Metadata, read_metadata
from articles.model import Kind
from articles.page import setting_of
from articles.second_look import seen_among_others
from articles.story import Judge, candidates, chosen, second_chances
from articles.table_rows import with_rows

GOLD = ("fundus", "scrapinghub", "andythefactory", "cleanportaleval")
#: sets whose pages are judged by another extractor's opinion: many publishers, weaker truth
TAUGHT = ("newspaper4k", "newspaper3k", "goose3", "readability", "trafilatura", "postlight")
TAUGHT_WEIGHT = 0.3
#: pages that are shown a second time without the names of their elements: the forest must not
#: lean on one content system's words
NAMELESS = 0.5
#: pages are shown a second time as if their story ended after so many paragraphs, with this weight:
#: truths are of long stories, and agencies' flashes have two sentences
SHORT, SHORT_WEIGHT = (1, 1, 2, 2, 3, 4), 0.08
SEED = 5
_BOTH = {"learning_rate": 0.07, "l2_leaf_reg": 5.0}
FIRST = {"iterations": 250, "depth": 6, "rsm": 0.4, **_BOTH}
SECOND = {"iterations": 120, "depth": 5, "rsm": 0.5, **_BOTH}
INNER_FOLDS = 3
_PARAGRAPH = 60  # letters: a shorter piece of the story is a crosshead (a guess)
OUT = Path(__file__).parent.parent / "articles" / "data"
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]|\w+")


@dataclass(slots=True)
class Page:
    """A page with what is known of it."""

    id: str
    set: str
    publisher: str
    body: str
    pieces: list[Piece]
    asked: list[int]
    copied: Sequence[float]
    rows: Numbers
    truth: NDArray[np.int8] = field(default_factory=lambda: np.zeros(0, dtype=np.int8))
    weight: NDArray[np.float64] = field(default_factory=lambda: np.zeros(0))
    short: bool = False


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


def read_set(data: Path, name: str) -> Iterator[Page]:
    """The pages of one set that can teach something."""
    for line in (data / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        html = decode(gzip.decompress((data / row["html"]).read_bytes()), "")
        body = row.get("body") if name in GOLD else _taught_body(html)
        if body:
            yield from _pages(row, html, body)


def _taught_body(html: str) -> str:
    """Another extractor's opinion. It weighs less than truth and is checked by nobody."""
    import trafilatura

    return trafilatura.extract(html, include_comments=False) or ""


def _pages(row: dict[str, Any], html: str, body: str) -> Iterator[Page]:
    """The page, and the same with a short story."""
    tree = LexborHTMLParser(html)
    told = read_metadata(tree, row["url"] or "")
    page = _page(row, told, with_rows(pieces(tree)), body)
    if page is not None:
        yield page
        short = _shortened(row, told, page)
        if short is not None:
            yield short


def _page(row: dict[str, Any], told: Metadata, found: list[Piece], body: str) -> Page | None:
    said: list[Kind | None] = [line_kind(piece.text, piece.link_share) for piece in found]
    asked = candidates(found, said)
    if not asked:
        return None
    setting = setting_of(found, asked, told.headline, told)
    rows = np.vstack(list(features(found, said, setting, asked)))
    page = Page(row["id"], row["set"], row["publisher"] or row["id"], body, found, asked,
                setting.copied, rows)  # fmt: skip
    return _labelled(page)


def _shortened(row: dict[str, Any], told: Metadata, page: Page) -> Page | None:
    """The page as if its story ended early; None where that is short already, or not all there."""
    story = [i for i, is_story in zip(page.asked, page.truth, strict=True) if is_story]
    long = [i for i in story if len(page.pieces[i].text) >= _PARAGRAPH]
    count = random.Random(page.id).choice(SHORT)
    if len(long) <= max(SHORT) or not _teaches(page):
        return None
    gone = {i for i in story if i > long[count - 1]}
    body = "\n\n".join(page.pieces[i].text for i in story if i not in gone)
    found = [piece for i, piece in enumerate(page.pieces) if i not in gone]
    short = _page({**row, "id": f"{page.id} short"}, told, found, body)
    if short is not None:
        short.short = True
        short.weight *= SHORT_WEIGHT
    return short


def _labelled(page: Page) -> Page:
    """A piece is story when 60 % of its runs of three words stand in the true body, once."""
    words = [_WORD.findall(piece.text) for piece in page.pieces]
    truth = _WORD.findall(page.body)
    marks = _without_wholes(words, _marks(words, truth, page.body), len(truth))
    page.truth = np.array([marks[i] for i in page.asked], dtype=np.int8)
    letters = np.array([len(words[i]) for i in page.asked], dtype=float)
    weight = np.sqrt(letters / max(len(truth), 30)) * 8 + 0.1
    page.weight = weight * (1.0 if page.set in GOLD else TAUGHT_WEIGHT)
    return page


def _marks(words: Sequence[Sequence[str]], truth: Sequence[str], body: str) -> list[bool]:
    runs = set(zip(truth, truth[1:], truth[2:], strict=False))
    whole = f" {' '.join(truth)} "
    lines = {" ".join(_WORD.findall(line)) for line in body.split("\n")}
    used: Counter[str] = Counter()
    marks = []
    for found in words:
        text = " ".join(found)
        story = _stands_in(found, text, runs, whole, lines)
        story = story and used[text] < max(1, whole.count(f" {text} "))
        used[text] += story
        marks.append(story)
    return marks


def _stands_in(
    found: Sequence[str], text: str, runs: set[tuple[str, str, str]], whole: str, lines: set[str]
) -> bool:
    if len(found) < 5:
        return bool(found) and text in lines
    here = list(zip(found, found[1:], found[2:], strict=False))
    if sum(run in runs for run in here) < 0.6 * len(here):
        return False
    return len(found) >= 12 or text in lines or f" {text} " in whole


def _without_wholes(words: Sequence[Sequence[str]], marks: list[bool], truth: int) -> list[bool]:
    """Where a page holds its story twice, the piece that holds all of it is the copy."""
    if sum(len(w) for w, m in zip(words, marks, strict=True) if m) < 1.15 * truth:
        return marks
    runs = [
        set(zip(*(w[n:] for n in range(5)), strict=False)) if m else set()
        for w, m in zip(words, marks, strict=True)
    ]
    seen: Counter[tuple[str, ...]] = Counter(run for found in runs for run in found)
    for index in sorted(range(len(words)), key=lambda i: -len(runs[i])):
        here = runs[index]
        if len(here) > 60 and sum(seen[run] > 1 for run in here) > 0.6 * len(here):
            marks[index] = False
            seen.subtract(here)
    return marks


def train(pages: Sequence[Page]) -> Judge:
    """Two forests taught by these pages. The second learns from what the first says of pages whose
    publishers it never saw: of those it knows it is too sure."""
    shown = [page for page in pages if _teaches(page)]
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


def _teaches(page: Page) -> bool:
    """Whether the page's text holds its truth; a page that does not would teach nonsense."""
    marked = zip(page.asked, page.truth, strict=True)
    found = sum(len(_WORD.findall(page.pieces[i].text)) for i, story in marked if story)
    return found >= 0.5 * len(_WORD.findall(page.body))


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
    words = _WORD.findall(text)
    if len(words) < 4:
        return Counter([tuple(words)] if words else [])
    return Counter(zip(*(words[n:] for n in range(4)), strict=False))


if __name__ == "__main__":
    main()
