"""A web page becomes an article: bytes -> text -> tree -> pieces -> labelled blocks."""

from collections.abc import Iterator, Sequence

from selectolax.lexbor import LexborHTMLParser

from articles.address import article_key, canonical, site_of
from articles.blocks import Piece, pieces
from articles.encoding import decode
from articles.features import Setting, hides
from articles.fold import words
from articles.kinds import line_kind
from articles.labelling import headline_index, label
from articles.metadata import Metadata, read_metadata
from articles.model import Article, Block, Damage, DamageKind
from articles.nesting import DEEPEST, bounded
from articles.opinions import kept_by_resiliparse, sampled_runs, shown_elsewhere, stated_by_page
from articles.story import story

#: the longest page that is read; a longer one is reported, not cut
MOST_BYTES = 32 * 1024 * 1024
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
    damage = _damage(data)
    if damage is not None:
        key = article_key(url, "", path, record)
        return Article(key, id or key, url, path=path, record=record, site=site, damage=damage)
    html, cut = bounded(decode(data, charset))
    tree = LexborHTMLParser(html)
    told = read_metadata(tree, url)
    title = headline or told.headline
    blocks = tuple(_blocks(html, pieces(tree), title, told))
    body = "\n\n".join(block.text for block in blocks if block.is_story)
    key = article_key(url, told.canonical, title, body)
    return Article(
        key=key,
        id=id or canonical(told.canonical or url) or key,
        url=url,
        canonical=told.canonical,
        path=path,
        record=record,
        site=site or site_of(url or told.canonical),
        site_name=told.site_name,
        headline=title,
        authors=told.authors,
        published=told.published,
        modified=told.modified,
        language=language or told.language,
        section=told.section,
        tags=told.tags,
        credit=told.credit,
        blocks=blocks,
        claims={**told.claims, "nesting": (_CUT,)} if cut else told.claims,
        markup=True,
    )


def _blocks(html: str, found: Sequence[Piece], title: str, told: Metadata) -> Iterator[Block]:
    said = [line_kind(piece.text, piece.link_share) for piece in found]
    setting = setting_of(html, found, title, told)
    is_story = story(found, said, setting)
    return label(found, said, is_story, setting.headline, told.site_name)


def setting_of(html: str, found: Sequence[Piece], title: str, told: Metadata) -> Setting:
    """What the page and a second extractor say that helps to see the story."""
    runs = sampled_runs(found)
    return Setting(
        headline=headline_index(found, title),
        title=words(title),
        description=words(told.description),
        kept=kept_by_resiliparse(html, runs, all_shown=not hides(found)),
        stated=stated_by_page(told.article_body, found),
        copied=shown_elsewhere(found, runs),
    )


def _damage(data: bytes) -> Damage | None:
    if len(data) > MOST_BYTES:
        note = f"the page has {len(data):,} bytes; pages above {MOST_BYTES:,} are not read"
        return Damage(DamageKind.OVERSIZE, note)
    if not data.strip():
        return Damage(DamageKind.EMPTY, "the page is empty")
    if b"\0" in data[:1024] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Damage(DamageKind.UNSUPPORTED, "the input is binary, not a page")
    return None
