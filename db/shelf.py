"""Finding stored articles again, by site and key or one after the other."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, select, update

from articles import Article
from db.codec import article_of
from db.columns import plain
from db.models import ArticleRow, ArticleVersion

Key = tuple[str, str]
_AT_ONCE = 400  # values in one IN list; SQLite's bound is 32,766, PostgreSQL's parameters 65,535


@dataclass(frozen=True, slots=True)
class Looked:
    """A stored article with its row and version. `due`: the rules have not seen this version."""

    id: int
    version: int
    due: bool
    article: Article


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
        for rows in by_key(connection, columns, set(keys))
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


def look(connection: Connection, after: int, limit: int, all_: bool) -> list[Looked]:
    """Current articles whose row comes after `after`: all, or those that the rules have not seen
    as they are now."""
    query = (
        select(
            ArticleRow.id,
            ArticleRow.current_version,
            ArticleRow.checked_version,
            ArticleVersion.record,
            ArticleVersion.blocks,
        )
        .join(ArticleVersion, current())
        .where(ArticleRow.id > after)
        .order_by(ArticleRow.id)
        .limit(limit)
    )
    if not all_:
        query = query.where(ArticleRow.checked_version != ArticleRow.current_version)
    return [
        Looked(row[0], row[1], row[1] != row[2], article_of(row[3], row[4]))
        for row in connection.execute(query)
    ]


def read_keys(connection: Connection, keys: Collection[Key]) -> Iterator[Article]:
    """Current articles of these keys, by site and key."""
    columns = select(
        ArticleRow.site, ArticleRow.article_key, ArticleVersion.record, ArticleVersion.blocks
    ).join(ArticleVersion, current())
    for rows in by_key(connection, columns, keys):
        for row in rows:
            yield article_of(row[2], row[3])


def note_checked(connection: Connection, keys: Collection[Key]) -> None:
    """Remember that the rules saw these articles as they are now."""
    for part in chunks({row for row, _ in ids(connection, keys).values()}):
        change = update(ArticleRow).where(ArticleRow.id.in_(part))
        connection.execute(change.values(checked_version=ArticleRow.current_version))


def note_seen(connection: Connection, ids: Collection[int], version: int) -> None:
    """Remember that the rules saw this version of these articles."""
    for part in chunks(ids):
        change = update(ArticleRow).where(ArticleRow.id.in_(part))
        connection.execute(change.values(checked_version=version))


def waiting(connection: Connection) -> set[Key]:
    """Articles that the rules have not seen as they are now."""
    query = select(ArticleRow.site, ArticleRow.article_key).where(
        ArticleRow.checked_version != ArticleRow.current_version
    )
    return {(row[0], row[1]) for row in connection.execute(query)}


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


def by_key(
    connection: Connection, columns: Select[*tuple[Any, ...]], keys: Collection[Key]
) -> Iterator[list[Row[*tuple[Any, ...]]]]:
    """Rows of these keys, in parts. `columns` begins with site and key."""
    wanted = set(keys)
    for part in chunks({key for _, key in wanted}):
        query = columns.where(ArticleRow.article_key.in_(part))
        query = query.order_by(ArticleRow.site, ArticleRow.article_key)
        yield [row for row in connection.execute(query) if (row[0], row[1]) in wanted]
