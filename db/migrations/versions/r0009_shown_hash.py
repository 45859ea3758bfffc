"""What stands around a story has a hash of its own: a clock in a header makes no new version."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    column = sa.Column("shown_hash", sa.Text(), nullable=False, server_default="")
    op.add_column("article_version", column)
