"""Judging the clues of many articles: only the keys, and the groups, that something touched."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

from checks.comparison import Comparison, Survey
from checks.protocol import Check, Finding
from db import clue_reading, clues, judged
from db.clue_codec import group_digest
from db.clue_reading import Marks, Refs
from db.clues import Rule
from db.store import Store
from db.stories import Naming

_FIRST = -(1 << 63)  # no key's number is lower
_KEYS = 400  # keys judged between two writes
_FINDINGS = 500  # findings of groups written at once

Group = tuple[list[int], Sequence[Any]]  # its rows, and what the marks tell of them


@dataclass(slots=True)
class Judge:
    """Judges what was touched; `everything` judges and settles the rest again too."""

    store: Store
    everything: bool = False
    tick: Callable[[str, int], None] = lambda what, number: None
    done: int = 0
    refs: Refs = field(default_factory=Refs)

    def judge(self, check: Check, rule: Rule) -> None:
        """Bring up to date what a rule says."""
        all_ = self.everything or not rule.judged
        after = _FIRST
        while tokens := self._next(rule, after, all_):
            if isinstance(check, Survey):
                for key, token in tokens.items():
                    self._survey(check, rule, key, token)
            else:
                self._judge(check, rule, tokens)
            self.done += len(tokens)
            self.tick("keys judged", self.done)
            after = max(tokens)
        if all_:
            with self.store.write() as connection:
                clues.note_whole(connection, rule, judged=True)

    def _next(self, rule: Rule, after: int, all_: bool) -> dict[int, int]:
        if all_:
            with self.store.write() as connection:
                clues.touch_more(connection, rule, after, _KEYS)
        with self.store.read() as connection:
            return clues.touched(connection, rule, after, _KEYS)

    def _judge(self, check: Check, rule: Rule, tokens: Mapping[int, int]) -> None:
        said: dict[tuple[int, int], list[Finding]] = {(key, 0): [] for key in tokens}
        with self.store.read() as connection:
            for number, key, facts in clue_reading.facts_of(connection, rule, tokens, self.refs):
                said[number, 0] += check.judge(key, facts)
        with self.store.write() as connection:
            same = clues.unchanged(connection, rule, tokens)
            kept = {place: found for place, found in said.items() if place[0] in same}
            judged.replace(connection, rule, kept, anew=self.everything)
            clues.settled(connection, rule, same)

    # Rules that look over all clues of a key

    def _survey(self, check: Survey, rule: Rule, key: int, token: int) -> None:
        with self.store.read() as connection:
            marks = Marks(connection, rule, key)
            had = judged.groups(connection, rule, key)
        with closing(marks):
            found = self._groups(check, rule, key, marks)
            new = [each for each in found if self.everything or each not in had]
            tokens = {key: token}
            for part in self._judged_groups(check, rule, key, marks, {d: found[d] for d in new}):
                with self.store.write() as connection:
                    if not clues.unchanged(connection, rule, tokens):
                        return  # somebody else has newer clues: theirs are judged instead
                    said = {(key, each): findings for each, findings in part.items()}
                    judged.replace(connection, rule, said, anew=self.everything)
                    judged.add_groups(connection, rule, key, part.keys() - had)
        if isinstance(check, Comparison) and check.stories:
            self._name(rule, tokens, {d: _articles(marks, rows) for d, (rows, _) in found.items()})
        with self.store.write() as connection:
            if clues.unchanged(connection, rule, tokens):
                judged.drop_groups(connection, rule, key, had - found.keys())
                clues.settled(connection, rule, tokens)

    def _name(self, rule: Rule, tokens: Mapping[int, int], groups: Mapping[int, list[int]]) -> None:
        (key,) = tokens
        done = False
        while not done:
            with self.store.write() as connection:
                naming = Naming(connection, rule, key, self.store.now())
                done = not clues.unchanged(connection, rule, tokens) or naming.name(groups)

    def _groups(self, check: Survey, rule: Rule, key: int, marks: Marks) -> dict[int, Group]:
        """Each group under a number that stays as long as its clues and what is told of them."""
        found = list(check.groups(marks))
        members = {marks.clue(row) for rows, _ in found for row in rows}
        with self.store.read() as connection:
            looks = clue_reading.looks(connection, rule, key, members)
        # A clue that is there no more was replaced meanwhile: its key will be judged again.
        return {
            group_digest((looks.get(marks.clue(row), b"") for row in rows), told): (rows, told)
            for rows, told in found
        }

    def _judged_groups(
        self, check: Survey, rule: Rule, key: int, marks: Marks, found: Mapping[int, Group]
    ) -> Iterator[dict[int, list[Finding]]]:
        """What each group shows, some at a time."""
        part: dict[int, list[Finding]] = {}
        for digest, (rows, told) in found.items():
            wanted = {marks.clue(row) for row in rows}
            with self.store.read() as connection:
                facts = clue_reading.members(connection, rule, key, wanted, self.refs)
            if len(facts) == len(rows):  # else they were replaced meanwhile
                part[digest] = list(check.judge_group(facts[0].key, facts, told))
            if sum(1 + len(each) for each in part.values()) >= _FINDINGS:
                yield part
                part = {}
        if part:
            yield part


def _articles(marks: Marks, rows: Sequence[int]) -> list[int]:
    return [marks.clue(row)[0] for row in rows]
