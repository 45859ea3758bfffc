"""Related lines that a reader found by looking at the links of saved pages: the share reported.

    python -m benchmarks.related_recall [lines] [teasers] [template]

lines     blocks that are a few words and a link, and short lines above a linked headline: a reader
          said which of them are related. Their text without links is what an extractor hands on.
          Found by their links, not by their words; the lexicon was widened after they were read
teasers   blocks wholly one link to the same site between two paragraphs, below no label, read as
          teaser or not; the pages are judged as pages
template  up to 16 lines of each publisher with five pages or more, drawn at random from the lines
          that the hand-made body lacks; a reader said which belong to the site's template. Reported
          by the lists alone, and with the lines that TPL201 learns from the publisher's pages. The
          lists were widened after these lines were read: before that .33 alone, .54 with TPL201
"""

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from articles import Article
from articles.text import read_text
from benchmarks.line_material import (
    ONE_ARTICLE,
    digest,
    half,
    look,
    pages,
    rows,
    rules,
    sets,
    texts,
)
from checks.lines.repeated import fold_line
from checks.protocol import Check
from checks.runner import run

MARKS = Path(__file__).parent / "related_and_template_marks.jsonl"
#: blocks before and behind a line that are handed on with it
_BEFORE, _BEHIND = 3, 5
#: pages of a publisher from which lines are learnt
_PAGES = 5
#: so that no line of the page is taken for the headline
_FIRST = "The harbour board met on Friday and decided nothing of note, its chair said."


def marks(*kinds: str) -> dict[str, dict[str, tuple[str, bool]]]:
    """By page: the digest of a marked line, its kind and what the reader said."""
    told: dict[str, dict[str, tuple[str, bool]]] = defaultdict(dict)
    for row in map(json.loads, MARKS.read_text(encoding="utf-8").splitlines()):
        if row["what"] in kinds:
            told[row["page"]][row["line"]] = (row["what"], row["right"])
    return told


def lines() -> None:
    """Per kind and half: marked lines that are reported."""
    told, checks, counts = marks("line", "label"), rules("REL1"), Counter()
    for page in (page for page in pages() if page.id in told):
        seen = set()
        for number in page.zone:
            mark = digest(page.blocks[number].text)
            if mark in told[page.id] and mark not in seen:
                seen.add(mark)
                hit = _is_reported(page, number, checks)
                counts[told[page.id][mark][0], half(page.id), hit] += 1
    for kind in ("line", "label"):
        for part in ("first half", "second half"):
            hits, misses = counts[kind, part, True], counts[kind, part, False]
            print(f"{kind:<6} {part:<12} {hits} of {hits + misses} = {hits / (hits + misses):.3f}")


def _is_reported(page: Article, number: int, checks: list[Check]) -> bool:
    low = max(page.zone.start, number - _BEFORE)
    around = page.blocks[low : min(page.zone.stop, number + _BEHIND)]
    text = "\n\n".join([_FIRST, *(block.text.replace("\n", " ") for block in around)])
    article = read_text(text, language=page.language, url=page.url, headline=_FIRST[:21])
    wanted = number - low + 1
    return any((finding.span.line - 1) // 2 == wanted for finding in look([article], checks))


def teasers() -> None:
    """Per half: recall over marked teasers, precision over all reported that were read.

    What was read only because it was reported ("teaser seen") counts for precision alone.
    """
    told, checks, counts = marks("teaser", "teaser seen"), rules("REL105"), Counter()
    for page in (page for page in pages() if page.id in told):
        hits = {finding.span.block for finding in look([page], checks)}
        reported = {digest(page.blocks[block].text) for block in hits}
        for line, (what, right) in told[page.id].items():
            counts[half(page.id), what, right, line in reported] += 1
    for part in ("first half", "second half"):
        found, missed = (counts[part, "teaser", True, hit] for hit in (True, False))
        right, wrong = (
            sum(counts[part, what, is_one, True] for what in ("teaser", "teaser seen"))
            for is_one in (True, False)
        )
        print(f"teasers, {part}: reported {found} of {found + missed}", end="")
        print(f" = {found / (found + missed):.3f}, of {right + wrong} reported and read", end="")
        print(f" {right / (right + wrong):.3f} are right")


def template() -> None:
    """Recall of lists alone and with learnt lines, per line drawn, and what else is reported."""
    told, checks, counts = marks("template"), rules(*ONE_ARTICLE), Counter()
    publishers = {row["id"]: row["publisher"] for name in sets() for row in _articles(name)}
    groups: dict[str, list[Article]] = defaultdict(list)
    for article in texts():
        publisher = publishers[article.id] or article.site
        groups[publisher].append(replace(article, site=publisher))
    for name, group in ((n, each) for n, each in groups.items() if len(each) >= _PAGES):
        learnt = {fold_line(finding.quote) for finding in run(rules("TPL201"), group)}
        for article in (each for each in group if each.id in told):
            blocks = {finding.span.block for finding in look([article], checks)}
            lines_ = {digest(block.text): n for n, block in enumerate(article.blocks)}
            for line, (_, right) in told[article.id].items():
                again = fold_line(article.blocks[lines_[line]].text) in learnt
                counts.update([(right, "all"), *([(right, "lists")] * (lines_[line] in blocks))])
                counts[right, "both"] += lines_[line] in blocks or again
                counts[right, half(name)] += 1
                counts[right, half(name), "both"] += lines_[line] in blocks or again
    number, lists, both = (counts[True, key] for key in ("all", "lists", "both"))
    print(f"template lines: {number}, lists {lists / number:.3f}, with TPL201 {both / number:.3f}")
    for part in ("first half", "second half"):
        print(f"  {part} of publishers: {counts[True, part, 'both']} of {counts[True, part]}")
    print(f"  of {counts[False, 'all']} other lines {counts[False, 'both']} are reported")


def _articles(name: str) -> Iterator[dict]:
    return rows(f"articles/{name}.jsonl")


if __name__ == "__main__":
    PARTS = {function.__name__: function for function in (lines, teasers, template)}
    for part in sys.argv[1:] or PARTS:
        PARTS[part]()
