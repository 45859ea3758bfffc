"""Putting articles on the shelf and taking them down again.

An article is found by its site and key. What it says is a version: the same content again only
moves `last_seen`, other content appends a version, former content makes its version current.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, insert, select, update

from articles import Article
from db.codec import article_of, blocks_of, content_hash, record_of
from db.columns import plain
from db.models import ArticleRow, ArticleVersion, Source
from db.records import Kept

Key = tuple[str, str]
_AT_ONCE = 400  # values in one IN list; SQLite's bound is 32,766, PostgreSQL's parameters 65,535


@dataclass(slots=True)
class _Known:
    """An article's row, its current version and the versions it had."""

    id: int
    current: int
    versions: dict[str, int]  # content hash -> n


def keep(
    connection: Connection, run_id: int, articles: Sequence[Article], ref: str, at: str
) -> Kept:
    """Store a batch in the caller's transaction."""
    _add_sites(connection, {plain(article.site) for article in articles})
    known = _known(connection, {key_of(article) for article in articles})
    kept = Kept()
    for article in articles:
        found = known.get(key_of(article))
        if found is None:
            known[key_of(article)] = _add(connection, run_id, article, ref, at)
            kept += Kept(new=1)
        else:
            kept += _see(connection, run_id, article, found, ref, at)
    return kept


def key_of(article: Article) -> Key:
    """The article's identity as the database holds it."""
    return plain(article.site), plain(article.key)


def ids(connection: Connection, keys: Iterable[Key]) -> dict[Key, tuple[int, int]]:
    """Key -> row of the article and row of its current version."""
    columns = select(
        ArticleRow.site, ArticleRow.article_key, ArticleRow.id, ArticleVersion.id
    ).join(ArticleVersion, current())
    return {
        (row[0], row[1]): (row[2], row[3])
        for rows in _by_key(connection, columns, set(keys))
        for row in rows
    }


def read(
    connection: Connection,
    after: int,
    limit: int,
    site: str = "",
    changed_in_run: int | None = None,
    unchecked: bool = False,
) -> list[tuple[int, Article]]:
    """Current articles whose row comes after `after`: keyset paging, no long transaction."""
    query = (
        select(ArticleRow.id, ArticleVersion.record, ArticleVersion.blocks)
        .join(ArticleVersion, current())
        .where(ArticleRow.id > after)
        .order_by(ArticleRow.id)
        .limit(limit)
    )
    if site:
        query = query.where(ArticleRow.site == site)
    if changed_in_run is not None:
        query = query.where(ArticleRow.changed_run == changed_in_run)
    if unchecked:
        query = query.where(ArticleRow.checked_version != ArticleRow.current_version)
    return [(row[0], article_of(row[1], row[2])) for row in connection.execute(query)]


def read_keys(connection: Connection, keys: Collection[Key]) -> Iterator[Article]:
    """Current articles of these keys, by site and key."""
    columns = select(
        ArticleRow.site, ArticleRow.article_key, ArticleVersion.record, ArticleVersion.blocks
    ).join(ArticleVersion, current())
    for rows in _by_key(connection, columns, keys):
        for row in rows:
            yield article_of(row[2], row[3])


def note_checked(connection: Connection, keys: Collection[Key]) -> None:
    """Remember that the rules saw these articles as they are now."""
    for part in chunks({row for row, _ in ids(connection, keys).values()}):
        change = update(ArticleRow).where(ArticleRow.id.in_(part))
        connection.execute(change.values(checked_version=ArticleRow.current_version))


def chunks(values: Iterable[Any]) -> Iterator[list[Any]]:
    """Sorted values in lists that fit one statement."""
    ordered = sorted(values)
    for start in range(0, len(ordered), _AT_ONCE):
        yield ordered[start : start + _AT_ONCE]


def current() -> Any:
    """Each article with its current version."""
    return and_(
        ArticleVersion.article_id == ArticleRow.id, ArticleVersion.n == ArticleRow.current_version
    )


def _by_key(
    connection: Connection, columns: Select[*tuple[Any, ...]], keys: Collection[Key]
) -> Iterator[list[Row[*tuple[Any, ...]]]]:
    """Rows of these keys. `columns` begins with site and key."""
    wanted = set(keys)
    for part in chunks({key for _, key in wanted}):
        query = columns.where(ArticleRow.article_key.in_(part))
        query = query.order_by(ArticleRow.site, ArticleRow.article_key)
        yield [row for row in connection.execute(query) if (row[0], row[1]) in wanted]


def _add_sites(connection: Connection, sites: set[str]) -> None:
    there = set(connection.execute(select(Source.site)).scalars())
    missing = [{"site": site} for site in sorted(sites - there)]
    if missing:
        connection.execute(insert(Source), missing)


def _known(connection: Connection, keys: Collection[Key]) -> dict[Key, _Known]:
    columns = select(
        ArticleRow.site,
        ArticleRow.article_key,
        ArticleRow.id,
        ArticleRow.current_version,
        ArticleVersion.content_hash,
        ArticleVersion.n,
    ).join(ArticleVersion, ArticleVersion.article_id == ArticleRow.id)
    known: dict[Key, _Known] = {}
    for rows in _by_key(connection, columns, keys):
        for site, key, id_, current, hash_, n in rows:
            known.setdefault((site, key), _Known(id_, current, {})).versions[hash_] = n
    return known


def _add(connection: Connection, run_id: int, article: Article, ref: str, at: str) -> _Known:
    site, key = key_of(article)
    row = {
        "site": site,
        "article_key": key,
        "url": article.url,
        "canonical_url": article.canonical,
        "first_run": run_id,
        "last_run": run_id,
        "changed_run": run_id,
        "current_version": 1,
        "last_seen": at,
    }
    added = connection.execute(insert(ArticleRow).values(**row).returning(ArticleRow.id))
    known = _Known(int(added.scalar_one()), 1, {})
    _append(connection, run_id, article, known, ref, at)
    return known


def _see(
    connection: Connection, run_id: int, article: Article, known: _Known, ref: str, at: str
) -> Kept:
    hash_ = content_hash(article)
    seen = {"last_run": run_id, "last_seen": at}
    if hash_ in known.versions:
        n, kept = known.versions[hash_], Kept(unchanged=1)
        connection.execute(
            update(ArticleVersion)
            .where(ArticleVersion.article_id == known.id, ArticleVersion.n == n)
            .values(last_seen=at)
        )
    else:
        n, kept = _append(connection, run_id, article, known, ref, at), Kept(changed=1)
    moved = {"current_version": n, "changed_run": run_id} if n != known.current else {}
    known.current = n
    connection.execute(update(ArticleRow).where(ArticleRow.id == known.id).values(**seen, **moved))
    return kept


def _append(
    connection: Connection, run_id: int, article: Article, known: _Known, ref: str, at: str
) -> int:
    n, hash_ = max(known.versions.values(), default=0) + 1, content_hash(article)
    row = {
        "article_id": known.id,
        "n": n,
        "content_hash": hash_,
        "headline": article.headline,
        "byline": ", ".join(article.authors),
        "published": article.published,
        "language": article.language,
        "body": article.body,
        "blocks": blocks_of(article),
        "record": record_of(article),
        "archive_ref": ref or " ".join(filter(None, (article.path, article.record))),
        "run_id": run_id,
        "first_seen": at,
        "last_seen": at,
    }
    connection.execute(insert(ArticleVersion).values(**row))
    known.versions[hash_] = n
    return n
