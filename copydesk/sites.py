"""From the configuration and the flags to what the crawler is told: sites and a plan."""

from argparse import Namespace
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from articles.address import site_of
from articles.errors import CopydeskError
from articles.fragment import read_selected
from copydesk.config import Config, HealthConfig, SiteConfig, load
from copydesk.nearby import did_you_mean

if TYPE_CHECKING:
    from crawler.plan import Health, Plan, Site


class NoSiteError(CopydeskError):
    """Nothing says which site is meant."""


def sites_of(config: Config, words: Sequence[str]) -> "list[Site]":
    """The sites that these names and addresses mean; without any, all of the configuration."""
    if not words and not config.sites:
        raise NoSiteError(
            "no site to crawl: give an address, as in `copydesk crawl https://www.example.com/`, "
            "or name sites under [[site]] in copydesk.toml"
        )
    known = {site.name: site for site in config.sites}
    found = [_site(word, known) for word in words] or [_configured(s) for s in config.sites]
    return list({site.name: site for site in found}.values())


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
        raw=_raw_folder(config, db) if crawl.raw and not args.no_raw else "",
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
    return [_configured(site) for site in config.sites], plan_of(config, none), after_scrapy


def _site(word: str, known: dict[str, SiteConfig]) -> "Site":
    from crawler.plan import Site, netloc

    if word in known:
        return _configured(known[word])
    if not word.startswith(("http://", "https://")):
        near = did_you_mean(word, known)
        raise NoSiteError(f"there is no site {word}{near}; an address begins with https://")
    if not netloc(word) or not site_of(word):
        raise NoSiteError(f"{word} is not an address")
    for site in known.values():
        if site.url.rstrip("/") == word.rstrip("/"):
            return _configured(site)
    return Site(site_of(word), word)


def _configured(site: SiteConfig) -> "Site":
    from crawler.plan import Site, netloc

    url = site.url or f"https://{site.name}/"
    for address in (url, *site.feeds, *site.sitemaps, *site.sections):
        if not address.startswith(("http://", "https://")) or not netloc(address):
            raise CopydeskError(f"site {site.name}: {address!r} is not an address")
    if site.javascript and find_spec("scrapy_playwright") is None:
        raise CopydeskError(
            f"site {site.name}: javascript = true needs `pip install 'copydesk[javascript]'` "
            "and `playwright install chromium`"
        )
    if not site.name.strip() or " " in site.name:
        raise CopydeskError(f"site {site.name!r}: a name is one word, such as example.com")
    read_selected("", site.selectors)  # so that a wrong selector is an error at once
    listed = (site.feeds, site.sitemaps, site.sections)
    return Site(site.name, url, *listed, site.javascript, tuple(sorted(site.selectors.items())))


def _raw_folder(config: Config, db: str) -> str:
    from db.connect import file_of

    if config.crawl.raw_folder:
        base = Path(config.source).parent if config.source else Path()
        return str(base / config.crawl.raw_folder)
    file = file_of(db)
    return str(file.resolve().parent / "raw") if file else "raw"


def _health(config: HealthConfig) -> "Health":
    from crawler.plan import Health

    return Health(**{name: getattr(config, name) for name in Health.__dataclass_fields__})
