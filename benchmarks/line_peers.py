"""Labelled lines of ten extractors beside a naive label regex, ftfy and line rules of corpora.

    python -m benchmarks.line_peers

The rules of C4 and of Gopher and FineWeb are written again from their papers, line by line.
"""

import re
from collections import Counter

import ftfy

from benchmarks.line_material import ONE_ARTICLE, WHOLE_PAGE, flagged, rows, rules

_NAIVE = re.compile(
    r"(?i)^\W*(?:see also|read (?:more|also|next)|also read|related|more (?:from|on)|recommended|"
    r"most (?:read|popular)|advertisement|sign up|subscribe|share (?:this|on)|follow us)\b"
)
_C4 = re.compile(r"(?i)lorem ipsum|javascript|cookie|terms of use|privacy policy|use of cookies|\{")


def _c4(line: str) -> bool:
    """C4 keeps a line that ends a sentence, has three words and holds none of these words."""
    ends = line.rstrip().endswith((".", "!", "?", '"', "”"))
    return not ends or len(line.split()) < 3 or bool(_C4.search(line))


def _gopher(line: str) -> bool:
    """Gopher and FineWeb count bullets, ellipses and short lines; here applied line by line."""
    return line.lstrip()[:1] in "•-*" or line.rstrip().endswith(("...", "…")) or len(line) < 30


def peers() -> None:
    """Labelled lines of extractors that look for the article, not of those that print the page."""
    checks = rules(*ONE_ARTICLE)
    tried = {
        "naive labels": lambda line: bool(_NAIVE.search(line)),
        "ftfy": lambda line: ftfy.fix_encoding(line) != line,
        "C4 lines": _c4,
        "Gopher lines": _gopher,
    }
    counts: Counter[tuple[str, str]] = Counter()
    for row in rows("residue/extractor_output_labelled.jsonl"):
        if row["extractor"] in WHOLE_PAGE:
            continue
        ours = flagged(row["lines"], checks, url=row["url"])
        for number, (line, label) in enumerate(zip(row["lines"], row["labels"], strict=True)):
            counts["lines", label] += 1
            counts["copydesk", label] += number in ours
            counts.update((name, label) for name, test in tried.items() if test(line))
    print("labelled lines of ten extractors: share of residue, share of content that is flagged")
    for name in ("copydesk", *tried):
        caught = counts[name, "residue"] / counts["lines", "residue"]
        wrong = counts[name, "content"] / counts["lines", "content"]
        print(f"  {name:<14} residue {caught:.3f}   content {wrong:.5f}")
    print("  (most residue lines are headlines, bylines and captions, which are no template text)")


if __name__ == "__main__":
    peers()
