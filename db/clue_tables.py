"""What rules that compare articles left in each article, and what they said of it.

Rules are numbered in `clue_rule`; keys stand here as 64-bit numbers, since one article leaves a
hundred. Two keys of one number would be judged one after the other and replaced together: no harm.
These tables can be made again from the articles (`copydesk recheck`): nobody else need read them.
"""

from sqlalchemy import BigInteger, Index, LargeBinary, SmallInteger, text
from sqlalchemy.orm import Mapped, mapped_column

from db.models import Base

_BARE = {"sqlite_with_rowid": False}  # the rows lie in the order of their keys
_UNSETTLED = text("state <> 0")


class ClueRule(Base):
    """Under which settings all clues of a rule were gathered, and all its keys judged; "" where
    some were not."""

    __tablename__ = "clue_rule"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    gathered: Mapped[str] = mapped_column(default="")
    judged: Mapped[str] = mapped_column(default="")


class ClueArticle(Base):
    """How findings name an article that has clues. No foreign key: that it is gone is noticed
    here, and then its keys are judged again."""

    __tablename__ = "clue_article"

    article_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    ref: Mapped[bytes] = mapped_column(LargeBinary)
    place: Mapped[bytes] = mapped_column(LargeBinary)  # sorts as its `Ref` does


class ClueSet(Base):
    """Which keys an article has clues under, by rule; each with a digest of those clues."""

    __tablename__ = "clue_set"
    __table_args__ = _BARE

    article_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    rule: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    settings: Mapped[str]
    keys: Mapped[bytes] = mapped_column(LargeBinary)


class Clue(Base):
    """One clue: the `n`-th of an article under a key."""

    __tablename__ = "clue"
    __table_args__ = _BARE

    rule: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    key: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    article_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    n: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    fact: Mapped[bytes] = mapped_column(LargeBinary)
    mark: Mapped[bytes | None] = mapped_column(LargeBinary)


class ClueTouched(Base):
    """A key whose clues changed and that was not judged since. Each change sets another `token`."""

    __tablename__ = "clue_touched"
    __table_args__ = _BARE

    rule: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    key: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    token: Mapped[int] = mapped_column(BigInteger)


class ClueGroup(Base):
    """A group of clues that was judged, of a rule that compares many: see `checks.comparison`."""

    __tablename__ = "clue_group"
    __table_args__ = _BARE

    rule: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    key: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    digest: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)


class ClueFinding(Base):
    """A finding as a rule gave it for a key, and for a group where it is judged by groups.

    `identity` is what findings share that can only be told apart, or told to be one, together.
    `state`: 0 is settled, 1 came, 2 went. `fingerprint` names the finding once it is settled.
    """

    __tablename__ = "clue_finding"
    __table_args__ = (
        Index(None, "rule", "key"),
        Index(None, "identity"),
        Index(None, "fingerprint"),
        Index(
            "ix_clue_finding_unsettled",
            "identity",
            sqlite_where=_UNSETTLED,
            postgresql_where=_UNSETTLED,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    rule: Mapped[int] = mapped_column(SmallInteger)
    key: Mapped[int] = mapped_column(BigInteger)
    group_digest: Mapped[int] = mapped_column(BigInteger)
    identity: Mapped[int] = mapped_column(BigInteger)
    fingerprint: Mapped[str] = mapped_column(default="")
    state: Mapped[int] = mapped_column(SmallInteger)
    finding: Mapped[bytes] = mapped_column(LargeBinary)
