"""The crawler's own tables: what was asked for, what came back, what is still to be done."""

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.models import Base


class CrawlSource(Base):
    """A feed, sitemap, section or front page that lists articles, and when to ask it again; or a
    host that asked to be left alone until then, with its name for an address."""

    __tablename__ = "crawl_source"

    site: Mapped[str] = mapped_column(primary_key=True)
    url: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]  # home | feed | sitemap | index | section | more | host
    etag: Mapped[str] = mapped_column(default="")
    last_modified: Mapped[str] = mapped_column(default="")
    digest: Mapped[str] = mapped_column(default="")
    stated_change: Mapped[str] = mapped_column(default="")  # lastmod in the index that names it
    status: Mapped[int] = mapped_column(default=0)
    entries: Mapped[int] = mapped_column(default=0)
    failures: Mapped[int] = mapped_column(default=0)
    checked_at: Mapped[str] = mapped_column(default="")
    changed_at: Mapped[str] = mapped_column(default="")
    next_due: Mapped[str] = mapped_column(default="")


class CrawlPage(Base):
    """An address that may hold an article. Those that are `pending` are the frontier.

    `state`: pending | done | skipped (no article) | failed | gone | moved. `claimed_run` is the run
    that has taken the page up; what a run that died had taken is free for the next one.
    """

    __tablename__ = "crawl_page"
    __table_args__ = (
        UniqueConstraint("site", "address"),
        Index(None, "site", "state", "priority"),
        Index(None, "site", "next_due"),
        Index(None, "site", "article_key"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    site: Mapped[str]
    address: Mapped[str]  # the one form of all its spellings
    url: Mapped[str]
    state: Mapped[str]
    priority: Mapped[int]
    stated: Mapped[bool]
    stated_change: Mapped[str] = mapped_column(default="")
    found_in: Mapped[str] = mapped_column(default="")
    title: Mapped[str] = mapped_column(default="")
    claimed_run: Mapped[int] = mapped_column(default=0)
    attempts: Mapped[int] = mapped_column(default=0)
    status: Mapped[int] = mapped_column(default=0)
    etag: Mapped[str] = mapped_column(default="")
    last_modified: Mapped[str] = mapped_column(default="")
    digest: Mapped[str] = mapped_column(default="")
    raw_ref: Mapped[str] = mapped_column(default="")
    article_key: Mapped[str] = mapped_column(default="")
    found_at: Mapped[str]
    fetched_at: Mapped[str] = mapped_column(default="")
    changed_at: Mapped[str] = mapped_column(default="")
    next_due: Mapped[str] = mapped_column(default="")


class CrawlFetch(Base):
    """One request and what came of it. Kept for a while: see `crawl.keep-log-days`."""

    __tablename__ = "crawl_fetch"
    __table_args__ = (Index(None, "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("run.id", ondelete="CASCADE"), index=True)
    at: Mapped[str]
    url: Mapped[str]
    kind: Mapped[str]
    status: Mapped[int]
    bytes: Mapped[int]
    milliseconds: Mapped[int]
    outcome: Mapped[str]
    raw_ref: Mapped[str] = mapped_column(default="")


class CrawlShown(Base):
    """A related link that an article shows, as the version of it that was read last has it."""

    __tablename__ = "crawl_shown"
    __table_args__ = (Index(None, "site", "article_key"), Index(None, "url"))

    id: Mapped[int] = mapped_column(primary_key=True)
    site: Mapped[str]
    article_key: Mapped[str]
    url: Mapped[str]


class CrawlLink(Base):
    """The target of a related link and what was found there."""

    __tablename__ = "crawl_link"

    url: Mapped[str] = mapped_column(primary_key=True)
    verdict: Mapped[str]
    status: Mapped[int] = mapped_column(default=0)
    final_url: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    run_id: Mapped[int] = mapped_column(ForeignKey("run.id", ondelete="CASCADE"))
    checked_at: Mapped[str]
    next_due: Mapped[str]
