"""Related links and template text, measured: what the rules flag and leave alone, and how fast.

    python -m benchmarks.related_and_template [extractors] [keep] [speed]

extractors  per extractor: labelled residue lines that are flagged, content lines wrongly flagged
keep        findings on the segments that must be in the body, and on hand-made bodies
speed       megabytes of text a CPU second, all rules for one article together

Hostile texts: `line_hostile`; what TPL201 adds to each extractor: `line_learnt`.
Precision on read findings: `line_verdicts`; recall: `line_recall`, `related_recall`; other
projects' rules: `line_peers`; planted faults in forty languages: `invented_lines`.
"""

import sys
from collections import Counter
from time import process_time

from articles.text import read_text
from benchmarks.line_material import GOLD, ONE_ARTICLE, flagged, look, rows, rules


def extractors() -> None:
    """Labelled lines of twelve extractors: flagged at warning and above, and at info too."""
    checks = rules(*ONE_ARTICLE)
    lines: Counter[tuple[str, str]] = Counter()
    hits: Counter[tuple[str, str, bool]] = Counter()
    for row in rows("residue/extractor_output_labelled.jsonl"):
        found = flagged(row["lines"], checks, url=row["url"])
        for number, label in enumerate(row["labels"]):
            lines[row["extractor"], label] += 1
            grave = any(f.severity > 1 for f in found.get(number, ()))
            hits[row["extractor"], label, True] += grave
            hits[row["extractor"], label, False] += number in found
    print("labelled lines: residue flagged (warning+), with info; content wrongly flagged (same)")
    for name in sorted({name for name, _ in lines}):
        _line(name, lines, hits)
    content = sum(n for (_, label), n in lines.items() if label == "content")
    for grave, word in ((True, "warning+"), (False, "with info")):
        wrong = sum(n for (_, lab, g), n in hits.items() if lab == "content" and g is grave)
        print(
            f"  content lines wrongly flagged, {word}: {wrong} of {content} = {wrong / content:.5f}"
        )


def _line(name: str, lines: Counter, hits: Counter) -> None:
    residue, content = lines[name, "residue"], lines[name, "content"]
    print(
        f"  {name:<15} residue {residue:>6}  {hits[name, 'residue', True] / residue:6.3f}"
        f" {hits[name, 'residue', False] / residue:6.3f}   content {content:>5}"
        f"  {hits[name, 'content', True]:>3} {hits[name, 'content', False]:>3}"
    )


def keep() -> None:
    """Segments that must be in the body, alone and together; hand-made bodies."""
    checks = rules(*ONE_ARTICLE)
    found, segments = Counter(), 0
    for row in rows("articles/trafilatura.jsonl"):
        kept = [s.strip() for s in row.get("with") or () if s.strip()]
        segments += len(kept)
        for lines in ([kept] if kept else []) + [[segment] for segment in kept]:
            for hits in flagged(lines, checks, url=row["url"] or "").values():
                found.update(f.code for f in hits)
    print(f"must-keep segments: {segments}, findings: {sum(found.values())} {dict(found)}")
    found, total = Counter(), 0
    for name in GOLD:
        for row in rows(f"articles/{name}.jsonl"):
            body = [line for line in (row["body"] or "").split("\n\n") if line.strip()]
            total += len(body)
            for hits in flagged(body, checks, url=row["url"] or "").values():
                found.update(f.code for f in hits)
    print(f"hand-made body lines: {total}, findings: {sum(found.values())} {dict(found)}")
    print("  (read by eye: all but two of them are residue that the hand-made bodies kept)")


def speed() -> None:
    """Hand-made bodies and crawled texts, read beforehand."""
    bodies = [r["body"] for n in GOLD for r in rows(f"articles/{n}.jsonl") if r["body"]]
    bodies += [r.get("text") or r.get("body") or "" for r in rows("crawled_text/crawled.jsonl")]
    articles = [read_text(body) for body in bodies]
    size = sum(len(body.encode()) for body in bodies) / 1e6
    checks = rules(*ONE_ARTICLE)
    list(look(articles[:1], checks))
    begin = process_time()
    number = sum(1 for _ in look(articles, checks))
    spent = process_time() - begin
    print(f"{len(articles)} articles, {size:.1f} MB, {number} findings: {size / spent:.1f} MB/s")


if __name__ == "__main__":
    PARTS = {function.__name__: function for function in (extractors, keep, speed)}
    for part in sys.argv[1:] or PARTS:
        PARTS[part]()
