"""Pages that teach the forests of `tools.train_story`: their pieces, and which are story."""

import gzip
import json
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from selectolax.lexbor import LexborHTMLParser

from articles.encoding import decode
from articles.metadata.reading import Metadata, read_metadata
from articles.page import setting_of, told_by_line
from articles.story.choice import candidates
from articles.story.features import Numbers, features
from articles.tree.headline_lines import apart_at_headline
from articles.tree.pieces import Piece
from articles.tree.table_rows import with_rows
from articles.tree.walk import pieces

GOLD = ("fundus", "scrapinghub", "andythefactory", "cleanportaleval")
#: sets whose pages are judged by another extractor's opinion: many publishers, weaker truth
TAUGHT = ("newspaper4k", "newspaper3k", "goose3", "readability", "trafilatura", "postlight")
TAUGHT_WEIGHT = 0.3
#: pages are shown a second time as if their story ended after so many paragraphs, with this weight:
#: truths are of long stories, and agencies' flashes have two sentences
SHORT, SHORT_WEIGHT = (1, 1, 2, 2, 3, 4), 0.08
_PARAGRAPH = 60  # letters: a shorter piece of the story is a crosshead (a guess)
WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]|\w+")


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
    found = apart_at_headline(with_rows(pieces(tree)), told.headline)
    page = _page(row, told, found, body)
    if page is not None:
        yield page
        short = _shortened(row, told, page)
        if short is not None:
            yield short


def _page(row: dict[str, Any], told: Metadata, found: list[Piece], body: str) -> Page | None:
    said = told_by_line(found)
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
    if len(long) <= max(SHORT) or not teaches(page):
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
    words = [WORD.findall(piece.text) for piece in page.pieces]
    truth = WORD.findall(page.body)
    marks = _without_wholes(words, _marks(words, truth, page.body), len(truth))
    page.truth = np.array([marks[i] for i in page.asked], dtype=np.int8)
    letters = np.array([len(words[i]) for i in page.asked], dtype=float)
    weight = np.sqrt(letters / max(len(truth), 30)) * 8 + 0.1
    page.weight = weight * (1.0 if page.set in GOLD else TAUGHT_WEIGHT)
    return page


def _marks(words: Sequence[Sequence[str]], truth: Sequence[str], body: str) -> list[bool]:
    runs = set(zip(truth, truth[1:], truth[2:], strict=False))
    whole = f" {' '.join(truth)} "
    lines = {" ".join(WORD.findall(line)) for line in body.split("\n")}
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


def teaches(page: Page) -> bool:
    """Whether the page's text holds its truth; a page that does not would teach nonsense."""
    marked = zip(page.asked, page.truth, strict=True)
    found = sum(len(WORD.findall(page.pieces[i].text)) for i, story in marked if story)
    return found >= 0.5 * len(WORD.findall(page.body))
