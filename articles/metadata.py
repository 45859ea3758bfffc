"""What a page says of itself: headline, authors, dates, language, address, site, section, credit.

Every choice keeps the raw claims it was made from, so that a wrong one can be seen.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser

from articles.address import absolute, canonical, same_site, site_of
from articles.credit_lines import agency
from articles.fold import words
from articles.metadata_authors import authors_of
from articles.metadata_changes import modified_of
from articles.metadata_dates import published_of
from articles.metadata_headline import headline_of, second_heading, stated_titles
from articles.metadata_json import LinkedData, read_linked_data
from articles.metadata_markup import Statements, gather
from articles.metadata_site import FRONT, domain, shown_name, stated_names
from articles.tracking import without_tracking

_SECTION_NAMES = (
    "section", "category", "cxenseparse:section", "sailthru.section", "articlesection",
    "article.section", "itemprop:articlesection",
)  # fmt: skip
_WHOLE = ("https://", "http://")  # an address that needs no other
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


@dataclass(frozen=True, slots=True)
class Metadata:
    """A page's facts. Dates are ISO 8601; `language` is the claim as made; `article_body` is the
    text of the linked data; `claims` are all statements, by their source."""

    headline: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    modified: str = ""
    canonical: str = ""
    site_name: str = ""
    section: str = ""
    tags: tuple[str, ...] = ()
    credit: str = ""
    description: str = ""
    language: str = ""
    article_body: str = ""
    claims: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def read_metadata(tree: LexborHTMLParser, url: str) -> Metadata:
    """All facts that a page states. `url` is where it was found, "" if unknown.

    >>> page = LexborHTMLParser("<title>Harbour reopens | Courier</title><h1>Harbour reopens</h1>")
    >>> read_metadata(page, "https://courier.example/a").headline
    'Harbour reopens'
    """
    page = gather(tree)
    titles = (
        *page.every("og:title", "twitter:title"),
        *(shown.text for shown in page.headings[:5]),
    )
    linked = read_linked_data(page.scripts, titles)
    address = _address(page, linked, url)
    language = _language(page, linked)
    stated = stated_names(page, linked)
    site_name = next(iter(stated), "") or shown_name(page, tree, url or address)
    published = published_of(page, linked, tree, url or address, language)
    names = [*stated, site_name, site_of(url or address), domain(url or address)]
    return Metadata(
        headline=headline_of(page, linked, names) or second_heading(page, tree, names),
        authors=authors_of(page, linked, tree, names),
        published=published,
        modified=modified_of(page, linked, tree, published, language),
        canonical=address,
        site_name=site_name,
        section=_section(page, linked),
        tags=_tags(page, linked),
        credit=_credit(page, linked, address, url, names),
        description=page.first("og:description", "description", "twitter:description")
        or next(iter(linked.description), ""),
        language=language,
        article_body=linked.body,
        claims=_claims(page, linked),
    )


def _address(page: Statements, linked: LinkedData, url: str) -> str:
    """The address that the page calls its own, without tracking: the canonical link, else what
    agrees with it."""
    stated = (
        *page.canonical,
        *page.every("og:url", "twitter:url", "al:web:url"),
        *linked.addresses,
    )
    first = ""
    for full in dict.fromkeys(
        value if value.startswith(_WHOLE) else absolute(url, value)
        for value in dict.fromkeys(stated)
    ):
        if canonical(full):
            full = without_tracking(full)
            if not url or same_site(full, url):
                return full
            first = first or full
    return first


def _language(page: Statements, linked: LinkedData) -> str:
    stated = (
        page.language,
        *page.every(
            "content-language", "language", "og:locale", "dc.language", "itemprop:inlanguage"
        ),
        *linked.languages,
    )
    return next((value for value in stated if value.strip()), "")


def _section(page: Statements, linked: LinkedData) -> str:
    stated = (
        *page.every("article:section", "parsely-section"),
        *linked.sections,
        *page.properties.get("articlesection", ()),
        *page.every(*_SECTION_NAMES),
    )
    short = (value for value in stated if value and len(value) <= _LONGEST_TAG)
    return next(short, "") or _last_step(page, linked)[:_LONGEST_TAG]


def _last_step(page: Statements, linked: LinkedData) -> str:
    """The last step of the page's path before the article itself, and never the first page."""
    titles = [words(title) for title in stated_titles(page, linked)]
    own = [words(shown.text) for shown in page.headings[:5]]
    steps = [step for step in linked.path if words(step) not in FRONT and not _is_page(step)]
    while steps and any(title.startswith(words(steps[-1])) for title in (*titles, *own)):
        steps.pop()
    return steps[-1] if steps else ""


