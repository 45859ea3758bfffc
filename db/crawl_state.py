"""The crawler's memory between runs, in the same database and the same transactions as the
articles: a page is done exactly when its article is stored."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Engine, and_, bindparam, func, insert, or_, select, update

from articles import Article
from db import arrivals, crawl_links, runs
from db import crawl_identity as identity
from db.connect import transaction, writer
from db.crawl_records import (
    Batch,
    Candidate,
    PageResult,
    PageState,
    SourceState,
)
from db.crawl_rows import parts, upsert, values
from db.crawl_tables import CrawlFetch, CrawlPage, CrawlSource
from db.models import ArticleRow
from db.records import Kept


class CrawlState:
    """What a crawl of one site remembers."""

    def __init__(self, engine: Engine, site: str) -> None:
        self._read = engine
        self._write = writer(engine)
        self.site = site

    def sources(self) -> dict[str, SourceState]:
        """Everything that has listed articles of this site, by address."""
        columns = [getattr(CrawlSource, name) for name in SourceState.__dataclass_fields__]
        with transaction(self._read) as connection:
            rows = connection.execute(select(*columns).where(CrawlSource.site == self.site))
            return {row[0]: SourceState(*row) for row in rows}

    def keep_source(
        self, source: SourceState, candidates: Iterable[Candidate], at: str
    ) -> tuple[int, int]:
        """Remember a source and what it lists, at once. Returns how many addresses are new and
        how many known ones are to be fetched again because the source says they changed."""
        new = again = 0
        with transaction(self._write) as connection:
            upsert(connection, CrawlSource, [{"site": self.site, **values(source)}])
            for part in parts(candidates):
                added, renewed = self._enqueue(connection, part, at)
                new, again = new + added, again + renewed
        return new, again

    def reopen(self, at: str, latest: str, before: str, *, lost: bool = False) -> int:
        """Put pages whose time has come back into the frontier, those that a wrong clock put off
        beyond `latest` too; with `lost` also those that were given up. `before`: those fetched
        since then belong to a run that is being resumed, and are left alone."""
        gone = CrawlPage.state.in_(("failed", "gone") if lost else ())
        time_has_come = or_(CrawlPage.next_due <= at, CrawlPage.next_due > latest)
        due = and_(
            CrawlPage.site == self.site,
            CrawlPage.state.in_(("done", "failed", "gone", "skipped")),
            or_(gone, and_(CrawlPage.next_due != "", time_has_come)),
            or_(CrawlPage.fetched_at < before, CrawlPage.fetched_at > latest),
        )
        with transaction(self._write) as connection:
            changed = update(CrawlPage).where(due).values(state="pending", priority=1)
            return connection.execute(changed).rowcount

    def take(self, run_id: int, count: int) -> list[PageState]:
        """Take up the next pages of the frontier for this run."""
        if count <= 0:
            return []
        columns = [getattr(CrawlPage, name) for name in PageState.__dataclass_fields__]
        waiting = (
            select(*columns)
            .where(CrawlPage.site == self.site, CrawlPage.state == "pending")
            .where(CrawlPage.claimed_run != run_id)
            .order_by(CrawlPage.priority.desc(), CrawlPage.id)
            .limit(count)
        )
        with transaction(self._write) as connection:
            pages = [PageState(*row) for row in connection.execute(waiting)]
            ids = [page.id for page in pages]
            claim = update(CrawlPage).where(CrawlPage.id.in_(ids)).values(claimed_run=run_id)
            if ids:
                connection.execute(claim)
        return pages

    def commit(self, run_id: int, batch: Batch, at: str) -> Kept:
        """Store articles, what became of their pages, and the log, in one transaction."""
        with transaction(self._write) as connection:
            articles = identity.settle(connection, run_id, self.site, batch.articles, at)
            kept = arrivals.keep(connection, run_id, list(articles.values()), "", at)
            same = arrivals.unchanged(connection, run_id, articles)
            _settle(connection, batch.pages, articles, same, at)
            crawl_links.forget(connection, self.site, batch.pages)
            shown = {articles[id_].key: urls for id_, urls in batch.links.items()}
            crawl_links.show(connection, self.site, shown)
            if batch.fetched:
                rows = [{"run_id": run_id, **values(line)} for line in batch.fetched]
                connection.execute(insert(CrawlFetch), rows)
            runs.beat(connection, run_id, at)
        return kept

    def page_at(self, address: str) -> PageState | None:
        """What is remembered of one address."""
        columns = [getattr(CrawlPage, name) for name in PageState.__dataclass_fields__]
        where = and_(CrawlPage.site == self.site, CrawlPage.address == address)
        with transaction(self._read) as connection:
            row = connection.execute(select(*columns).where(where)).first()
        return PageState(*row) if row else None

    def waiting(self) -> list[str]:
        """The addresses of the frontier, in the order in which they would be fetched."""
        query = select(CrawlPage.url).where(
            CrawlPage.site == self.site, CrawlPage.state == "pending"
        )
        with transaction(self._read) as connection:
            found = connection.execute(query.order_by(CrawlPage.priority.desc(), CrawlPage.id))
            return list(found.scalars())

    def pending(self) -> int:
        """How many pages are waiting."""
        with transaction(self._read) as connection:
            count = select(func.count()).where(
                CrawlPage.site == self.site, CrawlPage.state == "pending"
            )
            return int(connection.execute(count).scalar_one())

    def has_articles(self) -> bool:
        """Whether the site ever yielded an article."""
        with transaction(self._read) as connection:
            found = select(ArticleRow.id).where(ArticleRow.site == self.site).limit(1)
            return connection.execute(found).first() is not None

    def _enqueue(
        self, connection: Connection, candidates: Sequence[Candidate], at: str
    ) -> tuple[int, int]:
        fresh: dict[str, Candidate] = {}
        for candidate in candidates:
            fresh.setdefault(candidate.address, candidate)
        columns = select(
            CrawlPage.address,
            CrawlPage.id,
            CrawlPage.state,
            CrawlPage.stated_change,
            CrawlPage.fetched_at,
        ).where(CrawlPage.site == self.site, CrawlPage.address.in_(list(fresh)))
        known = {row[0]: row for row in connection.execute(columns)}
        new = [c for address, c in fresh.items() if address not in known]
        if new:
            connection.execute(insert(CrawlPage), [self._row(c, at) for c in new])
        changed = [
            (known[address].id, candidate)
            for address, candidate in fresh.items()
            if address in known and _says_more(candidate, known[address])
        ]
        waiting = [
            {"row": known[address].id, "said": candidate.stated_change}
            for address, candidate in fresh.items()
            if address in known and _only_waits(candidate, known[address])
        ]
        if waiting:
            pages: Any = CrawlPage.__table__
            said = update(pages).where(pages.c.id == bindparam("row"))
            connection.execute(said.values(stated_change=bindparam("said")), waiting)
        for id_, candidate in changed:
            renewed: dict[str, Any] = {"state": "pending", "stated_change": candidate.stated_change}
            renewed["priority"] = candidate.priority
            connection.execute(update(CrawlPage).where(CrawlPage.id == id_).values(**renewed))
        return len(new), len(changed)

    def _row(self, candidate: Candidate, at: str) -> dict[str, Any]:
        return {"site": self.site, "state": "pending", "found_at": at, **values(candidate)}


def _says_more(candidate: Candidate, row: Any) -> bool:
    """Whether a source states a change that we have not followed yet."""
    said = candidate.stated_change
    if row.state == "pending" or not said:
        return False
    if not row.stated_change:  # the first word about it: news only if it is as young as our copy
        return bool(said[:10] >= row.fetched_at[:10])
    return bool(said > min(row.stated_change, row.fetched_at))  # our copy is of then at the latest


def _only_waits(candidate: Candidate, row: Any) -> bool:
    """Whether the page waits anyway, and the source dates it later than was known."""
    return bool(row.state == "pending" and candidate.stated_change > row.stated_change)


def _settle(
    connection: Connection,
    results: Iterable[PageResult],
    articles: Mapping[int, Article],
    same: Collection[int],
    at: str,
) -> None:
    """Remember what became of pages: one statement for all that change the same columns. `same`
    are those whose article is as it was."""
    alike: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for result in results:
        said = {name: value for name, value in values(result).items() if value is not None}
        due = said.pop("due_unchanged", None)
        if result.id in same and due is not None:
            said |= {"next_due": due}
            said.pop("changed_at", None)
        said |= {"row": said.pop("id"), "fetched_at": at}
        if result.id in articles:
            said["article_key"] = articles[result.id].key
        alike.setdefault(tuple(said), []).append(said)
    pages: Any = CrawlPage.__table__
    for rows in alike.values():
        connection.execute(update(pages).where(pages.c.id == bindparam("row")), rows)
