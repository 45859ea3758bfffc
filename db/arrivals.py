"""Putting articles on the shelf.

An article is found by its site and key. What it says is a version: the same content again only
moves `last_seen`, other content appends a version, former content makes its version current. Where
only what surrounds the story is another, the version has it anew, and the rules look again.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from articles import Article
from db.codec import blocks_of, content_hash, record_of, shown_hash
from db.columns import Written, plain
from db.models import ArticleRow, ArticleVersion, Source
from db.records import Kept
from db.shelf import Key, by_key, key_of


@dataclass(frozen=True, slots=True)
class _Came:
    """A version that was not there before, or one that looks otherwise now."""

    article: Article
    hash: str
    shown: str
    blocks: Written


@dataclass(slots=True)
class _Shelved:
    """An article as the database has it, and what this batch does to it."""

    article: Article  # as it was met first in this batch
    id: int = 0
    current: int = 0
    versions: dict[str, int] = field(default_factory=dict)  # content hash -> n
    shown: dict[int, str] = field(default_factory=dict)  # n -> hash of all that it shows
    came: dict[int, _Came] = field(default_factory=dict)  # by n
    fresh: dict[int, _Came] = field(default_factory=dict)  # known ones that look otherwise, by n
    again: set[int] = field(default_factory=set)  # versions met again
    was: int = 0  # the current version before this batch


def keep(
    connection: Connection, run_id: int, articles: Sequence[Article], ref: str, at: str
) -> Kept:
    """Store a batch in the caller's transaction, with few statements."""
    _add_sites(connection, {plain(article.site) for article in articles})
    shelved = _known(connection, {key_of(article): article for article in articles})
    kept = Kept()
    for article in articles:
        kept += _arrive(shelved, article)
    _add_articles(connection, run_id, shelved, at)
    _add_versions(connection, run_id, shelved, ref, at)
    _move(connection, run_id, shelved, at)
    return kept


def unchanged(connection: Connection, run_id: int, articles: Mapping[int, Article]) -> set[int]:
    """Those of the articles that a run met as they were."""
    columns = select(ArticleRow.site, ArticleRow.article_key, ArticleRow.changed_run)
    keys = {number: key_of(article) for number, article in articles.items()}
    changed = {
        (site, key)
        for rows in by_key(connection, columns, keys.values())
        for site, key, run in rows
        if run == run_id
    }
    return {number for number, key in keys.items() if key not in changed}


def _arrive(shelved: dict[Key, _Shelved], article: Article) -> Kept:
    """Decide what the arrival of an article means."""
    found = shelved.setdefault(key_of(article), _Shelved(article))
    blocks, new = blocks_of(article), not found.versions
    hash_, shown = content_hash(article), shown_hash(article, blocks)
    came = _Came(article, hash_, shown, blocks)
    if hash_ in found.versions:
        n = found.current = found.versions[hash_]
        found.again.add(n)
        if n in found.came:
            found.came[n] = came
        elif found.shown[n] != shown:
            found.fresh[n] = came
        return Kept(unchanged=1)
    found.current = max(found.versions.values(), default=0) + 1
    found.versions[hash_] = found.current
    found.came[found.current] = came
    return Kept(new=1) if new else Kept(changed=1)


def _add_sites(connection: Connection, sites: set[str]) -> None:
    there = set(connection.execute(select(Source.site)).scalars())
    missing = [{"site": site} for site in sorted(sites - there)]
    if missing:
        connection.execute(insert(Source), missing)


def _known(connection: Connection, articles: dict[Key, Article]) -> dict[Key, _Shelved]:
    columns = select(
        ArticleRow.site,
        ArticleRow.article_key,
        ArticleRow.id,
        ArticleRow.current_version,
        ArticleVersion.content_hash,
        ArticleVersion.shown_hash,
        ArticleVersion.n,
    ).join(ArticleVersion, ArticleVersion.article_id == ArticleRow.id)
    known: dict[Key, _Shelved] = {}
    for rows in by_key(connection, columns, articles.keys()):
        for site, key, id_, current, hash_, shown, n in rows:
            row = known.setdefault((site, key), _Shelved(articles[site, key], id_, current))
            row.was, row.versions[hash_], row.shown[n] = current, n, shown
    return known


