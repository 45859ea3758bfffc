"""Plain text becomes an article: the site's lines, the headline, byline and date, then the story.

What the first lines are is decided by evidence: a line that is repeated, marked or given is the
headline, and short lines before it belong to the site. Without such evidence a text may begin with
a headline and its deck, but nothing is taken for the site's name.
"""

import re
from collections.abc import Sequence

from articles.addresses.canonical import article_key, canonical, site_of
from articles.addresses.tracking import without_tracking
from articles.bylines.authors import collectives, people
from articles.bylines.opening import reporters_in_opening
from articles.credits.credit import credit_of
from articles.credits.lines import agency_of_byline
from articles.dates.reading import machine_date, written_date
from articles.language import language_of
from articles.model import STORY, Article, Block, Damage, DamageKind, Kind
from articles.plain.lead import LEAD, Draft, label_lead
from articles.plain.page import is_page, label_page
from articles.plain.paragraphs import passages
from articles.plain.shape import (
    LONGEST_HEADLINE,
    byline_or_date,
    is_bulleted,
    is_crosshead,
    is_prose,
    reads_like_a_headline,
    size_of,
)
from articles.words.fold import fold, words

_MARK = re.compile(r"(#{1,6})[ \t]+(?=\S)(.*?)[ \t]*#*$", re.S)
_RULE = re.compile(r"[-=_*~·•\s]{3,}")


def read_text(
    text: str,
    *,
    url: str = "",
    path: str = "",
    record: str = "",
    site: str = "",
    headline: str = "",
    language: str = "",
    id: str = "",
    published: str = "",
    authors: Sequence[str] = (),
) -> Article:
    """A plain text as an article. The named facts are what its container states.

    >>> article = read_text("Harbour reopens\\n\\nHarbour reopens\\n\\nThe harbour has reopened.")
    >>> [str(block.kind) for block in article.blocks], article.headline
    (['headline', 'headline', 'paragraph'], 'Harbour reopens')
    """
    draft = Draft(list(passages(text)))
    marked = _unmarked(draft)
    draft.read_words()
    whole_page = not marked and is_page(draft)
    if whole_page:
        label_page(draft, headline)
    else:
        label_lead(draft, marked, headline, site)
        _label_lines(draft, site, headline)
        _label_story(draft)
    blocks = tuple(
        Block(kind or Kind.PARAGRAPH, passage.text, line=passage.line)
        for kind, passage in zip(draft.kinds, draft.passages, strict=True)
        if passage.text
    )
    above = () if whole_page else _headline_beside(headline, blocks)
    return _article(
        (*above, *blocks),
        markup=whole_page,  # its menus were not sent as part of the article
        url=url,
        path=path,
        record=record,
        site=site,
        headline=headline,
        language=language,
        id=id,
        published=published,
        authors=authors,
    )


