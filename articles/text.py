"""Plain text becomes an article: the site's lines, the headline, byline and date, then the story.

What the first lines are is decided by evidence: a line that is repeated, marked or given is the
headline, and short lines before it belong to the site. Without such evidence a text may begin with
a headline and its deck, but nothing is taken for the site's name.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from articles.address import article_key, canonical, site_of
from articles.authors import is_byline, people
from articles.dates import date_share, machine_date, written_date
from articles.fold import fold, words
from articles.kinds import line_kind
from articles.language import language_of
from articles.lines import Passage, passages
from articles.model import STORY, Article, Block, Damage, DamageKind, Kind
from articles.wordlists import data

_MARK = re.compile(r"(#{1,6})[ \t]+(?=\S)(.*?)[ \t]*#*$", re.S)
_BULLET = re.compile(r"(?:[•●▪◦‣·*]|[-–] ?(?=\S)|\d{1,2}[.)])\s+\S")
_ENDS = ".!?…。！？؟۔।:;,"
_CLOSING = "\"'”’»)]）」』"
_RULE = re.compile(r"[-=_*~·•\s]{3,}")
_BREADCRUMB = re.compile(r"\S\s*[>›»→]\s*\S|\S\s[/|]\s\S.*\s[/|]\s\S")
_WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
_LEAD = 12  # passages among which the headline is looked for
_LONGEST_HEADLINE = 250
_LONGEST_SITE_LINE = 70
_MOST_SITE_LINES = 5


@dataclass(slots=True)
class _Draft:
    """The passages with their kinds, as far as they are decided."""

    passages: list[Passage]
    kinds: list[Kind | None] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.kinds = [None] * len(self.passages)

    def text(self, index: int) -> str:
        return self.passages[index].text

    def open(self, indices: Iterable[int]) -> list[int]:
        """Those whose kind is not decided yet."""
        return [index for index in indices if self.kinds[index] is None]


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
    draft = _Draft(list(passages(text)))
    marked = _unmarked(draft)
    _label_lead(draft, marked, headline, site)
    _label_lines(draft, site, headline)
    _label_story(draft)
    blocks = tuple(
        Block(kind or Kind.PARAGRAPH, passage.text, line=passage.line)
        for kind, passage in zip(draft.kinds, draft.passages, strict=True)
        if passage.text
    )
    return _article(
        blocks,
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


def _article(
    blocks: tuple[Block, ...],
    *,
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
    body = "\n\n".join(block.text for block in blocks if block.kind in STORY)
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
        canonical=canonical(url),
        path=path,
        record=record,
        site=site or site_of(url),
        site_name=next(iter(of[Kind.SITE]), ""),
        headline=headline,
        authors=people(authors, never=(site,)) or people(of[Kind.BYLINE][:2], never=(site,)),
        published=machine_date(published) or next(iter(dates), ""),
        language=language_of(body, language),
        blocks=blocks,
        claims={name: values for name, values in claims.items() if values},
        damage=None
        if blocks or headline.strip()
        else Damage(DamageKind.EMPTY, "there is no text in it"),
    )


_READ_OFF = (Kind.HEADLINE, Kind.SITE, Kind.BYLINE, Kind.DATELINE)


def _unmarked(draft: _Draft) -> list[int]:
    """Takes the marks off Markdown headings; returns those of the first level that stand early."""
    top: list[int] = []
    for index, passage in enumerate(draft.passages):
        if passage.text.startswith("#") and (mark := _MARK.fullmatch(passage.text)):
            passage.text = mark[2]
            if len(mark[1]) == 1 and index < _LEAD:
                top.append(index)
            else:
                draft.kinds[index] = Kind.HEADING
    first = draft.text(top[0]) if top else ""
    early = [i for n, i in enumerate(top) if i - n == top[0] or fold(draft.text(i)) == fold(first)]
    for index in set(top) - set(early):
        draft.kinds[index] = Kind.HEADING
    return early


def _label_lead(draft: _Draft, marked: list[int], headline: str, site: str) -> None:
    """Everything before the story's first sentence."""
    titles = _headlines(draft, marked, headline)
    start = _first_prose(draft, max(titles, default=-1) + 1)
    if not titles and not headline and (guess := _guessed_headline(draft, start)) is not None:
        titles = [guess]
    for index in titles:
        draft.kinds[index] = Kind.HEADLINE
    if titles:
        sure = bool(marked or headline or len(titles) > 1)
        _label_before(draft, range(titles[0]), sure)
        _label_between(draft, range(titles[0] + 1, start))


