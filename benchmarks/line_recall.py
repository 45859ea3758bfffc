"""Residue lines that a reader called template text or a related link: the share reported.

    python -m benchmarks.line_recall [recall] [site]

recall  two random samples of residue lines, and the related lines that the data's makers labelled
site    residue lines of sites with five pages or more: lists alone, and with lines learnt
"""

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from articles import Article, Kind
from articles.words.fold import fold, words
from benchmarks.line_material import GOLD, ONE_ARTICLE, digest, flagged, look, rows, rules, texts
from checks.lines.repeated import fold_line
from checks.protocol import Check
from checks.runner import run

LINES = Path(__file__).parent / "related_and_template_lines.jsonl"
#: spaces in a line that may stand in a body by chance ("More", "Health")
_FEW = 3
_RELATED = ("REL101", "REL102", "TXT102", "TPL108")


def recall() -> None:
    """Residue lines that a reader called template text or a related link, in two random samples."""
    judged_ = {
        (row["page"], row["line"]): row
        for row in map(json.loads, LINES.read_text(encoding="utf-8").splitlines())
    }
    checks, hit, seen = rules(*ONE_ARTICLE), Counter(), set()
    for row in rows("residue/extractor_output_labelled.jsonl"):
        ours = flagged(row["lines"], checks, url=row["url"])
        for number, line in enumerate(row["lines"]):
            key = (row["page"], digest(line))
            if key in judged_ and judged_[key]["template"]:
                seen.add(key)
                hit[key] |= number in ours
    for sample, word in ((1, "its misses were read"), (2, "drawn after that")):
        keys = [key for key in seen if judged_[key]["sample"] == sample]
        caught = sum(hit[key] for key in keys)
        print(f"template lines, sample {sample} ({word}): {caught} of {len(keys)}, lists alone")

    _related_recall(checks)


def _related_recall(checks: list[Check]) -> None:
    """Lines that the data's makers labelled as related links and residue, in their documents."""
    cues = [r for r in rows("residue/cue_lines.jsonl") if r["kind"] == "related link"]
    wanted = {(r["page"], fold(r["line"])): False for r in cues if r["label"] == "residue"}
    for row in rows("residue/extractor_output_labelled.jsonl"):
        if any(page == row["page"] for page, _ in wanted):
            ours = flagged(row["lines"], checks, url=row["url"])
            for number, line in enumerate(row["lines"]):
                if (key := (row["page"], fold(line))) in wanted:
                    wanted[key] |= any(f.code in _RELATED for f in ours.get(number, ()))
    missed = sorted(page for (page, _), hit in wanted.items() if not hit)
    print(f"labelled related lines: {sum(wanted.values())} of {len(wanted)}, missed on {missed}")


def site() -> None:
    """Sites with five pages or more: lines that the hand-made body lacks."""
    gold = {
        r["id"]: words(r["body"]) for n in GOLD for r in rows(f"articles/{n}.jsonl") if r["body"]
    }
    lines = {
        r["id"]: {words(line) for line in r["body"].split("\n")}
        for n in GOLD
        for r in rows(f"articles/{n}.jsonl")
        if r["body"]
    }
    sites: dict[str, list[Article]] = defaultdict(list)
    for article in texts():
        if article.id in gold:
            sites[article.site].append(article)
    counts: Counter[str] = Counter()
    for articles in (each for each in sites.values() if len(each) >= 5):
        learnt = {fold_line(f.quote) for f in run(rules("TPL201"), articles)}
        for article in articles:
            counts.update(_of_article(article, gold[article.id], lines[article.id], learnt))
    print(f"lines of {sum(len(s) >= 5 for s in sites.values())} sites with five pages or more:")
    # repeated: on two pages or more; scattered: a few words that the body also holds somewhere
    for word in ("repeated residue", "residue", "scattered", "content"):
        lists, both, all_ = (counts[f"{word} {x}"] for x in ("lists", "both", "all"))
        print(f"  {word:<17} {all_:>5}  lists {lists / all_:.3f}  with learnt {both / all_:.3f}")


def _of_article(article: Article, body: str, whole: set[str], learnt: set[str]) -> Iterator[str]:
    """`whole`: the hand-made body's lines; a few words may stand anywhere in it by chance."""
    blocks = {f.span.block for f in look([article], rules(*ONE_ARTICLE))}
    for index, block in enumerate(article.blocks):
        line = words(block.text)
        if not line or block.kind in (Kind.HEADLINE, Kind.BYLINE, Kind.DATELINE):
            continue
        inside = f" {line} " in f" {body} "
        again = fold_line(block.text) in learnt
        short = inside and line.count(" ") < _FEW and line not in whole
        kinds = ["scattered" if short else "content"] if inside else ["residue"]
        if not inside and _stands_often(article.site, fold_line(block.text)):
            kinds.append("repeated residue")
        for kind in kinds:
            yield f"{kind} all"
            if index in blocks:
                yield f"{kind} lists"
            if index in blocks or again:
                yield f"{kind} both"


@cache
def _line_counts() -> Counter:
    return Counter(
        (article.site, line)
        for article in texts()
        for line in {fold_line(block.text) for block in article.blocks}
    )


def _stands_often(site_: str, line: str) -> bool:
    return _line_counts()[site_, line] > 1


if __name__ == "__main__":
    PARTS = {function.__name__: function for function in (recall, site)}
    for part in sys.argv[1:] or PARTS:
        PARTS[part]()
