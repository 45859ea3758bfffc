"""Stories, measured: `python -m benchmarks.story_clusters`.

Bodies: every text of fnc_stories.jsonl as an article of a site of its own, clusters as DUP203 finds
them. Headlines: uci_stories.jsonl, whose clusters are events and thus a wider notion than copies;
near headlines (DUP202's measure, three days) are joined over sites. Scores are B-cubed; single
articles count. Baselines: the exact headline, and TF-IDF of character n-grams with average linkage
at the threshold that gives the best F1 (so it is flattered). Needs `pip install copydesk[bench]`.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from time import process_time
from typing import Any

from articles.words.fold import tokens, words
from checks.comparison import components
from checks.copies import copied
from checks.headlines import alike, candidates
from checks.rules.dup202_near_duplicate_headline import NearDuplicateHeadline
from checks.rules.dup203_syndicated_copy import SyndicatedCopy
from checks.series import set_apart
from checks.sketch import sketch

DATA = Path(__file__).parents[1].parent / "shared/data/headlines"
DAYS = 3 * 86_400_000
LEAST = SyndicatedCopy().min_containment_percent / 100
NEAR = NearDuplicateHeadline().min_alike_without_text_percent / 100


def rows(name: str) -> list[dict[str, Any]]:
    with (DATA / name).open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def b_cubed(found: Sequence[int], truth: Sequence[str]) -> tuple[float, float, float]:
    """Precision, recall and F1 over items; labels of both clusterings in one order."""
    both = Counter(zip(found, truth, strict=True))
    by_found, by_truth = Counter(found), Counter(truth)
    share = [(both[f, t], by_found[f], by_truth[t]) for f, t in zip(found, truth, strict=True)]
    precision = sum(common / size for common, size, _ in share) / len(share)
    recall = sum(common / size for common, _, size in share) / len(share)
    return precision, recall, 2 * precision * recall / (precision + recall)


def labels(size: int, pairs: Iterable[tuple[int, int]]) -> list[int]:
    found = list(range(size))
    for group in components(sorted(pairs)):
        for member in group:
            found[member] = group[0]
    return found


def by_title(titles: Sequence[str]) -> list[int]:
    first: dict[str, int] = {}
    return [first.setdefault(words(title) or str(i), i) for i, title in enumerate(titles)]


def by_tfidf(texts: Sequence[str], truth: Sequence[str]) -> tuple[float, list[int]]:
    """The threshold with the best F1, and its clusters."""
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectors = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5)).fit_transform(texts)
    distance = 1 - (vectors @ vectors.T).toarray().clip(0, 1)
    distance[range(len(texts)), range(len(texts))] = 0
    tree = linkage(squareform(distance, checks=False), "average")
    tried = [(at / 20, fcluster(tree, at / 20, "distance").tolist()) for at in range(4, 20)]
    return max(tried, key=lambda pair: b_cubed(pair[1], truth)[2])


def bodies() -> None:
    texts, titles, truth = [], [], []
    for story in rows("fnc_stories.jsonl"):
        for body in story["bodies"]:
            texts.append(body["text"])
            titles.append(_title(body["headlines"]))
            truth.append(story["story"])
    print(f"bodies: {len(texts)} texts in {len(set(truth))} stories (fnc_stories)")
    _table(truth, lambda: _copies(texts), titles, texts)


def _title(headlines: list[Any]) -> str:
    first = headlines[0] if headlines else ""
    return str(first if isinstance(first, str) else first[0])


def _copies(texts: Sequence[str]) -> list[int]:
    sketches = [sketch(text) for text in texts]
    pairs = copied(sketches, [str(i) for i in range(len(texts))], LEAST)
    return labels(len(texts), [(left, right) for left, right, _ in pairs])


def events() -> None:
    found = rows("uci_stories.jsonl")
    titles, truth = [row["title"] for row in found], [row["story"] for row in found]
    print(f"headlines: {len(titles)} in {len(set(truth))} events (uci_stories)")
    times = [row["time_ms"] for row in found]
    _table(truth, lambda: _near(titles, times), titles, titles)


def _near(titles: Sequence[str], times: Sequence[int]) -> list[int]:
    split = [tuple(tokens(title)) for title in titles]
    pairs = [
        (i, j)
        for i, j in candidates(split, NEAR).tolist()
        if abs(times[i] - times[j]) <= DAYS
        and alike(split[i], split[j]) >= NEAR
        and not set_apart(split[i], split[j])
    ]
    return labels(len(titles), pairs)


def _table(
    truth: list[str], ours: Callable[[], list[int]], titles: list[str], texts: list[str]
) -> None:
    start = process_time()
    found = ours()
    spent = process_time() - start
    threshold, linked = by_tfidf(texts, truth)
    for name, clusters in (
        (f"ours ({spent:.2f} CPU s)", found),
        ("exact headline", by_title(titles)),
        (f"TF-IDF, average linkage at {threshold:.2f}", linked),
    ):
        precision, recall, f1 = b_cubed(clusters, truth)
        sizes = Counter(clusters)
        print(
            f"  {name:<36} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}"
            f"  {len(sizes)} clusters, largest {max(sizes.values())}"
        )


def table() -> None:
    """Both sets."""
    bodies()
    events()


if __name__ == "__main__":
    table()
