"""Clues that articles left, kept between runs; and which keys have to be judged again for them.

An article's clues are replaced in the transaction that marks it as looked at, and the keys they
stood or stand under are noted as touched in the same one: whatever dies on the way, is done again.
"""

import secrets
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from struct import Struct
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from articles import Article
from checks.protocol import Fact
from db import shelf
from db.clue_codec import digest, number_of, pack_fact, pack_ref, place_of
from db.clue_tables import Clue, ClueArticle, ClueFinding, ClueRule, ClueSet, ClueTouched
from db.connect import insert_or
from db.models import ArticleRow
from db.shelf import chunks

_PAIR = Struct(">q8s")

#: Rule -> its clues in one article. Only the rules that were asked.
Clues = Mapping[str, Iterable[Fact]]
Touched = tuple[int, int]  # rule and key, by their numbers


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as the database knows it. `whole`: every article's clues are there, gathered under
    the settings of today. `judged`: so is every key's judgement."""

    id: int
    code: str
    settings: str
    whole: bool
    judged: bool


@dataclass(frozen=True, slots=True)
class Gathered:
    """What one article left, in the version that was looked at."""

    article_id: int
    version: int
    article: Article
    clues: Clues


def rules(connection: Connection, settings: Mapping[str, str]) -> list[Rule]:
    """These rules, by code; `settings` says under which each would gather and judge today."""
    known = {row.code: row for row in connection.execute(select(ClueRule.__table__))}
    new = [{"code": code} for code in sorted(settings) if code not in known]
    if new:
        connection.execute(insert(ClueRule), new)
        known = {row.code: row for row in connection.execute(select(ClueRule.__table__))}
    return [
        Rule(known[code].id, code, now, known[code].gathered == now, known[code].judged == now)
        for code, now in sorted(settings.items())
    ]


def leave_out(connection: Connection, asked: Collection[str]) -> None:
    """Other rules are not asked now: should they come back, they have articles to catch up with."""
    others = update(ClueRule).where(ClueRule.code.not_in(list(asked)))
    connection.execute(others.values(gathered="", judged=""))


def note_whole(connection: Connection, rule: Rule, *, judged: bool = False) -> None:
    """Every article's clues are there now; or every key is judged."""
    values = {"judged" if judged else "gathered": rule.settings}
    connection.execute(update(ClueRule).where(ClueRule.id == rule.id).values(**values))


def missing(connection: Connection, ids: Collection[int], rule: Rule) -> set[int]:
    """Which of these articles have not been asked by a rule under its settings."""
    query = select(ClueSet.article_id).where(
        ClueSet.rule == rule.id, ClueSet.settings == rule.settings
    )
    there = {
        row[0]
        for part in chunks(ids)
        for row in connection.execute(query.where(ClueSet.article_id.in_(part)))
    }
    return set(ids) - there


def replace(connection: Connection, batch: Collection[Gathered], asked: Iterable[Rule]) -> None:
    """Put what these articles left in the place of what they had left before."""
    by_code = {rule.code: rule for rule in asked}
    before = _sets(connection, {each.article_id for each in batch})
    work = _Work()
    for each in batch:
        work.article(each)
        for code, found in each.clues.items():
            rule = by_code[code]
            work.rule(each, rule, found, before.pop((each.article_id, rule.id), None))
    work.write(connection)
    for version in sorted({each.version for each in batch}):
        ids = [each.article_id for each in batch if each.version == version]
        shelf.note_seen(connection, ids, version)


def forget_removed(connection: Connection) -> int:
    """Take away what articles left that are gone; how many those were."""
    query = select(ClueSet.article_id).outerjoin(
        ArticleRow, ArticleRow.id == ClueSet.article_id
    ).where(ArticleRow.id.is_(None))  # fmt: skip
    gone = set(connection.execute(query).scalars())
    for part in chunks(gone):
        work = _Work()
        for (article, rule), (_, keys) in _sets(connection, part).items():
            work.drop(article, rule, keys)
        work.write(connection)
        for table in (ClueSet, ClueArticle):
            connection.execute(delete(table).where(table.article_id.in_(part)))
    return len(gone)


def touched(connection: Connection, rule: Rule, after: int, limit: int) -> dict[int, int]:
    """Keys of a rule after this one that are to be judged -> their tokens: see `unchanged`."""
    query = select(ClueTouched.key, ClueTouched.token).where(ClueTouched.rule == rule.id)
    query = query.where(ClueTouched.key > after).order_by(ClueTouched.key).limit(limit)
    return {row[0]: row[1] for row in connection.execute(query)}


def touch_more(connection: Connection, rule: Rule, after: int, limit: int) -> None:
    """Have the next keys after this one judged, also where nothing changed: those that have clues,
    and those that only a finding remembers."""
    found: set[int] = set()
    for table in (Clue, ClueFinding):
        query = select(table.key).where(table.rule == rule.id, table.key > after)
        found |= set(
            connection.execute(query.distinct().order_by(table.key).limit(limit)).scalars()
        )
    _touch(connection, ((rule.id, key) for key in sorted(found)[:limit]))


def unchanged(connection: Connection, rule: Rule, tokens: Mapping[int, int]) -> set[int]:
    """The keys that still have these tokens: nobody judged or touched them meanwhile."""
    query = select(ClueTouched.key, ClueTouched.token).where(ClueTouched.rule == rule.id)
    return {
        row[0]
        for part in chunks(tokens)
        for row in connection.execute(query.where(ClueTouched.key.in_(part)))
        if tokens[row[0]] == row[1]
    }


