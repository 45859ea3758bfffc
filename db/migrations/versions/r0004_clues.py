"""Clues of rules that compare articles, kept between runs."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_UNSETTLED = sa.text("state <> 0")


def _column(name: str, kind: type[Any]) -> sa.Column[Any]:
    return sa.Column(name, kind(), autoincrement=False, nullable=False)


def _small(name: str) -> sa.Column[Any]:
    return _column(name, sa.SmallInteger)


def _number(name: str) -> sa.Column[Any]:
    return _column(name, sa.Integer)


def _large(name: str) -> sa.Column[Any]:
    return _column(name, sa.BigInteger)


def _bytes(name: str) -> sa.Column[Any]:
    return _column(name, sa.LargeBinary)


def _words(name: str) -> sa.Column[Any]:
    return _column(name, sa.Text)


def upgrade() -> None:
    op.create_table(
        "clue_rule",
        sa.Column("id", sa.Integer(), nullable=False),
        *map(_words, ("code", "gathered", "judged")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clue_rule")),
        sa.UniqueConstraint("code", name=op.f("uq_clue_rule_code")),
    )
    _bare("clue_article", ["article_id"], _number("article_id"), _bytes("ref"), _bytes("place"))
    _bare(
        "clue_set",
        ["article_id", "rule"],
        *(_number("article_id"), _small("rule"), _words("settings"), _bytes("keys")),
    )
    _bare(
        "clue",
        ["rule", "key", "article_id", "n"],
        *(_small("rule"), _large("key"), _number("article_id"), _number("n"), _bytes("fact")),
        sa.Column("mark", sa.LargeBinary()),
    )
    _bare("clue_touched", ["rule", "key"], _small("rule"), _large("key"), _large("token"))
    _bare("clue_group", ["rule", "key", "digest"], _small("rule"), _large("key"), _large("digest"))
    _findings()


def _bare(name: str, keys: list[str], *columns: sa.Column[Any]) -> None:
    primary = sa.PrimaryKeyConstraint(*keys, name=op.f(f"pk_{name}"))
    op.create_table(name, *columns, primary, sqlite_with_rowid=name == "clue_article")


def _findings() -> None:
    op.create_table(
        "clue_finding",
        sa.Column("id", sa.Integer(), nullable=False),
        *(_small("rule"), _large("key"), _large("group_digest"), _large("identity")),
        *(_words("fingerprint"), _small("state"), _bytes("finding")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clue_finding")),
    )
    for columns in (["rule", "key"], ["identity"], ["fingerprint"]):
        op.create_index(op.f(f"ix_clue_finding_{'_'.join(columns)}"), "clue_finding", columns)
    op.create_index(
        "ix_clue_finding_unsettled",
        "clue_finding",
        ["identity"],
        sqlite_where=_UNSETTLED,
        postgresql_where=_UNSETTLED,
    )
