"""TPL105: the site's name or tagline stands in the text."""

from collections.abc import Iterator
from dataclasses import dataclass

from articles import Article, Block, Kind
from articles.fold import words
from checks.protocol import Check, Finding, Severity

_LONGEST = 120
#: a name and tagline of more words is a headline that strayed
_MOST_WORDS = 8
#: more lines above the headline are a menu
_MOST_LINES = 3


@dataclass(frozen=True, slots=True)
class SiteNameInText(Check):
    """The site's name or its tagline stands in the text.

    The page's head was copied along with the story: above the headline, or between paragraphs,
    stands a line that belongs to the site that printed it. In plain text every line was sent as
    part of the article; of a web page only blocks of the story count, for every page bears its
    site's name somewhere. A name within a sentence is left alone. It errs on kickers above a
    headline, which are a template's too.
    """

    code = "TPL105"
    severity = Severity.WARNING

    def look(self, article: Article) -> Iterator[Finding]:
        names = _names(article)
        above = sum(block.kind is Kind.SITE for block in article.blocks)
        for index in article.zone:
            block = article.blocks[index]
            if len(block.text) > _LONGEST or not _is_site_line(article, block, names, above):
                continue
            quote = block.text.strip()
            start = block.text.find(quote)
            span = article.span(index, start, start + len(quote))
            what = "name" if words(quote) == words(article.site_name) else "name or tagline"
            yield self.finding(span, quote, f"the site's {what} stands in the text")


def _is_site_line(article: Article, block: Block, names: frozenset[str], above: int) -> bool:
    if not article.markup and block.kind is Kind.SITE and above <= _MOST_LINES:
        short = 3 <= len(words(block.text)) and len(block.text.split()) <= _MOST_WORDS
        return short and block.text[-1:] not in "….>»"
    if article.markup and (block.kind is not Kind.PARAGRAPH or block.links):
        return False
    return block.kind is not Kind.HEADLINE and words(block.text) in names


def _names(article: Article) -> frozenset[str]:
    """How the site calls itself: its name, its host, and the host without its suffix."""
    host = article.site.split(":")[0]
    given = (article.site_name, host, host.rpartition(".")[0])
    return frozenset(name for name in map(words, given) if len(name) > 3)
