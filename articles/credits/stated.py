"""The agency or first publisher that the statements of a page name."""

from collections.abc import Iterable

from articles.addresses.canonical import same_site, site_of
from articles.credits.lines import agency, agency_of_byline
from articles.metadata.headline import stated_titles
from articles.metadata.linked_data import LinkedData
from articles.metadata.markup import Statements
from articles.metadata.site import domain
from articles.words.fold import words
from articles.words.lists import data

_BRACKETS = (("(", ")"), ("（", "）"), ("【", "】"), ("[", "]"))


def stated_credit(
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


def agency_of_authors(
    page: Statements, linked: LinkedData, authors: Iterable[str], names: Iterable[str]
) -> str:
    """The agency that stands among the stated authors, or an organisation among them that a title
    names in brackets at its end; never the site itself. For where the story names no source."""
    own = {words(name) for name in names}
    metas = page.every(*data("meta_names.json")["author"])
    stated = (*linked.organisations, *linked.authors, *metas, *authors)
    titles = tuple(stated_titles(page, linked))
    behind = (value for value in linked.organisations if _is_behind(value, titles))
    found = (*map(agency_of_byline, stated), *behind)
    return next((name for name in found if name and words(name) not in own), "")


def _is_behind(name: str, titles: Iterable[str]) -> bool:
    ends = tuple(f"{left}{name}{right}" for left, right in _BRACKETS)
    return bool(name) and any(end in title for title in titles for end in ends)
