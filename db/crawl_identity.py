"""One article, one key, for as long as it lives: an article that moves keeps the key it had.

A page names its article by its address or its canonical link. When a page that gave us article A
now redirects or points to another address, that address is A's from then on. Should the new
address have been fetched first in the same run, as an article of its own, the two become one.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, and_, delete, insert, select, update

from articles import Article
from db.columns import plain
from db.crawl_tables import CrawlPage
from db.models import ArticleRow


def settle(
    connection: Connection, run_id: int, site: str, read: Iterable[tuple[int, Article]], at: str
) -> dict[int, Article]:
    """Page -> its article, under the key it is to be stored by."""
    pages = dict(read)
    if not pages:
        return {}
    had = _keys(connection, CrawlPage.id, CrawlPage.id.in_(list(pages)))
    stated = {plain(article.key) for article in pages.values()}
    here = and_(CrawlPage.site == site, CrawlPage.address.in_(sorted(stated)))
    known = _keys(connection, CrawlPage.address, here)
    settled: dict[int, Article] = {}
    # Those that had an article first: another page of this batch may be where it moved to.
    for page, article in sorted(pages.items(), key=lambda row: row[0] not in had):
        own, other = had.get(page, ""), known.get(plain(article.key), "")
        if own and own != plain(article.key):
            _moved(connection, run_id, site, article, own, at)
            known[plain(article.key)] = own
        key = own or other or article.key
        same = key == article.key
        settled[page] = article if same else replace(article, key=key, id=_id(article, key))
    return settled


def _keys(connection: Connection, column: Any, where: Any) -> dict[Any, str]:
    query = select(column, CrawlPage.article_key).where(where, CrawlPage.article_key != "")
    return {row[0]: row[1] for row in connection.execute(query)}


def _id(article: Article, key: str) -> str:
    return key if article.id == article.key else article.id


def _moved(
    connection: Connection, run_id: int, site: str, article: Article, key: str, at: str
) -> None:
    """The article's address is now another: remember whose that is, and fold in what was stored
    under it by this very run."""
    here = and_(CrawlPage.site == site, CrawlPage.address == article.key)
    named = update(CrawlPage).where(here).values(article_key=key)
    if not connection.execute(named).rowcount:
        row: dict[str, Any] = {
            "site": site,
            "address": article.key,
            "url": article.url,
            "state": "moved",
        }
        row |= {"priority": 0, "stated": False, "article_key": key, "found_at": at}
        connection.execute(insert(CrawlPage).values(**row))
    twin = and_(
        ArticleRow.site == site,
        ArticleRow.article_key == article.key,
        ArticleRow.first_run == run_id,
    )
    connection.execute(delete(ArticleRow).where(twin))
