"""Articles as plain records: what `copydesk extract` writes, docs/json-lines.md."""

from typing import Any

from articles import Article, Block, Link


def article_record(article: Article) -> dict[str, Any]:
    """One article with all its blocks. Nothing known is null, never an empty string."""
    return {
        "type": "article",
        "id": article.id,
        "url": article.url or None,
        "canonical": article.canonical or None,
        "path": article.path or None,
        "record": article.record or None,
        "site": article.site or None,
        "site_name": article.site_name or None,
        "headline": article.headline or None,
        "authors": list(article.authors),
        "published": article.published or None,
        "modified": article.modified or None,
        "language": article.language or None,
        "section": article.section or None,
        "tags": list(article.tags),
        "credit": article.credit or None,
        "body": article.body,
        "blocks": [_block(block) for block in article.blocks],
        "claims": {name: list(values) for name, values in sorted(article.claims.items())},
        "damage": article.damage
        and {"kind": str(article.damage.kind), "note": article.damage.note},
    }


def _block(block: Block) -> dict[str, Any]:
    return {
        "kind": str(block.kind),
        "text": block.text,
        "links": [_link(link) for link in block.links],
        "line": block.line or None,
        "tag": block.tag or None,
    }


def _link(link: Link) -> dict[str, Any]:
    return {"href": link.href, "text": link.text, "start": link.start, "end": link.end}
