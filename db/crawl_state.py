"""The crawler's memory between runs, in the same database and the same transactions as the
articles: a page is done exactly when its article is stored."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    Connection,
    Engine,
    Table,
    and_,
    bindparam,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from articles import Article
from db import arrivals, runs
from db import crawl_identity as identity
from db.connect import writer
from db.crawl_records import (
    Batch,
    Candidate,
    Fetched,
    LinkState,
    PageResult,
    PageState,
    SourceState,
)
from db.crawl_tables import CrawlFetch, CrawlLink, CrawlPage, CrawlShown, CrawlSource
from db.models import ArticleRow, FindingRow, Run
from db.records import Kept

_AT_ONCE = 400
#: what a target that was never looked at has in place of a state
_UNSEEN: dict[str, Any] = defaultdict(str, status=0)


class CrawlState:
    """What a crawl of one site remembers."""

    def __init__(self, engine: Engine, site: str) -> None:
        self._read = engine
        self._write = writer(engine)
        self.site = site

    def sources(self) -> dict[str, SourceState]:
        """Everything that has listed articles of this site, by address."""
        columns = [getattr(CrawlSource, name) for name in SourceState.__dataclass_fields__]
        with self._read.connect() as connection:
            rows = connection.execute(select(*columns).where(CrawlSource.site == self.site))
            return {row[0]: SourceState(*row) for row in rows}

    def keep_source(
        self, source: SourceState, candidates: Iterable[Candidate], at: str
    ) -> tuple[int, int]:
        """Remember a source and what it lists, at once. Returns how many addresses are new and
        how many known ones are to be fetched again because the source says they changed."""
        new = again = 0
        with self._write.begin() as connection:
            _upsert(connection, CrawlSource, [{"site": self.site, **_values(source)}])
            for part in _parts(candidates):
                added, renewed = self._enqueue(connection, part, at)
                new, again = new + added, again + renewed
        return new, again

    def reopen(self, at: str, before: str) -> int:
        """Put pages whose time has come back into the frontier. `before`: those fetched since
        then belong to a run that is being resumed, and are left alone."""
        due = and_(
            CrawlPage.site == self.site,
            CrawlPage.state.in_(("done", "failed")),
            CrawlPage.next_due != "",
            CrawlPage.next_due <= at,
            CrawlPage.fetched_at < before,
        )
        with self._write.begin() as connection:
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
        with self._write.begin() as connection:
            pages = [PageState(*row) for row in connection.execute(waiting)]
            ids = [page.id for page in pages]
            claim = update(CrawlPage).where(CrawlPage.id.in_(ids)).values(claimed_run=run_id)
            if ids:
                connection.execute(claim)
        return pages

    def commit(self, run_id: int, batch: Batch, at: str) -> Kept:
        """Store articles, what became of their pages, and the log, in one transaction."""
        with self._write.begin() as connection:
            articles = identity.settle(connection, run_id, self.site, batch.articles, at)
            kept = arrivals.keep(connection, run_id, list(articles.values()), "", at)
            _settle(connection, batch.pages, articles, at)
            self._forget_links(connection, batch.pages)
            self._show(connection, {articles[id_].key: urls for id_, urls in batch.links.items()})
            if batch.fetched:
                rows = [{"run_id": run_id, **_values(line)} for line in batch.fetched]
                connection.execute(insert(CrawlFetch), rows)
            connection.execute(update(Run).where(Run.id == run_id).values(heartbeat=at))
        return kept

    def due_links(self, at: str, count: int) -> list[LinkState]:
        """Targets of this site's related links that are to be looked at, the longest due first;
        one that was never looked at comes without a verdict."""
        names = LinkState.__dataclass_fields__.keys() - {"url"}
        known = [func.coalesce(getattr(CrawlLink, n), _UNSEEN[n]).label(n) for n in sorted(names)]
        query = (
            select(CrawlShown.url, *known)
            .outerjoin(CrawlLink, CrawlLink.url == CrawlShown.url)
            .where(CrawlShown.site == self.site)
            .where(or_(CrawlLink.url.is_(None), CrawlLink.next_due <= at))
            .distinct()
            .order_by("next_due", CrawlShown.url)
            .limit(count)
        )
        with self._read.connect() as connection:
            return [LinkState(**row) for row in connection.execute(query).mappings()]

    def links_at_rest(self, at: str) -> dict[str, int]:
        """Verdict -> how many targets of this site's related links need no look yet."""
        count = func.count(func.distinct(CrawlShown.url))
        query = (
            select(CrawlLink.verdict, count)
            .join(CrawlShown, CrawlLink.url == CrawlShown.url)
            .where(CrawlShown.site == self.site, CrawlLink.next_due > at)
            .group_by(CrawlLink.verdict)
        )
        with self._read.connect() as connection:
            return {row[0]: int(row[1]) for row in connection.execute(query)}

    def page_at(self, address: str) -> PageState | None:
        """What is remembered of one address."""
        columns = [getattr(CrawlPage, name) for name in PageState.__dataclass_fields__]
        where = and_(CrawlPage.site == self.site, CrawlPage.address == address)
        with self._read.connect() as connection:
            row = connection.execute(select(*columns).where(where)).first()
        return PageState(*row) if row else None

    def waiting(self) -> list[str]:
        """The addresses of the frontier, in the order in which they would be fetched."""
        query = select(CrawlPage.url).where(
            CrawlPage.site == self.site, CrawlPage.state == "pending"
        )
        with self._read.connect() as connection:
            found = connection.execute(query.order_by(CrawlPage.priority.desc(), CrawlPage.id))
            return list(found.scalars())

    def pending(self) -> int:
        """How many pages are waiting."""
        with self._read.connect() as connection:
            count = select(func.count()).where(
                CrawlPage.site == self.site, CrawlPage.state == "pending"
            )
            return int(connection.execute(count).scalar_one())

    def has_articles(self) -> bool:
        """Whether the site ever yielded an article."""
        with self._read.connect() as connection:
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
            values: dict[str, Any] = {"state": "pending", "stated_change": candidate.stated_change}
            values["priority"] = candidate.priority
            connection.execute(update(CrawlPage).where(CrawlPage.id == id_).values(**values))
        return len(new), len(changed)

    def _show(self, connection: Connection, shown: Mapping[str, Collection[str]]) -> None:
        """Remember the links of articles, in place of those that their last versions showed."""
        if not shown:
            return
        before = CrawlShown.site == self.site, CrawlShown.article_key.in_(list(shown))
        connection.execute(delete(CrawlShown).where(*before))
        rows = [
            {"site": self.site, "article_key": key, "url": url}
            for key, urls in shown.items()
            for url in sorted(urls)
        ]
        if rows:
            connection.execute(insert(CrawlShown), rows)

    def _forget_links(self, connection: Connection, results: Iterable[PageResult]) -> None:
        """Nobody sees the links of a page that is gone."""
        gone = [result.id for result in results if result.state == "gone"]
        if gone:
            keys = select(CrawlPage.article_key).where(CrawlPage.id.in_(gone))
            theirs = CrawlShown.site == self.site, CrawlShown.article_key.in_(keys)
            connection.execute(delete(CrawlShown).where(*theirs))

    def _row(self, candidate: Candidate, at: str) -> dict[str, Any]:
        return {"site": self.site, "state": "pending", "found_at": at, **_values(candidate)}


