"""Stories by lasting names: sets of copies of one text that several sites printed."""

from sqlalchemy import BigInteger, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from db.models import Base


class Story(Base):
    """A story. Of two that become one the older keeps its name: the lower `id`."""

    __tablename__ = "story"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)  # the `group_key` of its findings
    since: Mapped[str]


class StoryMember(Base):
    """The story an article is a copy in, or was in last: then `group_digest` is null.

    `group_digest` names the judged group of today (`clue_group`) that is the story.
    """

    __tablename__ = "story_member"

    article_id: Mapped[int] = mapped_column(
        ForeignKey("article.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    story_id: Mapped[int] = mapped_column(ForeignKey("story.id"), index=True)
    group_digest: Mapped[int | None] = mapped_column(BigInteger, index=True)
