"""The stories that were found before they had lasting names keep the names of their groups."""

import json
from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_FINDINGS = sa.text(
    "SELECT group_key, article_id, scope FROM finding "
    "WHERE code = 'DUP203' AND gone_run IS NULL AND article_id IS NOT NULL ORDER BY id"
)
_STORY = sa.table("story", sa.column("id"), sa.column("name"), sa.column("since"))
_MEMBER = sa.table(
    "story_member", sa.column("article_id"), sa.column("story_id"), sa.column("group_digest")
)


def upgrade() -> None:
    bind = op.get_bind()
    if bind.execute(sa.select(_STORY.c.id).limit(1)).first():
        return  # they have been named meanwhile
    story_of = dict(_members(bind))
    names = sorted(set(story_of.values()))
    if names:
        bind.execute(sa.insert(_STORY), [{"name": name, "since": ""} for name in names])
        ids = {row.name: row.id for row in bind.execute(sa.select(_STORY.c.name, _STORY.c.id))}
        # No judged group has so low a digest: the next check names those that there are then.
        rows = [
            {"article_id": article, "story_id": ids[name], "group_digest": ids[name]}
            for article, name in sorted(story_of.items())
        ]
        bind.execute(sa.insert(_MEMBER), rows)


def _members(bind: sa.Connection) -> Iterator[tuple[int, str]]:
    """Each article of a story, and the story's name."""
    by_key = {
        key: article
        for article, key in bind.execute(sa.text("SELECT id, article_key FROM article"))
    }
    for name, article, scope in bind.execute(_FINDINGS):
        yield article, name
        yield from ((by_key[key], name) for key in json.loads(scope) if key in by_key)
