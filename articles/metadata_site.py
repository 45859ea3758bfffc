"""What the site is called: as stated, else as two places of the page show it."""

import re
from collections.abc import Iterator
from functools import cache

from selectolax.lexbor import LexborHTMLParser

from articles.address import site_of
from articles.fold import words
from articles.metadata_json import LinkedData
from articles.metadata_markup import Statements, text_lines, text_of
from articles.wordlists import data

_LONGEST = 80
_MOST_WORDS, _LONGEST_SHOWN = 6, 40  # of a name that is only shown (guesses)
_MOST_LOGOS, _LAST_LINES = 40, 40
_BETWEEN = re.compile(
    r"\s*[|｜»«:：—–·•_~ㅣ]+\s*|\s+-+\s+|(?<=[\u2e80-\uffff])-(?=[\u2e80-\uffff])"
)
_RIGHTS = re.compile(r"©|\bcopyright\b|\(c\)", re.I)
_LOGO = 'a[href="/"], a[rel~="home"], [class*="logo" i], [id*="logo" i], img[src*="logo" i]'
#: what the way to the first page is called
FRONT = frozenset(
    ("home", "homepage", "home page", "front page", "startseite", "start", "accueil", "inicio",
     "início", "etusivu", "forside", "hjem", "strona główna", "ana sayfa", "anasayfa", "главная",
     "головна", "αρχική", "logo", "menu", "overview", "übersicht",
     "トップ", "ホーム", "首页",
     "首頁", "홈", "หน้าแรก", "trang chủ")
)  # fmt: skip


def stated_names(page: Statements, linked: LinkedData) -> list[str]:
    """The names that the metadata give to the site or its publisher."""
    stated = page.every("og:site_name", "application-name", "apple-mobile-web-app-title")
    publishers = [*linked.publisher, *page.every("publisher", "dc.publisher", "copyright")]
    names = [re.sub(r"\s*\([^)]*\)$", "", name) for name in (*stated, *publishers)]
    return [name for name in names if name and len(name) <= _LONGEST]


def domain(url: str) -> str:
    """The name before the suffix of a host, as sites are called in titles."""
    labels = site_of(url).split(":")[0].split(".")
    return max(labels[:-1], key=len, default="")


def shown_name(page: Statements, tree: LexborHTMLParser, url: str) -> str:
    """A short part of the title, or a logo, that a second place confirms: the other of the two,
    the address, or the line of rights; "" without such proof."""
    logos = dict.fromkeys(filter(_may_be_name, _logos(tree)))
    for part in filter(_may_be_name, _ends_of_title(page)):
        tight = _tight(part)
        if any(_tight(logo) == tight for logo in logos) or _confirmed(part, page, tree, url):
            return part
    return next((logo for logo in logos if _confirmed(logo, page, tree, url)), "")


def _ends_of_title(page: Statements) -> Iterator[str]:
    for title in page.titles[:1]:
        parts = [part.strip(" ()") for part in _BETWEEN.split(title[:400])]
        yield from (parts[-1], parts[0])


def _logos(tree: LexborHTMLParser) -> Iterator[str]:
    for node in tree.css(_LOGO)[:_MOST_LOGOS]:
        image = node if node.tag == "img" else node.css_first("img[alt]")
        yield text_of(node)[:_LONGEST] if node.tag != "img" else ""
        yield (image.attributes.get("alt") or "")[:_LONGEST] if image is not None else ""


def _confirmed(name: str, page: Statements, tree: LexborHTMLParser, url: str) -> bool:
    tight = _tight(name)
    if tight in (_tight(domain(url)), _tight(site_of(url))):
        return True
    rights = (line for line in text_lines(tree, page)[-_LAST_LINES:] if _RIGHTS.search(line))
    return any(tight in _tight(line) for line in rights)


def _may_be_name(text: str) -> bool:
    folded = words(text)
    short = 2 < len(text) <= _LONGEST_SHOWN and len(folded.split()) <= _MOST_WORDS
    return short and not folded.isdigit() and folded not in FRONT and folded not in _sections()


@cache
def _sections() -> frozenset[str]:
    listed = data("lead_lines.json")["sections"].values()
    return frozenset(name for names in listed for name in names)


def _tight(text: str) -> str:
    return words(text).replace(" ", "")
