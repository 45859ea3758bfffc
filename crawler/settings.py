"""Scrapy's settings: ours for every crawl, and those that make `scrapy crawl NAME` work alone."""

import os
import shutil
from typing import Any

from crawler.plan import Plan, Site

BOT_NAME = "copydesk"
SPIDER_LOADER_CLASS = "crawler.loader.SiteLoader"
COMMANDS_MODULE = "crawler.crawl"
#: Who knows the sites: a function without arguments that returns (sites, plan).
COPYDESK_SITES = "copydesk.sites.for_scrapy"


def for_site(site: Site, plan: Plan) -> dict[str, Any]:
    """The settings of one site's crawl."""
    named = sorted(site.named_hosts() | plan.allow_private)
    polite = {"AUTOTHROTTLE_ENABLED": True, "AUTOTHROTTLE_START_DELAY": plan.delay}
    return {
        **_ALWAYS,
        **(polite if plan.delay else {}),
        **(_javascript() if site.javascript else {}),
        "COPYDESK_SITE": site,
        "COPYDESK_PLAN": plan,
        "COPYDESK_NAMED_HOSTS": named,
        "COPYDESK_MAX_WAIT": plan.max_wait,
        "USER_AGENT": plan.agent,
        "CONCURRENT_REQUESTS": plan.concurrency,
        "CONCURRENT_REQUESTS_PER_DOMAIN": min(plan.per_host, plan.concurrency),
        "DOWNLOAD_DELAY": plan.delay,
        "DOWNLOAD_TIMEOUT": plan.timeout,
        "DOWNLOAD_MAXSIZE": plan.max_bytes,
        "DOWNLOAD_WARNSIZE": plan.max_bytes,
        "CLOSESPIDER_TIMEOUT": plan.max_time,
        **plan.scrapy,
    }


_HTTP = "scrapy.core.downloader.handlers.http11.HTTP11DownloadHandler"
_ALWAYS: dict[str, Any] = {
    # What is Scrapy's own is named here, instead of switching off the rest: Scrapy imports also
    # what is switched off, and that is a third of a second.
    # We count by ourselves, see `crawler.numbers`, and keep our state in the database.
    "EXTENSIONS_BASE": {
        "scrapy.extensions.memusage.MemoryUsage": 0,
        "scrapy.extensions.closespider.CloseSpider": 0,
        "scrapy.extensions.feedexport.FeedExporter": 0,
        "crawler.throttle.Throttle": 0,
    },
    "EXTENSIONS": {"crawler.session.Session": 0},
    # What answers a page is one callback of ours: nothing in between changes it. Scrapy's
    # redirects want RefererMiddleware.
    "SPIDER_MIDDLEWARES_BASE": {"scrapy.spidermiddlewares.referer.RefererMiddleware": 700},
    # Nothing that a page names is asked for by another protocol.
    "DOWNLOAD_HANDLERS_BASE": {"http": _HTTP, "https": _HTTP},
    # Scrapy starts so many tasks for every response, whatever it yields: ours is one page.
    "CONCURRENT_ITEMS": 1,
    "ITEM_PIPELINES": {"crawler.pipelines.ArticlePipeline": 300},
    # Not among them: pages that reload themselves every minute would be followed for ever, and
    # behind a proxy names are resolved elsewhere, so the guard would guard nothing.
    "DOWNLOADER_MIDDLEWARES_BASE": {
        "scrapy.downloadermiddlewares.downloadtimeout.DownloadTimeoutMiddleware": 350,
        "scrapy.downloadermiddlewares.defaultheaders.DefaultHeadersMiddleware": 400,
        "scrapy.downloadermiddlewares.useragent.UserAgentMiddleware": 500,
        "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": 590,
        "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": 600,
    },
    "DOWNLOADER_MIDDLEWARES": {
        "crawler.guard.PrivateAddressGuard": 20,
        "crawler.robots.RobotsGate": 100,
        "crawler.patience.Patience": 550,
        "crawler.redirected.Redirected": 610,
        "crawler.recorder.Recorder": 860,
    },
    "DOWNLOADER": "crawler.downloader.Downloader",
    "TWISTED_DNS_RESOLVER": "crawler.guard.PublicResolver",
    "DNS_TIMEOUT": 10,
    "ROBOTSTXT_OBEY": True,
    "REFERRER_POLICY": "no-referrer",
    "DOWNLOAD_DELAY_JITTER": 0.0,
    "DOWNLOAD_VERIFY_CERTIFICATES": True,
    "RETRY_TIMES": 2,
    "REDIRECT_MAX_TIMES": 8,
    "LOG_LEVEL": "WARNING",
    "LOG_INSTALL_ROOT_HANDLER": False,
    "STATS_DUMP": False,
    "WARN_ON_GENERATOR_RETURN_VALUE": False,
}
_HANDLER = "scrapy_playwright.handler.ScrapyPlaywrightDownloadHandler"
#: Nothing but the page is asked for; QUIC would pass the gate by.
_BROWSER = (
    "--disable-quic --no-first-run --disable-background-networking --disable-component-update"
    " --disable-sync --disable-gpu --disable-dev-shm-usage".split()
)


def _javascript() -> dict[str, Any]:
    """Pages rendered by the system's Chromium where there is one, else by Playwright's own."""
    launch: dict[str, Any] = {"args": list(_BROWSER)}
    if path := shutil.which("chromium") or shutil.which("google-chrome"):
        launch["executable_path"] = path
    if os.geteuid() == 0:
        launch["args"].append("--no-sandbox")  # Chromium does not start for root with one
    return {
        "DOWNLOAD_HANDLERS": {"http": _HANDLER, "https": _HANDLER},
        "EXTENSIONS": {**_ALWAYS["EXTENSIONS"], "crawler.browser_gate.BrowserGate": 10},
        "PLAYWRIGHT_LAUNCH_OPTIONS": launch,
    }