def _is_page(step: str) -> bool:
    """Whether a step of a path only counts the pages of a list or of an article: "Page 2"."""
    letters = "".join(character for character in words(step) if character not in _OF_NUMBERS)
    return letters != words(step) and (not letters or letters in _PAGE_WORDS)


def _tags(page: Statements, linked: LinkedData) -> tuple[str, ...]:
    """Subject words, each once, however the page lists them."""
    single = [*page.every("article:tag", "og:article:tag"), *linked.tags]
    listed = page.every("news_keywords", "keywords", "parsely-tags", "sailthru.tags")
    found: dict[str, str] = {}
    for value in (*single, *listed):
        for tag in value.replace(";", ",").split(","):
            if 1 < len(tag.strip()) <= _LONGEST_TAG:
                found.setdefault(words(tag), tag.strip())
    return tuple(tag for key, tag in found.items() if key)[:_MOST_TAGS]


def _credit(
    page: Statements, linked: LinkedData, address: str, url: str, names: Iterable[str]
) -> str:
    """The agency or first publisher that the metadata names; never the site itself, by whatever
    name, ending or address."""
    own = {words(name) for name in names}
    sources = page.every("syndication-source", "original-source", "article:original-source")
    agencies = filter(agency, page.every("source", "news_source", "article:source", "dc.source"))
    elsewhere = [address] if url and not same_site(address, url) else []
    for value in (*linked.source, *sources, *agencies, *elsewhere):
        site = site_of(value)
        if words(site or value) not in own and not (site and words(domain(value)) in own):
            return site or value
    return ""


def _claims(page: Statements, linked: LinkedData) -> dict[str, tuple[str, ...]]:
    """Every statement by its source, sources in the order of trust."""
    found = {name: values for name, values in _sources(page, linked) if values}
    return {name: tuple(dict.fromkeys(values))[:20] for name, values in found.items()}


def _sources(page: Statements, linked: LinkedData) -> Iterator[tuple[str, Iterable[str]]]:
    yield "json-ld headline", linked.headlines
    yield "json-ld author", (*linked.authors, *linked.organisations)
    yield "json-ld datePublished", linked.published
    yield "json-ld dateModified", linked.modified
    yield "json-ld publisher", linked.publisher
    yield "json-ld inLanguage", linked.languages
    yield "json-ld articleSection", linked.sections
    yield "json-ld url", linked.addresses
    yield "json-ld source", linked.source
    yield "h1", [shown.text for shown in page.headings if shown.text]
    yield "title", page.titles
    yield "time", [shown.stated or shown.text for shown in page.times]
    yield "byline", [shown.text for shown in page.bylines[:10]]
    yield "canonical", page.canonical
    yield "html lang", [page.language] if page.language else []
    for name, values in page.properties.items():
        yield f"microdata {name}", values
    for name, values in page.meta.items():
        if name.startswith(_TELLING) or any(part in name for part in _TELLING_PARTS):
            yield f"meta {name}", values


_TELLING = (
    "og:",
    "article:",
    "dc.",
    "dcterms.",
    "citation_",
    "parsely-",
    "sailthru.",
    "twitter:title",
)
_TELLING_PARTS = (
    "author",
    "date",
    "title",
    "publi",
    "modif",
    "language",
    "keywords",
    "description",
)
