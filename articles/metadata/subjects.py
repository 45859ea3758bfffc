"""Where an article belongs: its section and its subject words, as stated, else as shown."""

from collections.abc import Collection, Iterable, Iterator

from selectolax.lexbor import LexborHTMLParser

from articles.metadata.headline import stated_titles
from articles.metadata.linked_data import LinkedData
from articles.metadata.markup import Statements
from articles.metadata.path import shown_category, shown_path, shown_tags
from articles.metadata.site import FRONT
from articles.words.fold import words

_SECTION_NAMES = (
    "section", "category", "cxenseparse:section", "sailthru.section", "articlesection",
    "article.section", "itemprop:articlesection",
)  # fmt: skip
_OF_NUMBERS = frozenset(" 0123456789")
#: "page" before or behind its number, without spaces; where nothing else stands, any number is one
_PAGE_WORDS = frozenset(
    ("page", "pageof", "p", "pg", "pag", "part", "seite", "página", "pàgina", "pagina", "strona",
     "strana", "stránka", "stran", "stranica", "sida", "sidan", "side", "síða", "sivu", "lehekülg",
     "puslapis", "lapa", "oldal", "sayfa", "faqe", "trang", "halaman", "laman", "leathanach",
     "σελίδα", "страница", "сторінка", "старонка", "страна", "стр", "էջ", "გვერდი", "עמוד", "דף",
     "صفحة", "الصفحة", "صفحه", "صفحہ", "पृष्ठ", "पेज", "পৃষ্ঠা", "பக்கம்", "หน้า", "หน้าที่",
     "ページ", "ページ目", "页", "第页", "頁", "第頁", "페이지", "쪽")
)  # fmt: skip
_MOST_TAGS = 50
_LONGEST_TAG = 80
_LEAST_OF_TITLE = 0.4  # of a title's letters that a step which cuts it has (a guess)


def section_of(
    page: Statements, linked: LinkedData, tree: LexborHTMLParser, names: Iterable[str]
) -> str:
    """The section as stated, else the last step of the path before the article, else the category
    that the page shows. `names` are the site's, which no section is."""
    stated = (
        *page.every("article:section", "parsely-section"),
        *linked.sections,
        *page.properties.get("articlesection", ()),
        *page.every(*_SECTION_NAMES),
    )
    short = (value for value in stated if value and len(value) <= _LONGEST_TAG)
    return next(short, "") or next(_shown_sections(page, linked, tree, names), "")


def _shown_sections(
    page: Statements, linked: LinkedData, tree: LexborHTMLParser, names: Iterable[str]
) -> Iterator[str]:
    never = FRONT.union(map(words, names))
    paths = (linked.path, shown_path(tree), (shown_category(tree, page),))
    for path in paths:
        if step := _last_step(path, page, linked, never):
            yield step[:_LONGEST_TAG]


def _last_step(
    path: Iterable[str], page: Statements, linked: LinkedData, never: Collection[str]
) -> str:
    """The last step of a path before the article itself, and never the first page."""
    titles = [words(title) for title in stated_titles(page, linked)]
    own = [words(shown.text) for shown in page.headings[:5]]
    steps = [step for step in path if words(step) not in never and not _is_page(step)]
    while steps and any(_is_title(words(steps[-1]), title) for title in (*titles, *own) if title):
        steps.pop()
    return steps[-1] if steps else ""


def _is_title(step: str, title: str) -> bool:
    """Whether a step is the article itself, its title cut or not; a place with which the title
    begins is none."""
    cut = title.startswith(step) and len(step) >= _LEAST_OF_TITLE * len(title)
    return cut or step.startswith(title)


def _is_page(step: str) -> bool:
    """Whether a step of a path only counts the pages of a list or of an article: "Page 2"."""
    letters = "".join(character for character in words(step) if character not in _OF_NUMBERS)
    return letters != words(step) and (not letters or letters in _PAGE_WORDS)


def tags_of(
    page: Statements, linked: LinkedData, tree: LexborHTMLParser, authors: Iterable[str]
) -> tuple[str, ...]:
    """Subject words, each once, however the page lists them; where none are stated those shown,
    without the authors, whom some sites list so."""
    single = [*page.every("article:tag", "og:article:tag"), *linked.tags]
    listed = page.every("news_keywords", "keywords", "parsely-tags", "sailthru.tags")
    names = set(map(words, authors))
    shown = (tag for tag in shown_tags(tree, page) if words(tag) not in names)
    return _each_once((*single, *listed)) or _each_once(shown)


def _each_once(values: Iterable[str]) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for value in values:
        for tag in value.replace(";", ",").split(","):
            if 1 < len(tag.strip()) <= _LONGEST_TAG:
                found.setdefault(words(tag), tag.strip())
    return tuple(tag for key, tag in found.items() if key)[:_MOST_TAGS]
