"""Pieces become labelled blocks: words first, then the story's chance, then the place."""

from collections.abc import Iterator, Sequence

from articles.blocks import Box, Piece
from articles.fold import words
from articles.kinds import line_kind
from articles.model import Block, Kind, Link
from articles.places import place_kind

STORY_CHANCE = 0.5
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_STORY_TAGS = {
    "li": Kind.LIST,
    "ul": Kind.LIST,
    "ol": Kind.LIST,
    "dd": Kind.LIST,
    "dt": Kind.LIST,
    "blockquote": Kind.QUOTE,
    "pre": Kind.CODE,
    "td": Kind.TABLE,
    "th": Kind.TABLE,
    "tr": Kind.TABLE,
    "table": Kind.TABLE,
}
_MOST_STRONG_LETTERS = 120
_LINKED = 0.8


def label(
    pieces: Sequence[Piece], chances: Sequence[float], headline: str, site_name: str
) -> list[Block]:
    """The blocks of a page, each piece or each line of it with its kind."""
    top = headline_index(pieces, headline)
    site = words(site_name)
    blocks: list[Block] = []
    after_label = False  # links that follow a related label belong to it
    for index, piece in enumerate(pieces):
        for text, links in _parts(piece):
            told = line_kind(text, _link_share(text, links))
            kind = Kind.HEADLINE if index == top else _kind(piece, text, told, chances[index], site)
            linked = _link_share(text, links) >= _LINKED
            if after_label and linked and told is None and index != top:
                kind = Kind.RELATED
            after_label = kind is Kind.RELATED and (linked or not links or after_label)
            blocks.append(Block(kind, text, links, tag=piece.box.tag))
    return blocks


def headline_index(pieces: Sequence[Piece], headline: str) -> int:
    """The piece that shows the headline: an <h1> that agrees with it, else the first equal line."""
    wanted = words(headline)
    if not wanted:
        return next((i for i, p in enumerate(pieces) if p.box.tag == "h1"), -1)
    found = -1
    for index, piece in enumerate(pieces):
        if len(piece.text) > 2 * len(headline) + 40 or piece.box.hidden:
            continue
        if piece.box.tag == "h1" and _agree(words(piece.text), wanted):
            return index
        if found < 0 and not piece.links and words(piece.text) == wanted:
            found = index
    return found


def _agree(shown: str, wanted: str) -> bool:
    short, long = sorted((shown, wanted), key=len)
    return bool(short) and short in long and 2 * len(short) >= len(long)


def _kind(piece: Piece, text: str, told: Kind | None, chance: float, site: str) -> Kind:
    if piece.box.tag == "pre" and told is Kind.TEMPLATE:
        told = None
    if told is not None:
        return told
    if chance > STORY_CHANCE:
        return _story_kind(piece, text)
    if site and len(text) <= len(site) + 20 and words(text) == site:
        return Kind.SITE
    return place_kind(piece) or (Kind.NAVIGATION if piece.link_share >= _LINKED else Kind.OTHER)


def _story_kind(piece: Piece, text: str) -> Kind:
    box: Box | None = piece.box
    if piece.box.tag in _HEADINGS or _is_strong_line(piece, text):
        return Kind.HEADING
    for _ in range(4):
        if box is None or box.tag in ("article", "main"):
            break
        if box.tag in _STORY_TAGS and not (box.tag == "td" and len(text) > 200):
            return _STORY_TAGS[box.tag]
        box = box.parent
    return Kind.PARAGRAPH


def _is_strong_line(piece: Piece, text: str) -> bool:
    """A short line in bold type and without a full stop: a crosshead in all but its tag."""
    short = len(text) <= _MOST_STRONG_LETTERS and piece.strong >= 0.95 * len(piece.text)
    return short and text[-1] not in '.!?…:;,"”»。'


def _link_share(text: str, links: Sequence[Link]) -> float:
    return min(1.0, sum(len(link.text) for link in links) / len(text)) if links else 0.0


def _parts(piece: Piece) -> Iterator[tuple[str, tuple[Link, ...]]]:
    """The piece, or its lines where one of them is no part of a paragraph."""
    text = piece.text
    if "\n" not in text or piece.box.tag == "pre" or not _has_telling_line(text):
        yield text, tuple(piece.links)
        return
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        lead = len(line) - len(line.lstrip(" "))
        shown = line.strip(" ")
        if shown.strip():
            inside = (x for x in piece.links if start <= x.start and x.end <= end)
            first = start + lead
            yield shown, tuple(Link(x.href, x.text, x.start - first, x.end - first) for x in inside)
        start = end + 1


def _has_telling_line(text: str) -> bool:
    lines = text.split("\n")
    return len(lines) <= 200 and any(line.strip() and line_kind(line.strip()) for line in lines)
