"""Fragments and per-site selectors, read with BeautifulSoup.

The page reader needs no selectors. Where it fails on one site, a person writes down where headline,
body, authors and date stand, as CSS; and feeds carry fragments of markup that are no pages. Both
are rare and small, so here a forgiving reader is worth more than a fast one.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from bs4 import BeautifulSoup, Tag
from soupsieve import SelectorSyntaxError

from articles.errors import CopydeskError
from articles.model import STORY, Article, Block, Kind

#: what a site's configuration may select
FIELDS = ("headline", "body", "author", "date", "drop")
_LONGEST = 4_000_000  # letters; what is longer is read up to there
_LEAVES = ("p", "li", "blockquote", "pre", "h2", "h3", "h4", "h5", "h6", "td", "th", "dd", "dt")
_KINDS = {
    **dict.fromkeys(("h2", "h3", "h4", "h5", "h6"), Kind.HEADING),
    **dict.fromkeys(("li", "dd", "dt"), Kind.LIST),
    **dict.fromkeys(("td", "th"), Kind.TABLE),
    "blockquote": Kind.QUOTE,
    "pre": Kind.CODE,
}


class SelectorError(CopydeskError):
    """A selector of the configuration that is no CSS, or selects something we do not know."""


@dataclass(frozen=True, slots=True)
class Selected:
    """What the selectors of a site found; "" and () where they found nothing."""

    headline: str = ""
    body: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    date: str = ""


def read_selected(html: str, selectors: Mapping[str, str]) -> Selected:
    """The parts of a page that a site's CSS selectors name.

    >>> read_selected("<h1>Harbour reopens</h1><i>Ada Brandt</i>", {"author": "i"}).authors
    ('Ada Brandt',)
    """
    soup = _parsed(html)
    for tag in _select(soup, selectors, "drop"):
        tag.decompose()
    headlines = [_text(tag) for tag in _select(soup, selectors, "headline")]
    dates = [_date(tag) for tag in _select(soup, selectors, "date")]
    authors = (_text(tag) for tag in _select(soup, selectors, "author"))
    body = (line for tag in _select(soup, selectors, "body") for line in _lines(tag))
    return Selected(
        headline=next(filter(None, headlines), ""),
        body=tuple(dict.fromkeys(body)),
        authors=tuple(dict.fromkeys(filter(None, authors))),
        date=next(filter(None, dates), ""),
    )


def with_selected(article: Article, found: Selected) -> Article:
    """The article with what the selectors found in place of what was guessed.

    With a selected body the blocks inside it become story and all others stop being it. Blocks
    that their words tell apart (related, share, ads …) keep their kind.
    """
    blocks = article.blocks
    if found.body:
        wanted = {_bare(line) for line in found.body}
        blocks = tuple(_relabelled(block, wanted) for block in blocks)
    return replace(
        article,
        blocks=blocks,
        headline=found.headline or article.headline,
        authors=found.authors or article.authors,
        published=found.date or article.published,
    )


def fragment_text(html: str) -> str:
    """The text of a fragment of markup, as feeds carry it; paragraphs apart by blank lines.

    >>> fragment_text("<p>One &amp; two.<p>Three")
    'One & two.\\n\\nThree'
    """
    soup = _parsed(html)
    return "\n\n".join(_lines(soup))


def _parsed(html: str) -> BeautifulSoup:
    """The markup without what no reader sees; a line break parts words."""
    soup = BeautifulSoup(html[:_LONGEST], "lxml")
    for unseen in soup(["script", "style", "template", "noscript"]):
        unseen.decompose()
    for line_break in soup("br"):
        line_break.replace_with("\n")
    return soup


def _select(soup: BeautifulSoup, selectors: Mapping[str, str], field: str) -> list[Tag]:
    unknown = sorted(set(selectors) - set(FIELDS))
    if unknown:
        raise SelectorError(f"unknown selector {unknown[0]!r}; there are {', '.join(FIELDS)}")
    css = selectors.get(field, "")
    try:
        return list(soup.select(css)) if css else []
    except (SelectorSyntaxError, NotImplementedError) as error:
        reason = str(error).splitlines()[0]
        raise SelectorError(f"the selector {css!r} for {field} is no CSS: {reason}") from error


def _lines(tag: Tag) -> Iterator[str]:
    """The paragraphs in an element: its innermost blocks, or else its text."""
    leaves = [leaf for leaf in tag.find_all(_LEAVES) if leaf.find(_LEAVES) is None]
    for leaf in leaves or [tag]:
        text = _text(leaf)
        if text:
            yield text


def _text(tag: Tag) -> str:
    return " ".join(tag.get_text().split(" ")).strip() if tag.name == "pre" else _spaced(tag)


def _spaced(tag: Tag) -> str:
    """Text with white space made single; no-break spaces stay, as everywhere."""
    return " ".join(
        part for part in tag.get_text().replace("\n", " ").split(" ") if part.strip("\t\r")
    )


def _date(tag: Tag) -> str:
    stated: Any = tag.get("datetime") or tag.get("content")
    return stated.strip() if isinstance(stated, str) else _text(tag)


def _bare(text: str) -> str:
    return "".join(text.split())


def _relabelled(block: Block, wanted: set[str]) -> Block:
    inside = _bare(block.text) in wanted
    if inside and block.kind in (Kind.OTHER, Kind.NAVIGATION, Kind.CAPTION, Kind.SUMMARY):
        return replace(block, kind=_KINDS.get(block.tag, Kind.PARAGRAPH))
    return replace(block, kind=Kind.OTHER) if block.kind in STORY and not inside else block
