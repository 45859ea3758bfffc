"""A web page becomes an article: bytes -> text -> tree -> pieces -> labelled blocks."""

import re
from collections.abc import Iterator, Sequence

from selectolax.lexbor import LexborHTMLParser

from articles.addresses.canonical import article_key, site_of
from articles.bylines.page import page_authors
from articles.credits.page import shown_credit
from articles.encoding import as_utf8
from articles.labels.labelling import headline_index, label
from articles.labels.link_labels import announces_its_link
from articles.language import language_of
from articles.lines.kinds import line_kinds
from articles.metadata.headline import as_shown
from articles.metadata.reading import Metadata, read_metadata
from articles.model import Article, Block, Damage, DamageKind, Kind
from articles.story.call_boxes import told_by_box
from articles.story.choice import candidates, story
from articles.story.crossheads import with_crossheads
from articles.story.features import Setting
from articles.story.opinions import shown_elsewhere, stated_by_page, stated_paragraphs
from articles.story.recipe_lists import with_ingredients
from articles.tree.headline_lines import apart_at_headline
from articles.tree.nesting import DEEPEST, bounded
from articles.tree.pieces import Piece
from articles.tree.table_rows import tables_amid_story, with_rows
from articles.tree.walk import pieces
from articles.words.fold import words

#: the longest page that is read; a longer one is reported, not cut
MOST_BYTES = 32 * 1024 * 1024
_SHOWS_A_STORY = 4  # a stated body as many times longer than the shown one is the story
_SHADOW_ROOT = re.compile(rb"<template(?=[^>]{0,300}\bshadowrootmode\s*=)", re.I)
_HEAD = 1024
_OTHER_FILES = (b"%PDF-", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"PK\x03\x04", b"\x1f\x8b", b"RIFF")
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\v\f\r\x1b")
_WIDE = ("utf-16", "utf16", "utf-32", "utf32", "ucs-2")
_CUT = f"the page nests more than {DEEPEST} elements; tags beyond were left out, no text"


def read_page(
    data: bytes,
    *,
    url: str = "",
    path: str = "",
    record: str = "",
    charset: str = "",
    site: str = "",
    headline: str = "",
    language: str = "",
    id: str = "",
) -> Article:
    """The article of a page. `charset` is what the HTTP header says; the last four are what the
    container of the page states, and win over what the page claims."""
    damage = _damage(data, charset)
    if damage is not None:
        key = article_key(url, "", path, record)
        return Article(key, id or key, url, path=path, record=record, site=site, damage=damage)
    told, found, cut = _read(data, charset, url)
    title = headline or as_shown(told.headline, _lines(found))
    blocks = tuple(_blocks(apart_at_headline(found, title), title, told))
    body = "\n\n".join(block.text for block in blocks if block.is_story)
    key = article_key(url, told.canonical, title, body)
    return Article(
        key=key,
        id=id or key,
        url=url,
        canonical=told.canonical,
        path=path,
        record=record,
        site=site or site_of(url or told.canonical),
        site_name=told.site_name,
        headline=title,
        authors=page_authors(blocks, told, url or told.canonical),
        published=told.published,
        modified=told.modified,
        language=language_of(body or title, language or told.language),
        section=told.section,
        tags=told.tags,
        credit=told.credit or shown_credit(blocks, told, url or told.canonical) or told.agency,
        blocks=blocks,
        claims={**told.claims, "nesting": (_CUT,)} if cut else told.claims,
        markup=True,
    )


def _read(data: bytes, charset: str, url: str) -> tuple[Metadata, list[Piece], bool]:
    """What the page states, what it shows, and whether tags were left out. The tree, ten times as
    large as the text, is gone before anything is judged."""
    html, cut = bounded(_with_shadow_roots(as_utf8(data, charset)))
    tree = LexborHTMLParser(html)
    return read_metadata(tree, url), with_rows(pieces(tree)), cut


def _with_shadow_roots(html: bytes) -> bytes:
    """Templates that browsers show at once become elements like others."""
    return _SHADOW_ROOT.sub(b"<div", html) if b"shadowrootmode" in html else html


def _lines(found: Sequence[Piece]) -> Iterator[str]:
    for piece in found:
        if not piece.box.hidden:
            yield from piece.text.split("\n")


def _blocks(found: Sequence[Piece], title: str, told: Metadata) -> Iterator[Block]:
    """The labelled pieces; and where the page shows next to nothing of a story that it states for
    machines, the stated paragraphs too."""
    shown = 0
    for block in _shown(found, title, told):
        shown += len(block.text) * block.is_story
        yield block
    if shown * _SHOWS_A_STORY < len(told.article_body):
        for paragraph in stated_paragraphs(told.article_body):
            yield Block(Kind.PARAGRAPH, paragraph)


def _shown(found: Sequence[Piece], title: str, told: Metadata) -> Iterator[Block]:
    said = told_by_line(found)
    asked = candidates(found, said)
    setting = setting_of(found, asked, title, told)
    is_story = tables_amid_story(found, said, story(found, said, asked, setting))
    is_story = with_ingredients(found, said, is_story, told.ingredients)
    is_story = with_crossheads(found, said, is_story)
    said, is_story = _by_boxes(found, said, is_story)
    headline = setting.headline
    return label(found, said, is_story, headline, told.site_name, told.authors)


def _by_boxes(
    found: Sequence[Piece], said: Sequence[Kind | None], is_story: Sequence[bool]
) -> tuple[list[Kind | None], list[bool]]:
    """What the words say and which pieces are story, once boxes with a call are told."""
    told = told_by_box(found, said, is_story)
    mine = [story and a is b for story, a, b in zip(is_story, said, told, strict=True)]
    return told, mine


def told_by_line(found: Sequence[Piece]) -> list[Kind | None]:
    """What each piece is by its words, or by a label and the link that it announces."""
    said = line_kinds([(piece.text, piece.link_share) for piece in found])
    return [
        Kind.RELATED if kind is None and announces_its_link(piece) else kind
        for kind, piece in zip(said, found, strict=True)
    ]


def setting_of(found: Sequence[Piece], asked: Sequence[int], title: str, told: Metadata) -> Setting:
    """What the page says of itself that helps to see whether the pieces asked about are story."""
    return Setting(
        headline=headline_index(found, title),
        title=words(title),
        description=words(told.description),
        stated=stated_by_page(told.article_body, found, asked),
        copied=shown_elsewhere(found, asked),
    )


def _damage(data: bytes, charset: str) -> Damage | None:
    if len(data) > MOST_BYTES:
        note = f"the page has {len(data):,} bytes; pages above {MOST_BYTES:,} are not read"
        return Damage(DamageKind.OVERSIZE, note)
    if not data.strip():
        return Damage(DamageKind.EMPTY, "the page is empty")
    head = data[:_HEAD]
    if head.startswith(_OTHER_FILES) or (not _is_wide(head, charset) and _is_binary(head)):
        return Damage(DamageKind.UNSUPPORTED, "the input is binary, not a page")
    return None


def _is_wide(head: bytes, charset: str) -> bool:
    """Whether zero bytes are letters' halves: UTF-16 or UTF-32, marked or declared."""
    return head.startswith((b"\xff\xfe", b"\xfe\xff")) or charset.lower().startswith(_WIDE)


def _is_binary(head: bytes) -> bool:
    return len(head.translate(None, _CONTROLS)) < 0.9 * len(head)