class LinkStates:
    """What is known of the targets of related links, of all sites."""

    def __init__(self, engine: Engine) -> None:
        self._read = engine
        self._write = writer(engine)

    def show_again(self, url: str) -> None:
        """Let the rules see the articles that show this link once more, unchanged as they are."""
        shown = select(CrawlShown.article_key).where(
            CrawlShown.url == url, CrawlShown.site == ArticleRow.site
        )
        theirs = update(ArticleRow).where(ArticleRow.article_key.in_(shown))
        with self._write.begin() as connection:
            connection.execute(theirs.values(checked_version=0))

    def broken(self) -> dict[str, str]:
        """Address -> verdict, for all targets that were not found in order."""
        query = select(CrawlLink.url, CrawlLink.verdict).where(CrawlLink.verdict != "ok")
        with self._read.connect() as connection:
            return {row[0]: row[1] for row in connection.execute(query)}

    def keep(self, run_id: int, links: Iterable[LinkState]) -> None:
        """Remember what was found."""
        with self._write.begin() as connection:
            for part in _parts(links):
                _upsert(connection, CrawlLink, [{"run_id": run_id, **_values(x)} for x in part])


class RunLog:
    """The log of requests and what became of runs, for `copydesk runs` and for retention."""

    def __init__(self, engine: Engine) -> None:
        self._read = engine
        self._write = writer(engine)

    def fetched(self, run_id: int) -> list[Fetched]:
        """Every request of a run."""
        columns = [getattr(CrawlFetch, name) for name in Fetched.__dataclass_fields__]
        query = select(*columns).where(CrawlFetch.run_id == run_id).order_by(CrawlFetch.id)
        with self._read.connect() as connection:
            return [Fetched(*row) for row in connection.execute(query)]

    def alarms(self, run_id: int) -> list[tuple[str, str, str]]:
        """Alarms of a run: site, kind, message."""
        with self._read.connect() as connection:
            return runs.alarms_of(connection, run_id)

    def new_findings(self, run_id: int) -> dict[str, int]:
        """Site -> findings that this run saw first."""
        count = select(FindingRow.site, func.count()).where(FindingRow.first_run == run_id)
        with self._read.connect() as connection:
            rows = connection.execute(count.group_by(FindingRow.site))
            return {row[0]: int(row[1]) for row in rows}

    def findings(self) -> list[tuple[str, str, int]]:
        """How many findings there are: code, status, number."""
        columns = FindingRow.code, FindingRow.status
        count = select(*columns, func.count()).group_by(*columns).order_by(*columns)
        with self._read.connect() as connection:
            return [(row[0], row[1], int(row[2])) for row in connection.execute(count)]

    def prune(self, before: str) -> int:
        """Forget single requests made before this time. Runs are kept for ever."""
        with self._write.begin() as connection:
            gone = delete(CrawlFetch).where(CrawlFetch.at < before)
            return connection.execute(gone).rowcount

    def close_dead(self, ids: Collection[int], at: str) -> None:
        """Runs whose process is gone did not end well."""
        with self._write.begin() as connection:
            dead = update(Run).where(Run.id.in_(list(ids)), Run.status == "running")
            connection.execute(dead.values(status="failed", ended=at))


