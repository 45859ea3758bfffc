"""TPL104: a widget left its words in the text."""

from collections.abc import Iterator
from dataclasses import dataclass

from articles import Article, Kind
from checks.lines.filled import filled_lines, share_bars
from checks.lines.leftovers import counters
from checks.lines.scan import Line, is_bare_box, scan
from checks.protocol import Check, Finding, Severity

_WIDGETS = {
    "ad": "an advertisement",
    "share": "a share bar",
    "newsletter": "a subscription box",
    "consent": "a consent notice",
    "embed": "an embedded object",
}

#: of these a working box always has a link or a button
_NEVER_BARE = frozenset({"share", "embed"})


@dataclass(frozen=True, slots=True)
class WidgetResidue(Check):
    """A widget left its words in the text.

    "Advertisement", "Share this article", "Sign up for our newsletter", "We use cookies", "View
    this post on Instagram": the box did not travel with the text, its words did. The phrase must
    fill the line, so a sentence about advertising stays silent. A web page shows its boxes on
    purpose, and advertisements and forms also between paragraphs; there only a share bar or an
    embedded object without any link counts that stands as a bare paragraph between two others.
    """

    code = "TPL104"
    severity = Severity.WARNING

    def look(self, article: Article) -> Iterator[Finding]:
        here = scan(article)
        told = set()
        for kind, why, line in _residue(article):
            place = (line.block, line.start)
            if place in told or (article.markup and not _is_stray(article, kind, line.block)):
                continue
            told.add(place)
            span, quote = here.whole(line)
            message = f"{_WIDGETS[kind]} left its words in the text"
            yield self.finding(span, quote, message, why=why)


def _residue(article: Article) -> Iterator[tuple[str, str, Line]]:
    for phrase, line in filled_lines(article, *_WIDGETS):
        yield phrase.kind, f"the line is “{phrase.text}” ({phrase.language})", line
    for line in share_bars(article):
        yield "share", "the line holds nothing but networks' names", line
    for line in counters(article):
        yield "embed", "the line counts a player's time or a gallery's pictures", line


def _is_stray(article: Article, kind: str, index: int) -> bool:
    """Of a page: a share bar's or an embedded object's words as a paragraph among paragraphs."""
    if kind not in _NEVER_BARE or not is_bare_box(article.blocks[index]):
        return False
    around = article.blocks[max(0, index - 1) : index] + article.blocks[index + 1 : index + 2]
    return len(around) == 2 and all(block.kind is Kind.PARAGRAPH for block in around)
