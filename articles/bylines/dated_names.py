"""Boxes that show who wrote and when: "Ann Lee | 3 March 2023, 10:15" is two lines in one.

Asked only of short pieces between the headline and the story: elsewhere a name and a date are a
person's dates of birth or a teaser's.
"""

import re
from collections.abc import Iterator

from articles.bylines.authors import is_byline, people
from articles.bylines.bare_names import are_built_like_names
from articles.bylines.links import lead_to_authors
from articles.dates.reading import date_share, date_span
from articles.labels.page_notes import note_kind, without_counts
from articles.labels.places import place_kind
from articles.metadata.date_labels import label_before
from articles.model import Kind, Link
from articles.tree.pieces import Box, Piece
from articles.words.fold import words

_LONGEST = 160
_SIGNS = " \t\n\u00a0|•·,;:–—-/()[]"
_BEHIND_A_DATE = 2  # words: "Uhr", "GMT", "3 min"; more are a sentence's (a guess)
_LEAST_SHARE = 0.6  # of a line is the date that it changed (a guess)
_TO_A_DATE = re.compile(
    r"(?:^|\s+)(?:on|at|am|um|le|el|il|den|dne|w dniu|dnia|op|på|em|pada|vào|στις)\s*$", re.I
)
_MOSTLY = 0.6  # of a line is its links (a guess)
_SIGN = re.compile(r"\s*[|•·]\s*([^|•·]*)$")
_MORE = 3  # words beside the names that the page states: an agency, a role (a guess)
#: between what several people did: "Written By: Ida Holm Edited By: Ann Lee"
ONE_BY = re.compile(r"\s+(?=[^\W\d_]{4,12} By\s?:)", re.I)
_TELLING = re.compile(r"meta|author|autor|auteur|byline|info\b|publi", re.I)

#: a part of a piece: its text, its links, its kind
Part = tuple[str, tuple[Link, ...], Kind]


def cut_at_date(piece: Piece, authors: frozenset[str]) -> list[Part]:
    """The byline and the dateline of a piece that is both, in its order; nothing if it is not.
    `authors` are those that the page states, folded."""
    if len(piece.text) > _LONGEST or "\n" in piece.text:
        return []
    text = without_counts(piece.text)
    first, end = date_span(text)
    start = len(text[: _end_of_names(text, first)].rstrip(_SIGNS))
    before, behind = text[:start].strip(_SIGNS), text[end:].strip(_SIGNS)
    if not end or (before and not _is_little(behind)):
        return []
    cut = start if before else len(text) - len(text[end:].lstrip(_SIGNS))
    if not _names(before or behind, piece, authors):
        return []
    kinds = (Kind.BYLINE, Kind.DATELINE) if before else (Kind.DATELINE, Kind.BYLINE)
    return [_part(piece, 0, cut, kinds[0]), _part(piece, cut, len(text), kinds[1])]


def _end_of_names(text: str, end: int) -> int:
    """Where the line ends that stands before a date, without what belongs to the date: "Published
    on", "| 3 min read |"."""
    end = label_before(text, len(_TO_A_DATE.sub("", text[:end])))
    while (sign := _SIGN.search(text[:end].rstrip(_SIGNS))) and note_kind(sign[1]) is Kind.OTHER:
        end = sign.start()
    return end


def _is_little(text: str) -> bool:
    """Whether what stands behind a date belongs to it: "Uhr", "Updated 4 March 2023"."""
    return len(text.split()) <= _BEHIND_A_DATE or date_share(text) >= _LEAST_SHARE


def links_name_authors(piece: Piece) -> bool:
    """Whether a piece is little but links to authors' pages, built like names."""
    text = piece.text
    short = len(text) <= _LONGEST and piece.link_share >= _MOSTLY
    if not short or piece.box.tag == "li" or not lead_to_authors(piece.links):
        return False
    return are_built_like_names(text) and place_kind(piece) in (None, Kind.BYLINE)


def _part(piece: Piece, start: int, end: int, kind: Kind) -> Part:
    whole = piece.text[start:end]
    start += len(whole) - len(whole.lstrip(_SIGNS))
    text = whole.strip(" |•·,;–—-/\u00a0").lstrip(_SIGNS)
    links = [
        Link(link.href, link.text, link.start - start, link.end - start)
        for link in piece.links
        if start <= link.start and link.end <= start + len(text)
    ]
    return text, tuple(links), kind


def _names(text: str, piece: Piece, authors: frozenset[str]) -> bool:
    """Whether a text names authors: it says so, the page does, or it is built like names."""
    if all(is_byline(part) for part in ONE_BY.split(text)) or note_kind(text) is Kind.BYLINE:
        return True
    found = {words(name) for name in people([text])}
    if not found:
        return False
    if any(f" {name} " in f" {words(text)} " for name in authors):
        return len(text.split()) <= _MORE + sum(len(name.split()) for name in authors)
    return are_built_like_names(text) and _may_show_names(text, piece)


def _may_show_names(text: str, piece: Piece) -> bool:
    """Whether the piece's links and boxes allow names there; scripts without capitals, where all
    words are built like names, ask for a box that is named so."""
    links = [link for link in piece.links if link.text in text]
    if links and not lead_to_authors(links):
        return False
    return any(map(str.isupper, text)) or any(_TELLING.search(box.hint) for box in _boxes(piece))


def _boxes(piece: Piece) -> Iterator[Box]:
    yield piece.box
    if piece.box.parent is not None and piece.box.parent.tag not in ("body", "main", "article"):
        yield piece.box.parent
