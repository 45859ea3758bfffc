"""Findings from run to run: new, unchanged, fixed, reopened. On SQLite and on PostgreSQL."""

from checks.fingerprint import Marked, mark
from db.records import Counts
from db.store import Store
from tests.store_desk import article, finding, keep, states, status


def test_new_then_unchanged_then_fixed_then_reopened(store: Store) -> None:
    page = article("k", "The Latgin corridor")
    fault = finding(page, "Latgin")
    assert keep(store, [page], fault) == Counts(new=1, open=1)
    assert keep(store, [page], fault) == Counts(unchanged=1, open=1)
    assert keep(store, [page]) == Counts(fixed=1)
    assert keep(store, [page]) == Counts()
    assert keep(store, [page], fault) == Counts(reopened=1, open=1)
    assert states(store) == ["new", "unchanged", "absent", "reopened"]


def test_an_article_that_was_not_checked_fixes_nothing(store: Store) -> None:
    page, other = article("k", "The Latgin corridor"), article("other", "text")
    keep(store, [page], finding(page, "Latgin"))
    assert keep(store, [other]) == Counts()
    assert keep(store, [page], rules=["SPL102"]) == Counts()


def test_a_fault_between_articles_is_fixed_only_when_all_were_checked(store: Store) -> None:
    one, two = article("one", "Same text"), article("two", "Same text")
    tie = finding(one, "Same text", "DUP203", across=("one", "two"))
    keep(store, [one, two], tie, rules=["DUP203"])
    assert keep(store, [one], rules=["DUP203"]) == Counts()
    assert keep(store, [one, two], rules=["DUP203"]) == Counts(fixed=1)


def test_a_fault_of_the_site_is_fixed_only_when_the_whole_site_was_checked(store: Store) -> None:
    one, two = article("one", "Footer"), article("two", "Footer")
    fault = finding(one, "Footer", "TPL201", site_wide=True)
    keep(store, [one, two], fault, rules=["TPL201"])
    assert keep(store, [one], rules=["TPL201"]) == Counts()
    assert keep(store, [one, two], rules=["TPL201"]) == Counts(fixed=1)


def test_a_finding_that_the_configuration_ignores_is_kept_but_not_open(store: Store) -> None:
    page = article("k", "The Latgin corridor")
    marked = list(mark([finding(page, "Latgin")]))
    run = store.begin_run("import")
    store.keep(run, [page])
    silenced = {marked[0].fingerprint: "house style"}
    counts = store.keep_findings(run, marked, set(), {"SPL101"}, silenced)
    assert (counts.new, counts.open, status(store)) == (1, 0, "ignored")
    again = store.begin_run("recheck")
    counts = store.keep_findings(again, marked, set(), {"SPL101"}, silenced)
    assert (counts.unchanged, counts.open, status(store)) == (1, 0, "ignored")
    assert store.problems() == []


def test_two_calls_in_one_run_do_not_undo_each_other(store: Store) -> None:
    page = article("k", "The Latgin corridor, Latgin")
    run = store.begin_run("import")
    store.keep(run, [page])
    checked = {("courier.example", "k")}
    both: list[Marked] = list(mark([finding(page, "Latgin"), finding(page, "corridor")]))
    store.keep_findings(run, both[:1], checked, {"SPL101"})
    assert store.keep_findings(run, both[1:], checked, {"SPL101"}) == Counts(new=1, open=1)


def test_the_views_answer(store: Store) -> None:
    page = article("k", "The Latgin corridor")
    keep(store, [page], finding(page, "Latgin"))
    keep(store, [page])
    with store.read() as connection:
        row = connection.exec_driver_sql("SELECT code, status, headline FROM v_finding").one()
        assert tuple(row) == ("SPL101", "fixed", "Headline of k")
        trend = connection.exec_driver_sql(
            "SELECT came, went, stood FROM v_site_trend ORDER BY run_id"
        ).all()
        assert [tuple(line) for line in trend] == [(1, 0, 1), (0, 1, 0)]
