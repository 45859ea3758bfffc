"""Pieces become labelled blocks: what the words say first, then the story, then the place."""

import re
from collections.abc import Iterator, Sequence

from articles.bylines.authors import is_byline
from articles.bylines.bare_names import are_built_like_names
from articles.bylines.dated_names import cut_at_date, links_name_authors
from articles.dates.reading import around_date, date_share, date_span
from articles.labels.page_notes import note_kind, without_counts
from articles.labels.places import place_kind, wide_boxes
from articles.metadata.author_lines import JOINS
from articles.model import Block, Kind, Link
from articles.plain.shape import is_capitalised
from articles.story.sure import decides
from articles.stray.kinds import stray_kind
from articles.tree.piece_lines import parts_of
from articles.tree.pieces import Piece
from articles.tree.table_rows import is_paragraph, layouts, table_of
from articles.words.fold import words
from articles.words.levelled import levelled

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_STORY_TAGS = {
    **dict.fromkeys(("li", "ul", "ol", "dd", "dt"), Kind.LIST),
    **dict.fromkeys(("td", "th", "tr", "table"), Kind.TABLE),
    "blockquote": Kind.QUOTE,
    "pre": Kind.CODE,
}
_LONGEST_CROSSHEAD = 120
_LONGEST_DATE = 60
_WEEKDAY = re.compile(r"[^\W\d_]{2,12}\.?, ?(?=[^\W_])")  # "Friday, 4 May 2024"
_LEAST_SHARE = 0.6  # of a dateline is its date
_SHORTEST_DECK, _LONGEST_DECK = 40, 400  # letters (guesses)
_LONGEST_BYLINE = 160
_PARAGRAPH = 100  # letters: the story has begun (a guess)
_KICKER = 40  # letters: so short a line over the headline is a section; 2 of 4,313 were story
_HEAD = 25  # pieces around the headline among which the byline stands
_TAIL = 3  # pieces of the story among which it is signed (a guess)
_BEHIND_A_DATE = 2  # words: "Uhr", "GMT"; more are a sentence's (a guess)
_NOTES = (Kind.NAVIGATION, Kind.COMMENT)
_MAY_BE_BOTH = (None, Kind.BYLINE, Kind.DATELINE)
_MOST_NAMES = 3  # words of one name (a guess)
_AT_PLACE = re.compile(r"\s(?:in|en|à|em|aus|w|в)\s(?=[^\W\d_a-zà-ÿ])[^,]{2,30}$")
_TITLE_WORDS = 4
_DIGITS_OF_A_DATE = re.compile(r"(?:\d\D*){4}")
_LINKED = 0.8


def label(
    pieces: Sequence[Piece],
    told: Sequence[Kind | None],
    is_story: Sequence[bool],
    top: int,
    site_name: str,
    authors: Sequence[str] = (),
) -> Iterator[Block]:
    """The blocks of a page: each piece, or each line of it, with its kind. `told` is what the
    words of a piece say, `top` the piece that shows the headline."""
    places = _Places(pieces, is_story, top, words(site_name), authors)
    below_label = False  # links that follow a related label belong to it
    for index, piece in enumerate(pieces):
        if index in places.above and index != top and told[index] in _MAY_BE_BOTH:
            whole = (piece.text, tuple(piece.links), Kind.BYLINE)
            both = cut_at_date(piece, places.authors) or [whole] * links_name_authors(piece)
            yield from (Block(kind, text, links, tag=piece.box.tag) for text, links, kind in both)
            if both:
                continue
        kind = Kind.OTHER
        for text, links, said, share in parts_of(piece, told[index]):
            before = kind
            linked = share >= _LINKED
            led = below_label and linked and said is None and index != top
            if index == top:
                kind = Kind.HEADLINE
            elif led:
                kind = _leads_through(text, links) or Kind.RELATED
            else:
                kind = _kind(piece, text, said, index, places)
            if kind is Kind.OTHER and before is Kind.COMMENT:
                kind = before  # what was said below "Comments (2)"
            labelled = kind is Kind.RELATED and (linked or not links or below_label)
            below_label = led or labelled
            yield Block(kind, text, links, tag=piece.box.tag)


