"""What the site is called: as stated, else as two places of the page show it."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice

from selectolax.lexbor import LexborHTMLParser, LexborNode

from articles.addresses.canonical import site_of
from articles.metadata.lines import text_lines
from articles.metadata.linked_data import LinkedData
from articles.metadata.markup import Statements, text_of
from articles.words.fold import words
from articles.words.lists import data

_LONGEST = 80
_MOST_WORDS, _LONGEST_SHOWN = 6, 40  # of a name that is only shown (guesses)
_MOST_LOGOS, _MOST_LOOKED_AT, _LAST_LINES, _LONGEST_TITLE = 40, 400, 40, 400
_LEAST_SHARE = 0.3  # of a piece of a line of rights is the site's name (a guess)
_FIRST_UNSPACED = "\u0e00"  # from here on scripts do not part their words
_RIGHTS = re.compile(r"©|\bcopyright\b|\(c\)", re.I)
#: what says so, and is no part of the name
_SAYS_SO = re.compile(
    r"\bcopyrights?\b|all rights reserved|alle rechte vorbehalten|tous droits réservés"
    r"|todos (?:los|os) (?:derechos|direitos) reservados|tutti i diritti riservati"
    r"|版权所有|版權所有|все права защищены|усі права захищені|wszelkie prawa zastrzeżone",
    re.I,
)
_PIECES = re.compile(r"[.;|•·]\s+|\s[-–—]\s")
_LOGO_WORD = re.compile(r"(?<![A-Za-z])logo(?![a-z])|Logo(?![a-z])|LOGO")
_HEAD = 'h1:has(a[href="/"], a[rel~="home"]), a[href="/"] h1'
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
    logos = list(dict.fromkeys(filter(_may_be_name, _logos(tree))))
    # a picture of a logo that tells the headline again is one the story is about
    loose = set(map(_tight, logos)) - _own(page)
    for part, by_colon in _ends_of_title(page):
        if _may_be_name(part) and (
            _tight(part) in loose
            or _is_host(part, url)
            or (not by_colon and _has_rights(part, page, tree))
        ):
            return part
    heads = _heads(page, tree)
    proven = (
        logo
        for logo in logos
        if _tight(logo) in heads or _is_host(logo, url) or _has_rights(logo, page, tree)
    )
    titles = (title for title in page.titles[:1] if _may_be_name(title) and _is_host(title, url))
    return next(proven, "") or next(titles, "")


def _ends_of_title(page: Statements) -> Iterator[tuple[str, bool]]:
    """The last and the first part of a title of several, and whether a bare colon cuts it off: the
    words before one are as often a place, a person or a topic."""
    for title in page.titles[:1]:
        title = title[:_LONGEST_TITLE]
        cuts = list(_between().finditer(title))
        if cuts:
            yield title[cuts[-1].end() :].strip(" ()"), cuts[-1][0].rstrip() == ":"
            yield title[: cuts[0].start()].strip(" ()"), cuts[0][0].rstrip() == ":"


@cache
def _between() -> re.Pattern[str]:
    """What parts a title; made when first asked for, as wide ranges of letters take long."""
    return re.compile(
        r"\s*[|｜»«:：—–·•_~ㅣ]+\s*|\s+-+\s+|(?<=[\u2e80-\uffff])-(?=[\u2e80-\uffff])"
    )


def _own(page: Statements) -> set[str]:
    """What the page calls its story: a name among these needs more proof than a logo."""
    titles = page.every("og:title", "twitter:title")
    headings = (shown for shown in page.headings[:20] if not _LOGO_WORD.search(shown.hint))
    return {*map(_tight, titles), *(_tight(heading.text) for heading in headings)}


def _heads(page: Statements, tree: LexborHTMLParser) -> set[str]:
    """The headings that lead to the first page and are all that the page calls itself."""
    titles = set(map(_tight, (*page.titles[:1], *page.every("og:title"))))
    return {_tight(text_of(node)) for node in tree.css(_HEAD)[:_MOST_LOGOS]} & titles


def _logos(tree: LexborHTMLParser) -> Iterator[str]:
    for node in islice(filter(_is_logo, tree.css(_LOGO)[:_MOST_LOOKED_AT]), _MOST_LOGOS):
        image = node if node.tag == "img" else node.css_first("img[alt]")
        yield text_of(node)[:_LONGEST] if node.tag != "img" else ""
        yield (image.attributes.get("alt") or "")[:_LONGEST] if image is not None else ""


def _is_logo(node: LexborNode) -> bool:
    """Whether an element leads to the first page or has "logo" as a word, as "catalogo" has not."""
    told = node.attributes
    front = node.tag == "a" and (told.get("href") == "/" or "home" in (told.get("rel") or ""))
    names = (told.get(name) or "" for name in ("class", "id", "src"))
    return front or any(_LOGO_WORD.search(name[:_LONGEST_TITLE]) for name in names)


def _is_host(name: str, url: str) -> bool:
    return _tight(name) in (_tight(domain(url)), _tight(site_of(url)))


def _has_rights(name: str, page: Statements, tree: LexborHTMLParser) -> bool:
    """Whether a line of rights at the page's end names it, and little else."""
    rights = (line for line in text_lines(tree, page)[-_LAST_LINES:] if _RIGHTS.search(line))
    pieces = (piece for line in rights for piece in _PIECES.split(line[:_LONGEST_TITLE]))
    pieces = (_SAYS_SO.sub(" ", piece) for piece in pieces)
    return any(_share(_tight(name), words(piece).split()) >= _LEAST_SHARE for piece in pieces)


def _share(tight: str, told: Sequence[str]) -> float:
    """The share of a line's letters that a name has in it as whole words, 0.0 if it has not.

    >>> _share("rain", ["c", "ukraine", "post"]), _share("rainpost", ["c", "rain", "post"])
    (0.0, 0.8888888888888888)
    """
    if not tight or tight not in "".join(told):
        return 0.0
    starts = range(len(told))
    runs = ("".join(told[i:j]) for i in starts for j in range(i + 1, i + 1 + _MOST_WORDS))
    if tight[0] < _FIRST_UNSPACED and tight not in runs:
        return 0.0
    return len(tight) / sum(len(word) for word in told if not word.isdigit() or word in tight)


def _may_be_name(text: str) -> bool:
    folded = words(text)
    short = 2 < len(text) <= _LONGEST_SHOWN and len(folded.split()) <= _MOST_WORDS
    return short and not folded.isdigit() and folded not in FRONT and folded not in sections()


@cache
def sections() -> frozenset[str]:
    listed = data("lead_lines.json")["sections"].values()
    return frozenset(name for names in listed for name in names)


def _tight(text: str) -> str:
    return words(text).replace(" ", "")
