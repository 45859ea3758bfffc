"""Which related links each article shows: those of unchanged ones are looked at again."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "crawl_shown",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("site", sa.Text(), nullable=False),
        sa.Column("article_key", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_crawl_shown")),
    )
    op.create_index(op.f("ix_crawl_shown_site_article_key"), "crawl_shown", ["site", "article_key"])
    op.create_index(op.f("ix_crawl_shown_url"), "crawl_shown", ["url"])
