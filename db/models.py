"""The tables. Times are ISO 8601 in UTC, as text: they sort, and read the same everywhere.

`article`, `article_version`, `finding`, `decision` and `run` are read by other people's scripts:
their names, and the names of their columns, change only with a note in CHANGELOG.md.
"""

from typing import Any

from sqlalchemy import ForeignKey, Index, MetaData, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from db.columns import Json, Words


class Base(DeclarativeBase):
    """Base of all tables, here and in the crawler's state."""

    # Named constraints, so that a later migration can drop them on any database.
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {str: Words, dict[str, Any]: Json, list[Any]: Json}  # noqa: RUF012  # SQLAlchemy reads it as it stands


class Source(Base):
    """A site that articles come from. The empty name holds articles of no known site."""

    __tablename__ = "source"

    site: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(default="")
    active: Mapped[bool] = mapped_column(default=True)
    notes: Mapped[str] = mapped_column(default="")


class Run(Base):
    """One import, check, recheck or crawl: what it did and how it ended."""

    __tablename__ = "run"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    source: Mapped[str]
    status: Mapped[str]  # running | complete | incomplete | failed | skipped
    started: Mapped[str]
    heartbeat: Mapped[str]
    ended: Mapped[str] = mapped_column(default="")
    exit_code: Mapped[int | None]
    tool_version: Mapped[str] = mapped_column(default="")
    settings_hash: Mapped[str] = mapped_column(default="")
    host: Mapped[str] = mapped_column(default="")
    pid: Mapped[int] = mapped_column(default=0)
    stats: Mapped[dict[str, Any]] = mapped_column(default=dict)


class RunAlarm(Base):
    """Something about a run that a person should know."""

    __tablename__ = "run_alarm"

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("run.id", ondelete="CASCADE"), index=True)
    site: Mapped[str] = mapped_column(default="")
    kind: Mapped[str]
    value: Mapped[str] = mapped_column(default="")
    expected: Mapped[str] = mapped_column(default="")
    threshold: Mapped[str] = mapped_column(default="")
    message: Mapped[str] = mapped_column(default="")
    notified_at: Mapped[str] = mapped_column(default="")


class Unread(Base):
    """An input of a run that could not be read as an article, and why."""

    __tablename__ = "unread"

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("run.id", ondelete="CASCADE"), index=True)
    path: Mapped[str]
    record: Mapped[str]
    kind: Mapped[str]
    note: Mapped[str]


class ArticleRow(Base):
    """An article of a site, by its lasting key. What it says is in its versions."""

    __tablename__ = "article"
    __table_args__ = (UniqueConstraint("site", "article_key"), Index(None, "changed_run"))

    id: Mapped[int] = mapped_column(primary_key=True)
    site: Mapped[str] = mapped_column(ForeignKey("source.site"))
    article_key: Mapped[str]
    url: Mapped[str]
    canonical_url: Mapped[str]
    first_run: Mapped[int] = mapped_column(ForeignKey("run.id"))
    last_run: Mapped[int] = mapped_column(ForeignKey("run.id"))
    changed_run: Mapped[int] = mapped_column(ForeignKey("run.id"))  # the run that set the version
    current_version: Mapped[int]  # the `n` of the version seen last
    checked_version: Mapped[int] = mapped_column(default=0)  # that the rules saw last, 0: none
    last_seen: Mapped[str]


