"""A record becomes an article. Pure and dear: what the workers of a pool do."""

import json
import re
from dataclasses import replace
from typing import Any

from archives.reading import Record
from articles.addresses.canonical import article_key, site_of
from articles.model import Article, Block, Damage, DamageKind, Kind, Link
from articles.no_articles import sent_instead

_EMPTY = Damage(DamageKind.EMPTY, "the page holds no text")
_TITLE = Damage(DamageKind.EMPTY, "the page holds no text but its title")
_SHELL = Damage(DamageKind.EMPTY, "the page holds no text but its title: a browser fills it")
#: A tag that the end of the page cuts. Behind the end of the document nothing was lost.
_OPEN_TAG = re.compile(rb"<[a-zA-Z][a-zA-Z0-9-]{0,30}(?:\s[^<>]{0,4000})?\Z")
_ENDS = re.compile(rb"</(?:html|body)\b[^<>]{0,100}>?", re.I)
#: What says nothing of where the document ends, though it may name the tag that does.
_MUTE = re.compile(rb"<script\b.*?(?:</script[^>]*>|\Z)|<!--.*?(?:-->|\Z)", re.I | re.S)
_TAG = re.compile(rb"<[^<>]*>")
#: So much text behind the end of a document is still no story (a guess).
_LITTLE = 40
#: A whole page, not a piece of one as tables hold it.
_DOCUMENT = re.compile(rb"<(?:!doctype|html|head|title|body)\b", re.I)
_HEAD = 5000
_SCRIPT = re.compile(rb"<script\b", re.I)
#: In a piece `a <b` may be arithmetic: a tag of one letter needs the beginning of an attribute.
_ONE_LETTER = re.compile(rb"<[a-z](?:\s+([a-z-]*))?\Z", re.I)
_ONE_LETTER_MORE = re.compile(rb"<[a-z]\s[^=]*\Z", re.I)
_ATTRIBUTES = (b"href", b"class", b"style", b"title", b"target", b"data-", b"lang", b"dir")


def parse(record: Record) -> Article:
    """The article of a record; one that says why, where there is none."""
    if record.damage:
        return _damaged(record, record.damage)
    if record.extracted:
        return _restored(record)
    if record.markup and (cut := _cut(record.data)):
        return _damaged(record, cut)
    article = _page(record) if record.markup else _text(record)
    if not article.damage and (sort := sent_instead(article)):
        note = f"the page is a {sort} and holds no article"
        return replace(article, blocks=(), damage=Damage(DamageKind.EMPTY, note))
    if record.markup and not article.blocks and not article.damage:
        return replace(article, damage=_textless(record, article))
    if not article.blocks and not article.headline and not article.damage:
        return replace(article, damage=_EMPTY)
    return article


def _cut(page: bytes) -> Damage | None:
    """Whether the page ends inside a tag, which proves that its rest is missing."""
    found = _OPEN_TAG.search(page, max(0, len(page) - 5000))
    if not found or _is_ended(page[max(0, len(page) - 100_000) : found.start()]):
        return None
    if not _DOCUMENT.search(page[:_HEAD]) and _is_arithmetic(found[0]):
        return None
    tag = found[0][:40].decode("utf-8", "replace")
    return Damage(DamageKind.TRUNCATED, f"the page ends inside a tag ({tag}): its rest is missing")


def _is_ended(page: bytes) -> bool:
    """Whether the document has ended, and hardly any text follows."""
    rest = _ENDS.split(_MUTE.sub(b"", page))
    return len(rest) > 1 and len(_TAG.sub(b"", rest[-1]).strip()) < _LITTLE


def _is_arithmetic(tag: bytes) -> bool:
    """Whether what looks like the beginning of a tag may be a comparison.

    >>> _is_arithmetic(b"<b"), _is_arithmetic(b"<b and c"), _is_arithmetic(b"<a hre")
    (True, True, False)
    """
    if found := _ONE_LETTER.match(tag):
        begun = (found[1] or b"").lower()
        return len(begun) < 2 or not any(name.startswith(begun) for name in _ATTRIBUTES)
    return bool(_ONE_LETTER_MORE.match(tag))


def _textless(record: Record, article: Article) -> Damage | None:
    """What a page without a text is: beside a table's headline a piece of one is a picture."""
    if record.headline and not _DOCUMENT.search(record.data[:_HEAD]):
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
