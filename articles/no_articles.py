"""Pages that come in an article's place: bot checks, error pages, consent and login walls.

They are told by what they call themselves and by how little else they say. An article about such
things has a date, or paragraphs.
"""

import re
from collections.abc import Iterator
from functools import cache

from articles.model import Article, Kind
from articles.words.fold import words
from articles.words.lists import data

#: letters of the whole story, and of one paragraph: what has more is an article (guesses)
_MOST_STORY, _MOST_PARAGRAPH = 800, 320
_PARTS = re.compile(r"\s+[|–—·•»:-]+\s+|[|:…]|\.{3}|\s*\u2014\s*")
_CODE = re.compile(r"(?:(?:http )?(?:error|fehler|erreur|errore|erro|ошибка) )?(?:404|410)")
_CONSENT = re.compile(
    r"cookie|consent|zustimm|einwillig|consenso|toestemm|samtyck|samtykk|suostu|\bzgod|souhlas"
    r"|súhlas|hozzájárul|consimț|rıza|согласи|згод|съглас|συγκατ|同意|동의|موافق|הסכמ",
    re.I,
)
_NEAR = 8  # blocks below the headline among which the wall stands (a guess)
_TELL_A_STORY = frozenset((Kind.CAPTION, Kind.EMBED, Kind.SUBHEAD, Kind.SUMMARY))


def sent_instead(article: Article) -> str:
    """What a page is that holds no article, "" for any other: "bot check", "login wall"."""
    if not article.markup or not _says_little(article):
        return ""
    if not article.published:
        if "profile" in article.claims.get("meta og:type", ()):
            return "page about an author"
        for sort in ("bot check", "page that was not found", "server's error", "consent wall"):
            if _calls_itself(article, sort):
                return sort
    return "login wall" if _is_login_wall(article) else ""


def _says_little(article: Article) -> bool:
    story = [len(block.text) for block in article.blocks if block.is_story]
    return sum(story) <= _MOST_STORY and max(story, default=0) <= _MOST_PARAGRAPH


def _calls_itself(article: Article, sort: str) -> bool:
    titles, lines = _known()[sort]
    named = any(title in titles for title in _titles(article))
    if sort == "page that was not found":
        return named or any(map(_CODE.fullmatch, _titles(article)))
    said = any(words(block.text[:200]).startswith(lines) for block in article.blocks)
    if sort == "consent wall":
        others = (block.text for block in article.blocks if words(block.text) not in titles)
        return (named or said) and any(map(_CONSENT.search, others))
    return named or said


def _titles(article: Article) -> Iterator[str]:
    """What a page is called, whole and by its parts: "Page not found - The Ledger"."""
    claimed = (*article.claims.get("title", ()), *article.claims.get("h1", ()))
    for title in dict.fromkeys((article.headline, *claimed)):
        yield words(title)
        yield from map(words, _PARTS.split(title))


@cache
def _known() -> dict[str, tuple[frozenset[str], tuple[str, ...]]]:
    """By sort: the titles, and how lines begin."""
    table = data("no_articles.json")
    return {
        sort: (frozenset(map(words, listed["titles"])), tuple(map(words, listed["lines"])))
        for sort, listed in table.items()
        if sort != "about"
    }


def _is_login_wall(article: Article) -> bool:
    """Whether a headline is followed by a wall and by nothing that tells of the story."""
    kinds = [block.kind for block in article.blocks]
    if Kind.HEADLINE not in kinds or any(block.is_story for block in article.blocks):
        return False
    below = kinds[kinds.index(Kind.HEADLINE) + 1 :][:_NEAR]
    return Kind.PAYWALL in below and _TELL_A_STORY.isdisjoint(kinds)