def settled(connection: Connection, rule: Rule, keys: Collection[int]) -> None:
    """These keys are judged."""
    for part in chunks(keys):
        connection.execute(
            delete(ClueTouched).where(ClueTouched.rule == rule.id, ClueTouched.key.in_(part))
        )


class _Work:
    """The rows that a batch adds and takes away."""

    def __init__(self) -> None:
        self.articles: list[dict[str, Any]] = []
        self.sets: list[dict[str, Any]] = []
        self.clues: list[dict[str, Any]] = []
        self.gone: list[dict[str, Any]] = []
        self.touched: set[Touched] = set()
        self._refs: dict[int, bytes] = {}

    def article(self, each: Gathered) -> None:
        """An article that was looked at."""
        ref = self._refs[each.article_id] = pack_ref(each.article.ref)
        place = place_of(each.article.ref)
        self.articles.append({"article_id": each.article_id, "ref": ref, "place": place})

    def rule(
        self, each: Gathered, rule: Rule, found: Iterable[Fact], had: tuple[str, bytes] | None
    ) -> None:
        """What a rule found in it, beside what it had found before."""
        old = dict(_PAIR.iter_unpack(had[1])) if had else {}
        new = dict(self._packed(each, rule, found, old))
        for key in old.keys() - new.keys():
            self._drop_key(each.article_id, rule.id, key)
        keys = b"".join(_PAIR.pack(*pair) for pair in sorted(new.items()))
        if had != (rule.settings, keys):
            row = {"article_id": each.article_id, "rule": rule.id}
            self.sets.append(row | {"settings": rule.settings, "keys": keys})

    def _packed(
        self, each: Gathered, rule: Rule, found: Iterable[Fact], old: Mapping[int, bytes]
    ) -> Iterator[tuple[int, bytes]]:
        """Number and digest of each key; its clues are noted where they are not there already."""
        by_key: dict[int, list[Fact]] = {}
        for fact in found:
            by_key.setdefault(number_of(fact.key), []).append(fact)
        ref = self._refs[each.article_id]
        for key, facts in by_key.items():
            rows = [(pack_fact(fact), fact.mark or None) for fact in sorted(facts)]
            parts = (part or b"" for row in rows for part in row)
            looks = digest(ref, *parts)
            if old.get(key) != looks:
                self._add_key(each.article_id, rule.id, key, rows, key in old)
            yield key, looks

    def _add_key(
        self, article: int, rule: int, key: int, rows: list[tuple[bytes, bytes | None]], had: bool
    ) -> None:
        if had:
            self._drop_key(article, rule, key)
        self.touched.add((rule, key))
        where = {"rule": rule, "key": key, "article_id": article}
        for n, (fact, mark) in enumerate(rows):
            self.clues.append({**where, "n": n, "fact": fact, "mark": mark})

    def drop(self, article: int, rule: int, keys: bytes) -> None:
        """All that a rule found in an article."""
        for key, _ in _PAIR.iter_unpack(keys):
            self._drop_key(article, rule, key)

    def _drop_key(self, article: int, rule: int, key: int) -> None:
        self.touched.add((rule, key))
        self.gone.append({"rule": rule, "key": key, "article_id": article})

    def write(self, connection: Connection) -> None:
        """All of it, with few statements. Sorted: neighbours lie on one page of the file."""
        if self.gone:
            connection.execute(_one_key(), [_renamed(row) for row in self.gone])
        for table, rows in ((ClueArticle, self.articles), (ClueSet, self.sets)):
            if rows:
                connection.execute(put(connection, table), rows)
        if self.clues:
            self.clues.sort(key=lambda row: (row["rule"], row["key"], row["article_id"]))
            connection.execute(insert(Clue), self.clues)
        _touch(connection, sorted(self.touched))


def _sets(connection: Connection, ids: Collection[int]) -> dict[Touched, tuple[str, bytes]]:
    columns = select(ClueSet.article_id, ClueSet.rule, ClueSet.settings, ClueSet.keys)
    return {
        (row[0], row[1]): (row[2], bytes(row[3]))
        for part in chunks(ids)
        for row in connection.execute(columns.where(ClueSet.article_id.in_(part)))
    }


def _one_key() -> Any:
    table = Clue.__table__.c
    return delete(Clue).where(
        table.rule == bindparam("a"),
        table.key == bindparam("b"),
        table.article_id == bindparam("c"),
    )


def _renamed(row: Mapping[str, int]) -> dict[str, int]:
    """Parameters may not be called as the columns are."""
    return {"a": row["rule"], "b": row["key"], "c": row["article_id"]}


def put(connection: Connection, table: Any) -> Any:
    """A statement: insert, or replace what has the same key."""
    adding = insert_or(connection, table.__table__)
    keys = [column.name for column in table.__table__.primary_key]
    rest = {c.name: adding.excluded[c.name] for c in table.__table__.c if c.name not in keys}
    return adding.on_conflict_do_update(index_elements=keys, set_=rest)


def _touch(connection: Connection, keys: Iterable[Touched]) -> None:
    token = secrets.randbits(63)
    rows = [{"rule": rule, "key": key, "token": token} for rule, key in keys]
    if rows:
        connection.execute(put(connection, ClueTouched), rows)