def headline_index(pieces: Sequence[Piece], headline: str) -> int:
    """The piece that shows the headline: an <h1> that agrees with it, else the first equal line."""
    wanted = words(headline)
    if not wanted:
        return next((i for i, p in enumerate(pieces) if p.box.tag == "h1"), -1)
    found, about = -1, len(headline)
    for index, piece in enumerate(pieces):
        letters = len(piece.text)
        if piece.box.hidden or not about // 2 <= letters <= 2 * about + 40:
            continue
        if piece.box.tag == "h1":
            if _agree(words(piece.text), wanted):
                return index
        elif found < 0 and _may_head(piece) and abs(letters - about) < 20:
            found = index if words(piece.text) == wanted else -1
    return found


def _may_head(piece: Piece) -> bool:
    """Whether a piece may show the headline: a heading may be a link to the article itself."""
    return not piece.links or piece.box.tag in _HEADINGS


def _agree(shown: str, wanted: str) -> bool:
    short, long = sorted((shown, wanted), key=len)
    return bool(short) and short in long and 2 * len(short) >= len(long)


class _Places:
    """What is known of the page while its pieces are labelled."""

    def __init__(
        self,
        pieces: Sequence[Piece],
        is_story: Sequence[bool],
        top: int,
        site: str,
        authors: Sequence[str],
    ) -> None:
        inside = [index for index, story in enumerate(is_story) if story]
        self.is_story = is_story
        self.zone = range(inside[0], inside[-1] + 1) if inside else range(0)
        start = top if top >= 0 else self.zone.start
        self.head = range(start - _HEAD, start + _HEAD)
        long = [i for i in inside if len(pieces[i].text) > _PARAGRAPH] or [self.zone.stop]
        self.at_headline = range(start, min(long[0], start + _HEAD))
        if len(long) > 1 and len(pieces[long[0]].text) <= _LONGEST_DECK:
            long.pop(0)  # it may be the deck, with the byline below
        first = long[0]
        self.over = range(start - _HEAD, start) if top >= 0 else range(0)
        self.above = range(start, min(first, start + _HEAD))
        self.below = frozenset(inside[-_TAIL:])
        self.site = site
        self.title = words(pieces[top].text) if top >= 0 else ""
        self.wide = wide_boxes(pieces, is_story, top)
        self.layouts = layouts(pieces, is_story, top)
        self.authors = frozenset(map(words, authors))
        self._pieces = pieces

    def is_dated(self, index: int) -> bool:
        """Whether the line before or after a piece is a date."""
        beside = self._pieces[max(0, index - 1) : index + 2 : 2]
        return any(date_share(piece.text[:_LONGEST_DATE]) >= _LEAST_SHARE for piece in beside)


def _kind(piece: Piece, text: str, said: Kind | None, index: int, places: _Places) -> Kind:
    shown_code = said is Kind.TEMPLATE and piece.box.tag == "pre"
    if decides(said, piece, text) and not shown_code:
        return said
    if places.is_story[index] and not (index in places.over and len(text) <= _KICKER):
        beside = _kind_beside_the_story(piece, text, said, index, places)
        return beside or _story_kind(piece, text, places)
    return (
        said
        or _shape_kind(text, index, places)
        or place_kind(piece, places.wide)
        or _deck_kind(piece, text, index, places)
        or _link_kind(piece, text, index, places)
    )


def _kind_beside_the_story(
    piece: Piece, text: str, said: Kind | None, index: int, places: _Places
) -> Kind | None:
    """A byline or a date between the headline and the first long paragraph, a note there or below
    the last. On pages of few words the forest takes them for the story; no truth of 390 pages
    counts one of the former."""
    above, below = index in places.above, index in places.below
    if not (above or below) or len(text) > _LONGEST_BYLINE:
        return None
    if said in _NOTES or (note := note_kind(text)):
        return said if said in _NOTES else note
    if not above:
        return None
    before, behind = around_date(text)
    if is_byline(before) and len(behind.split()) <= _BEHIND_A_DATE:  # "By Ida Holm 4 March 2026"
        return Kind.BYLINE
    kind = said or _shape_kind(text, index, places)
    if kind is Kind.CAPTION and index in places.at_headline:
        return kind
    if kind is None and index in places.at_headline:
        kind = place_kind(piece, places.wide)
        if kind is None and _is_bare_name(piece, text, places.is_dated(index)):
            return Kind.BYLINE
    return kind if kind in (Kind.BYLINE, Kind.DATELINE) else None


