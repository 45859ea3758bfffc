"""Links of an article that point a reader to another article, told from links of a sentence."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from articles import Article, Block, Kind, Link, Span
from checks.lines.related import is_headline, related_lines
from checks.lines.scan import scan

_WORD = re.compile(r"[^\W\d_]{2,}")
_WIDE = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_ADDRESS = re.compile(r"(?i)https?:|www\.")
_PARAGRAPHS = frozenset({"p", "h2", "h3", "h4", "strong", "b"})
#: "7) Call it a day": the heading of a part of a list, not of another article
_NUMBERED = re.compile(r"\d{1,3}\s?[).:]\s")
#: kinds a page's reader gives to a teaser by the looks of it
_BY_TAG = frozenset({Kind.NAVIGATION, Kind.SUMMARY, Kind.CAPTION, Kind.AD})
_LISTED = frozenset({Kind.RELATED, Kind.LIST, Kind.HEADING, Kind.PARAGRAPH, Kind.NAVIGATION})
#: A paragraph of so many letters is the story's (a guess)
_PROSE = 60
#: More teasers between two paragraphs, or more blocks of any kind, are a list of its own (guesses)
_MOST_TEASERS, _MOST_BLOCKS = 4, 18
#: A teaser has at least so many words; a shorter one is a section's or a person's name.
_TEASER_WORDS = 4


def related_links(article: Article) -> Iterator[tuple[Span, Link]]:
    """Links behind a label or below one, and blocks of the body that are wholly one link."""
    wanted = _labelled(article) | dict(_sandwiched(article)).keys()
    return _teasers(article, sorted(wanted))


def labelled_links(article: Article) -> Iterator[tuple[Span, Link]]:
    """Links behind a label or below one."""
    return _teasers(article, sorted(_labelled(article)))


def _labelled(article: Article) -> set[int]:
    """Blocks of the body with a label, and blocks with links that follow one."""
    labels = {found.line.block for found in related_lines(article)}
    below, inside = False, set()
    for index in scan(article).zone if labels else ():
        block = article.blocks[index]
        below = index in labels or (below and block.kind in _LISTED and bool(block.links))
        if below:
            inside.add(index)
    return inside


def _teasers(article: Article, blocks: Iterable[int]) -> Iterator[tuple[Span, Link]]:
    for index in blocks:
        for link in article.blocks[index].links:
            if is_teaser(link):
                yield _place(article, index, link), link


def is_teaser(link: Link) -> bool:
    """Whether a link's words may be a headline."""
    if _ADDRESS.match(link.text.strip()):
        return False
    return len(_WORD.findall(link.text)) >= _TEASER_WORDS or len(_WIDE.findall(link.text)) >= 8


def is_whole_link(block: Block) -> bool:
    """Whether a story block consists of one link and nothing else."""
    if len(block.links) != 1 or not _may_be_teaser(block):
        return False
    link = block.links[0]
    return (
        is_teaser(link)
        and is_headline(link.text)
        and not _NUMBERED.match(block.text.strip())
        and not _WORD.search(block.text.replace(link.text.strip(), " ", 1))
    )


def _may_be_teaser(block: Block) -> bool:
    """A page's reader of blocks may take a teaser for a menu; a menu's items are no paragraphs."""
    if block.kind in _BY_TAG:
        return block.tag in _PARAGRAPHS
    return block.kind is Kind.RELATED or (block.is_story and block.kind is not Kind.TABLE)


def unlabelled(article: Article) -> Iterator[tuple[Span, Link]]:
    """Blocks between two paragraphs that are wholly one link, and not below a label."""
    labels = {found.line.block for found in related_lines(article)}
    told: set[str] = set()
    for index, first in _sandwiched(article):
        link, gap = article.blocks[index].links[0], range(first, index)
        named = index in labels or labels.intersection(gap)
        if not named and link.href not in told:
            told.add(link.href)
            yield article.span(index), link


def _sandwiched(article: Article) -> Iterator[tuple[int, int]]:
    """Wholly linked blocks that stand between two paragraphs, a few at a time, with nothing but
    kickers, pictures and credits around them: the block, and where the gap begins."""
    if not any(article.blocks[i].links for i in article.zone):
        return
    prose = [i for i in article.zone if _is_prose(article.blocks[i])]
    for before, behind in pairwise(prose):
        if behind - before - 1 > _MOST_BLOCKS:
            continue
        gap = range(before + 1, behind)
        listed = any(article.blocks[i].kind is Kind.LIST for i in gap)
        teasers = [i for i in gap if not listed and is_whole_link(article.blocks[i])]
        if len(teasers) <= _MOST_TEASERS:
            yield from ((index, gap.start) for index in teasers)


def _is_prose(block: Block) -> bool:
    if block.kind is not Kind.PARAGRAPH or len(block.text) < _PROSE:
        return False
    return not is_whole_link(block)


def _place(article: Article, index: int, link: Link) -> Span:
    text = article.blocks[index].text
    whole = not 0 <= link.start < link.end <= len(text)
    return article.span(index) if whole else article.span(index, link.start, link.end)
