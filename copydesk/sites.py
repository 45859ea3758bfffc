"""From the configuration and the flags to what the crawler is told: sites and a plan."""

from argparse import Namespace
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from articles.addresses.canonical import site_of
from articles.errors import CopydeskError
from articles.fragment import read_selected
from copydesk.config import Config, HealthConfig, SiteConfig, load
from copydesk.nearby import did_you_mean

if TYPE_CHECKING:
    from crawler.plan import Health, Plan, Site


#: Characters of a site's name: it becomes a folder, and a column of every table.
_LONGEST_NAME = 100


class NoSiteError(CopydeskError):
    """Nothing says which site is meant."""


class TwoSitesError(CopydeskError):
    """Two sites bear one name, under which only one of them could be kept."""


def sites_of(config: Config, words: Sequence[str]) -> "list[Site]":
    """The sites that these names and addresses mean; without any, all of the configuration."""
    if not words and not config.sites:
        raise NoSiteError(
            "no site to crawl: give an address, as in `copydesk crawl https://www.example.com/`, "
            "or name sites under [[site]] in copydesk.toml"
        )
    known = _by_name(config)
    found: dict[str, Site] = {}
    for site in [_site(word, known) for word in words] or map(_configured, known.values()):
        other = found.setdefault(site.name, site)
        if other.url.rstrip("/") != site.url.rstrip("/"):
            raise TwoSitesError(
                f"{other.url} and {site.url} are both of the site {site.name}: name them as "
                "sections of one [[site]], or give each a [[site]] with a name of its own"
            )
    return list(found.values())


def plan_of(config: Config, args: Namespace) -> "Plan":
    """How to crawl: the flags over the configuration."""
    from crawler.plan import Plan

    crawl = config.crawl
    db = args.db or config.db.url

    def told(name: str) -> Any:
        given = getattr(args, name, None)
        return getattr(crawl, name) if given is None else given

    return Plan(
        db=db,
        raw=raw_folder(config, db) if crawl.raw and not args.no_raw else "",
        agent=told("user_agent"),
        delay=told("delay"),
        concurrency=told("concurrency"),
        timeout=crawl.timeout,
        max_wait=crawl.max_wait,
        max_items=told("max_items"),
        max_time=told("max_time"),
        max_age_days=told("max_age_days"),
        force=args.force,
        dry_run=args.dry_run,
        check_links=crawl.check_links and not args.no_links,
        allow_private=frozenset(host.lower() for host in crawl.allow_private),
        keep_raw_days=crawl.keep_raw_days,
        keep_log_days=crawl.keep_log_days,
        health=_health(crawl.health),
    )


def for_scrapy() -> "tuple[list[Site], Plan, Callable[..., None]]":
    """What `scrapy list` and `scrapy crawl` need: sites, plan, and what to do at the end."""
    from copydesk.crawling import after_scrapy

    config = load()
    none = Namespace(db="", no_raw=False, force=False, dry_run=False, no_links=False)
    return list(map(_configured, _by_name(config).values())), plan_of(config, none), after_scrapy


def _by_name(config: Config) -> dict[str, SiteConfig]:
    found = {site.name: site for site in config.sites}
    if len(found) < len(config.sites):
        names = [site.name for site in config.sites]
        twice = next(name for name in names if names.count(name) > 1)
        raise TwoSitesError(
            f"two [[site]] are called {twice}: give each a name of its own, or make them one with "
            "all their feeds, sitemaps and sections"
        )
    return found


def _site(word: str, known: dict[str, SiteConfig]) -> "Site":
    from crawler.plan import Site, netloc

    if word in known:
        return _configured(known[word])
    if not word.startswith(("http://", "https://")):
        near = did_you_mean(word, known)
        raise NoSiteError(f"there is no site {word}{near}; an address begins with https://")
    if not netloc(word) or not site_of(word):
        raise NoSiteError(f"{word} is not an address")
    _expect_no_password(word)
    for site in known.values():
        if site.url.rstrip("/") == word.rstrip("/"):
            return _configured(site)
    return Site(site_of(word), word)


def _configured(site: SiteConfig) -> "Site":
    from crawler.plan import Site, netloc

    _expect_name(site.name)
    url = site.url or _home(site)
    if not (site.url or "." in site.name or site.feeds or site.sitemaps or site.sections):
        raise CopydeskError(f'site {site.name}: say where it is, as in url = "https://…/"')
    for address in (url, *site.feeds, *site.sitemaps, *site.sections):
        if not address.startswith(("http://", "https://")) or not netloc(address):
            raise CopydeskError(f"site {site.name}: {address!r} is not an address")
        _expect_no_password(address)
    if site.javascript and find_spec("scrapy_playwright") is None:
        raise CopydeskError(
            f"site {site.name}: javascript = true needs `pip install 'copydesk[javascript]'` "
            "and `playwright install chromium`"
        )
    read_selected("", site.selectors)  # so that a wrong selector is an error at once
    listed = (site.feeds, site.sitemaps, site.sections)
    return Site(site.name, url, *listed, site.javascript, tuple(sorted(site.selectors.items())))


def _home(site: SiteConfig) -> str:
    """Where a site lies that is given by its name, or by nothing but what lists its articles."""
    listing = next(iter((*site.feeds, *site.sitemaps, *site.sections)), "")
    return f"https://{site.name}/" if "." in site.name or not listing else urljoin(listing, "/")


def _expect_no_password(address: str) -> None:
    """It would stand in the database, in its copies and in every log."""
    if "@" in urlsplit(address).netloc:
        raise CopydeskError(
            f"{site_of(address)}: addresses with a name and password are not taken; let a proxy "
            "of your own add them"
        )


def _expect_name(name: str) -> None:
    """A name is a folder below that of the raw responses, and nowhere else."""
    leaves = not {"", ".", ".."}.isdisjoint(name.split("/"))
    if leaves or " " in name or not name.isprintable() or len(name) > _LONGEST_NAME:
        raise CopydeskError(
            f"site {name!r}: a name is one word of at most {_LONGEST_NAME} characters, such as "
            "example.com, and leads to no other folder"
        )


def raw_folder(config: Config, db: str) -> str:
    """Where the raw responses lie: beside the database, where the configuration does not say."""
    from db.connect import file_of

    if config.crawl.raw_folder:
        base = Path(config.source).parent if config.source else Path()
        return str(base / config.crawl.raw_folder)
    file = file_of(db)
    return str(file.resolve().parent / "raw") if file else "raw"


def _health(config: HealthConfig) -> "Health":
    from crawler.plan import Health

    return Health(**{name: getattr(config, name) for name in Health.__dataclass_fields__})