def _is_bare_name(piece: Piece, text: str, dated: bool) -> bool:
    """Whether a line under the headline is a person's name and no crosshead. Beside a date it may
    name several, and the place where they are."""
    if piece.box.tag in _HEADINGS or piece.strong or not text[-1].isalpha() or text.isupper():
        return False
    if dated:
        names = [name for name in JOINS.split(_AT_PLACE.sub("", text)) if name]
        return all(map(_is_whole_name, names))
    is_name = is_capitalised(text) and text.count(" ") < _MOST_NAMES
    return is_name and are_built_like_names(text)


def _is_whole_name(text: str) -> bool:
    return 0 < text.count(" ") < _MOST_NAMES and are_built_like_names(text)


def _shape_kind(text: str, index: int, places: _Places) -> Kind | None:
    """The site's name, a date, a byline: told by how the whole line is built."""
    letters = len(text)
    if _is_site(text, places.site):
        return Kind.SITE
    if letters <= _LONGEST_DATE and _DIGITS_OF_A_DATE.search(text):
        dated = without_counts(text)
        day = _WEEKDAY.match(dated) if index in places.head else None
        if date_share(dated) >= _LEAST_SHARE or (
            day is not None and date_share(dated[day.end() :]) >= _LEAST_SHARE
        ):
            return Kind.DATELINE
    if index in places.head and letters <= _LONGEST_BYLINE:
        return Kind.BYLINE if is_byline(text) or words(text) in places.authors else None
    return None


def _deck_kind(piece: Piece, text: str, index: int, places: _Places) -> Kind | None:
    """The deck: the line right under the headline that is neither story nor anything else."""
    if index != places.above.start + 1 or not places.over or piece.links or "\n" in text:
        return None
    is_deck = _SHORTEST_DECK <= len(text) <= _LONGEST_DECK and date_span(text) == (0, 0)
    return Kind.SUBHEAD if is_deck and places.title not in words(text) else None


def _is_site(text: str, site: str) -> bool:
    """Whether a line is the site's name. A line that begins with another plain letter is not: so
    most lines need no folding."""
    if not site or abs(len(text) - len(site)) > 20:
        return False
    head = text[:2]  # a mark may follow the letter and change it
    if head.isascii() and head[:1].isalnum() and head[0].lower() != site[0]:
        return False
    return words(text) == site


def _link_kind(piece: Piece, text: str, index: int, places: _Places) -> Kind:
    """A line that is one link: to another article where it stands amid the story and is as long
    as a headline."""
    if piece.link_share < _LINKED:
        return Kind.OTHER
    if _leads_within(piece.links):
        return Kind.NAVIGATION
    if index in places.zone and (stray := stray_kind(text, levelled([text])[0])):
        return stray  # "View this post on Instagram"
    is_title = len(piece.links) == 1 and text.count(" ") + 1 >= _TITLE_WORDS
    return Kind.RELATED if is_title and index in places.zone else Kind.NAVIGATION


def _leads_through(text: str, links: Sequence[Link]) -> Kind | None:
    """What a link below a related label is that leads elsewhere: "Back to the overview", "See all
    comments", a heading of this page."""
    stray = None if len(text) > _KICKER else stray_kind(text, levelled([text])[0])
    if stray in _NOTES:
        return stray
    return Kind.NAVIGATION if _leads_within(links) else None


def _leads_within(links: Sequence[Link]) -> bool:
    """Whether all links lead to a place of this very page; a bare "#" is for a script."""
    return bool(links) and all(link.href[:1] == "#" and len(link.href) > 1 for link in links)


def _story_kind(piece: Piece, text: str, places: _Places) -> Kind:
    is_layout = is_paragraph(text) or table_of(piece.box) in places.layouts
    if piece.box.tag in _HEADINGS or _is_crosshead(piece, text):
        return Kind.HEADING
    for box in piece.box.outward(4):
        if box.tag in ("article", "main"):
            break
        kind = _STORY_TAGS.get(box.tag)
        if kind and not (kind is Kind.TABLE and is_layout):
            return kind
    return Kind.PARAGRAPH


def _is_crosshead(piece: Piece, text: str) -> bool:
    """A short line in bold type and without a full stop: a heading in all but its tag."""
    short = len(text) <= _LONGEST_CROSSHEAD and piece.strong >= 0.95 * len(piece.text)
    return short and text[-1] not in '.!?…:;,"”»。'
