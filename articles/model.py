"""What an article is: a row of labelled blocks, each with its text, its links and its place.

Nothing is dropped on the way in. Junk is a block like any other and carries the label of its kind;
what the story is, is read off the labels.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar, dataclass_transform

_Class = TypeVar("_Class")


@dataclass_transform(frozen_default=True)
def record(cls: type[_Class]) -> type[_Class]:
    """A frozen dataclass with slots, frozen for the type checker alone: a page makes hundreds, and
    Python takes three times as long where it guards them itself."""
    return dataclass(slots=True, unsafe_hash=True)(cls)


class Kind(StrEnum):
    """The label of a block. Values are the words of the JSON output."""

    SITE = "site"  # the site's name or tagline
    HEADLINE = "headline"
    SUBHEAD = "subhead"  # the deck: a line that explains the headline
    BYLINE = "byline"
    DATELINE = "dateline"  # place and date of the report, or the time of publication
    SUMMARY = "summary"  # standfirst or key points
    PARAGRAPH = "paragraph"
    HEADING = "heading"  # a crosshead between paragraphs
    LIST = "list"
    QUOTE = "quote"
    TABLE = "table"
    CODE = "code"
    CAPTION = "caption"
    EMBED = "embed"
    RELATED = "related"  # "See also ...", with or without a link
    SHARE = "share"
    NEWSLETTER = "newsletter"
    AD = "ad"
    PAYWALL = "paywall"
    LEGAL = "legal"
    NAVIGATION = "navigation"
    COMMENT = "comment"
    TEMPLATE = "template"  # unrendered or leaked machine text
    OTHER = "other"

    __hash__ = str.__hash__  # the enumeration's own is written in Python, and asked for every line


#: What a reader would call the story, and the whole of `Article.body`. Captions, the headline,
#: the deck and the summary are not body; crossheads are. See docs/decisions/body.md.
STORY = frozenset({Kind.PARAGRAPH, Kind.HEADING, Kind.LIST, Kind.QUOTE, Kind.TABLE, Kind.CODE})


class DamageKind(StrEnum):
    """Why an input could not be read as an article."""

    TRUNCATED = "truncated"  # the input ends before it should
    CORRUPT = "corrupt"  # bytes that do not decode, or a checksum that does not hold
    MALFORMED = "malformed"  # a record that breaks its format
    EMPTY = "empty"  # nothing in it
    UNSUPPORTED = "unsupported"  # not an article: an image, a binary, an unknown format
    OVERSIZE = "oversize"  # larger than the stated bound


@dataclass(frozen=True, slots=True)
class Damage:
    """What is wrong with an input, in one sentence that says where.

    `lost` is how many articles could not be read for it; None where nobody can know.
    """

    kind: DamageKind
    note: str
    lost: int | None = 1


@record
class Link:
    """A hyperlink inside a block. `start` and `end` are its place in the block's text."""

    href: str
    text: str
    start: int = 0
    end: int = 0


@record
class Block:
    """One run of text that a page shows as a unit.

    `text` keeps no-break spaces and, in plain text, double spaces: rules look at them.
    `line` is the 1-based line of a plain-text source, 0 where there is none.
    `tag` is the name of the source element, "" for plain text.
    """

    kind: Kind
    text: str
    links: tuple[Link, ...] = ()
    line: int = 0
    tag: str = ""

    @property
    def is_story(self) -> bool:
        """Whether the block belongs to the body."""
        return self.kind in STORY


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """Which article a finding speaks of: all that a report needs to name it again.

    `key` is its lasting identity (see `articles.addresses.canonical`); `id` is the input's own,
    else the key.
    """

    key: str
    id: str
    site: str = ""
    url: str = ""
    path: str = ""
    record: str = ""
    headline: str = ""
    published: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in an article. `block` is -1 for the article as a whole; offsets are characters."""

    article: Ref
    block: int = -1
    start: int = 0
    end: int = 0
    line: int = 0


@dataclass(frozen=True, slots=True)
class Article:
    """One article as it arrived.

    `published` and `modified` are ISO 8601 with the zone the source states, or "". `site` is the
    host without www, or the name the input gives; `site_name` is how the site calls itself.
    `credit` names the agency or the original publisher where the text says so. `claims` are the
    raw statements the choices were made from: name of the source -> values. `markup` tells whole
    pages from plain text, where every line was sent as part of the article.
    """

    key: str
    id: str
    url: str = ""
    canonical: str = ""
    path: str = ""
    record: str = ""
    site: str = ""
    site_name: str = ""
    headline: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    modified: str = ""
    language: str = ""
    section: str = ""
    tags: tuple[str, ...] = ()
    credit: str = ""
    blocks: tuple[Block, ...] = ()
    claims: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    markup: bool = False
    damage: Damage | None = None

    @property
    def body(self) -> str:
        """The story's blocks, joined by blank lines."""
        return "\n\n".join(block.text for block in self.blocks if block.is_story)

    @property
    def ref(self) -> Ref:
        """The article's name for findings and facts."""
        return Ref(
            key=self.key,
            id=self.id,
            site=self.site,
            url=self.url,
            path=self.path,
            record=self.record,
            headline=self.headline,
            published=self.published,
        )

    @property
    def zone(self) -> range:
        """Indices of the blocks a reader meets while reading: all of a plain text, and of a page
        those from the first to the last block of the headline or the body."""
        if not self.markup:
            return range(len(self.blocks))
        inside = [i for i, b in enumerate(self.blocks) if b.is_story or b.kind is Kind.HEADLINE]
        return range(inside[0], inside[-1] + 1) if inside else range(0)

    def span(self, block: int = -1, start: int = 0, end: int = -1) -> Span:
        """The place of a block, or of `text[start:end]` in it (end -1: to its end).

        Without a block: the article as a whole.
        """
        if block < 0:
            return Span(self.ref)
        source = self.blocks[block]
        stop = len(source.text) if end < 0 else end
        line = source.line + source.text.count("\n", 0, start) if source.line else 0
        return Span(self.ref, block, start, stop, line)

    def of(self, *kinds: Kind) -> Iterator[tuple[Span, Block]]:
        """Blocks of these kinds, each with its place, in reading order."""
        for index, block in enumerate(self.blocks):
            if block.kind in kinds:
                yield self.span(index), block
