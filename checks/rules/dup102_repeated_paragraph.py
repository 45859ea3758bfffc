"""DUP102: a paragraph stands twice."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from articles import Article, Kind
from articles.fold import tokens
from checks.protocol import Check, Finding, Severity

# a second copy may be labelled OTHER: the body holds a paragraph once
PROSE = frozenset({Kind.PARAGRAPH, Kind.QUOTE, Kind.OTHER})


@dataclass(frozen=True, slots=True)
class RepeatedParagraph(Check):
    """A paragraph stands in the text a second time.

    Two versions of an agency's text were pasted one after the other, or a template printed the
    introduction above the text that begins with it. Short lines repeat for good reasons (a
    refrain, a pull quote, a step of instructions), so only paragraphs of some length count, and
    they must agree in every word: an update that changes a number is another sentence. What a
    page shows three times or more is a widget (a consent box, an offer), not a paste.
    """

    code = "DUP102"
    severity = Severity.WARNING

    #: words below which a repeated paragraph may be a refrain: of 14 pairs of 12 to 17 words on the
    #: evaluation pages none was a paste
    min_words: int = 18

    def look(self, article: Article) -> Iterator[Finding]:
        zone = article.zone
        for found in self._places(article):
            copies = [i for i in found if i in zone and article.blocks[i].kind in PROSE]
            read = any(article.blocks[index].is_story for index in copies)
            if read and not (article.markup and len(found) > 2):
                for index in copies[1:]:
                    quote = article.blocks[index].text
                    yield self.finding(article.span(index), quote, "the paragraph stands twice")

    def _places(self, article: Article) -> Iterable[list[int]]:
        """Where each text of some length stands, by its words."""
        places: dict[tuple[str, ...], list[int]] = {}
        for index, block in enumerate(article.blocks):
            told = tuple(tokens(block.text))
            if len(told) >= self.min_words:
                places.setdefault(told, []).append(index)
        return places.values()
