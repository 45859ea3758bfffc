"""Decisions: ranked, taken back, expiring, merged. On SQLite and on PostgreSQL."""

import pytest

from checks.fingerprint import mark
from db.errors import BadDecisionError
from db.records import Counts, Decision
from db.store import Store
from tests.databases import NewDatabase
from tests.store_desk import article, decide, finding, keep, status


def test_decisions_are_ranked_and_can_be_taken_back(store: Store) -> None:
    page = article("k", "The Latgin corridor")
    keep(store, [page], finding(page, "Latgin"))
    name = next(mark([finding(page, "Latgin")]))
    decide(store, "rule", "SPL101", "accept")
    assert status(store) == "accepted"
    decide(store, "rule", "SPL101@courier.example", "later")
    assert status(store) == "later"
    decide(store, "group", name.group, "false-positive")
    assert status(store) == "false-positive"
    decide(store, "finding", name.fingerprint, "confirm")
    assert status(store) == "confirmed"
    store.undo("finding", name.fingerprint, "ann", store.now())
    assert status(store) == "false-positive"
    store.undo("group", name.group, "ann", store.now())
    assert status(store) == "later"
    with pytest.raises(BadDecisionError, match="no decision"):
        store.undo("group", name.group, "ann", store.now())
    assert len(store.decisions()) == 6


def test_undo_goes_back_as_often_as_there_were_decisions(store: Store) -> None:
    page = article("k", "The Latgin corridor")
    keep(store, [page], finding(page, "Latgin"))
    key = next(mark([finding(page, "Latgin")])).fingerprint
    for verdict in ("confirm", "accept", "later"):
        decide(store, "finding", key, verdict)
    seen = []
    for _ in range(3):
        seen.append(status(store))
        store.undo("finding", key, "ann", store.now())
    assert seen == ["later", "accepted", "confirmed"]
    assert status(store) == "open"


def test_a_group_decision_holds_for_members_that_come_later(store: Store) -> None:
    first, second = article("a", "The Latgin corridor"), article("b", "In Latgin again")
    keep(store, [first], finding(first, "Latgin"))
    decide(store, "group", next(mark([finding(first, "Latgin")])).group, "false-positive")
    assert keep(store, [second], finding(second, "Latgin")) == Counts(new=1, open=0)


def test_a_decision_expires(database: str) -> None:
    clock = ["2026-01-01T00:00:00.000000Z"]
    with Store.open(database, now=lambda: clock[0]) as store:
        page = article("k", "The Latgin corridor")
        keep(store, [page], finding(page, "Latgin"))
        key = next(mark([finding(page, "Latgin")])).fingerprint
        store.decide(Decision("finding", key, "accept", "ann", clock[0], expires="2026-02-01"))
        assert status(store) == "accepted"
        clock[0] = "2026-02-02T00:00:00.000000Z"
        store.begin_run("import")
        assert status(store) == "open"


def test_decisions_move_to_another_database_once(store: Store, new_database: NewDatabase) -> None:
    page = article("k", "The Latgin corridor")
    keep(store, [page], finding(page, "Latgin"))
    key = next(mark([finding(page, "Latgin")])).fingerprint
    decide(store, "finding", key, "confirm")
    store.undo("finding", key, "ann", store.now())
    decide(store, "finding", key, "accept", who="bob")
    with Store.open(new_database()) as other:
        assert other.merge(store.decisions()) == 3
        assert other.merge(store.decisions()) == 0
        assert other.decisions() == [*store.decisions()]
        keep(other, [page], finding(page, "Latgin"))
        assert status(other) == "accepted"


@pytest.mark.parametrize(
    ("scope", "verdict", "said"), [("planet", "confirm", "planet"), ("group", "maybe", "maybe")]
)
def test_nonsense_is_refused(store: Store, scope: str, verdict: str, said: str) -> None:
    with pytest.raises(BadDecisionError, match=said):
        decide(store, scope, "k", verdict)


def test_many_decisions_come_at_once(store: Store) -> None:
    page = article("k", *(f"The Latgin{number} corridor" for number in range(900)))
    found = [finding(page, f"Latgin{number} ") for number in range(900)]
    keep(store, [page], *found)
    prints = [each.fingerprint for each in mark(found)]
    at = "2026-03-01T00:00:00Z"
    taken = Decision("finding", prints[0], "accept", "ann", at)
    undo = Decision("finding", prints[0], "undo", "ann", "2026-03-02", supersedes=(at, "ann"))
    came = [
        undo,
        taken,
        taken,
        *(Decision("finding", each, "accept", "bob", at) for each in prints),
    ]
    came += [
        Decision("group", "none", "later", "bob", at),
        Decision("rule", "XXX1", "later", "b", at),
    ]
    assert store.merge(came) == 904
    assert store.merge(came) == 0
    assert {each.status for each in store.named(prints)} == {"accepted"}
    assert [each.supersedes for each in store.decisions() if each.verdict == "undo"] == [
        (at, "ann")
    ]
    assert store.problems() == []
