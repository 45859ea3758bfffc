"""What TPL201 adds to each extractor: labelled lines that it flags, residue and content.

    python -m benchmarks.line_learnt

An extractor's output of a page is put beside the publisher's other saved pages (as texts of
another project's extractor) where these make three articles or more; the others are left out,
for nothing can be learnt there. Of content not one line should be flagged.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace

from articles import Article
from articles.text import read_text
from benchmarks.line_material import rows, rules, sets, texts
from checks.lines.repeated import fold_line
from checks.protocol import Check
from checks.runner import run

_LEAST = 3


def measure() -> None:
    """Per extractor: lines of pages whose publisher has three saved pages, and those flagged."""
    others, check = _by_publisher(), rules("TPL201")
    counts: Counter[tuple[str, str, bool]] = Counter()
    for extractor, publisher, documents in _groups():
        known = {row["page"] for row in documents} | {row["url"] for row in documents}
        rest = [a for a in others[publisher] if a.id not in known and a.url not in known]
        if len(rest) + len(documents) >= _LEAST:
            _count(extractor, documents, _learnt(documents, rest, publisher, check), counts)
    print(f"pages whose publisher has {_LEAST} saved or more; flagged of labelled lines:")
    for name in sorted({name for name, _, _ in counts}):
        cells = []
        for label in ("residue", "content"):
            hits, misses = counts[name, label, True], counts[name, label, False]
            cells.append(f"{label} {hits:>3} of {hits + misses:>5}")
        print(f"  {name:<15} {'   '.join(cells)}")


def _groups() -> Iterator[tuple[str, str, list[dict]]]:
    groups: dict[tuple[str, str], list[dict]] = defaultdict(list)
    for row in rows("residue/extractor_output_labelled.jsonl"):
        groups[row["extractor"], row["publisher"]].append(row)
    for (extractor, publisher), documents in sorted(groups.items(), key=lambda item: item[0]):
        yield extractor, publisher, documents


def _publishers() -> dict[str, str]:
    return {r["id"]: r["publisher"] for name in sets() for r in rows(f"articles/{name}.jsonl")}


def _by_publisher() -> dict[str, list[Article]]:
    publishers, found = _publishers(), defaultdict(list)
    for article in texts():
        found[publishers[article.id] or article.site].append(article)
    return found


def _learnt(
    documents: list[dict], rest: list[Article], publisher: str, check: list[Check]
) -> set[str]:
    articles = [replace(article, site=publisher) for article in rest]
    for row in documents:
        text = "\n\n".join(line.replace("\n", " ") or "-" for line in row["lines"])
        articles.append(replace(read_text(text, url=row["url"], id=row["id"]), site=publisher))
    return {fold_line(finding.quote) for finding in run(check, articles)}


def _count(
    extractor: str,
    documents: list[dict],
    learnt: set[str],
    counts: Counter[tuple[str, str, bool]],
) -> None:
    for row in documents:
        for line, label in zip(row["lines"], row["labels"], strict=True):
            counts[extractor, label, fold_line(line) in learnt] += 1


if __name__ == "__main__":
    measure()