def _says_more(candidate: Candidate, row: Any) -> bool:
    """Whether a source states a change that we have not followed yet."""
    said = candidate.stated_change
    if row.state == "pending" or not said:
        return False
    if not row.stated_change:  # the first word about it: news only if it is as young as our copy
        return bool(said[:10] >= row.fetched_at[:10])
    return bool(said > row.stated_change)


def _only_waits(candidate: Candidate, row: Any) -> bool:
    """Whether the page waits anyway, and the source dates it later than was known."""
    return bool(row.state == "pending" and candidate.stated_change > row.stated_change)


def _settle(
    connection: Connection, results: Iterable[PageResult], articles: Mapping[int, Article], at: str
) -> None:
    """Remember what became of pages: one statement for all that change the same columns."""
    alike: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for result in results:
        said = {name: value for name, value in _values(result).items() if value is not None}
        said |= {"row": said.pop("id"), "fetched_at": at}
        if result.id in articles:
            said["article_key"] = articles[result.id].key
        alike.setdefault(tuple(said), []).append(said)
    pages: Any = CrawlPage.__table__
    for rows in alike.values():
        connection.execute(update(pages).where(pages.c.id == bindparam("row")), rows)


def _values(record: Any) -> dict[str, Any]:
    """The fields of a flat record; `asdict` copies deeply and takes ten times as long."""
    return {name: getattr(record, name) for name in record.__dataclass_fields__}


def _upsert(connection: Connection, table: type[Any], rows: list[dict[str, Any]]) -> None:
    into: Table = table.__table__
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    adding = dialect.insert(into)
    keys = [column.name for column in into.primary_key]
    rest = {name: adding.excluded[name] for name in rows[0] if name not in keys}
    connection.execute(adding.on_conflict_do_update(index_elements=keys, set_=rest), rows)


def _parts(values: Iterable[Any]) -> Iterable[list[Any]]:
    part: list[Any] = []
    for value in values:
        part.append(value)
        if len(part) == _AT_ONCE:
            yield part
            part = []
    if part:
        yield part
