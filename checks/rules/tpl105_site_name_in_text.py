"""TPL105: the site's name or tagline stands in the text."""

from collections.abc import Iterator
from dataclasses import dataclass

from articles import Article, Block, Kind
from articles.words.fold import words
from checks.lines.filled import filled_lines
from checks.protocol import Check, Finding, Severity

_SHORTEST, _LONGEST = 3, 120
#: kinds of lines that a page prints above its headline and that are no name
_FURNITURE = ("ad", "share", "newsletter", "consent", "embed", "furniture")
#: a name and tagline of more words is a headline that strayed
_MOST_WORDS = 8
#: marks and numbers above a headline are a menu's
_LETTERS = 3
#: blocks among which a page's head is looked for
_HEAD = 12
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
        names, masthead = _names(article), _masthead(article)
        for index in article.zone:
            block = article.blocks[index]
            if len(block.text) > _LONGEST or not (
                index in masthead or _is_name(article, block, names)
            ):
                continue
            quote = block.text.strip()
            start = block.text.find(quote)
            span = article.span(index, start, start + len(quote))
            what = "name" if words(quote) in names else "name or tagline"
            yield self.finding(span, quote, f"the site's {what} stands in the text")


def _masthead(article: Article) -> frozenset[int]:
    """Of a plain text: the few short lines right above the headline, which begin the text."""
    if article.markup:
        return frozenset()
    lines: list[int] = []
    for index, block in enumerate(article.blocks[: _MOST_LINES + 1]):
        if block.kind is not Kind.SITE:
            break
        lines.append(index)
    if not lines or len(lines) > _MOST_LINES or len(lines) == len(article.blocks):
        return frozenset()
    if any(len(words(article.blocks[i].text)) < _LETTERS for i in lines):
        return frozenset()
    if article.blocks[lines[-1] + 1].kind is not Kind.HEADLINE:
        return frozenset()
    furniture = {line.block for _, line in filled_lines(article, *_FURNITURE)}
    return frozenset(i for i in lines if i not in furniture and _is_short(article, i))


def _is_short(article: Article, index: int) -> bool:
    text = article.blocks[index].text
    told, headline = words(text), words(article.headline)
    if told in headline or headline in told:
        return False
    return len(text.split()) <= _MOST_WORDS and text[-1:] not in "….>»:"


def _is_name(article: Article, block: Block, names: frozenset[str]) -> bool:
    if article.markup and (block.kind is not Kind.PARAGRAPH or block.links):
        return False
    if len(block.text) < _SHORTEST:
        return False
    return block.kind not in (Kind.HEADLINE, Kind.BYLINE) and words(block.text) in names


def _names(article: Article) -> frozenset[str]:
    """How the site calls itself: the name that its page states, its host, that without suffix."""
    host = article.site.split(":")[0]
    stated = article.site_name if article.markup else ""
    given = (stated, host, host.rpartition(".")[0])
    shown = _head(article) if article.markup else ()
    return frozenset(name for name in map(words, (*given, *shown)) if len(name) >= _SHORTEST)


def _head(article: Article) -> tuple[str, ...]:
    """The short lines without links that a page shows above its headline: name and tagline."""
    lines: list[str] = []
    for block in article.blocks[:_HEAD]:
        if block.kind is Kind.HEADLINE:
            return tuple(lines)
        text = block.text.strip()
        if not block.links and 2 <= len(text.split()) <= _MOST_WORDS and text[-1:] not in ".!?:":
            lines.append(text)
    return ()
