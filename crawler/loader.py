"""`scrapy list` and `scrapy crawl NAME`: one spider for each configured site."""

import builtins
from collections.abc import Iterable
from typing import Any, Self

from scrapy import Request, Spider
from scrapy.settings import BaseSettings
from scrapy.utils.misc import load_object

from articles.addresses.canonical import same_site
from crawler.plan import Plan, Site
from crawler.settings import for_site
from crawler.spider import SiteSpider


class SiteLoader:
    """Scrapy's spider loader. Where the sites come from is the setting COPYDESK_SITES."""

    def __init__(self, sites: Iterable[Site], plan: Plan, on_close: Any = None) -> None:
        self.sites = {site.name: site for site in sites}
        self.plan = plan
        self.on_close = on_close

    @classmethod
    def from_settings(cls, settings: BaseSettings) -> Self:
        return cls(*load_object(settings["COPYDESK_SITES"])())

    def load(self, spider_name: str) -> type[Spider]:
        """The spider of a site; KeyError where no such site is configured."""
        site = self.sites[spider_name]
        own = {"COPYDESK_ON_CLOSE": self.on_close, "LOG_LEVEL": "INFO"}
        return SiteSpider.named(site.name, for_site(site, self.plan) | own)

    def list(self) -> list[str]:
        """The names of all sites."""
        return sorted(self.sites)

    def find_by_request(self, request: Request) -> "builtins.list[str]":
        """The sites that an address belongs to."""
        return [name for name, site in self.sites.items() if same_site(request.url, site.url)]
