"""DUP102: a paragraph stands twice."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from articles import Article, Block, Kind
from articles.words.fold import tokens
from checks.protocol import Check, Finding, Severity

# a second copy may be labelled OTHER: the body holds a paragraph once
PROSE = frozenset({Kind.PARAGRAPH, Kind.QUOTE, Kind.OTHER})

# blocks between two paragraphs of one passage: crossheads and short lines are not compared
GAP = 3


@dataclass(frozen=True, slots=True)
class RepeatedParagraph(Check):
    """A paragraph stands in the text a second time.

    Two versions of an agency's text were pasted one after the other, or a template printed the
    introduction above the text that begins with it. Short lines repeat for good reasons (a
    refrain, a pull quote, a step of instructions), so only paragraphs of some length count, and
    they must agree in every word: an update that changes a number is another sentence. A passage
    of several paragraphs is reported once, at its first. What a page shows three times or more is
    a widget (a consent box, an offer), and a page on which several passages stand twice is
    rendered twice, for two sizes of screen: neither is a paste.
    """

    code = "DUP102"
    severity = Severity.WARNING

    #: words below which a repeated paragraph may be a refrain: of 14 pairs of 12 to 17 words on the
    #: evaluation pages none was a paste
    min_words: int = 18
    #: separate passages that stand twice from which a page repeats by design (a guess)
    by_design_runs: int = 3

    def look(self, article: Article) -> Iterator[Finding]:
        runs = list(_runs(self._copies(article)))
        if article.markup and len(runs) >= self.by_design_runs:
            return
        for run in runs:
            more = f", with the {len(run) - 1} after it" if len(run) > 1 else ""
            quote = article.blocks[run[0]].text
            yield self.finding(article.span(run[0]), quote, f"the paragraph stands twice{more}")

    def _copies(self, article: Article) -> list[tuple[int, int]]:
        """(first place, later place) of every repeated paragraph, by the later place."""
        zone = article.zone
        pairs = []
        for found in self._places(article):
            copies = [
                i for i in found if i in zone and _is_prose(article.blocks[i], article.markup)
            ]
            read = any(article.blocks[index].is_story for index in copies)
            if read and not (article.markup and len(found) > 2):
                pairs += [(copies[0], later) for later in copies[1:]]
        return sorted(pairs, key=lambda pair: pair[1])

    def _places(self, article: Article) -> Iterable[list[int]]:
        """Where each text of some length stands, by its words."""
        places: dict[tuple[str, ...], list[int]] = {}
        for index, block in enumerate(article.blocks):
            told = tuple(tokens(block.text))
            if len(told) >= self.min_words:
                places.setdefault(told, []).append(index)
        return places.values()


def _is_prose(block: Block, markup: bool) -> bool:
    return block.kind in PROSE and (not markup or block.tag == "p")


def _runs(pairs: list[tuple[int, int]]) -> Iterator[list[int]]:
    """Later places whose first places follow one another too: one passage, pasted once."""
    run: list[tuple[int, int]] = []
    for pair in pairs:
        if run and not _goes_on(run, pair):
            yield [later for _, later in run]
            run = []
        run.append(pair)
    if run:
        yield [later for _, later in run]


def _goes_on(run: list[tuple[int, int]], pair: tuple[int, int]) -> bool:
    """Whether a pair stands close behind the run's last, and the two copies do not interleave."""
    first, later = run[-1]
    return 0 < pair[0] - first <= GAP and pair[1] - later <= GAP and pair[0] < run[0][1]
