"""How many articles there are, of which sites, languages and kinds. Only reading."""

from sqlalchemy import (
    Connection,
    Text,
    cast,
    distinct,
    exists,
    func,
    select,
)

from db.models import ArticleRow, ArticleVersion, FindingRow, Source
from db.shelf import current
from db.verdicts import OPEN


def sites(connection: Connection) -> list[str]:
    """Sites that have a finding, whatever became of it."""
    known = exists().where(FindingRow.site == Source.site)
    return list(
        connection.execute(select(Source.site).where(known).order_by(Source.site)).scalars()
    )


def articles_by_site(connection: Connection) -> dict[str, tuple[int, int]]:
    """Site -> number of articles and of articles with an open finding; sites without any too."""
    found = {row[0]: (0, 0) for row in connection.execute(select(Source.site))}
    query = select(ArticleRow.site, func.count()).group_by(ArticleRow.site)
    affected = (
        select(FindingRow.site, func.count(distinct(FindingRow.article_id)))
        .where(FindingRow.status == OPEN)
        .group_by(FindingRow.site)
    )
    bad = {row[0]: row[1] for row in connection.execute(affected)}
    found |= {row[0]: (row[1], bad.get(row[0], 0)) for row in connection.execute(query)}
    return dict(sorted(found.items()))


def unchecked(connection: Connection) -> int:
    """Articles that the rules have not seen as they are now."""
    query = select(func.count()).where(ArticleRow.checked_version != ArticleRow.current_version)
    return int(connection.execute(query).scalar_one())


def plain_texts(connection: Connection, site: str = "") -> int:
    """Articles that came as plain text, without links or labels."""
    query = (
        select(func.count())
        .select_from(ArticleRow)
        .join(ArticleVersion, current())
        .where(cast(ArticleVersion.record, Text).not_like('%"markup":true%'))
    )
    if site:
        query = query.where(ArticleRow.site == site)
    return int(connection.execute(query).scalar_one())


def languages(connection: Connection, site: str = "") -> dict[str, int]:
    """Language -> number of articles; "" where none is known."""
    query = (
        select(ArticleVersion.language, func.count())
        .select_from(ArticleRow)
        .join(ArticleVersion, current())
        .group_by(ArticleVersion.language)
    )
    if site:
        query = query.where(ArticleRow.site == site)
    return {row[0]: row[1] for row in connection.execute(query)}
