"""A record becomes an article. Pure and dear: what the workers of a pool do."""

import json
import re
from dataclasses import replace
from typing import Any

from archives.page_end import cut_off, is_document, is_ended
from archives.reading import Record
from archives.zeros import hole
from articles.addresses.canonical import article_key, site_of
from articles.model import Article, Block, Damage, DamageKind, Kind, Link
from articles.no_articles import sent_instead

_EMPTY = Damage(DamageKind.EMPTY, "the page holds no text")
_TITLE = Damage(DamageKind.EMPTY, "the page holds no text but its title")
_SHELL = Damage(DamageKind.EMPTY, "the page holds no text but its title: a browser fills it")
_SCRIPT = re.compile(rb"<script\b", re.I)


def parse(record: Record) -> Article:
    """The article of a record; one that says why, where there is none."""
    if record.damage:
        return _damaged(record, record.damage)
    if record.extracted:
        return _restored(record)
    if broken := _broken(record):
        return _damaged(record, broken)
    article = _page(record) if record.markup else _text(record)
    if not article.damage and (sort := sent_instead(article)):
        note = f"the page is a {sort} and holds no article"
        return replace(article, blocks=(), damage=Damage(DamageKind.EMPTY, note))
    if record.markup and not article.blocks and not article.damage:
        return replace(article, damage=_textless(record, article))
    if not article.blocks and not article.headline and not article.damage:
        return replace(article, damage=_EMPTY)
    return article


def _broken(record: Record) -> Damage | None:
    """What of the text's bytes shows that a part of it is missing."""
    data = record.data
    if found := hole(data):
        padded = record.markup and not data[found.start :].strip(b"\0")
        if not padded or not is_ended(data[: found.start]):
            return found.damage
        data = data[: found.start]
    return cut_off(data, record.charset, markup=record.markup)


def _textless(record: Record, article: Article) -> Damage | None:
    """What a page without a text is: beside a table's headline a piece of one is a picture."""
    if record.headline and not is_document(record.data):
        return None
    if not article.headline:
        return _EMPTY
    return _SHELL if _SCRIPT.search(record.data) else _TITLE


def _page(record: Record) -> Article:
    from articles.page import read_page

    article = read_page(
        record.data,
        url=record.url,
        path=record.path,
        record=record.record,
        charset=record.charset,
        site=record.site,
        headline=record.headline,
        language=record.language,
        id=record.id,
    )
    # What the page says of itself is more exact than a column beside it.
    return replace(
        article,
        published=article.published or record.published,
        authors=article.authors or record.authors,
    )


def _text(record: Record) -> Article:
    from articles.encoding import decode
    from articles.text import read_text

    return read_text(
        # A table of headlines is an archive, too: the headline is then all there is to read.
        decode(record.data, record.charset) or record.headline,
        url=record.url,
        path=record.path,
        record=record.record,
        site=record.site,
        headline=record.headline,
        language=record.language,
        id=record.id,
        published=record.published,
        authors=record.authors,
    )


def _damaged(record: Record, damage: Damage) -> Article:
    # Without a text or an address, the file's own name is all that lasts.
    key = article_key(record.url, "", record.path.rpartition("/")[2], record.record)
    return Article(
        key=key,
        id=record.id or key,
        url=record.url,
        path=record.path,
        record=record.record,
        site=record.site or site_of(record.url),
        headline=record.headline,
        damage=damage,
    )


def _restored(record: Record) -> Article:
    """An article as `extract` wrote it: the blocks are taken as they stand."""
    try:
        return _from_row(record, json.loads(record.extracted))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        note = f"not an article as extract writes it: {type(error).__name__} {error}"
        return _damaged(record, Damage(DamageKind.MALFORMED, note[:200]))


def _from_row(record: Record, row: dict[str, Any]) -> Article:
    blocks = tuple(_block(part) for part in row["blocks"])
    headline, url = str(row.get("headline") or ""), str(row.get("url") or "")
    body = "\n\n".join(block.text for block in blocks if block.is_story)
    canonical = str(row.get("canonical") or "")
    key = article_key(url, canonical, headline, body)
    damage = row.get("damage")
    return Article(
        key=key,
        id=str(row.get("id") or key),
        url=url,
        canonical=canonical,
        path=record.path,
        record=record.record,
        site=str(row.get("site") or site_of(url)),
        headline=headline,
        authors=tuple(str(name) for name in row.get("authors") or ()),
        published=str(row.get("published") or ""),
        language=str(row.get("language") or ""),
        blocks=blocks,
        markup=any(block.tag for block in blocks),
        damage=Damage(DamageKind(damage["kind"]), str(damage["note"])) if damage else None,
    )


def _link(part: dict[str, Any]) -> Link:
    place = int(part.get("start") or 0), int(part.get("end") or 0)
    return Link(str(part["href"]), str(part["text"]), *place)


def _block(part: dict[str, Any]) -> Block:
    links = tuple(_link(one) for one in part.get("links") or ())
    kind = Kind(part["kind"])
    return Block(kind, str(part["text"]), links, int(part.get("line") or 0), part.get("tag") or "")
