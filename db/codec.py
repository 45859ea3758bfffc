"""An article as JSON and back, exactly; and the hash that says whether it changed."""

from dataclasses import asdict
from hashlib import blake2b
from json.encoder import encode_basestring as quoted
from typing import Any

from articles import Article, Block, Damage, DamageKind, Kind, Link
from articles.addresses.canonical import canonical
from articles.model import STORY
from db.columns import Written, characters, to_json

_PLAIN = (
    "key", "id", "url", "canonical", "path", "record", "site", "site_name", "headline",
    "published", "modified", "language", "section", "credit", "markup",
)  # fmt: skip
_LISTS = ("authors", "tags")
_TOLD = STORY | {Kind.SUBHEAD, Kind.SUMMARY, Kind.CAPTION}
_BEGINNING = {kind: f'{{"kind":"{kind.value}"' for kind in Kind}


def blocks_of(article: Article) -> Written:
    """The blocks as JSON, with what is empty left out, as `to_json` would write them. A page has
    hundreds of blocks: written out here they take half the time of dictionaries that are encoded.
    """
    written = ",".join([_block(block) for block in article.blocks])
    return Written(characters(f"[{written}]"))


def record_of(article: Article) -> dict[str, Any]:
    """All of the article but its blocks, with what is empty left out."""
    record: dict[str, Any] = {name: getattr(article, name) for name in _PLAIN}
    record |= {name: list(getattr(article, name)) for name in _LISTS}
    record["claims"] = {name: list(values) for name, values in article.claims.items()}
    record["damage"] = asdict(article.damage) if article.damage else None
    return {name: value for name, value in record.items() if value}


def article_of(record: dict[str, Any], blocks: list[Any]) -> Article:
    """The article that `record_of` and `blocks_of` were made from."""
    values: dict[str, Any] = {name: record[name] for name in _PLAIN if name in record}
    values |= {name: tuple(record.get(name, ())) for name in _LISTS}
    damage = record.get("damage")
    return Article(
        **{"key": "", "id": ""} | values,
        blocks=tuple(_read_block(block) for block in blocks),
        claims={name: tuple(said) for name, said in record.get("claims", {}).items()},
        damage=Damage(DamageKind(damage["kind"]), damage["note"]) if damage else None,
    )


def content_hash(article: Article) -> str:
    """What the article tells: headline, story, captions and decks, their links, author and date;
    never where it was read, nor what a page shows around it (a clock, the most read)."""
    told = (block for block in article.blocks if block.kind in _TOLD)
    seen = [
        *(article.headline, list(article.authors), article.published),
        *(article.language, article.credit),
        [
            (block.kind, block.text, [canonical(link.href) for link in block.links])
            for block in told
        ],
    ]
    return blake2b(to_json(seen).encode(), digest_size=16).hexdigest()


def shown_hash(article: Article, blocks: Written) -> str:
    """All that the page shows; `blocks` are the article's, as `blocks_of` wrote them."""
    return blake2b(f"{article.modified}\n{blocks}".encode(), digest_size=16).hexdigest()


def _block(block: Block) -> str:
    said = _BEGINNING[block.kind]
    if block.line:
        said += f',"line":{block.line}'
    if block.links:
        said += f',"links":[{",".join([_link(link) for link in block.links])}]'
    if block.tag:
        said += f',"tag":{quoted(block.tag)}'
    if block.text:
        said += f',"text":{quoted(block.text)}'
    return said + "}"


def _link(link: Link) -> str:
    return f"[{quoted(link.href)},{quoted(link.text)},{link.start},{link.end}]"


def _read_block(block: dict[str, Any]) -> Block:
    return Block(
        kind=Kind(block["kind"]),
        text=block.get("text", ""),
        links=tuple(Link(*link) for link in block.get("links", ())),
        line=block.get("line", 0),
        tag=block.get("tag", ""),
    )