def _headlines(draft: _Draft, marked: list[int], headline: str) -> list[int]:
    """Passages that are the headline beyond doubt: given, marked, or repeated."""
    lead = [i for i in range(min(_LEAD, len(draft.passages))) if draft.kinds[i] is None]
    if headline:
        return marked or [i for i in lead if _is_given(draft.text(i), headline)]
    if marked:
        same = fold(draft.text(marked[0]))
        return sorted({*marked, *(i for i in lead if fold(draft.text(i)) == same)})
    return _repeated(draft, lead)


def _is_given(line: str, headline: str) -> bool:
    """Whether a line is the headline that the container states, or that without the site's name."""
    if len(line) > 2 * len(headline) + 20:
        return False
    one, two = words(line), words(headline)
    if one == two or not one:
        return one == two
    return len(one) >= 12 and two.startswith(one + " ") and len(two) - len(one) <= 40


def _repeated(draft: _Draft, lead: Sequence[int]) -> list[int]:
    """A short line that stands twice among the first lines, with no prose before it."""
    seen: dict[str, int] = {}
    for index in lead:
        text = draft.text(index)
        if _is_prose(text) and fold(text) not in seen:
            break
        if len(text) > _LONGEST_HEADLINE or _is_plainly_other(text):
            continue
        first = seen.setdefault(fold(text), index)
        if first != index:
            return [i for i in lead if fold(draft.text(i)) == fold(text)]
    return []


def _is_plainly_other(text: str) -> bool:
    return line_kind(text) is not None or is_byline(text) or _is_date(text) or not words(text)


def _first_prose(draft: _Draft, start: int) -> int:
    for index in range(start, min(len(draft.passages), start + 4 * _LEAD)):
        if _is_prose(draft.text(index)):
            return index
    return start


def _is_prose(text: str) -> bool:
    """A sentence or more: long, or ended like a sentence."""
    size = _size(text)
    if size >= 30:
        return True
    return size >= 4 and text.rstrip(_CLOSING)[-1:] in ".。।۔" and not text.endswith("...")


def _size(text: str) -> float:
    """Words, where scripts without spaces count about two letters for one."""
    sample = text[:600]
    wide = len(_WIDE.findall(sample))
    return len(sample.split()) + wide / 2


def _guessed_headline(draft: _Draft, start: int) -> int | None:
    """Without evidence: the first line, if it reads like a headline and prose follows soon.

    After many short lines (the text of a whole page) the nearest long one before the prose.
    """
    if start >= len(draft.passages) or not _is_prose(draft.text(start)):
        return None
    lead = [i for i in draft.open(range(start)) if not _is_plainly_other(draft.text(i))]
    good = [i for i in lead if _reads_like_a_headline(draft.text(i))]
    if start <= 4:
        return good[0] if good and good[0] == lead[0] else None
    long = [i for i in good if _size(draft.text(i)) >= 5 and i >= start - _LEAD]
    return long[-1] if long else None


def _reads_like_a_headline(text: str) -> bool:
    return (
        2 <= _size(text) <= 30
        and len(text) <= _LONGEST_HEADLINE
        and text.rstrip(_CLOSING)[-1:] not in ".。।۔:;,"
        and not _BULLET.match(text)
        and not text[:1].islower()
    )


