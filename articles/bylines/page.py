"""Who wrote a page's story: as it states, else as its lines show, or the story's first words."""

from collections.abc import Sequence
from itertools import islice

from articles.addresses.canonical import site_of
from articles.bylines.authors import is_byline, people
from articles.bylines.dated_names import ONE_BY
from articles.bylines.links import lead_to_authors
from articles.bylines.opening import reporters_in_opening
from articles.metadata.reading import Metadata
from articles.model import Block, Kind

_SAYS_WHO = (Kind.BYLINE, Kind.DATELINE)
_OPENING = 2  # the story begins with one of its first paragraphs; before it stands a caption


def page_authors(blocks: Sequence[Block], told: Metadata, url: str) -> tuple[str, ...]:
    """The persons whom the page states or shows, else those in the opening of its story, else the
    agency or desk that it states."""
    found = told.authors or _shown(blocks, told.site_name, url)
    if people(found):
        return found
    told_first = islice((b.text for b in blocks if b.kind is Kind.PARAGRAPH), _OPENING)
    return next(filter(None, map(reporters_in_opening, told_first)), found)


def _shown(blocks: Sequence[Block], site_name: str, url: str) -> tuple[str, ...]:
    """The persons of the first byline under the headline that stands beside a date or leads to
    authors' pages. Words in a box that is only named like a byline may be anything."""
    kinds = [block.kind for block in blocks]
    top = kinds.index(Kind.HEADLINE) if Kind.HEADLINE in kinds else 0
    story = next((n for n, block in enumerate(blocks) if block.is_story and n > top), top)
    dated = {n for n in range(top, story) if set(kinds[n : n + 2]) == set(_SAYS_WHO)}
    bylines = (n for n in range(top, story) if kinds[n] is Kind.BYLINE)
    sure = (n for n in bylines if {n, n - 1} & dated or lead_to_authors(blocks[n].links))
    shown = ONE_BY.split(next((blocks[n].text for n in sure), ""))[0]
    found = people([shown], (site_name, site_of(url)))
    return found if is_byline(shown) or all(" " in name for name in found) else ()
