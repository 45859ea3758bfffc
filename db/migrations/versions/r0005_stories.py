"""Stories by lasting names."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "story",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("since", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_story")),
        sa.UniqueConstraint("name", name=op.f("uq_story_name")),
    )
    _members()


def _members() -> None:
    article = sa.ForeignKeyConstraint(
        ["article_id"],
        ["article.id"],
        name=op.f("fk_story_member_article_id_article"),
        ondelete="CASCADE",
    )
    story = sa.ForeignKeyConstraint(
        ["story_id"], ["story.id"], name=op.f("fk_story_member_story_id_story")
    )
    op.create_table(
        "story_member",
        sa.Column("article_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("story_id", sa.Integer(), nullable=False),
        sa.Column("group_digest", sa.BigInteger()),
        article,
        story,
        sa.PrimaryKeyConstraint("article_id", name=op.f("pk_story_member")),
    )
    for column in ("story_id", "group_digest"):
        op.create_index(op.f(f"ix_story_member_{column}"), "story_member", [column])