def _label_before(draft: _Draft, indices: Iterable[int], sure: bool) -> None:
    """Lines above the headline: the site's where the headline is sure, else a menu's."""
    before = draft.open(indices)
    for index in before:
        text = draft.text(index)
        kind = line_kind(text) or _byline_or_date(text)
        if kind is None and (_BREADCRUMB.search(text) or fold(text) in _sections()):
            kind = Kind.NAVIGATION
        elif kind is None and (_size(text) >= 12 or _is_prose(text)):
            kind = Kind.SUBHEAD
        few = len(before) <= _MOST_SITE_LINES and len(text) <= _LONGEST_SITE_LINE
        draft.kinds[index] = kind or (Kind.SITE if sure and few else Kind.NAVIGATION)


@cache
def _sections() -> frozenset[str]:
    names = data("sections.json")["sections"]
    return frozenset(fold(name) for listed in names.values() for name in listed)


def _label_between(draft: _Draft, indices: Iterable[int]) -> None:
    """Lines between headline and story: deck, byline, date."""
    decks = 0
    for index in draft.open(indices):
        text = draft.text(index)
        kind = line_kind(text) or _byline_or_date(text)
        if kind is None and not decks and _BULLET.match(text) is None:
            kind, decks = Kind.SUBHEAD, 1
        draft.kinds[index] = kind


def _byline_or_date(text: str) -> Kind | None:
    if is_byline(text):
        return Kind.BYLINE
    return Kind.DATELINE if _is_date(text) else None


def _is_date(text: str) -> bool:
    return len(text) <= 90 and any(map(str.isdigit, text)) and date_share(text) >= 0.5


def _label_lines(draft: _Draft, site: str, headline: str) -> None:
    """What lines are by their own words, anywhere in the text."""
    names = {name for name in (words(site), words(site.split(".")[0])) if len(name) > 3}
    title = words(headline)
    after_label = False
    for index in draft.open(range(len(draft.passages))):
        text = draft.text(index)
        kind = _kind_alone(text, index, len(draft.passages))
        if kind is None and len(text) <= _LONGEST_HEADLINE and names | {title} - {""}:
            folded = words(text)
            kind = Kind.SITE if folded in names else kind
            kind = Kind.HEADLINE if title and folded == title and title.count(" ") > 2 else kind
        if kind is None and after_label and not _is_prose(text) and _size(text) >= 3:
            kind = Kind.RELATED if _reads_like_a_headline(text) else None
        after_label = kind is Kind.RELATED and (after_label or _size(text) <= 4)
        draft.kinds[index] = kind


def _kind_alone(text: str, index: int, count: int) -> Kind | None:
    kind = line_kind(text)
    if kind is not None:
        return kind
    if _RULE.fullmatch(text):
        return Kind.OTHER
    near_edge = index < _LEAD or index >= count - 3
    return _byline_or_date(text) if near_edge and len(text) <= 160 else None


def _label_story(draft: _Draft) -> None:
    """Crossheads, lists and quotes; all else is a paragraph."""
    last = len(draft.passages) - 1
    for index in draft.open(range(last + 1)):
        text = draft.text(index)
        if text.startswith(">") and len(text) > 2:
            draft.kinds[index] = Kind.QUOTE
        elif _BULLET.match(text) and (_bulleted(draft, index - 1) or _bulleted(draft, index + 1)):
            draft.kinds[index] = Kind.LIST
        elif 0 < index < last and _is_crosshead(text) and _is_prose(draft.text(index + 1)):
            draft.kinds[index] = Kind.HEADING


def _bulleted(draft: _Draft, index: int) -> bool:
    return 0 <= index < len(draft.passages) and _BULLET.match(draft.text(index)) is not None


def _is_crosshead(text: str) -> bool:
    return (
        len(text) <= 90
        and _size(text) <= 12
        and "\n" not in text
        and text.rstrip(_CLOSING)[-1:] not in ".。।۔…:;,"
        and text[:1] not in "-–—“\"„«‘'"
        and not text[:1].islower()
    )
