"""TPL104: a widget left its words in the text."""

from collections.abc import Iterator
from dataclasses import dataclass

from articles import Article, Kind
from checks.lines.filled import filled_lines, share_bars
from checks.lines.scan import Line, is_bare_box, scan
from checks.protocol import Check, Finding, Severity

_WIDGETS = {
    "ad": "an advertisement",
    "share": "a share bar",
    "newsletter": "a subscription box",
    "consent": "a consent notice",
    "embed": "an embedded object",
}


@dataclass(frozen=True, slots=True)
class WidgetResidue(Check):
    """A widget left its words in the text.

    "Advertisement", "Share this article", "Sign up for our newsletter", "We use cookies", "View
    this post on Instagram": the box did not travel with the text, its words did. The phrase must
    fill the line, so a sentence about advertising stays silent. On a web page, boxes that the
    page shows outside the article's text are its own business; only words among the paragraphs
    count.
    """

    code = "TPL104"
    severity = Severity.WARNING

    def look(self, article: Article) -> Iterator[Finding]:
        here = scan(article)
        told = set()
        for what, why, line in _residue(article):
            place = (line.block, line.start)
            if place in told or (article.markup and not _among_paragraphs(article, line)):
                continue
            told.add(place)
            span, quote = here.whole(line)
            yield self.finding(span, quote, f"{what} left its words in the text", why=why)


def _residue(article: Article) -> Iterator[tuple[str, str, Line]]:
    for phrase, line in filled_lines(article, *_WIDGETS):
        yield _WIDGETS[phrase.kind], f"the line is “{phrase.text}” ({phrase.language})", line
    for line in share_bars(article):
        yield _WIDGETS["share"], "the line holds nothing but networks' names", line


def _among_paragraphs(article: Article, line: Line) -> bool:
    """Of a page: whether the line is a block of the story, or a bare paragraph between two."""
    block = article.blocks[line.block]
    if line.text.strip() != block.text.strip():
        return False
    around = (line.block - 1, line.block + 1)
    return block.is_story or (
        is_bare_box(block) and all(_is_paragraph(article, index) for index in around)
    )


def _is_paragraph(article: Article, index: int) -> bool:
    return 0 <= index < len(article.blocks) and article.blocks[index].kind is Kind.PARAGRAPH
