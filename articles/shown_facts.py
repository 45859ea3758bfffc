"""What the labelled lines around a story tell where the page states nothing: authors and credit."""

from collections.abc import Sequence

from articles.address import site_of
from articles.author_links import lead_to_authors
from articles.authors import is_byline, people
from articles.credit import credit_of
from articles.dates import written_date
from articles.fold import words
from articles.model import Block, Kind

_SAYS_WHO = (Kind.BYLINE, Kind.DATELINE)
_LONGEST_BOX = 160
_LINES_BEFORE, _LINES_BEHIND = 12, 4  # a credit stands so near to the story (guesses)


def shown_authors(blocks: Sequence[Block], site_name: str, url: str) -> tuple[str, ...]:
    """The persons of the first byline under the headline that stands beside a date or leads to
    authors' pages. Words in a box that is only named like a byline may be anything."""
    kinds = [block.kind for block in blocks]
    top = kinds.index(Kind.HEADLINE) if Kind.HEADLINE in kinds else 0
    story = next((n for n, block in enumerate(blocks) if block.is_story and n > top), top)
    dated = {n for n in range(top, story) if set(kinds[n : n + 2]) == set(_SAYS_WHO)}
    bylines = (n for n in range(top, story) if kinds[n] is Kind.BYLINE)
    sure = (n for n in bylines if {n, n - 1} & dated or lead_to_authors(blocks[n].links))
    shown = next((blocks[n].text for n in sure), "")
    found = people([shown], (site_name, site_of(url)))
    return found if is_byline(shown) or all(" " in name for name in found) else ()


def shown_credit(blocks: Sequence[Block], site_name: str, url: str) -> str:
    """The source that the story names in its first or last lines, or the lines around it."""
    story = [place for place, block in enumerate(blocks) if block.is_story]
    if not story:
        return ""
    above = blocks[max(0, story[0] - _LINES_BEFORE) : story[0] + 1]
    below = blocks[story[0] : story[-1] + _LINES_BEHIND]
    named = credit_of(
        [blocks[place].text for place in story],
        [block.text for block in above if _tells_of_the_text(block)],
        [block.text for block in below if block.kind in _SAYS_WHO],
    )
    return "" if words(named) in map(words, (site_name, site_of(url))) else named


def _tells_of_the_text(block: Block) -> bool:
    """Whether a block above the story is a byline or dateline, by its label or its words."""
    if block.kind in _SAYS_WHO or is_byline(block.text):
        return True
    return (
        block.kind is Kind.OTHER
        and len(block.text) < _LONGEST_BOX
        and bool(written_date(block.text))
    )