def _headline_beside(headline: str, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The headline as a block of its own, where it stands beside the text and not at its beginning:
    readers meet it first, so rules must read it too. It has no line: the text does not show it."""
    told = fold(headline)
    shown = next((block for block in blocks if block.kind in (Kind.HEADLINE, Kind.PARAGRAPH)), None)
    again = any(block.kind is Kind.HEADLINE for block in blocks)
    if not told or (shown and shown.kind is Kind.HEADLINE):
        return ()
    if again:  # behind the first paragraph it stands a second time
        return (Block(Kind.HEADLINE, headline.strip()),)
    if any(told in fold(block.text) for block in blocks[:LEAD]):
        return ()
    return (Block(Kind.HEADLINE, headline.strip()),)


def _article(
    blocks: tuple[Block, ...],
    *,
    markup: bool,
    url: str,
    path: str,
    record: str,
    site: str,
    headline: str,
    language: str,
    id: str,
    published: str,
    authors: Sequence[str],
) -> Article:
    """The article around the blocks: what is given goes before what is read off them."""
    of = {kind: [b.text for b in blocks if b.kind is kind] for kind in _READ_OFF}
    headline = headline.strip() or next(iter(of[Kind.HEADLINE]), "")
    story = [block.text for block in blocks if block.kind in STORY]
    # a note such as "… is published from a PTI feed" is one of rights
    noted = [b.text for b in blocks if b.kind in STORY or b.kind is Kind.LEGAL]
    body = "\n\n".join(story)
    key = article_key(url, "", headline, body)
    claims = {
        "title": (headline,) if headline else (),
        "author": tuple(authors),
        "published": (published,) if published else (),
        "language": (language,) if language else (),
    }
    dates = [stamp for line in of[Kind.DATELINE] if (stamp := written_date(line, language))]
    return Article(
        key=key,
        id=id or canonical(url) or key,
        url=url,
        canonical=without_tracking(url) if canonical(url) else "",
        path=path,
        record=record,
        site=site or site_of(url),
        site_name=next(iter(of[Kind.SITE]), ""),
        headline=headline,
        authors=_authors(authors, of[Kind.BYLINE][:2], site, story),
        published=machine_date(published) or next(iter(dates), ""),
        language=language_of(body or headline, language),
        credit=credit_of(noted, of[Kind.BYLINE]) or _agency(authors),
        blocks=blocks,
        markup=markup,
        claims={name: values for name, values in claims.items() if values},
        damage=None
        if blocks or headline.strip()
        else Damage(DamageKind.EMPTY, "there is no text in it"),
    )


def _agency(authors: Sequence[str]) -> str:
    """The agency among the authors that the container states."""
    return next(filter(None, map(agency_of_byline, authors)), "")


def _authors(
    stated: Sequence[str], bylines: Sequence[str], site: str, story: Sequence[str]
) -> tuple[str, ...]:
    """The persons that container or byline name, else those in the opening of the story, else the
    agency that container or byline name."""
    never = (site, site.partition(".")[0])
    for statements in (stated, bylines):
        if found := people(statements, never):
            return found
    opening = reporters_in_opening(next(iter(story), ""))
    return opening or collectives(stated, never) or collectives(bylines, never)


_READ_OFF = (Kind.HEADLINE, Kind.SITE, Kind.BYLINE, Kind.DATELINE)


def _unmarked(draft: Draft) -> list[int]:
    """Takes the marks off Markdown headings; returns those of the first level that stand early."""
    top: list[int] = []
    for index, passage in enumerate(draft.passages):
        if passage.text.startswith("#") and (mark := _MARK.fullmatch(passage.text)):
            passage.text = mark[2]
            if len(mark[1]) == 1 and index < LEAD:
                top.append(index)
            else:
                draft.kinds[index] = Kind.HEADING
    first = draft.text(top[0]) if top else ""
    early = [i for n, i in enumerate(top) if i - n == top[0] or fold(draft.text(i)) == fold(first)]
    for index in set(top) - set(early):
        draft.kinds[index] = Kind.HEADING
    return early


def _label_lines(draft: Draft, site: str, headline: str) -> None:
    """What lines are by their own words, anywhere in the text."""
    names = {name for name in (words(site), words(site.split(".")[0])) if len(name) > 3}
    title = words(headline)
    after_label = False
    for index in draft.open(range(len(draft.passages))):
        text = draft.text(index)
        kind = draft.said[index] or _kind_alone(text, index, len(draft.passages))
        if kind is None and len(text) <= LONGEST_HEADLINE and names | {title} - {""}:
            folded = words(text)
            kind = Kind.SITE if folded in names else kind
            kind = Kind.HEADLINE if title and folded == title and title.count(" ") > 2 else kind
        if kind is None and after_label and not is_prose(text) and size_of(text) >= 3:
            kind = Kind.RELATED if reads_like_a_headline(text) else None
        after_label = kind is Kind.RELATED and (after_label or size_of(text) <= 4)
        draft.kinds[index] = kind


def _kind_alone(text: str, index: int, count: int) -> Kind | None:
    if _RULE.fullmatch(text):
        return Kind.OTHER
    near_edge = index < LEAD or index >= count - 3
    return byline_or_date(text) if near_edge and len(text) <= 160 else None


def _label_story(draft: Draft) -> None:
    """Crossheads, lists and quotes; all else is a paragraph."""
    last = len(draft.passages) - 1
    for index in draft.open(range(last + 1)):
        text = draft.text(index)
        if text.startswith(">") and len(text) > 2:
            draft.kinds[index] = Kind.QUOTE
        elif is_bulleted(text) and (_bulleted(draft, index - 1) or _bulleted(draft, index + 1)):
            draft.kinds[index] = Kind.LIST
        elif 0 < index < last and is_crosshead(text) and is_prose(draft.text(index + 1)):
            draft.kinds[index] = Kind.HEADING


def _bulleted(draft: Draft, index: int) -> bool:
    return 0 <= index < len(draft.passages) and is_bulleted(draft.text(index))
