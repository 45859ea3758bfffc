"""The crawler's memory: sources, pages (the frontier), the log of requests, link targets."""

import sqlalchemy as sa
from alembic import op

revision = "crawl01"
down_revision = "0001"
branch_labels = None
depends_on = None


def _text(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def _number(*names: str) -> list[sa.Column[int]]:
    return [sa.Column(name, sa.Integer(), nullable=False) for name in names]


def upgrade() -> None:
    op.create_table(
        "crawl_source",
        *_text("site", "url", "kind", "etag", "last_modified", "digest", "stated_change"),
        *_number("status", "entries", "failures"),
        *_text("checked_at", "changed_at", "next_due"),
        sa.PrimaryKeyConstraint("site", "url", name=op.f("pk_crawl_source")),
    )
    op.create_table(
        "crawl_page",
        *_number("id"),
        *_text("site", "address", "url", "state"),
        *_number("priority"),
        sa.Column("stated", sa.Boolean(), nullable=False),
        *_text("stated_change", "found_in", "title"),
        *_number("claimed_run", "attempts", "status"),
        *_text("etag", "last_modified", "digest", "raw_ref", "article_key"),
        *_text("found_at", "fetched_at", "changed_at", "next_due"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_crawl_page")),
        sa.UniqueConstraint("site", "address", name=op.f("uq_crawl_page_site_address")),
    )
    for columns in (["site", "state", "priority"], ["site", "next_due"], ["site", "article_key"]):
        op.create_index(op.f(f"ix_crawl_page_{'_'.join(columns)}"), "crawl_page", columns)
    op.create_table(
        "crawl_fetch",
        *_number("id", "run_id"),
        *_text("at", "url", "kind"),
        *_number("status", "bytes", "milliseconds"),
        *_text("outcome", "raw_ref"),
        sa.ForeignKeyConstraint(
            ["run_id"], ["run.id"], name=op.f("fk_crawl_fetch_run_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_crawl_fetch")),
    )
    op.create_index(op.f("ix_crawl_fetch_at"), "crawl_fetch", ["at"])
    op.create_index(op.f("ix_crawl_fetch_run_id"), "crawl_fetch", ["run_id"])
    op.create_table(
        "crawl_link",
        *_text("url", "verdict"),
        *_number("status"),
        *_text("final_url", "note"),
        *_number("run_id"),
        *_text("checked_at", "next_due"),
        sa.ForeignKeyConstraint(
            ["run_id"], ["run.id"], name=op.f("fk_crawl_link_run_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("url", name=op.f("pk_crawl_link")),
    )


def downgrade() -> None:
    for table in ("crawl_link", "crawl_fetch", "crawl_page", "crawl_source"):
        op.drop_table(table)
