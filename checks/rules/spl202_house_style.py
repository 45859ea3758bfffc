"""SPL202: a name in a form that house style does not use, or in two accepted forms."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from articles import Article
from checks.knowledge import Knowledge
from checks.names.reading import Reading, read
from checks.names.styles import mixed, unwanted
from checks.protocol import Check, Finding, Severity


@dataclass(frozen=True, slots=True)
class HouseStyle(Check):
    """A name stands in a form that house style does not use, or in two accepted forms.

    Kyiv and Kiev, Gaddafi and Qaddafi are both right, so this is never an error. A form is
    reported where the `[names]` table's `variants` names another one for it, and where one article
    mixes two forms of the table of accepted variants. Of two such forms none is suggested.
    """

    code = "SPL202"
    severity = Severity.INFO

    knowledge: Knowledge = field(default_factory=Knowledge)

    def look(self, article: Article) -> Iterator[Finding]:
        reading = read(article)
        told = set()
        for index, length, right in unwanted(reading, self.knowledge.names):
            told.update(reading.plain[index : index + length])
            yield self._unwanted(article, reading, index, length, right)
        for rare, usual in mixed(reading):
            if rare not in told and usual not in told:
                yield self._mixed(article, reading, rare, usual)

    def _unwanted(
        self, article: Article, reading: Reading, index: int, length: int, right: str
    ) -> Finding:
        block, start = reading.places[index]
        last = index + length - 1
        end = reading.places[last][1] + len(reading.words[last])
        quote = article.blocks[block].text[start:end]
        return self.finding(
            article.span(block, start, end),
            quote,
            f"house style writes {right}",
            suggestion=right,
            why="the [names] table of the configuration says so",
            subject=f"{' '.join(reading.plain[index : last + 1])} {right}",
        )

    def _mixed(self, article: Article, reading: Reading, rare: str, usual: str) -> Finding:
        here, there = reading.names[rare][0], reading.names[usual][0]
        return self.finding(
            article.span(here.block, here.start, here.end),
            here.text,
            f"the article also writes {there.text}: two accepted forms of one name",
            why=f"{len(reading.names[rare])} against {len(reading.names[usual])} mentions",
            subject=f"{rare} {usual}",
        )
