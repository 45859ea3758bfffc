"""A title's key beside that of the `<h1>`: `python -m benchmarks.title_keys [--misses]`.

Every saved page of the evaluation data that has both. The key of a title is what DUP202 compares:
its words without the name that the site gives itself (one page is enough), and without what the
titles of the same publisher show to be the site's. It is met where it is the key of an `<h1>`.
Publishers are parted in halves; rules were made while looking at the first. A miss is "framed"
where all words of an `<h1>` stand in a row in the title: something is left around the headline.
The others are worded otherwise (a shorter title for search engines, another headline), and no
removal can make them equal.
"""

import gzip
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from selectolax.lexbor import LexborHTMLParser

from articles.page import read_page
from articles.words.fold import tokens
from benchmarks.duplicates import DATA, HALVES, half, rows
from checks.affixes import Affixes, Words, bare, learned, own_words

SOURCES = ("<title>", "og:title", "either")


@dataclass(frozen=True, slots=True)
class Page:
    """What a page calls itself; "" where it does not say."""

    id: str
    publisher: str
    site: str
    site_name: str
    title: str
    og_title: str
    headings: tuple[str, ...]


def pages() -> Iterator[Page]:
    """Every page with a title and an `<h1>`."""
    for path in sorted((DATA / "articles").glob("*.jsonl")):
        for row in rows(f"articles/{path.name}"):
            with gzip.open(DATA / "articles" / row["html"]) as saved:
                data = saved.read()
            tree = LexborHTMLParser(data.decode("utf-8", "replace"))
            title = tree.css_first("title")
            stated = tree.css_first('meta[property="og:title"]')
            headings = (" ".join(each.text().split()) for each in tree.css("h1"))
            article = read_page(data, url=row["url"] or "")
            page = Page(
                row["id"],
                row["publisher"] or article.site,
                article.site,
                article.site_name,
                title.text().strip() if title else "",
                (stated.attributes.get("content") or "").strip() if stated else "",
                tuple(text for text in headings if tokens(text)),
            )
            if page.headings and (page.title or page.og_title):
                yield page


def key(text: str, page: Page, affixes: Affixes) -> Words:
    """The words of a headline as the rules compare them."""
    return bare(own_words(text, page.site, page.site_name), affixes)


def affixes_of(group: Sequence[Page]) -> Affixes:
    """What the titles of one publisher have around them."""
    titles = (page.title or page.og_title for page in group)
    return learned(
        own_words(title, page.site, page.site_name)
        for title, page in zip(titles, group, strict=True)
    )


def verdicts(page: Page, affixes: Affixes) -> Iterator[tuple[str, str]]:
    """Each source with "met", "framed" or "worded otherwise"."""
    headings = {key(text, page, affixes) for text in page.headings}
    headings |= {tuple(tokens(text)) for text in page.headings}
    met = []
    for source, text in zip(SOURCES, (page.title, page.og_title), strict=False):
        if text:
            verdict = _verdict(key(text, page, affixes), headings)
            met.append(verdict)
            yield source, verdict
    yield SOURCES[-1], min(met, key=("met", "framed", "worded otherwise").index)


def _verdict(told: Words, headings: set[Words]) -> str:
    if told in headings:
        return "met"
    line = f" {' '.join(told)} "
    framed = any(f" {' '.join(words)} " in line for words in headings if len(words) > 2)
    return "framed" if framed else "worded otherwise"


def table(misses: bool) -> None:
    """Each half, each source: the share met, of all pages and of those with one wording."""
    groups = defaultdict(list)
    for page in pages():
        groups[page.publisher].append(page)
    counts: Counter[tuple[str, str, str]] = Counter()
    large: Counter[tuple[str, str]] = Counter()
    for publisher, group in sorted(groups.items()):
        affixes, part = affixes_of(group), half(publisher)
        for page in group:
            for source, verdict in verdicts(page, affixes):
                counts[part, source, verdict] += 1
                large[source, verdict] += len(group) >= 10
                if misses and source == "either" and verdict != "met":
                    print(f"{part} {verdict}: {page.title} || {page.og_title} || {page.headings}")
    for part, source in chain.from_iterable([(p, s) for s in SOURCES] for p in HALVES):
        _print(f"{part:<10} {source:<9}", {v: counts[part, source, v] for v in _KINDS})
    for source in SOURCES:
        _print(f"10 pages+  {source:<9}", {v: large[source, v] for v in _KINDS})


_KINDS = ("met", "framed", "worded otherwise")


def _print(what: str, count: dict[str, int]) -> None:
    met, framed, other = (count[kind] for kind in _KINDS)
    every, one_wording = max(1, met + framed + other), max(1, met + framed)
    print(
        f"{what} met {met / every:.3f} of {every}; {met / one_wording:.3f} of {one_wording}"
        f" worded alike; {framed} framed, {other} worded otherwise"
    )


if __name__ == "__main__":
    table("--misses" in sys.argv[1:])
