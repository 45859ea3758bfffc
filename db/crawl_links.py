"""Related links: which article shows which, and what was found at their other end."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, Engine, delete, func, insert, or_, select, update

from db.connect import transaction, writer
from db.crawl_records import LinkState, PageResult
from db.crawl_rows import parts, upsert, values
from db.crawl_tables import CrawlLink, CrawlPage, CrawlShown
from db.models import ArticleRow

#: what a target that was never looked at has in place of a state
_UNSEEN: dict[str, Any] = defaultdict(str, status=0)


class LinkStates:
    """What is known of the targets of related links, of all sites."""

    def __init__(self, engine: Engine) -> None:
        self._read = engine
        self._write = writer(engine)

    def due(self, site: str, at: str, count: int) -> list[LinkState]:
        """Targets of a site's related links that are to be looked at, the longest due first;
        one that was never looked at comes without a verdict."""
        names = LinkState.__dataclass_fields__.keys() - {"url"}
        known = [func.coalesce(getattr(CrawlLink, n), _UNSEEN[n]).label(n) for n in sorted(names)]
        query = (
            select(CrawlShown.url, *known)
            .outerjoin(CrawlLink, CrawlLink.url == CrawlShown.url)
            .where(CrawlShown.site == site)
            .where(or_(CrawlLink.url.is_(None), CrawlLink.next_due <= at))
            .distinct()
            .order_by("next_due", CrawlShown.url)
            .limit(count)
        )
        with transaction(self._read) as connection:
            return [LinkState(**row) for row in connection.execute(query).mappings()]

    def at_rest(self, site: str, at: str) -> dict[str, int]:
        """Verdict -> how many targets of a site's related links need no look yet."""
        count = func.count(func.distinct(CrawlShown.url))
        query = (
            select(CrawlLink.verdict, count)
            .join(CrawlShown, CrawlLink.url == CrawlShown.url)
            .where(CrawlShown.site == site, CrawlLink.next_due > at)
            .group_by(CrawlLink.verdict)
        )
        with transaction(self._read) as connection:
            return {row[0]: int(row[1]) for row in connection.execute(query)}

    def show_again(self, url: str) -> None:
        """Let the rules see the articles that show this link once more, unchanged as they are."""
        shown = select(CrawlShown.article_key).where(
            CrawlShown.url == url, CrawlShown.site == ArticleRow.site
        )
        theirs = update(ArticleRow).where(ArticleRow.article_key.in_(shown))
        with transaction(self._write) as connection:
            connection.execute(theirs.values(checked_version=0))

    def broken(self) -> dict[str, str]:
        """Address -> verdict, for all targets that were not found in order."""
        query = select(CrawlLink.url, CrawlLink.verdict).where(CrawlLink.verdict != "ok")
        with transaction(self._read) as connection:
            return {row[0]: row[1] for row in connection.execute(query)}

    def keep(self, run_id: int, links: Iterable[LinkState]) -> None:
        """Remember what was found."""
        with transaction(self._write) as connection:
            for part in parts(links):
                upsert(connection, CrawlLink, [{"run_id": run_id, **values(x)} for x in part])


def show(connection: Connection, site: str, shown: Mapping[str, Collection[str]]) -> None:
    """Remember the links of articles, in place of those that their last versions showed."""
    if not shown:
        return
    before = CrawlShown.site == site, CrawlShown.article_key.in_(list(shown))
    connection.execute(delete(CrawlShown).where(*before))
    rows = [
        {"site": site, "article_key": key, "url": url}
        for key, urls in shown.items()
        for url in sorted(urls)
    ]
    if rows:
        connection.execute(insert(CrawlShown), rows)


def forget(connection: Connection, site: str, results: Iterable[PageResult]) -> None:
    """Nobody sees the links of a page that is gone."""
    gone = [result.id for result in results if result.state == "gone"]
    if gone:
        keys = select(CrawlPage.article_key).where(CrawlPage.id.in_(gone))
        theirs = CrawlShown.site == site, CrawlShown.article_key.in_(keys)
        connection.execute(delete(CrawlShown).where(*theirs))