class ArticleVersion(Base):
    """What an article said at one time. Append only: seen again, only `last_seen` moves, and what
    stands around the story is refreshed.

    `blocks` and `record` together are the article, exactly; the other columns are for reading.
    """

    __tablename__ = "article_version"
    __table_args__ = (
        UniqueConstraint("article_id", "n"),
        UniqueConstraint("article_id", "content_hash"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"))
    n: Mapped[int]
    content_hash: Mapped[str]  # of what is told
    shown_hash: Mapped[str] = mapped_column(default="", server_default="")  # of all blocks
    headline: Mapped[str]
    byline: Mapped[str]
    published: Mapped[str]
    language: Mapped[str]
    body: Mapped[str]
    blocks: Mapped[list[Any]]
    record: Mapped[dict[str, Any]]
    archive_ref: Mapped[str]
    run_id: Mapped[int] = mapped_column(ForeignKey("run.id"))
    first_seen: Mapped[str]
    last_seen: Mapped[str]


class FindingRow(Base):
    """A fault, by its lasting fingerprint. `status` is derived and kept here for speed.

    `status`: open | confirmed | false-positive | accepted | later | ignored | fixed. `verdict` is
    the decision in force, "" where there is none; it stays when the finding is fixed. `silenced`
    is the reason of the configuration entry that ignores it.
    """

    __tablename__ = "finding"
    __table_args__ = (
        # Facets, groups and pages are answered from an index alone: benchmarks/store.py.
        Index(None, "status", "site", "code", "severity", "confidence", "fingerprint"),
        Index(
            "ix_finding_queue",
            "status",
            "group_key",
            "article_id",
            "site",
            "severity",
            "confidence",
            "code",
        ),
        Index(None, "site", "code", "fingerprint"),
        Index(None, "article_id", "code"),
        Index(None, "group_key"),
        Index(None, "code"),
        Index(None, "first_run"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    fingerprint: Mapped[str] = mapped_column(unique=True)
    scheme: Mapped[str]
    group_key: Mapped[str]
    code: Mapped[str]
    site: Mapped[str] = mapped_column(default="")
    article_id: Mapped[int | None] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"))
    status: Mapped[str]
    verdict: Mapped[str] = mapped_column(default="")
    silenced: Mapped[str] = mapped_column(default="")
    severity: Mapped[str]
    confidence: Mapped[float]
    message: Mapped[str]
    quote: Mapped[str]
    suggestion: Mapped[str]
    subject: Mapped[str]  # folded evidence: what a changed text is compared with
    scope: Mapped[list[Any]]  # keys of all its articles, or ["*"] for a fault of the whole site
    text_changed: Mapped[bool] = mapped_column(default=False)  # its decision was carried over
    first_run: Mapped[int] = mapped_column(ForeignKey("run.id"))
    last_run: Mapped[int] = mapped_column(ForeignKey("run.id"))
    gone_run: Mapped[int | None] = mapped_column(ForeignKey("run.id"))
    assignee: Mapped[str] = mapped_column(default="")


class Alias(Base):
    """A former fingerprint of a finding whose evidence text changed."""

    __tablename__ = "fp_alias"

    fingerprint: Mapped[str] = mapped_column(primary_key=True)
    finding_id: Mapped[int] = mapped_column(
        ForeignKey("finding.id", ondelete="CASCADE"), index=True
    )


class Occurrence(Base):
    """Where a finding stood in one version of its article. `details` holds the rest, exactly."""

    __tablename__ = "occurrence"
    __table_args__ = (Index(None, "finding_id", "version_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    finding_id: Mapped[int] = mapped_column(ForeignKey("finding.id", ondelete="CASCADE"))
    version_id: Mapped[int | None] = mapped_column(
        ForeignKey("article_version.id", ondelete="CASCADE"), index=True
    )
    run_id: Mapped[int] = mapped_column(ForeignKey("run.id"))
    block: Mapped[int]
    start: Mapped[int]
    end: Mapped[int]
    quote: Mapped[str]
    prefix: Mapped[str]
    suffix: Mapped[str]
    details: Mapped[dict[str, Any]]


class FindingRun(Base):
    """What a run saw of a finding: new, unchanged, absent or reopened."""

    __tablename__ = "finding_run"

    run_id: Mapped[int] = mapped_column(ForeignKey("run.id", ondelete="CASCADE"), primary_key=True)
    finding_id: Mapped[int] = mapped_column(
        ForeignKey("finding.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    state: Mapped[str]


class DecisionRow(Base):
    """What a person decided. Append only: to undo is to decide again."""

    __tablename__ = "decision"
    __table_args__ = (
        UniqueConstraint("scope", "key", "at", "who"),
        Index(None, "key"),
        Index(None, "who", "at"),
        Index(None, "supersedes"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    scope: Mapped[str]  # finding | group | rule
    key: Mapped[str]  # fingerprint, group key, or CODE or CODE@site
    verdict: Mapped[str]  # confirm | false-positive | accept | later | undo
    reason: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    who: Mapped[str]
    at: Mapped[str]
    source: Mapped[str]  # cli | web | import | carried
    expires: Mapped[str] = mapped_column(default="")
    about: Mapped[str] = mapped_column(default="")  # code and quote, so that an export reads well
    supersedes: Mapped[int | None] = mapped_column(ForeignKey("decision.id"))