def _add_articles(
    connection: Connection, run_id: int, shelved: dict[Key, _Shelved], at: str
) -> None:
    added = {key: row for key, row in shelved.items() if not row.id}
    values = [
        {
            "site": site,
            "article_key": key,
            "url": row.article.url,
            "canonical_url": row.article.canonical,
            "first_run": run_id,
            "last_run": run_id,
            "changed_run": run_id,
            "current_version": row.current,
            "last_seen": at,
        }
        for (site, key), row in added.items()
    ]
    if values:
        connection.execute(insert(ArticleRow), values)
    _fill_ids(connection, added)


def _fill_ids(connection: Connection, added: dict[Key, _Shelved]) -> None:
    columns = select(ArticleRow.site, ArticleRow.article_key, ArticleRow.id)
    for rows in by_key(connection, columns, added.keys()):
        for site, key, id_ in rows:
            added[site, key].id = id_


def _add_versions(
    connection: Connection, run_id: int, shelved: dict[Key, _Shelved], ref: str, at: str
) -> None:
    values = [
        {"article_id": row.id, "n": n, "content_hash": came.hash, "run_id": run_id}
        | {"first_seen": at, "last_seen": at, "archive_ref": ref or _place(came.article)}
        | _content(came)
        for row in shelved.values()
        for n, came in row.came.items()
    ]
    if values:
        connection.execute(insert(ArticleVersion), values)


def _content(came: _Came) -> dict[str, Any]:
    article = came.article
    return {
        "headline": article.headline,
        "byline": ", ".join(article.authors),
        "published": article.published,
        "language": article.language,
        "body": article.body,
        "blocks": came.blocks,
        "record": record_of(article),
        "shown_hash": came.shown,
    }


def _place(article: Article) -> str:
    return " ".join(filter(None, (article.path, article.record)))


def _move(connection: Connection, run_id: int, shelved: dict[Key, _Shelved], at: str) -> None:
    """Note what was met again, and which version of it is current now."""
    again = [
        {"article": row.id, "number": n, "at": at}
        for row in shelved.values()
        for n in sorted(row.again - row.came.keys())
    ]
    if again:
        connection.execute(_of_version().values(last_seen=bindparam("at")), again)
    _refresh(connection, shelved)
    met = [row for row in shelved.values() if row.was]
    _note(connection, run_id, [row for row in met if row.current == row.was], at, False)
    _note(connection, run_id, [row for row in met if row.current != row.was], at, True)


def _refresh(connection: Connection, shelved: dict[Key, _Shelved]) -> None:
    """What surrounds a known story is another now: its version shows that, and is due again."""
    fresh = [(row.id, n, came) for row in shelved.values() for n, came in row.fresh.items()]
    if not fresh:
        return
    rows = [{"article": id_, "number": n} | _content(came) for id_, n, came in fresh]
    connection.execute(_of_version(), rows)
    due = update(ArticleRow).where(ArticleRow.__table__.c.id == bindparam("row"))
    connection.execute(due.values(checked_version=0), [{"row": id_} for id_, _, _ in fresh])


def _of_version() -> Any:
    table = ArticleVersion.__table__.c
    return update(ArticleVersion).where(
        table.article_id == bindparam("article"), table.n == bindparam("number")
    )


def _note(
    connection: Connection, run_id: int, rows: Collection[_Shelved], at: str, changed: bool
) -> None:
    if not rows:
        return
    values: dict[str, Any] = {"last_run": run_id, "last_seen": at}
    if changed:
        values |= {"changed_run": run_id, "current_version": bindparam("version")}
    change = update(ArticleRow).where(ArticleRow.__table__.c.id == bindparam("row"))
    met = [{"row": row.id} | ({"version": row.current} if changed else {}) for row in rows]
    connection.execute(change.values(values), met)
