"""Links of an article that point a reader to another article, told from links of a sentence."""

from collections.abc import Iterator

from articles import Article, Block, Kind, Link, Span
from checks.lines.related import related_lines

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
    return len(link.text.split()) >= _TEASER_WORDS or len(link.text) >= 30


def is_whole_link(block: Block) -> bool:
    """Whether a story block consists of one link and nothing else."""
    if len(block.links) != 1 or not block.is_story or block.kind is Kind.TABLE:
        return False
    link = block.links[0]
    return is_teaser(link) and len(link.text.strip()) >= 0.9 * len(block.text.strip())


def _place(article: Article, index: int, link: Link) -> Span:
    text = article.blocks[index].text
    whole = not 0 <= link.start < link.end <= len(text)
    return article.span(index) if whole else article.span(index, link.start, link.end)
