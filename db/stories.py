"""Giving stories lasting names: what grows, merges, splits, goes and returns keeps what it was.

A story is a group of copies as its rule judged it (`checks.comparison`). The group is another one
whenever a copy comes or goes; its name and what was decided on it go on, see `db.succession`.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Any

from sqlalchemy import Connection, insert, select, update

from checks.fingerprint import Marked, mark
from db import decisions
from db.clue_codec import unpack_finding
from db.clue_tables import ClueFinding
from db.clues import Rule, put
from db.judged import CAME, SETTLED
from db.places import find, key_of
from db.shelf import chunks
from db.story_tables import Story, StoryMember
from db.succession import Heir, Was, succeed
from db.verdicts import CARRIED

_AT_ONCE = 500  # new stories in one transaction: a quarter of a second
_NEW = Heir(None, ())

Groups = Mapping[int, Collection[int]]  # the digest of a group -> its articles


@dataclass(slots=True)
class Naming:
    """One naming of what a rule judged, in the caller's transaction."""

    connection: Connection
    rule: Rule
    key: int
    now: str

    def name(self, groups: Groups) -> bool:
        """Name the stories of today; those that were named before stay as they are. False: there
        are more new ones than a short transaction can name, and this is to be called again."""
        live = self._live()
        came = {digest: groups[digest] for digest in sorted(groups.keys() - live)}
        went = live - groups.keys()
        if not (came or went):
            return True
        was = self._was({article for each in came.values() for article in each}, went)
        heirs = succeed(came, was, self._taken({each.story for each in was.values()}, went))
        self._leave(went)
        # Those with a history first, all of them: a name is free where none of them bears it.
        order = sorted(
            came, key=lambda each: (heirs[each] == _NEW, heirs[each].story is None, each)
        )
        now = order[: max(_AT_ONCE, sum(heir != _NEW for heir in heirs.values()))]
        for digest in now:
            story = self._story(digest, heirs[digest])
            self._join(came[digest], story, digest)
            self._carry(story, heirs[digest])
        self._say_again(now)
        return len(now) == len(order)

    def _live(self) -> set[int]:
        query = select(StoryMember.group_digest).where(StoryMember.group_digest.is_not(None))
        return {digest for digest in self.connection.execute(query.distinct()).scalars() if digest}

    def _was(self, articles: set[int], went: Collection[int]) -> dict[int, Was]:
        """What these articles were in."""
        columns = select(StoryMember.article_id, StoryMember.story_id, StoryMember.group_digest)
        return {
            row[0]: Was(row[1], row[2] in went)
            for part in chunks(articles)
            for row in self.connection.execute(columns.where(StoryMember.article_id.in_(part)))
        }

    def _taken(self, stories: set[int], went: Collection[int]) -> set[int]:
        """Those of these stories that live in a group that did not change."""
        columns = select(StoryMember.story_id, StoryMember.group_digest).distinct()
        columns = columns.where(StoryMember.group_digest.is_not(None))
        return {
            row[0]
            for part in chunks(stories)
            for row in self.connection.execute(columns.where(StoryMember.story_id.in_(part)))
            if row[1] not in went
        }

    def _leave(self, went: Collection[int]) -> None:
        for part in chunks(went):
            change = update(StoryMember).where(StoryMember.group_digest.in_(part))
            self.connection.execute(change.values(group_digest=None))

    def _join(self, articles: Collection[int], story: int, digest: int) -> None:
        same = {"story_id": story, "group_digest": digest}
        rows = [{"article_id": article, **same} for article in sorted(articles)]
        self.connection.execute(put(self.connection, StoryMember), rows)

    def _say_again(self, came: Collection[int]) -> None:
        """What was settled under a former name is settled again."""
        for part in chunks(came):
            change = update(ClueFinding).where(*self._said(part), ClueFinding.state == SETTLED)
            self.connection.execute(change.values(state=CAME))

    def _said(self, digests: Sequence[int]) -> Sequence[Any]:
        here = ClueFinding.rule == self.rule.id, ClueFinding.key == self.key
        return *here, ClueFinding.group_digest.in_(digests)

    # A new story

    def _story(self, digest: int, heir: Heir) -> int:
        """The number of the story that a group is: the one it inherits, or a new one."""
        if heir.story is not None:
            return heir.story
        first, number = self._first_name(digest), 1
        name = first
        while (there := self._named(name)) and self._has_members(there):
            number += 1
            name = blake2b(f"{first} {number}".encode(), digest_size=8).hexdigest()
        if there:
            return there
        row = insert(Story).values(name=name, since=self.now).returning(Story.id)
        return int(self.connection.execute(row).scalar_one())

    def _first_name(self, digest: int) -> str:
        """The name that a check without a database gives: it holds in any database where free."""
        query = select(ClueFinding.finding).where(*self._said([digest])).limit(1)
        said = unpack_finding(self.connection.execute(query).scalar_one())
        return next(mark([said])).group

    def _named(self, name: str) -> int | None:
        return self.connection.execute(select(Story.id).where(Story.name == name)).scalar()

    def _has_members(self, story: int) -> bool:
        query = select(StoryMember.article_id).where(StoryMember.story_id == story).limit(1)
        return self.connection.execute(query).first() is not None

    # Decisions

    def _carry(self, story: int, heir: Heir) -> None:
        """A story on which nothing is decided takes what was decided on those it has grown of."""
        for other in heir.others:
            name, former = self._name_of(story), self._name_of(other)
            if decisions.standing(self.connection, "group", name, self.now):
                return
            if held := decisions.standing(self.connection, "group", former, self.now):
                carried = replace(held, key=name, source=CARRIED, supersedes=None)
                decisions.record(self.connection, carried, self.now)

    def _name_of(self, story: int) -> str:
        query = select(Story.name).where(Story.id == story)
        return str(self.connection.execute(query).scalar_one())


def named(connection: Connection, marked: Sequence[Marked]) -> list[Marked]:
    """The same findings; those that tie copies stand in the group that their story is."""
    told = [each for each in marked if each.finding.same_story]
    if not told:
        return list(marked)
    articles = {key: row for key, (row, _) in find(connection, told).items()}
    names = _names(connection, set(articles.values()))
    return [_named(each, names.get(articles.get(key_of(each), 0), "")) for each in marked]


def _named(each: Marked, story: str) -> Marked:
    return replace(each, group=story) if story and each.finding.same_story else each


def _names(connection: Connection, articles: Collection[int]) -> dict[int, str]:
    """Article -> the name of the story that it is in today."""
    query = select(StoryMember.article_id, Story.name).join(Story, Story.id == StoryMember.story_id)
    query = query.where(StoryMember.group_digest.is_not(None))
    return {
        row[0]: row[1]
        for part in chunks(articles)
        for row in connection.execute(query.where(StoryMember.article_id.in_(part)))
    }
