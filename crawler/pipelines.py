"""Scraped pages become stored articles.

Our own spider yields `Page`s. Any other Scrapy project may name `ArticlePipeline` in its
ITEM_PIPELINES: items with a `url` and an `html` (or `body`, `text`) field are stored as articles,
others pass through. The settings COPYDESK_DB and COPYDESK_SITE_NAME are optional. The run is
recorded, also where no article comes.
"""

import logging
from dataclasses import replace
from typing import Any, Self

from itemadapter import ItemAdapter
from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from articles import Article
from articles.addresses.canonical import canonical, site_of
from articles.encoding import decode
from articles.no_articles import sent_instead
from articles.page import read_page
from articles.text import read_text
from crawler.pages import Page
from crawler.session import Session
from crawler.stock import StockRun, is_tool
from db.crawl_records import PageResult

log = logging.getLogger(__name__)

_SHORT = 200  # characters of body below which an unstated page must say more to be an article
_HTML, _TEXT = ("html", "raw_html", "content_html"), ("text", "body", "content", "article")


class ArticlePipeline:
    """Turns pages and items into articles and stores them."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.session: Session | None = None
        self._own: StockRun | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def open_spider(self) -> None:
        self.session = Session.of(self.crawler)
        if self.session is None and not is_tool(self.crawler):
            self._own = StockRun(self.crawler)

    def process_item(self, item: Any) -> Any:
        if isinstance(item, Page) and self.session is not None:
            article = _store_page(self.session, item)
            if article is None:
                raise DropItem("no article", log_level="DEBUG")
            return article
        article = article_of_item(item, self.crawler.settings.get("COPYDESK_SITE_NAME", ""))
        if article is None:
            self.crawler.stats.inc_value("copydesk/items_without_text")
            return item
        if self._own is None:
            self._own = StockRun(self.crawler)
        self._own.add(article)
        return item


def article_of_item(item: Any, site: str = "") -> Article | None:
    """The article in a scraped item of any kind; None where it holds no text."""
    if not ItemAdapter.is_item(item):
        return None
    fields = ItemAdapter(item)
    said = {
        "url": _first(fields, ("url", "link", "canonical_url")),
        "headline": _first(fields, ("headline", "title")),
        "language": _first(fields, ("language", "lang")),
        "site": site or _first(fields, ("site",)),
    }
    html, text = _first(fields, _HTML), _first(fields, _TEXT)
    if not html and "<" in text[:2000] and "</" in text:
        html, text = text, ""
    if html:
        return read_page(html.encode("utf-8", "replace"), charset="utf-8", **said)
    if text:
        published = _first(fields, ("published", "date", "publish_date"))
        return read_text(text, published=published, **said)
    return None


def _store_page(session: Session, page: Page) -> Article | None:
    """Read a page; store it if it is an article, and remember what it was either way."""
    try:
        article = _article(session, page)
    except Exception:
        # One page that we cannot read is our fault and must not end the crawl of the others.
        log.exception("reading %s failed", page.url)
        session.page_done(_not(page, "failed"), "error", line=page.line)
        return None
    if article.damage is not None and not article.blocks:
        word = f"damaged-{article.damage.kind}"
        session.page_done(_not(page, "skipped"), word, line=page.line)
    elif is_article(article, page.stated):
        session.page_done(page.result, "article", article, page.line)
        return article
    else:
        session.page_done(_not(page, "skipped"), "not-an-article", line=page.line)
    return None


def _article(session: Session, page: Page) -> Article:
    file, _, rest = page.raw_ref.partition("#")
    record = rest.split("#")[1] if rest.count("#") > 1 else ""
    article = read_page(
        page.body,
        url=page.url,
        path=file,
        record=record,
        charset=page.charset,
        site=session.site.name,
    )
    if session.site.selectors and article.damage is None:
        from articles.fragment import read_selected, with_selected

        html = decode(page.body, page.charset)
        article = with_selected(article, read_selected(html, dict(session.site.selectors)))
    return _named(article, session.site.name)


def _named(article: Article, name: str) -> Article:
    """A page served at one host may say that it belongs to the host the site is named after: a
    mirror, a preview, a copy on loopback. Then that is its lasting address."""
    if site_of(article.url) == name:
        return article
    claims = (article.claims.get(source, ()) for source in ("canonical", "meta og:url"))
    for url in (article.canonical, *(url for urls in claims for url in urls)):
        if site_of(url) == name and "/" in (key := canonical(url)):
            same = article.id == article.key or article.id == canonical(article.url)
            return replace(article, key=key, id=key if same else article.id)
    return article


def _not(page: Page, state: str) -> PageResult:
    """The page holds no article now. One that is only linked is looked at again if a source says
    that it changed; a listed one soon, then ever later: it may have been an error with a 200."""
    return replace(page.result, state=state, next_due=page.result.next_due if page.wanted else "")


def is_article(article: Article, stated: bool) -> bool:
    """Whether a page is an article. What a feed or a news sitemap names is one as soon as it has
    a headline and a text; what was only linked must also look like one."""
    body = article.body
    if not article.headline or not body or sent_instead(article):
        return False
    if stated:
        return True
    paragraphs = sum(1 for block in article.blocks if block.kind == "paragraph")
    dated = bool(article.published or article.authors)
    return len(body) >= _SHORT and (dated or paragraphs >= 3)


def _first(fields: ItemAdapter, names: tuple[str, ...]) -> str:
    for name in names:
        value = fields.get(name)
        if isinstance(value, (list, tuple)):
            value = "\n\n".join(str(part) for part in value)
        if isinstance(value, bytes):
            value = value.decode("utf-8", "replace")
        if value:
            return str(value)
    return ""
