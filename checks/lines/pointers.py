"""Links of an article that point a reader to another article, told from links of a sentence."""

import re
from collections.abc import Iterator

from articles import Article, Block, Kind, Link, Span
from checks.lines.related import related_lines

_WORD = re.compile(r"[^\W\d_]{2,}")
_WIDE = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_ADDRESS = re.compile(r"(?i)https?:|www\.")
_PARAGRAPHS = frozenset({"p", "h2", "h3", "h4", "strong", "b"})
#: A teaser has at least so many words; a shorter one is a section's or a person's name.
_TEASER_WORDS = 4


def related_links(article: Article) -> Iterator[tuple[Span, Link]]:
    """Links in related blocks, behind a label, and blocks of the body that are wholly one link."""
    labelled = {found.line.block for found in related_lines(article)}
    for index in article.zone:
        block = article.blocks[index]
        if not block.links:
            continue
        if block.kind is Kind.RELATED or index in labelled:
            teasers = [link for link in block.links if is_teaser(link)]
        else:
            teasers = [link for link in block.links[:1] if is_whole_link(block)]
        for link in teasers:
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
    return is_teaser(link) and len(link.text.strip()) >= 0.9 * len(block.text.strip())


def _may_be_teaser(block: Block) -> bool:
    """A page's reader of blocks may take a teaser for a menu; a menu's items are no paragraphs."""
    if block.kind is Kind.NAVIGATION:
        return block.tag in _PARAGRAPHS
    return block.kind is Kind.RELATED or (block.is_story and block.kind is not Kind.TABLE)


def unlabelled(article: Article) -> Iterator[tuple[Span, Link]]:
    """Blocks that are wholly one link and stand neither behind a label nor below one."""
    labels = {found.line.block for found in related_lines(article)}
    below = False
    for index in article.zone:
        block = article.blocks[index]
        whole = is_whole_link(block)
        below = index in labels or (below and (whole or block.kind is Kind.RELATED))
        if whole and not below:
            yield article.span(index), block.links[0]


def _place(article: Article, index: int, link: Link) -> Span:
    text = article.blocks[index].text
    whole = not 0 <= link.start < link.end <= len(text)
    return article.span(index) if whole else article.span(index, link.start, link.end)
