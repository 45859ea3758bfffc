"""What a page says of itself: headline, authors, dates, language, address, site, section, credit.

Every choice keeps the raw claims it was made from, so that a wrong one can be seen.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser

from articles.addresses.canonical import absolute, canonical, same_site, site_of
from articles.addresses.tracking import without_tracking
from articles.credits.stated import agency_of_authors, stated_credit
from articles.metadata.authors import authors_of
from articles.metadata.changes import modified_of
from articles.metadata.dates import published_of
from articles.metadata.headline import headline_of, second_heading
from articles.metadata.linked_data import LinkedData, read_linked_data
from articles.metadata.markup import Statements, gather
from articles.metadata.site import domain, shown_name, stated_names
from articles.metadata.subjects import section_of, tags_of

_WHOLE = ("https://", "http://")  # an address that needs no other


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
    agency: str = ""  # among the authors: the credit where the story names no other
    description: str = ""
    language: str = ""
    article_body: str = ""
    ingredients: tuple[str, ...] = ()
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
    authors = authors_of(page, linked, tree, names, language)
    return Metadata(
        headline=headline_of(page, linked, names) or second_heading(page, tree, names),
        authors=authors,
        published=published,
        modified=modified_of(page, linked, tree, published, language),
        canonical=address,
        site_name=site_name,
        section=section_of(page, linked, tree, names),
        tags=tags_of(page, linked, tree, authors),
        credit=stated_credit(page, linked, address, url, names),
        agency=agency_of_authors(page, linked, authors, names),
        description=page.first("og:description", "description", "twitter:description")
        or next(iter(linked.description), ""),
        language=language,
        article_body=linked.body,
        ingredients=linked.ingredients,
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
